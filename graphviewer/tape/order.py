"""The law of what comes when: rows stand in the order of their steps, and in lines of a program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

from graphviewer.tape.known import BadPlace, OutOfOrder
from graphviewer.tape.rows import Iteration, Place
from graphviewer.tape.tape import Part, Tape

LAST_LINE = 2**30  # an editor counts lines and columns in 32 bits
# those that are found by bisection, and by what
_IN_ORDER: dict[str, Callable[[Any], int]] = {
    "tensors": attrgetter("step"),
    "changes": attrgetter("step"),
    "ops": attrgetter("step"),
    "nodes": attrgetter("step"),
    "runs": attrgetter("first_step"),
    "jacobians": attrgetter("step"),
    "hooked": attrgetter("step"),
    "notes": attrgetter("step"),
    "iterations": attrgetter("number"),
}
_LINE = attrgetter("line")
LATEST = 256  # points before a part that it is held against
_WITH_LINES = ("runs", "steps", "hooked", "iterations", "series")


def check_order(tape: Tape, part: Part) -> None:
    """Check that a part's rows go on in the order of the tape. Raises OutOfOrder."""
    for table, key in _IN_ORDER.items():
        new: Sequence[object] = getattr(part, table)
        if not new:
            continue
        numbers = [*map(key, getattr(tape, table)[-1:]), *map(key, new)]
        if numbers != sorted(numbers):
            place = next(i for i in range(1, len(numbers)) if numbers[i] < numbers[i - 1])
            raise OutOfOrder(
                f"{table} are out of order: {numbers[place]} comes after {numbers[place - 1]}"
            )
    # of each chart: those of several may come in turns
    last = {one.series: one.iteration for one in tape.points[-LATEST:]} if part.points else {}
    for point in part.points:
        before = last.get(point.series, 0)
        if point.iteration < before:
            raise OutOfOrder(f"points are out of order: {point.iteration} comes after {before}")
        last[point.series] = point.iteration
    if part.iterations:
        _check_rounds([*tape.iterations[-1:], *part.iterations])


def _check_rounds(rounds: Sequence[Iteration]) -> None:
    for before, after in pairwise(rounds):
        if after.first_step <= before.last_step or after.number == before.number:
            raise OutOfOrder(f"iteration {after.number} begins before {before.number} has ended")


def check_places(part: Part) -> None:
    """Check that lines and columns are such as a program has. Raises BadPlace."""
    for line in _lines(part):
        if line is not None and not 0 <= line <= LAST_LINE:
            raise BadPlace(f"no program has a line {line}")
    for op in part.ops:
        if op.place is not None:
            _check_place(f"op {op.id}", op.place)
    if part.error is not None and part.error.place is not None:
        _check_place("the error", part.error.place)


def _lines(part: Part) -> Iterator[int | None]:
    """Every line that rows name. It need not be one of the source, which may have been edited."""
    for table in _WITH_LINES:
        yield from map(_LINE, getattr(part, table))
    if part.error is not None:
        yield part.error.line
        yield from (line for line, _ in part.error.trace)


def _check_place(who: str, place: Place) -> None:
    begin, end = (place.line, place.column), (place.end_line, place.end_column)
    if begin > end or min(*begin, *end) < 0 or max(*begin, *end) > LAST_LINE:
        raise BadPlace(f"{who} is written from {begin} to {end}: nothing is")
