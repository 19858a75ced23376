"""A surface on a grid as filled bands and lines of one height, in the surface's own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from graphviewer.gui.charts.step_axes import Span
from graphviewer.gui.charts.step_trace import polygon
from graphviewer.gui.descent.levels import Levels, levels_of

Numbers = npt.NDArray[np.float64]


class Ground(Struct, frozen=True, eq=False):
    """Heights `z` [rows of y, columns of x] over spans of x and y; of a curve one row."""

    x: Span
    y: Span
    z: Numbers
    told: dict[str, float] = {}

    @property
    def across(self) -> Numbers:
        """The columns' x."""
        return np.linspace(*self.x, self.z.shape[1])

    @property
    def up(self) -> Numbers:
        """The rows' y."""
        return np.linspace(*self.y, self.z.shape[0])


class Contours:
    """What is drawn of a ground: `bands` above each level, lowest first, and `lines` at each."""

    def __init__(self, ground: Ground) -> None:
        # Here and not above: a window begins without contours.
        from contourpy import FillType, LineType, contour_generator  # noqa: PLC0415

        self.ground = ground
        self.levels: Levels = levels_of(ground.z)
        self.bands: list[QPainterPath] = []
        self.lines: list[list[QPolygonF]] = []
        heights = np.ma.masked_invalid(ground.z)
        made = contour_generator(
            ground.across,
            ground.up,
            heights,
            fill_type=FillType.OuterOffset,
            line_type=LineType.Separate,
        )
        for height in self.levels.heights:
            found = made.filled(height, np.inf)
            self.bands.append(_filled(found[0], found[1]))
            self.lines.append([_polygon(line) for line in made.lines(height)])


def _filled(outlines: Sequence[object], offsets: Sequence[object]) -> QPainterPath:
    """Polygons with their holes as one path."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for outline, places in zip(outlines, offsets, strict=True):
        points, starts = np.asarray(outline, np.float64), np.asarray(places).tolist()
        for first, last in pairwise(starts):
            path.addPolygon(_polygon(points[first:last]))
    return path


def _polygon(points: object) -> QPolygonF:
    pairs = np.asarray(points, np.float64)
    return polygon(pairs[:, 0], pairs[:, 1])
