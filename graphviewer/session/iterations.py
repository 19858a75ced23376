"""The iterations of a training loop on a tape: where each lies, and which were not kept.

A number counts from 0, as on the tape; what is shown to people counts from 1, as steps do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal

from msgspec import Struct

from graphviewer.tape.rows import Iteration, Step
from graphviewer.tape.tape import Tape

_MOST_DIGITS = 15  # of a count; a file may say anything


class Gap(Struct, frozen=True):
    """Iterations `first` to `last` ran at a skip step and were not kept."""

    step: int
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many were not kept."""
        return self.last - self.first + 1


class Spot(Struct, frozen=True):
    """Where a position lies: in an iteration, in a gap of them, after one, or before the first."""

    kind: Literal["in", "gap", "after", "before"]
    number: int = -1  # of the iteration; of the last one before a position outside any
    gap: Gap | None = None


class Iterations:
    """The kept iterations in order, taken in as the tape grows."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.kept: list[Iteration] = []
        self.gaps: list[Gap] = []
        self._firsts: list[int] = []
        self._numbers: list[int] = []
        self._gap_steps: list[int] = []
        self._seen = [0, 0, 0]  # rows of iterations, points and steps taken in
        self._ran = 0
        self.refresh()

    def __len__(self) -> int:
        return len(self.kept)

    def refresh(self) -> None:
        """Take in the rows added since the last call."""
        rows, points, steps = self._seen
        for row in self.tape.iterations[rows:]:
            if not self.kept or row.number > self._numbers[-1]:  # in order, each once
                self.kept.append(row)
                self._firsts.append(row.first_step)
                self._numbers.append(row.number)
                self._ran = max(self._ran, row.number + 1)
        for point in self.tape.points[points:]:
            self._ran = max(self._ran, point.iteration + 1)
        for step in self.tape.steps[steps:]:
            if step.kind == "skip":
                self._add_gap(step.index, step.text)
        self._seen = [len(self.tape.iterations), len(self.tape.points), len(self.tape.steps)]

    def _add_gap(self, step: int, text: str) -> None:
        """`text` of them ran after the last iteration that ended before the step."""
        readable = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        count = int(text) if readable else 0
        place = bisect_left(self._firsts, step)
        first = self._numbers[place - 1] + 1 if place else 0
        if count:
            self.gaps.append(Gap(step, first, first + count - 1))
            self._gap_steps.append(step)
            self._ran = max(self._ran, first + count)

    def reach(self, number: int) -> None:
        """A running program has come to an iteration that no row tells of yet."""
        self._ran = max(self._ran, number + 1)

    # --- how many

    @property
    def ran(self) -> int:
        """How many iterations there have been so far, kept or not."""
        return self._ran

    @property
    def total(self) -> int | None:
        """How many there were; None while the tape still grows."""
        return self._ran if self.tape.end is not None else None

    # --- where

    def at(self, position: int) -> Spot:
        """Where a position lies."""
        place = bisect_right(self._firsts, position) - 1
        row = self.kept[place] if place >= 0 else None
        if row is not None and position <= row.last_step:
            return Spot("in", row.number)
        gap = bisect_right(self._gap_steps, position) - 1
        after = row.last_step if row is not None else -1
        if gap >= 0 and self._gap_steps[gap] > after:
            return Spot("gap", self.gaps[gap].first, self.gaps[gap])
        return Spot("after", row.number) if row is not None else Spot("before")

    def iteration(self, number: int) -> Iteration | None:
        """A kept iteration by its number; None if it was not kept."""
        place = bisect_left(self._numbers, number)
        found = place < len(self.kept) and self._numbers[place] == number
        return self.kept[place] if found else None

    def nearest(self, number: int) -> Iteration | None:
        """The kept iteration nearest a number, the earlier of two; None if none was kept."""
        place = bisect_left(self._numbers, number)
        around = self.kept[max(0, place - 1) : place + 1]
        return min(around, key=lambda row: abs(row.number - number), default=None)

    # --- going

    def step_in(self, target: Iteration, position: int) -> int:
        """The step of another iteration that matches a position: of the same line, as often run.

        Its first step where the position lies in no iteration.
        """
        spot, steps = self.at(position), self.tape.steps
        here = self.iteration(spot.number) if spot.kind == "in" else None
        if here is None:
            return target.first_step
        wanted = _mark(steps[position])
        nth = sum(_mark(step) == wanted for step in steps[here.first_step : position])
        same = [
            step.index
            for step in steps[target.first_step : target.last_step + 1]
            if _mark(step) == wanted
        ]
        if same:
            return same[min(nth, len(same) - 1)]
        return min(target.last_step, target.first_step + position - here.first_step)

    def after(self, position: int) -> Iteration | None:
        """The next kept iteration; None after the last."""
        place = bisect_right(self._firsts, position)
        return self.kept[place] if place < len(self.kept) else None

    def before(self, position: int) -> Iteration | None:
        """The kept iteration before the one of a position, or before the position."""
        inside = self.at(position).kind == "in"
        place = bisect_right(self._firsts, position) - (2 if inside else 1)
        return self.kept[place] if place >= 0 else None


def _mark(step: Step) -> tuple[str, int | None]:
    return step.kind, step.line


def shown(number: int) -> int:
    """An iteration's number as people read it, counted from 1 as steps are."""
    return number + 1
