"""A walker's way in pixels, drawn on where it ended last."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPaintEngine, QPainter, QPen

from graphviewer.gui.charts.step_trace import polygon
from graphviewer.gui.panels.watch_pens import Stroke
from graphviewer.session.trails import Trail

Numbers = npt.NDArray[np.float64]
NEAR = 20_000.0  # pixels: lines that end beyond are cut by hand
GONE = 1e9  # pixels: nothing beyond is drawn
FINE = 0.6  # pixels along the way: points closer together are left out
MOST_CUT = 400  # lines cut by hand at a time
CORNERS, ROUGH = 1_500, 40_000.0  # points, pixels: a longer way is drawn in hairlines
SIGHT = 1_000.0  # pixels of one step that can be seen at most


class Shown(Struct, frozen=True, eq=False):
    """A walker as it is drawn."""

    key: int
    name: str
    stroke: Stroke
    trail: Trail


class Way:
    """The points of a trail on a picture. `far` [n]: pixels along the way to each."""

    def __init__(self) -> None:
        self.points: Numbers = np.empty((0, 2))
        self.far: Numbers = np.empty(0)
        self._ink = 0.0  # pixels that can be seen of it, about

    def __len__(self) -> int:
        return len(self.points)

    @property
    def scribble(self) -> bool:
        """Whether a stroke of it would take seconds."""
        return len(self) > CORNERS and self._ink > ROUGH

    def take(self, places: Numbers) -> None:
        """Add points [n, 2] in pixels behind those there are; what is beyond all sight is NaN."""
        places = np.where(np.abs(places) < GONE, places, np.nan)
        before = self.points[-1:] if len(self) else places[:1]
        steps = np.diff(np.concatenate([before, places]), axis=0)
        lengths = np.nan_to_num(np.sqrt((steps * steps).sum(axis=1)))
        start = self.far[-1] if len(self.far) else 0.0
        self._ink += float(np.minimum(lengths, SIGHT).sum())
        self.far = np.concatenate([self.far, start + lengths.cumsum()])
        self.points = np.concatenate([self.points, places])

    def draw(self, painter: QPainter, pen: QPen, first: int, last: int) -> None:
        """Draw from one row to another, dashes going on where they would."""
        last = min(last, len(self) - 1)
        if last <= first:
            return
        rows = self.kept(first, last)
        there = np.isfinite(self.points[rows].sum(axis=1))
        if there.all():
            self._draw_rows(painter, pen, rows)
            return
        edges = [0, *(np.flatnonzero(np.diff(there)) + 1).tolist(), len(rows)]
        for start, end in pairwise(edges):
            if there[start]:
                self._draw_rows(painter, pen, rows[start:end])

    def _draw_rows(self, painter: QPainter, pen: QPen, rows: npt.NDArray[np.intp]) -> None:
        """Draw through some rows that are all somewhere."""
        points = self.points[rows]
        if len(points) < 2:
            return
        if self.scribble and painter.paintEngine().type() == QPaintEngine.Type.Raster:
            _draw_rough(painter, pen, points)
            return
        if pen.dashPattern():
            pen = QPen(pen)
            pen.setDashOffset(float(self.far[rows[0]]) / pen.widthF())
        painter.setPen(pen)
        if float(np.abs(points).max()) < NEAR:
            painter.drawPolyline(polygon(points[:, 0], points[:, 1]))
        else:
            _draw_cut(painter, points)

    def kept(self, first: int, last: int) -> npt.NDArray[np.intp]:
        """Rows far enough apart to be seen, the two at the ends always."""
        if last - first < 64:
            return np.arange(first, last + 1)
        cells = np.floor(self.far[first : last + 1] / FINE)
        changes = np.flatnonzero(np.diff(cells)) + 1
        return first + np.unique(np.concatenate([[0], changes, [last - first]]))


def _draw_rough(painter: QPainter, pen: QPen, points: Numbers) -> None:
    """Draw hairlines side by side: a stroke of so many corners would take seconds."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(pen.color(), 0))
    sharp = painter.device().devicePixelRatio()
    drawn = polygon(*np.clip(points, -NEAR, NEAR).T)
    for away in range(max(1, round(pen.widthF() * sharp))):
        painter.drawPolyline(drawn.translated(0, away / sharp))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _draw_cut(painter: QPainter, points: Numbers) -> None:
    """Draw lines of which some lead far beyond the picture: those are cut, in their direction."""
    away = np.abs(points).max(axis=1) >= NEAR
    far = np.flatnonzero(away[:-1] | away[1:])
    starts = np.concatenate([[0], far + 1])
    ends = np.concatenate([far, [len(points) - 1]])
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end > start:
            part = points[start : end + 1]
            painter.drawPolyline(polygon(part[:, 0], part[:, 1]))
    for row in far[:MOST_CUT].tolist():
        line = cut(*points[row].tolist(), *points[row + 1].tolist())
        if line is not None:
            painter.drawLine(line)


def cut(x: float, y: float, to_x: float, to_y: float, reach: float = NEAR) -> QLineF | None:
    """The part of a line within `reach` of the origin in both directions, if there is any."""
    low, high = 0.0, 1.0
    for start, by in ((x, to_x - x), (y, to_y - y)):
        if by == 0.0:
            if abs(start) > reach:
                return None
            continue
        one, other = (-reach - start) / by, (reach - start) / by
        low, high = max(low, min(one, other)), min(high, max(one, other))
    if low >= high:
        return None
    across, down = to_x - x, to_y - y
    return QLineF(x + low * across, y + low * down, x + high * across, y + high * down)


def arrow(painter: QPainter, start: QPointF, end: QPointF, head: float = 9.0) -> None:
    """A line with a head; the painter's pen and brush."""
    across, down = end.x() - start.x(), end.y() - start.y()
    length = math.hypot(across, down)
    if length < 1.0:
        return
    x, y = across / length, down / length
    head = min(head, length)
    neck = QPointF(end.x() - head * x, end.y() - head * y)
    painter.drawLine(start, neck)
    half = 0.45 * head
    corners = [
        end,
        QPointF(neck.x() - half * y, neck.y() + half * x),
        QPointF(neck.x() + half * y, neck.y() - half * x),
    ]
    painter.drawConvexPolygon(corners)
