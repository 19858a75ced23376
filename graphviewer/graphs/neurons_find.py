"""Finds affine layers among the ops of a program, however they are written."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from graphviewer.graphs.network import Layer
from graphviewer.graphs.reach import reaches
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import FLOATING

_PRODUCTS = frozenset(("matmul", "mm", "mv", "dot"))
_SUMS = frozenset(("addmm", "addmv"))
_AFFINE = _PRODUCTS | _SUMS | {"linear"}
_TURNS = frozenset(("t", "T", "mT", "transpose", "swapaxes", "swapdims", "permute", "numpy_T"))
_RESHAPES = frozenset(("squeeze", "unsqueeze", "flatten", "view", "reshape", "contiguous"))
_LAST = frozenset(
    ("relu", "sigmoid", "tanh", "softmax", "log_softmax", "softplus", "gelu", "silu", "elu")
) | {"leaky_relu", "logsigmoid"}
_LEARNING = ("lstm", "gru", "rnn", "conv", "attention", "bilinear")
_FURTHEST = 60  # ops between two layers
_SHORTEST, _MATRIX = 1, 2  # axes of what is multiplied


class Found(Struct):
    """A layer with what it joins: `before` is the layer whose numbers it reads, `root` its input's
    maker; `mixed` where two layers' numbers meet, as in a recurrent network."""

    layer: Layer
    inputs: int
    width: int
    columns: bool
    before: int | None = None
    between: tuple[int, ...] = ()
    plain: bool = True
    mixed: bool = False


