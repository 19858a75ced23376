"""Series of numbers by step that grow while a model trains."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviewer.runs.news import LayerPoint, Points

Numbers = npt.NDArray[np.float64]
_FIRST = 1024  # rows made room for at first


class Series:
    """Columns over steps; rows are added at the end, room doubles as needed."""

    def __init__(self) -> None:
        self._length = 0
        self._steps = np.empty(_FIRST, np.float64)
        self._columns: dict[str, Numbers] = {}

    def __len__(self) -> int:
        return self._length

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, in the order they came."""
        return tuple(self._columns)

    @property
    def steps(self) -> Numbers:
        """The step of each row, as float64 for charts; a view."""
        return self._steps[: self._length]

    def values(self, name: str) -> Numbers:
        """A column, NaN where it was not measured; a view. Raises KeyError."""
        return self._columns[name][: self._length]

    def add(self, steps: Numbers, columns: dict[str, Numbers]) -> None:
        """Add rows. Raises ValueError if a column is not as long as `steps`."""
        if any(len(values) != len(steps) for values in columns.values()):
            raise ValueError("a column is not as long as its steps")
        start, end = self._length, self._length + len(steps)
        self._make_room(end)
        for name in columns:
            if name not in self._columns:
                self._columns[name] = np.full(len(self._steps), np.nan)
        self._steps[start:end] = steps
        for name, values in self._columns.items():
            values[start:end] = columns.get(name, np.nan)
        self._length = end

    def cut(self, step: float) -> None:
        """Forget what came after a step: a resumed run does it once more."""
        self._length = int(np.searchsorted(self.steps, step, side="right"))

    def _make_room(self, rows: int) -> None:
        room = len(self._steps)
        if rows <= room:
            return
        while room < rows:
            room *= 2
        self._steps = _grown(self._steps, room)
        self._columns = {name: _grown(values, room) for name, values in self._columns.items()}


def _grown(values: Numbers, room: int) -> Numbers:
    larger = np.full(room, np.nan)
    larger[: len(values)] = values
    return larger


def add_points(series: Series, points: Points) -> None:
    """Take in a message's series. Raises ValueError where its columns do not fit."""
    columns = {name: column.numpy().astype(np.float64) for name, column in points.values.items()}
    series.add(points.steps.numpy().astype(np.float64), columns)


def add_layers(series: dict[str, Series], point: LayerPoint, names: tuple[str, ...]) -> None:
    """Take in norms of parameters: one Series each for "gradient", "weight" and "update"."""
    step = np.array([float(point.step)])
    for kind in ("gradient", "weight", "update"):
        numbers = getattr(point, kind).numpy()
        row = {name: np.array([float(number)]) for name, number in zip(names, numbers, strict=True)}
        series[kind].add(step, row)
