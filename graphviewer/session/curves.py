"""The scalar series of a tape as arrays to chart: what a variable was when each iteration ended."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.session.iterations import shown
from graphviewer.tape.rows import Series
from graphviewer.tape.tape import Tape

Numbers = npt.NDArray[np.float64]


class Curve(Struct, frozen=True):
    """One series: iteration numbers, counted from 0 and rising, and its value at each."""

    series: Series
    numbers: npt.NDArray[np.int64]
    values: Numbers

    def at(self, number: int) -> float | None:
        """The value at an iteration; None where there is none."""
        place = int(np.searchsorted(self.numbers, number))
        found = place < len(self.numbers) and self.numbers[place] == number
        return float(self.values[place]) if found else None

    def last(self, number: int) -> float | None:
        """The newest value by an iteration; None before the first."""
        place = int(np.searchsorted(self.numbers, number, side="right"))
        return float(self.values[place - 1]) if place else None


class Curves:
    """Every series, taken in as the tape grows."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self._numbers: list[array[int]] = []
        self._values: list[array[float]] = []
        self._points = 0
        self._made: dict[int, Curve] = {}  # of each series the newest
        self._lengths: dict[int, int] = {}  # how many points it was made from
        self.refresh()

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def points(self) -> int:
        """How many points have been taken in."""
        return self._points

    def refresh(self) -> None:
        """Take in the rows added since the last call."""
        while len(self._numbers) < len(self.tape.series):
            self._numbers.append(array("q"))
            self._values.append(array("d"))
        for point in self.tape.points[self._points :]:
            self._numbers[point.series].append(point.iteration)
            self._values[point.series].append(point.value)
        self._points = len(self.tape.points)

    def curve(self, series: int) -> Curve:
        """One series. Of several values for one iteration the last counts."""
        if self._lengths.get(series) == len(self._numbers[series]):
            return self._made[series]
        numbers = np.array(self._numbers[series], np.int64)
        values = np.array(self._values[series], np.float64)
        if np.any(np.diff(numbers) <= 0):
            turned = numbers[::-1]
            numbers, places = np.unique(turned, return_index=True)
            values = values[::-1][places]
        made = self._made[series] = Curve(self.tape.series[series], numbers, values)
        self._lengths[series] = len(self._numbers[series])
        return made

    def labels(self) -> tuple[str, ...]:
        """What each series is called: its name, with the line where two share one."""
        names = [series.name for series in self.tape.series]
        return tuple(
            f"{series.name} ({series.line})"
            if names.count(series.name) > 1 and series.line is not None
            else series.name
            for series in self.tape.series
        )

    def named(self, name: str, line: int | None = None) -> int | None:
        """The series of a variable; of several the one written nearest to a line."""
        found = [series for series in self.tape.series if series.name == name]
        best = min(found, key=lambda one: abs((one.line or 0) - (line or 0)), default=None)
        return best.id if best is not None else None


def table(curves: Sequence[Curve], labels: Sequence[str]) -> str:
    """The curves as CSV: a row an iteration, counted from 1 as on the chart; empty where no value.

    Numbers are written in full, so that reading them gives the same number again.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["iteration", *map(_cell, labels)])
    numbers = np.unique(np.concatenate([np.zeros(0, np.int64), *(one.numbers for one in curves)]))
    columns = [dict(zip(one.numbers.tolist(), one.values.tolist(), strict=True)) for one in curves]
    for number in numbers.tolist():
        cells = (column.get(number) for column in columns)
        writer.writerow([shown(number), *("" if value is None else repr(value) for value in cells)])
    return out.getvalue()


def _cell(label: str) -> str:
    """A label that no spreadsheet takes for a formula: the tape may come from anywhere."""
    return f"'{label}" if label[:1] in ("=", "+", "-", "@") else label
