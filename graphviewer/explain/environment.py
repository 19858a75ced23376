"""What an executed node gives its rule to compute with: gradients, saved numbers, shapes."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from graphviewer.explain.rules.rule import UNREAD, Array, Env, MissingOperand, Rule, Shape, sum_to
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Node, Op, Saved, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import COMPLEX, FLOATING, Value, encode

Upstream = tuple[Array | None, ...]
# what arithmetic raises with things it is not for; not LookupError: MissingOperand is one
_UNFIT = (
    ArithmeticError,
    AttributeError,
    IndexError,
    KeyError,
    MemoryError,
    TypeError,
    ValueError,
)
_PLACE = re.compile(r"(\w+)\[(\d{1,5})\]")  # a tape that was made up may ask for any place
EPSILON = {"float16": 2.0**-10, "bfloat16": 2.0**-7, "float32": 2.0**-23, "float64": 2.0**-52}
MOST_ELEMENTS = 1 << 20  # beyond this a rule is not evaluated: it would stall the window


class Execution:
    """One backward step, ready for its node's rule; numbers are decoded when first asked for."""

    def __init__(self, tape: Tape, index: TapeIndex, step: Step) -> None:
        assert step.node is not None
        self.tape = tape
        self.index = index
        self.step = step
        self.node: Node = tape.nodes[step.node]
        self.shapes = tuple(self._shape(edge) for edge in range(len(self.node.edges)))
        self._saved: dict[bool, dict[str, Array]] = {}
        self._sent: dict[tuple[int, int, bool], Array] = {}

    def env(self, edge: int, *, wide: bool = False, upstream: Upstream | None = None) -> Env:
        """What the rule sees for an edge; `wide` in float64. Raises MissingOperand for samples.

        `upstream` stands in for the gradients that came in.
        """

        def read(value: Value) -> Array:
            return self._floats(value, wide=wide)

        gradients = self._came(read) if upstream is None else upstream
        if wide not in self._saved:
            self._saved[wide] = self._read(read)
        return Env(gradients, self._saved[wide], self.shapes, edge)

    def made(
        self, rule: Rule, edge: int, *, wide: bool = False, upstream: Upstream | None = None
    ) -> Array:
        """What the rule sends along an edge, before the engine sums over stretched axes.

        Raises MissingOperand where something was not recorded in full.
        """
        if not rule.vjp:
            raise MissingOperand(f"the rule of {rule.node} is not executable")
        code = rule.vjp[rule.place(edge)]
        if upstream is not None:
            return computed(code, self.env(edge, wide=wide, upstream=upstream))
        key = (id(rule), edge, wide)  # rules are rows of the table and live as long as it
        if key not in self._sent:
            self._sent[key] = computed(code, self.env(edge, wide=wide))
        return self._sent[key]

    def term(self, rule: Rule, name: str, edge: int) -> Array:
        """The numbers of a rule's term. Raises MissingOperand as `made` does."""
        return computed(rule.terms[name][1], self.env(edge))

    def sent(self, edge: int) -> Value | None:
        """The gradient recorded on an edge."""
        ref = self.step.gradients_out[edge] if edge < len(self.step.gradients_out) else None
        return None if ref is None else self.tape.values[ref]

    def recomputed(self, rule: Rule, edge: int, *, wide: bool = False) -> Array:
        """What the rule sends along an edge, in the shape and dtype of what was recorded there."""
        sent = self.sent(edge)
        if sent is None or not sent.complete:
            raise MissingOperand("the gradient was not recorded in full")
        made = sum_to(self.made(rule, edge, wide=wide), sent.shape)
        if wide:
            return made
        kept = made if sent.dtype in COMPLEX else made.real  # `compare` sees to what is lost
        rounded = Value(dtype=sent.dtype, shape=sent.shape, data=encode(kept, sent.dtype))
        return rounded.array()

    def shaken(self, rule: Rule, edge: int, draw: int) -> Array:
        """What the rule sends, in float64, where every number has been moved by half a rounding.

        What that changes is what no arithmetic of the numbers' dtype can keep. `draw` is the seed.
        """
        signs = np.random.default_rng(draw)

        def moved(value: Value) -> Array:
            numbers = self._floats(value, wide=True)
            if value.dtype not in FLOATING:
                return numbers
            return numbers * (1 + EPSILON[value.dtype] / 2 * signs.choice((-1, 1), numbers.shape))

        env = Env(self._came(moved), self._read(moved), self.shapes, edge)
        found = computed(rule.vjp[rule.place(edge)], env)
        sent = self.sent(edge)
        return found if sent is None else sum_to(found, sent.shape)

    def _shape(self, edge: int) -> Shape | None:
        sent = self.sent(edge)
        if sent is not None:
            return sent.shape
        below = self.node.edges[edge]
        if below is not None:
            tensor = self.index.tensor_at((below.to, below.input_nr))
            if tensor is not None:
                return self.tape.tensors[tensor].shape
        op = self.tape.ops[self.node.op] if self.node.op is not None else None
        if op is not None and len(op.inputs) == len(self.node.edges) and self._alone(op):
            return self.tape.tensors[op.inputs[edge]].shape
        return None

    def _alone(self, op: Op) -> bool:
        """Whether the op made no other node: one of several may take its inputs in any order."""
        return all(
            node == self.node.id or self.tape.nodes[node].variable is not None for node in op.nodes
        )

    def _came(self, numbers: Callable[[Value], Array]) -> Upstream:
        """The upstream gradients."""
        values = self.tape.values
        return tuple(
            None if ref is None else numbers(values[ref]) for ref in self.step.gradients_in
        )

    def _read(self, numbers: Callable[[Value], Array]) -> dict[str, Array]:
        """What the node saved, by name; UNREAD stands for what was recorded as a sample only."""
        read: dict[str, Array] = {}
        for saved in self.node.saved:
            value = self.saved_value(saved)
            if value is None and not _is_plain(saved):
                continue
            entry: Array = saved.fact
            if value is not None:
                entry = numbers(value) if _is_whole(value) else UNREAD
            match = _PLACE.fullmatch(saved.name)
            if match is None:
                read[saved.name] = entry
            else:
                name, place = match[1], int(match[2])
                so_far = read.get(name, ())
                read[name] = (*so_far, *[None] * (place - len(so_far)), entry)
        return read

    def saved_value(self, saved: Saved) -> Value | None:
        """The numbers behind a saved entry when the node ran."""
        ref = saved.value
        if saved.tensor is not None:
            ref = self.index.value_at(saved.tensor, self.step.index)
        return None if ref is None else self.tape.values[ref]

    def _floats(self, value: Value, *, wide: bool) -> Array:
        """The numbers, single integers as floating point: PyTorch takes those as plain factors."""
        if not _is_whole(value):
            raise MissingOperand("only a sample was recorded")
        numbers = value.array()
        if value.dtype in COMPLEX:
            return numbers
        upstream = next((ref for ref in self.step.gradients_in if ref is not None), None)
        dtype = "float32" if upstream is None else self.tape.values[upstream].dtype
        native = np.float64 if wide or dtype == "float64" else np.float32
        if value.dtype in FLOATING or (numbers.ndim == 0 and value.dtype != "bool"):
            # Halves are computed in float32, as PyTorch's own kernels do.
            return numbers.astype(native) if numbers.dtype != native else numbers
        return numbers


def computed(code: Callable[[Env], Array], env: Env) -> Array:
    """What a rule's code makes of what it sees. Raises MissingOperand where it can make nothing."""
    with np.errstate(all="ignore"):
        try:
            return np.asarray(code(env))
        except _UNFIT as error:
            # A custom backend or an older torch may save other things under the same names.
            raise MissingOperand(str(error)) from error


def _is_whole(value: Value) -> bool:
    return value.complete and value.size <= MOST_ELEMENTS


def _is_plain(saved: Saved) -> bool:
    """Whether the fact is an option such as "mean"; else it says why there are no numbers."""
    return not (isinstance(saved.fact, str) and " " in saved.fact)
