"""A span of a tape's steps, and the rows that belong to it: found by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from graphviewer.tape.rows import Node, Op, Run, Tensor
from graphviewer.tape.tape import Tape

Row = TypeVar("Row", Op, Node, Tensor)


class Span(Struct, frozen=True):
    """Steps `first` to `last`, both included."""

    first: int
    last: int

    def __contains__(self, step: int) -> bool:
        return self.first <= step <= self.last


def made_within(rows: Sequence[Row], span: Span) -> Sequence[Row]:
    """The rows that steps of the span made. Rows stand in the order they were made."""
    begin = bisect_left(rows, span.first, key=_step)
    return rows[begin : bisect_right(rows, span.last, begin, key=_step)]


def runs_within(tape: Tape, span: Span) -> Sequence[Run]:
    """The backward runs that began in the span."""
    begin = bisect_left(tape.runs, span.first, key=_first_step)
    return tape.runs[begin : bisect_right(tape.runs, span.last, begin, key=_first_step)]


def ops_of(tape: Tape, span: Span) -> list[Op]:
    """Ops of the span, and those made before it that a run from an older root went through."""
    own = made_within(tape.ops, span)
    older = {tape.nodes[node].op for node in _gone_through(tape, span)}
    older -= {None, *(op.id for op in own)}
    return [*(tape.ops[op] for op in sorted(op for op in older if op is not None)), *own]


def nodes_of(tape: Tape, span: Span) -> list[Node]:
    """The same for nodes."""
    own = made_within(tape.nodes, span)
    older = _gone_through(tape, span).difference(node.id for node in own)
    return [*(tape.nodes[node] for node in sorted(older)), *own]


def _gone_through(tape: Tape, span: Span) -> set[int]:
    """Nodes that runs of the span executed whose root the span did not make.

    Such a run is about that older graph as a whole. One that only reaches back into an older graph
    is not: there the graph of the span ends.
    """
    found: set[int] = set()
    for run in runs_within(tape, span):
        if any(tape.nodes[seed.node].step not in span for seed in run.seeds):
            steps = tape.steps[run.first_step : span.last + 1]
            found.update(s.node for s in steps if s.run == run.id and s.node is not None)
    return found


def _step(row: Op | Node | Tensor) -> int:
    return row.step


def _first_step(run: Run) -> int:
    return run.first_step
