"""What breaks the law of a tape, and how many rows there are for others to name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graphviewer.tape.rows import Node, Op, Run, Step, Tensor
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.value import Value


class TapeError(ValueError):
    """A tape broke its law."""


class UnknownReference(TapeError):
    """A row names a row that is not there."""


class OutOfOrder(TapeError):
    """An id is not its row's place, or a row comes before what it speaks of."""


class BadValue(TapeError):
    """A value's bytes do not fit its dtype, shape and stride, or the value not what has it."""


class BadPlace(TapeError):
    """A row names lines or columns that no program has."""


class BadCall(TapeError):
    """What an op happened in is no call of a module."""


class BadEdge(TapeError):
    """An edge points to an input its node does not have, or edges run in a circle."""


class BadStep(TapeError):
    """A step lacks what its kind requires, or its gradients do not match its node."""


class Ended(TapeError):
    """Rows follow the end of the tape."""


class Known:
    """How many rows there will be, and the check that a reference stays below that."""

    def __init__(self, tape: Tape, part: Part) -> None:
        self.nodes: Callable[[int], Node] = lambda i: (
            tape.nodes[i] if i < len(tape.nodes) else part.nodes[i - len(tape.nodes)]
        )
        self.steps: Callable[[int], Step] = lambda i: (
            tape.steps[i] if i < len(tape.steps) else part.steps[i - len(tape.steps)]
        )
        self.numbers: Callable[[int], Value] = lambda i: (
            tape.values[i] if i < len(tape.values) else part.values[i - len(tape.values)]
        )
        self.tensor_row: Callable[[int], Tensor] = lambda i: (
            tape.tensors[i] if i < len(tape.tensors) else part.tensors[i - len(tape.tensors)]
        )
        self.op_row: Callable[[int], Op] = lambda i: (
            tape.ops[i] if i < len(tape.ops) else part.ops[i - len(tape.ops)]
        )
        self.run_row: Callable[[int], Run] = lambda i: (
            tape.runs[i] if i < len(tape.runs) else part.runs[i - len(tape.runs)]
        )
        self._counts = {
            "value": len(tape.values) + len(part.values),
            "tensor": len(tape.tensors) + len(part.tensors),
            "op": len(tape.ops) + len(part.ops),
            "node": len(tape.nodes) + len(part.nodes),
            "run": len(tape.runs) + len(part.runs),
            "step": len(tape.steps) + len(part.steps),
            "series": len(tape.series) + len(part.series),
        }

    def _check(self, table: str, ref: int | None, who: str) -> None:
        if ref is not None and not 0 <= ref < self._counts[table]:
            raise UnknownReference(f"{who} names {table} {ref}, which does not exist")

    def value(self, ref: int | None, who: str) -> None:
        self._check("value", ref, who)

    def values(self, refs: Iterable[int | None], who: str) -> None:
        for ref in refs:
            self._check("value", ref, who)

    def tensor(self, ref: int | None, who: str) -> None:
        self._check("tensor", ref, who)

    def tensors(self, refs: Iterable[int], who: str) -> None:
        for ref in refs:
            self._check("tensor", ref, who)

    def op(self, ref: int | None, who: str) -> None:
        self._check("op", ref, who)

    def node(self, ref: int | None, who: str) -> None:
        self._check("node", ref, who)

    def run(self, ref: int | None, who: str) -> None:
        self._check("run", ref, who)

    def step(self, ref: int | None, who: str) -> None:
        self._check("step", ref, who)

    def series(self, ref: int | None, who: str) -> None:
        self._check("series", ref, who)
