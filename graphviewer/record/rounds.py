"""Iterations of loops in code whose text is not known: each backward run closes one."""

# ruff: noqa: ANN401  # what a variable holds can be anything
from __future__ import annotations

from typing import Any

from torch import Tensor

from graphviewer.record.loops_scalars import MOST, one_real
from graphviewer.record.recorder import Recorder
from graphviewer.record.variables import Variables
from graphviewer.tape.rows import Iteration, Point, Series

_EXACT = 2**53  # integers beyond it are no floats


class Rounds:
    """Writes iterations once a line has called backward again, and scalars as series.

    An iteration reaches from the end of one backward run to the end of the next. A series is a
    variable that is a real number, or a tensor of one, and has changed from one run to another.
    """

    def __init__(self, recorder: Recorder, variables: Variables) -> None:
        self._recorder = recorder
        self._variables = variables
        self._free = 0  # the first step no iteration holds
        self._count = 0
        self._waiting: list[tuple[Iteration, dict[str, float]]] = []  # until a line comes again
        self._first: dict[str, tuple[int, float]] = {}  # not changed yet: since when, and what
        self._series: dict[str, int] = {}

    def after_run(self, _asked: bool, line: int | None) -> None:
        """The engine has run."""
        writer = self._recorder.writer
        last = writer.next_step - 1
        if line is None or last < self._free or writer.full or self._recorder.visited:
            return
        row = Iteration(number=0, first_step=self._free, last_step=last, line=line)
        self._free = last + 1
        self._waiting.append((row, self._numbers()))
        if self._count == 0:
            lines = [one.line for one, _ in self._waiting]
            if line not in lines[:-1]:
                return
            del self._waiting[: lines.index(line)]  # before the loop
        for one, numbers in self._waiting:
            self._write(one, numbers)
        self._waiting.clear()
        writer.flush()

    def _write(self, row: Iteration, numbers: dict[str, float]) -> None:
        writer, number = self._recorder.writer, self._count
        writer.iterations.append(
            Iteration(
                number=number, first_step=row.first_step, last_step=row.last_step, line=row.line
            )
        )
        self._count += 1
        for name, value in numbers.items():
            series = self._series.get(name)
            if series is None:
                since, first = self._first.setdefault(name, (number, value))
                if repr(first) == repr(value) or len(self._series) == MOST:
                    continue
                series = self._series[name] = len(self._series)
                writer.series.append(Series(id=series, name=name))
                writer.points += [Point(series, past, first) for past in range(since, number)]
            writer.points.append(Point(series, number, value))

    def _numbers(self) -> dict[str, float]:
        """The numbers that the variables hold now, by name."""
        found: dict[str, float] = {}
        for name, value in self._variables.every():
            number = self._number(value)
            if number is not None and name not in found:
                found[name] = number
        return found

    def _number(self, value: Any) -> float | None:
        kind = type(value)
        if kind is float or (kind is int and abs(value) <= _EXACT):
            return float(value)
        if issubclass(kind, Tensor):
            entry = self._recorder.tensors.find(value)
            if entry is not None and entry.numbers is not None and one_real(entry.numbers):
                return float(entry.numbers.array().reshape(-1)[0])
        return None
