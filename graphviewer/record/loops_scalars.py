"""The scalar variables of a program: what each was when an iteration ended, as a series."""

from __future__ import annotations

import numpy as np

from graphviewer.record.entries import Entry
from graphviewer.record.writer import Writer
from graphviewer.tape.rows import Point, Series
from graphviewer.tape.value import COMPLEX, Value, decode

MOST = 48  # series of one tape
Scalar = bool | int | float | Entry
NUMBERS = frozenset({bool, int, float})


class Variable:
    """A name in one scope of the program, and the series it has."""

    __slots__ = ("line", "loops", "name", "series")

    def __init__(self, name: str, line: int | None, loops: tuple[int, ...] = ()) -> None:
        self.name = name
        self.line = line  # where it is first given
        self.loops = loops  # those it is given in
        self.series: int | None = None


class Scalars:
    """Holds what scalar variables are, and writes a Point of each when an iteration ends.

    Watched is a name bound to a Python int, float or bool or to a real tensor of one element while
    the loop runs, in the loop's own text or in a function it calls; from then on it has a point in
    every iteration, whether bound again or not, but where it was last given something else, such
    as None. Left out: names that begin with an underscore,
    attributes and items (`self.total`, `losses[0]`), complex numbers, integers no float can hold,
    names bound only before the loop, and every name beyond the first 48.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.fresh: dict[Variable, Scalar] = {}  # bound since the latest iteration ended
        self._known: dict[Variable, Scalar] = {}
        self._count = 0

    def close(self) -> None:
        """Forget every variable."""
        self.fresh.clear()
        self._known.clear()

    def take(self) -> dict[Variable, float]:
        """An iteration has ended: every scalar known now, as a number."""
        for variable, scalar in self.fresh.items():
            self._known[variable] = scalar
        self.fresh.clear()
        return {
            variable: number
            for variable, scalar in self._known.items()
            if (number := _number(scalar)) is not None
        }

    def forget(self, variables: set[Variable]) -> None:
        """What these are is not known any more."""
        for variable in variables:
            self.fresh.pop(variable, None)
            self._known.pop(variable, None)

    def admit(self, variables: set[Variable], chain: tuple[int, ...]) -> None:
        """Watch these, and what is given in the text of the loops in `chain`."""
        for variable in self._known:
            if variable.series is not None or self._count == MOST:
                continue
            inside = variable in variables or any(one in chain for one in variable.loops)
            if inside and not variable.name.startswith("_"):
                variable.series = self._count
                self._count += 1
                row = Series(id=variable.series, name=variable.name, line=variable.line)
                self._writer.series.append(row)

    def write(self, iteration: int, numbers: dict[Variable, float]) -> None:
        """Write a point of each watched variable."""
        self._writer.points.extend(
            Point(variable.series, iteration, number)
            for variable, number in numbers.items()
            if variable.series is not None
        )


def one_real(value: Value | None) -> bool:
    """Whether a value is a single real number."""
    return value is not None and value.size == 1 and value.dtype not in COMPLEX


def _number(scalar: Scalar) -> float | None:
    if isinstance(scalar, Entry):
        value = scalar.numbers
        if value is None or not one_real(value):
            return None
        element: np.generic = decode(value.data, value.dtype)[0]
        return float(element)
    try:
        return float(scalar)
    except OverflowError:
        return None
