"""Which gradient torch.autograd.grad returned for which tensor."""

from __future__ import annotations

from typing import Protocol
from weakref import proxy

from graphviewer.tape.rows import Op, Run, Step
from graphviewer.tape.tape import Tape

GRAD = "torch.autograd.grad"
EACH = "materialize_grads=True"
_Port = tuple[int, int]


class Reached(Protocol):
    """What an index knows of runs."""

    def run_at(self, step: int) -> int | None:
        """The run under way, or the last to begin, at a position."""

    def ports(self, tensor: int) -> tuple[_Port, ...]:
        """Where a tensor's gradients arrive."""

    def runs_reaching(self, port: _Port) -> tuple[int, ...]:
        """The runs that sent something there."""


class Returned:
    """By run and port. Hooks may have changed what was returned since it arrived there."""

    def __init__(self, tape: Tape, index: Reached) -> None:
        self._tape = tape
        # the index holds this: only weakly, else both and their tape stayed until a collection,
        # and a window that shows large graphs has nearly none
        self._index = proxy(index)
        self._given: dict[tuple[int, _Port], tuple[int, int | None]] = {}

    def of(self, op: Op) -> tuple[tuple[int, int], ...]:
        """Each tensor that a call asked for and what it got; empty where that cannot be told.

        For a tensor that the run did not reach the call returns None, which is no tensor.
        """
        run = self._index.run_at(op.step)
        if op.qualified != GRAD or run is None or self._tape.runs[run].kind != "grad":
            return ()
        # asked for twice, a tensor gets one gradient twice
        asked = list(dict.fromkeys(op.inputs[len(self._tape.runs[run].seeds) :]))
        if EACH not in op.constants:
            asked = [one for one in asked if self._reached(one, run)]
        if len(asked) < len(op.outputs):
            return ()
        return tuple(zip(asked, op.outputs, strict=False))

    def _reached(self, tensor: int, run: int) -> bool:
        return any(run in self._index.runs_reaching(port) for port in self._index.ports(tensor))

    def take(self, step: Step) -> None:
        """A forward step, perhaps such a call."""
        run = self._index.run_at(step.index)
        if step.op is None or run is None:
            return
        for tensor, output in self.of(self._tape.ops[step.op]):
            for port in self._index.ports(tensor):
                self._given[run, port] = (step.index, self._tape.tensors[output].value)

    def told(self, run: Run) -> None:
        """A run whose call was left out."""
        for one in run.returned:
            self._given[run.id, (one.node, one.input_nr)] = (run.first_step, one.gradient)

    def at(self, run: int, port: _Port, step: int, before: int | None = None) -> int | None:
        """The value that had been returned for a port by a step; what was there before it."""
        since, value = self._given.get((run, port), (step, before))
        return value if since <= step else before