class Finder:
    """Reads ops once, in their order."""

    def __init__(self, tape: Tape, ops: Sequence[Op]) -> None:
        self.tape = tape
        carrying = [op for op in ops if op.name.strip("_") in _AFFINE and self._carries(op)]
        affine = [op for op in ops if op.name.strip("_") in _AFFINE]
        self._affine = carrying or affine
        self._readers: dict[int, list[Op]] = defaultdict(list)
        if affine:
            for op in ops:
                for tensor in dict.fromkeys(op.inputs):
                    self._readers[tensor].append(op)
        self._later: set[int] = set()  # layers that are recorded, chains or not
        self._wanted = {row.tensor for row in tape.changes if row.requires_grad}

    def _carries(self, op: Op) -> bool:
        return any(self.tape.tensors[tensor].node is not None for tensor in op.outputs)

    def size(self, tensor: int) -> int:
        """How many numbers a tensor has."""
        return math.prod(self.tape.tensors[tensor].shape)

    def layers(self) -> list[Found]:
        """Every affine layer, each linked to the one before it."""
        found: list[Found] = []
        products = {op.outputs[0] for op in self._affine if op.outputs}
        made: dict[int, int] = {}
        for op in self._affine:
            one = self._layer(op, products)
            if one is not None and self._carries(op):
                self._later.add(op.id)
            if one is not None and self._connect(one, made):
                made[one.layer.z] = len(found)
                found.append(one)
        inner = {one.layer.x for one in found if one.before is not None}  # of residual networks
        for one in found:
            one.mixed = self._meets_another(one.layer.z, products | made.keys() | inner)
        return found

    def goes_on(self, one: Found) -> bool:
        """Whether a layer's numbers come into another one, by whatever way."""
        return reaches(self._readers, one.layer.z, self._later)

    # --- one layer

    def _layer(self, op: Op, products: set[int]) -> Found | None:
        name, inputs = op.name.strip("_"), op.inputs
        bias: int | None = None
        if not op.outputs or any("=" in one for one in op.constants):
            return None
        sides, turned = inputs[:_MATRIX], True
        if name == "linear" and len(inputs) >= _MATRIX:
            bias = inputs[2] if len(inputs) > _MATRIX else None
            turned = False
        elif name in _SUMS and len(inputs) == 1 + _MATRIX:
            bias, sides = inputs[0], inputs[1:]
        elif len(inputs) != _MATRIX:
            return None
        return self._placed(op, name, sides, bias, products, turned=turned)

    def _placed(
        self,
        op: Op,
        name: str,
        sides: tuple[int, ...],
        bias: int | None,
        products: set[int],
        *,
        turned: bool,
    ) -> Found | None:
        """The layer of a product, once it is known which side is the weight."""
        (left, flips_left), (right, flips_right) = map(self._kept, sides)
        side = 1 if name == "linear" else self._weight_side(sides, (left, right), op)
        if side is None:
            return None
        weight, x = (right, sides[0]) if side else (left, sides[1])
        turned = (turned and bool(side)) != (flips_right if side else flips_left)
        shape, read = self.tape.tensors[weight].shape, self.tape.tensors[x].shape
        if not 1 <= len(shape) <= _MATRIX or not read or not math.prod(shape):
            return None
        if self.tape.tensors[weight].dtype not in FLOATING:
            return None
        width = 1 if len(shape) == 1 else shape[1 if turned else 0]
        count = math.prod(shape) // width
        columns = not side and len(read) > 1
        if read[0 if columns else -1] != count or not self.size(x):
            return None
        z = op.outputs[0]
        if bias is None and name != "linear":
            z, bias = self._with_bias(z, width, products, columns=columns)
        if bias is not None and not self._is_bias(bias, width, z, columns=columns):
            return None
        if self.size(z) != self.size(x) // count * width:
            return None
        layer = Layer(op.id, x, weight, z, z, turned and len(shape) > 1, bias)
        return Found(layer, count, width, columns)

    def _kept(self, tensor: int) -> tuple[int, bool]:
        """The tensor that one is a transpose of, and whether it is an odd one."""
        flips = False
        while (number := self.tape.tensors[tensor].op) is not None:
            op = self.tape.ops[number]
            row = self.tape.tensors[tensor]
            if op.name not in _TURNS or len(op.inputs) != 1 or len(row.shape) != _MATRIX:
                break
            before = op.inputs[0]
            if self.tape.tensors[before].shape != row.shape[::-1]:
                break
            if row.shape[0] == row.shape[1] and op.name == "permute":
                break  # it may be none
            tensor, flips = before, not flips
        return tensor, flips

    def learns(self, tensor: int) -> bool:
        """Whether a tensor is a leaf that wants a gradient, at some time."""
        row = self.tape.tensors[tensor]
        return row.is_leaf and (row.requires_grad or tensor in self._wanted)

    def _from_outside(self, tensor: int) -> bool:
        number = self.tape.tensors[tensor].op
        return number is None or not self.tape.ops[number].inputs

    def _weight_side(self, sides: tuple[int, ...], kept: tuple[int, int], op: Op) -> int | None:
        """Which factor is the weight: 0 or 1; what learns, else the matrix, else the right one."""
        learning = [side for side in (0, 1) if self.learns(kept[side])]
        able = learning or [side for side in (0, 1) if self._from_outside(kept[side])]
        if op.name in _SUMS and len(able) > 1:
            return 0 if op.name == "addmv" else 1
        if len(able) != _MATRIX:
            return able[0] if able else None
        axes = [len(self.tape.tensors[tensor].shape) for tensor in sides]
        if axes[0] == axes[1] == _SHORTEST:
            return None
        return axes.index(_MATRIX) if _SHORTEST in axes else 1

    def _with_bias(
        self, product: int, width: int, products: set[int], *, columns: bool
    ) -> tuple[int, int | None]:
        """The sum of a product and a bias, and the bias; the product itself where none is added."""
        for op in self._readers[product]:
            others = [tensor for tensor in op.inputs if tensor != product]
            if op.name.strip("_") not in ("add", "iadd", "radd") or len(others) != 1:
                continue
            if len(op.inputs) != _MATRIX or op.constants or others[0] in products:
                continue
            if self._is_bias(others[0], width, op.outputs[0], columns=columns) and (
                self.size(op.outputs[0]) == self.size(product)
            ):
                return op.outputs[0], others[0]
        return product, None

    def _is_bias(self, bias: int, width: int, z: int, *, columns: bool) -> bool:
        """Whether a tensor adds one number a neuron, the same to all examples."""
        shape = self.tape.tensors[bias].shape
        if math.prod(shape) == 1:
            return True
        if math.prod(shape) != width:
            return False
        made = self.tape.tensors[z].shape
        axis = (0 if columns else len(made) - 1) - len(made)
        return -axis <= len(shape) and shape[axis] == width

    # --- between layers

    def _connect(self, one: Found, made: dict[int, int]) -> bool:
        """Find what a layer reads; False where it reads from several layers."""
        size = self.size(one.layer.x)
        layers: set[int] = set()
        between: list[int] = []
        stack, seen = [one.layer.x], {one.layer.x}
        while stack:
            tensor = stack.pop()
            if tensor in made:
                layers.add(made[tensor])
                continue
            number = self.tape.tensors[tensor].op
            inputs: Iterable[int] = self.tape.ops[number].inputs if number is not None else ()
            inputs = [t for t in dict.fromkeys(inputs) if self.size(t) == size]
            if number is None or not inputs or len(between) > _FURTHEST:
                one.plain = one.plain and self.tape.tensors[tensor].node is None
                continue
            if number not in between:
                between.append(number)
            stack += [t for t in inputs if t not in seen]
            seen.update(inputs)
        if len(layers) == 1:
            one.before = layers.pop()
            one.between = tuple(sorted(between))
            one.plain = True
            return not any(self.tape.ops[number].name in _TURNS for number in between)
        names = [self.tape.ops[number].name for number in between]
        if any(part in name for name in names for part in _LEARNING):
            one.plain = False  # what it reads was learnt, though as large as what that read
        return not layers

    def _meets_another(self, z: int, others: set[int]) -> bool:
        """Whether a layer's numbers are joined with those of another."""
        return any(
            tensor != z and tensor in others
            for op in self._readers[z]
            if op.name.strip("_") not in _AFFINE
            for tensor in op.inputs
        )

    def output(self, z: int) -> tuple[int, tuple[int, ...]]:
        """The last layer's activation, if it is one of the well-known functions, and its ops."""
        tensor, ops = z, []
        while True:
            readers = self._readers[tensor]
            last = next((op for op in readers if op.name.strip("_") in _LAST), None)
            step = last or next((op for op in readers if op.name in _RESHAPES), None)
            if step is None or self.size(step.outputs[0]) != self.size(z):
                return z, ()
            ops.append(step.id)
            tensor = step.outputs[0]
            if last is not None:
                return tensor, tuple(ops)
