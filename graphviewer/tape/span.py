"""A span of a tape's steps, and the rows that belong to it: found by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from graphviewer.tape.rows import Change, Node, Op, Run, Seed, Step, Tensor
from graphviewer.tape.tape import Tape

Row = TypeVar("Row", Change, Node, Op, Tensor)


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


def steps_within(tape: Tape, span: Span | None) -> Sequence[Step]:
    """The steps of the span, or all."""
    return tape.steps if span is None else tape.steps[max(0, span.first) : span.last + 1]


def runs_within(tape: Tape, span: Span | None) -> Sequence[Run]:
    """The backward runs that began in the span, or all."""
    if span is None:
        return tape.runs
    begin = bisect_left(tape.runs, span.first, key=_first_step)
    return tape.runs[begin : bisect_right(tape.runs, span.last, begin, key=_first_step)]


def roots_of(tape: Tape, run: Run) -> tuple[Seed, ...]:
    """Where a backward run started; nowhere if it stands for iterations that were not kept.

    The seeds of such a run are what reached nodes still there from those that are not.
    """
    return () if is_rest(tape, run) else run.seeds


def is_rest(tape: Tape, run: Run) -> bool:
    """Whether a run is only what one of iterations that were not kept did to nodes still there."""
    first = tape.steps[run.first_step] if run.first_step < len(tape.steps) else None
    return first is not None and first.kind == "skip"


def ops_of(tape: Tape, span: Span) -> list[Op]:
    """Ops of the span, and those made before it that a run from an older root went through."""
    own = made_within(tape.ops, span)
    older = {tape.nodes[node].op for node in _gone_through(tape, span)}
    older -= {None, *(op.id for op in own)}
    return [*(tape.ops[op] for op in sorted(op for op in older if op is not None)), *own]


def nodes_of(tape: Tape, span: Span | None) -> Sequence[Node]:
    """The same for nodes; all where there is no span."""
    if span is None:
        return tape.nodes
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
        if any(tape.nodes[seed.node].step not in span for seed in roots_of(tape, run)):
            steps = tape.steps[run.first_step : span.last + 1]
            found.update(s.node for s in steps if s.run == run.id and s.node is not None)
    return found


def _step(row: Change | Node | Op | Tensor) -> int:
    return row.step


def _first_step(run: Run) -> int:
    return run.first_step
