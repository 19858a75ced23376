"""Which part of a tape is looked at from a position, while a loop is looked at by iterations."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graphviewer.session.iterations import Iterations
from graphviewer.tape.rows import Iteration
from graphviewer.tape.span import Span, made_within
from graphviewer.tape.tape import Tape

Kind = Literal["iteration", "next", "before", "after"]
LARGE = 60  # tensors and operations of a graph that is no longer read as a whole


class Scope(Struct, frozen=True):
    """A span of steps. `number`, counted from 0, is its iteration's, or that of the one before it.

    It is an iteration, the next kept one where others were left out, or what ran before the first
    one or after one and made a graph of its own.
    """

    kind: Kind
    span: Span
    number: int
    total: int | None = None  # how many iterations there were; None while more may come


class Scopes:
    """Finds the scope of any position; `refresh` takes in new rows."""

    def __init__(self, tape: Tape, iterations: Iterations) -> None:
        self.tape = tape
        self.iterations = iterations
        self._seen = [0, 0]
        self._size = 0
        self.refresh()

    def refresh(self) -> None:
        """Take in the rows added since the last call."""
        ops, nodes = self._seen
        for op in self.tape.ops[ops:]:
            if op.nodes:
                self._size += 1 + len(op.outputs)
        self._size += sum(node.variable is not None for node in self.tape.nodes[nodes:])
        self._seen = [len(self.tape.ops), len(self.tape.nodes)]

    @property
    def possible(self) -> bool:
        """Whether there are iterations to go through."""
        return len(self.iterations) > 1

    @property
    def wanted(self) -> bool:
        """Whether the whole graph is too large to be read."""
        return self.possible and self._size > LARGE

    def at(self, position: int) -> Scope | None:
        """The scope of a position; None where no iteration was kept.

        Outside of iterations it is what ran there, if that made a graph; else the iteration that
        comes next where the loop has not begun or others were left out, else the one before.
        """
        loop = self.iterations
        if not len(loop):
            return None
        spot = loop.at(position)
        here = loop.iteration(spot.number) if spot.kind == "in" else None
        if here is not None:
            return self._of(here)
        before, after = loop.before(position), loop.after(position)
        first = before.last_step + 1 if before is not None else 0
        last = after.first_step - 1 if after is not None else len(self.tape.steps) - 1
        span = Span(first, last)
        if any(node.variable is None for node in made_within(self.tape.nodes, span)):
            kind: Kind = "before" if before is None else "after"
            return Scope(kind, span, before.number if before is not None else -1, loop.total)
        if after is not None and spot.kind == "gap":
            return self._of(after, "next")
        if after is not None and before is None:
            return self._of(after)
        return self._of(before if before is not None else loop.kept[0])

    def _of(self, row: Iteration, kind: Kind = "iteration") -> Scope:
        span = Span(row.first_step, row.last_step)
        return Scope(kind, span, row.number, self.iterations.total)
