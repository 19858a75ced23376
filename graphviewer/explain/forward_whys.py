"""Why a call did what it did: what it cut, changed, stretched, shares and leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphviewer.explain.beside import born
from graphviewer.explain.check import compare
from graphviewer.explain.equation import plain
from graphviewer.explain.explanation import Language
from graphviewer.explain.keeping import kept_bytes, kept_names
from graphviewer.explain.making import made_by
from graphviewer.explain.memory import renamed
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import shape, short
from graphviewer.explain.rules.table import short_name
from graphviewer.explain.words.table import word
from graphviewer.tape.adopted import row_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.returned import GRAD
from graphviewer.tape.rows import Node, Op, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import COMPLEX, FLOATING, Value

CUTS = frozenset({"detach", "detach_", "data"})
SHARING = frozenset(
    {"view", "reshape", "t", "T", "mT", "transpose", "permute", "expand", "squeeze", "unsqueeze",
     "flatten", "view_as", "expand_as", "getitem", "select", "narrow", "unbind", "chunk", "split"}
)  # fmt: skip
STRETCHING = frozenset(
    {"add", "sub", "mul", "div", "pow", "rsub", "maximum", "minimum", "where", "true_divide"}
)
UNDERIVED = "NotImplemented"  # the node of a function without a derivative: it only raises
MOST_OUTPUTS = 6  # tensors of one call that are shown


class ForwardWhys:
    """The sentences about one call; `_Forward` in forward.py adds its equation."""

    def __init__(
        self, tape: Tape, index: TapeIndex, step: Step, op: Op, language: Language
    ) -> None:
        self.tape, self.index, self.step, self.op = tape, index, step, op
        self.language = language
        self.namer = Namer(tape, index)
        self.out = op.outputs[0] if op.outputs else None
        self._rounded = False  # whether a number of the line of numbers is not shown in full

    def why(self) -> list[str]:
        sentences = [
            *self._nan(),
            *self._made(),
            *self._cut(),
            *self._in_place(),
            *self._stretched(),
            *self._view(),
            *self._renamed(),
        ]
        return [*sentences, *self._node()] or [self._plainly()]

    def _plainly(self) -> str:
        """What can be said when nothing particular holds."""
        if self.op.qualified == GRAD:
            return " ".join((*self._hooked(), self._say("returned")))
        if self.out is None:
            return self._say("called")
        return self._say("computed", name=self.namer.text(self.out))

    def _hooked(self) -> Iterator[str]:
        """Hooks that changed a gradient before it was returned: no node was executed with it."""
        run = self.index.run_at(self.step.index)
        for tensor, output in self.index.returned.of(self.op):
            ref = self.tape.tensors[output].value
            for port in self.index.ports(tensor):
                state = self.index.port_at(port, self.step.index - 1, run)
                arrived = None if state is None else self.index.partial_sum(state)
                if state is None or state.consumed or ref is None or arrived is None:
                    continue
                given = self.tape.values[ref]
                if compare(given, arrived.array(), arrived.array())[0] == "differs":
                    told = {"before": short(arrived), "after": short(given)}
                    yield self._say("hooked", name=plain(self.namer.port(port)), **told)

    def _say(self, key: str, **values: object) -> str:
        return word(key, self.language, **values)

    def _wants(self, tensor: int) -> bool:
        return self.index.requires_grad_at(tensor, self.step.index)

    def _cut(self) -> list[str]:
        wanted = any(self._wants(tensor) for tensor in self.op.inputs)
        if self.out is not None and bare(self.op.name) in CUTS and wanted:
            how = ".data" if bare(self.op.name) == "data" else "detach()"
            return [self._say("detach", name=self.namer.text(self.out), how=how)]
        if wanted and not self.op.grad_enabled:
            return [self._say("no_grad")]
        if wanted and self.out is not None and not self._wants(self.out):
            dtype = self.tape.tensors[self.out].dtype
            if dtype not in FLOATING and dtype not in COMPLEX:
                return [self._say("not_float", dtype=dtype)]
        return []

    def _made(self) -> list[str]:
        """Where the numbers of a new tensor come from."""
        key = made_by(self.op)
        if not key or self.out is None:
            return []
        dtype, name = self.tape.tensors[self.out].dtype, self._listed(self.op.outputs)
        return [self._say(key, name=name, function=self.op.name, dtype=dtype)]

    def _in_place(self) -> list[str]:
        if not self.op.in_place or self.out is None:
            return []
        version = self.tape.tensors[self.out].version
        for change in self.tape.changes:
            if change.tensor == self.out and change.step == self.step.index:
                version = change.version if change.version is not None else version
        before = self.op.inputs[0] if self.op.inputs else self.out
        name = self.namer.text(before)
        said = [self._say("in_place", name=name, version=version)]
        if before != self.out and self.index.names(self.out):
            said.append(self._say("renamed", name=self.namer.text(self.out)))
        return said

    def _nan(self) -> list[str]:
        """NaN or infinity that came up in this call."""
        if not self.op.inputs:
            return []
        entered = [self._value(tensor) for tensor in self.op.inputs]
        made = [self._value_of(tensor) for tensor in self.op.outputs]
        return born(self.tape, self.step.index, entered, made, self.language)

    def _stretched(self) -> list[str]:
        if self.out is None or bare(self.op.name) not in STRETCHING:
            return []
        target = self.tape.tensors[self.out].shape
        said: list[str] = []
        for tensor in dict.fromkeys(self.op.inputs):
            lengths = row_at(self.tape, self.index, tensor, self.step.index).shape
            if lengths != target and lengths != ():
                name = self.namer.text(tensor)
                where = {"shape": shape(lengths), "target": shape(target)}
                said.append(self._say("stretched", name=name, **where))
        return said

    def _view(self) -> list[str]:
        if self.out is None or not self.op.inputs or bare(self.op.name) not in SHARING:
            return []
        source = self.op.inputs[0]
        ours, theirs = self.tape.tensors[self.out].storage, self.tape.tensors[source].storage
        if ours is None or ours != theirs or source == self.out:
            return []
        names = {"name": self._listed(self.op.outputs), "other": self.namer.text(source)}
        return [self._say("view" if len(self.op.outputs) == 1 else "views", **names)]

    def _listed(self, tensors: Sequence[int]) -> str:
        names = dict.fromkeys(self.namer.text(tensor) for tensor in tensors[:MOST_OUTPUTS])
        return ", ".join(names) + (", …" if len(tensors) > MOST_OUTPUTS else "")

    def _renamed(self) -> list[str]:
        """Whether a name has gone over to the result."""
        if self.out is None:
            return []
        return renamed(self.tape, self.index, self.op, self.namer.text(self.out), self.language)

    def _node(self) -> list[str]:
        nodes = self.tape.own_nodes(self.op)
        names = [short_name(node.name) for node in nodes]
        if UNDERIVED in names:
            return [self._say("no_derivative")]
        if len(names) == 1:
            return [self._say("recorded", node=names[0]), *self._keeps(nodes[0])]
        if names:
            return [self._say("recorded_many", nodes=", ".join(names))]
        if self.out is None:
            return []
        if not self.op.inputs:
            wanted = [tensor for tensor in self.op.outputs if self._wants(tensor)]
            if len(wanted) > 1:
                return [self._say("leaves", name=self._listed(wanted))]
            key = "leaf" if wanted else "constant"
            return [self._say(key, name=self.namer.text((*wanted, self.out)[0]))]
        if not any(self._wants(tensor) for tensor in self.op.inputs) and not self._wants(self.out):
            return [self._say("untracked")]
        return []

    def _keeps(self, node: Node) -> list[str]:
        kept = kept_names(self.tape, self.index, node)
        size = kept_bytes(self.tape, node, self.language)
        return [self._say("keeps", kept=kept, bytes=size)] if kept else []

    def _value_of(self, tensor: int) -> Value | None:
        ref = self.index.value_at(tensor, self.step.index)
        return None if ref is None else self.tape.values[ref]

    def _is_known(self, tensor: int) -> bool:
        return bool(self.index.names(tensor))

    def _value(self, tensor: int) -> Value | None:
        """The numbers before this step: an in-place call has changed them by its end."""
        ref = self.index.value_at(tensor, self.step.index - 1)
        ref = self.index.value_at(tensor, self.step.index) if ref is None else ref
        return None if ref is None else self.tape.values[ref]


def bare(name: str) -> str:
    """An op's name without the underscores of operators: `__rsub__` is rsub, `add_` add."""
    if name.startswith("__") and name.endswith("__"):
        name = name.strip("_")
        if name in ("radd", "rmul", "rdiv", "rtruediv", "rpow", "rmatmul"):
            return {"rtruediv": "div"}.get(name, name[1:])
        return {"truediv": "div", "iadd": "add", "imul": "mul", "isub": "sub"}.get(name, name)
    return name
