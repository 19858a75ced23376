"""A line of a chart in pixels, two points a column at most, that grows with its numbers."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import QByteArray, QDataStream, QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from graphviewer.gui.charts.step_axes import Axis, Paper
from graphviewer.gui.panels.watch_pens import Stroke
from graphviewer.session.smoothing import Numbers

DENSE = 2  # points in a column; where there are more, its lowest and highest stand for all
# times as long as it is wide: such a line is not smoothed at its edges
ROUGH, ROUGH_OF_MANY = 4, 2
PROBES = 64  # numbers a line is known again by
PROBED_ANEW = 1.1  # times as many rows: other ones are chosen
DOT, LONE = 2.5, 4.0  # pixels: one of a line's points, and one that is all there is of it
BACK = 12  # pixels: a part is drawn from further left than it is shown, for its corners
PART = 16  # points of a dashed line that are drawn at a time
_BEYOND = 4  # heights of the paper: lines that leave it are drawn no further
_SMOOTH, _NO_BRUSH = QPainter.RenderHint.Antialiasing, Qt.BrushStyle.NoBrush
_NOTHING = np.zeros(0)
_FIRST = np.zeros(1, np.intp)
Places = npt.NDArray[np.intp]


class Line(Struct, frozen=True):
    """One series. `x` rises; NaN in `y` is a place that was not measured."""

    name: str
    label: str
    x: Numbers
    y: Numbers
    stroke: Stroke
    axis: Axis = "left"
    faint: bool = False  # the raw numbers behind a smoothed line: no name, pale
    dots: bool = False  # few points, each with a dot


class Trace:
    """The numbers of one line so far. `low`, `high`: heights they reach; `end`: the last of them.

    Heights are logarithms if `log`; what has none is left out.
    """

    def __init__(self, line: Line, *, log: bool) -> None:
        self.low, self.high = math.inf, -math.inf
        self.start, self.end = math.nan, (math.nan, math.nan)
        self._log = log and line.axis == "left"
        self._taken = 0
        self._probed_of = 0  # rows there were when some of them were chosen as probes
        self._probes = np.zeros(0, np.intp)  # rows, and the numbers that were there, as bytes
        self._probed = (b"", b"")
        self._forget()

    # --- numbers

    def goes_on(self, line: Line) -> bool:
        """Whether a line begins with the numbers that were taken in: some of them are compared."""
        return len(line.x) >= self._taken and self._probe(line) == self._probed

    def _probe(self, line: Line) -> tuple[bytes, bytes]:
        return line.x[self._probes].tobytes(), line.y[self._probes].tobytes()

    def take(self, line: Line) -> None:
        """Take in what has come since the last time."""
        x, y = self._there(line, self._taken)
        if len(x):
            if math.isnan(self.start):
                self.start = float(x[0])
            self.end = float(x[-1]), float(y[-1])
            self.low, self.high = min(self.low, float(y.min())), max(self.high, float(y.max()))
        if len(line.x) > self._taken:
            if len(line.x) > PROBED_ANEW * self._probed_of:
                self._probed_of = len(line.x)
                self._probes = np.linspace(0, len(line.x) - 1, PROBES).astype(np.intp)
            self._probes[-1] = len(line.x) - 1
            self._probed = self._probe(line)
            self._taken = len(line.x)

    def _there(self, line: Line, first: int) -> tuple[Numbers, Numbers]:
        """Places and heights from a row on, of the rows that have both."""
        x, y = line.x[first:], line.y[first:]
        there = np.isfinite(y)
        if self._log:
            there &= y > 0
        if not there.all():
            x, y = x[there], y[there]
        return x, np.log10(y) if self._log else y

    # --- pixels

    def _forget(self) -> None:
        self._paper: Paper | None = None
        self._sharp = 0.0
        self._x, self._y = _NOTHING, _NOTHING
        self._far = _NOTHING  # pixels along the line from its first point
        self._kept = 0  # points that stay what they are
        self._next = 0  # the row to go on from: the first of the last column
        self._placed = 0  # rows that were looked at
        self._columns = False
        self._done = False  # it has left the paper
        self._rough = False

    def place(self, paper: Paper, line: Line, sharp: float) -> float:
        """Find where the line is on paper; the pixel from which on that has changed.

        `sharp`: columns a pixel. 0 if all has changed, infinity if nothing has.
        """
        if (paper, sharp) != (self._paper, self._sharp):
            self._forget()
            self._paper, self._sharp = paper, sharp
            first, last = np.searchsorted(line.x, paper.view.x)
            self._columns = bool(last - first > DENSE * sharp * paper.width)
            self._add(paper, line, sharp)
            return 0.0
        if self._placed == self._taken or self._done:
            return math.inf
        was = self._rough
        since = self._add(paper, line, sharp)
        most = 1.5 * DENSE * sharp * paper.width
        if was != self._rough or (not self._columns and len(self._x) > most):
            self._paper = None
            return self.place(paper, line, sharp)
        return since

    def _add(self, paper: Paper, line: Line, sharp: float) -> float:
        """Add the rows that have come; the pixel from which on there is something new."""
        since = float(self._x[self._kept - 1]) if self._kept else 0.0
        x, y = self._there(line, self._next)
        first = 0
        if not self._placed:  # what is left of the paper does not matter, but for one point
            first = max(0, int(np.searchsorted(x, paper.view.x[0])) - 1)
        last = int(x.searchsorted(paper.view.x[1], side="right")) + 1
        self._done = last < len(x)
        x, y = x[first:last], y[first:last]
        across, reach = paper.across(x), _BEYOND * paper.height
        down = paper.down(y, line.axis).clip(-reach, reach)
        self._next = self._placed = self._taken
        if self._columns and len(x):
            columns = np.floor((across - paper.left) * sharp)
            starts = np.concatenate([_FIRST, np.flatnonzero(columns[1:] != columns[:-1]) + 1])
            columns, down = _extremes(columns, starts, down)
            across = paper.left + (columns + 0.5) / sharp
            self._next = int(line.x[: self._taken].searchsorted(x[starts[-1]]))
        self._x = np.concatenate([self._x[: self._kept], across])
        self._y = np.concatenate([self._y[: self._kept], down])
        self._measure()
        self._kept = len(self._x) - (2 if self._columns and len(x) else 0)
        many = len(self._x) > paper.width
        far = float(self._far[-1]) if len(self._far) else 0.0
        self._rough = far > (ROUGH_OF_MANY if many else ROUGH) * paper.width
        return since

    def _measure(self) -> None:
        """How far it is along the line to each of its points; to those kept that is known."""
        known = max(0, self._kept - 1)
        x, y = self._x[known:], self._y[known:]
        more = np.hypot(x[1:] - x[:-1], y[1:] - y[:-1])
        before = self._far[known] if self._kept else 0.0
        start = self._far[: self._kept] if self._kept else np.zeros(min(1, len(self._x)))
        self._far = np.concatenate([start, before + more.cumsum()])

    def end_on(self, paper: Paper, line: Line) -> QPointF:
        """Where the line ends."""
        return QPointF(paper.across(self.end[0]), paper.down(self.end[1], line.axis))

    def reaches(self, x: float) -> bool:
        """Whether the line, as it was placed, goes on beyond a pixel."""
        return bool(len(self._x)) and bool(self._x[-1] > x)

    # --- paint

    def paint(
        self, painter: QPainter, line: Line, pen: QPen, since: float = 0.0, *, raster: bool
    ) -> None:
        """Draw what is right of a pixel, and a little left of it. `raster`: as pixels."""
        first = max(0, int(self._x.searchsorted(since - BACK)) - 2)
        painter.setRenderHint(_SMOOTH, not (self._rough and raster))
        painter.setBrush(_NO_BRUSH)
        if self._rough and raster:
            self._paint_rough(painter, pen, first)
        elif raster and pen.widthF() > 1:
            self._paint_parts(painter, pen, first)
        else:
            painter.setPen(self._dashed(pen, first))
            painter.drawPolyline(polygon(self._x[first:], self._y[first:]))
        alone = len(self._x) == 1  # as a line it could not be seen
        if line.dots or alone:
            radius = LONE if alone else DOT
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            for x, y in zip(self._x[first:].tolist(), self._y[first:].tolist(), strict=True):
                painter.drawEllipse(QPointF(x, y), radius, radius)

    def _paint_rough(self, painter: QPainter, pen: QPen, first: int) -> None:
        """Hairlines side by side: of many corners they take the least time."""
        points = polygon(self._x[first:], self._y[first:])
        painter.setPen(QPen(pen.color(), 0))
        sharp = painter.device().devicePixelRatio()
        for away in range(max(1, round(pen.widthF() * sharp))):
            painter.drawPolyline(points.translated(0, away / sharp))
            if away:
                painter.drawPolyline(points.translated(away / sharp, 0))

    def _paint_parts(self, painter: QPainter, pen: QPen, first: int) -> None:
        """Part by part: Qt takes a hundred times as long for one stroke of a thousand corners."""
        if pen.dashPattern():
            for start in range(first - first % PART, len(self._x) - 1, PART):
                part = np.s_[start : start + PART + 1]
                painter.setPen(self._dashed(pen, start))
                painter.drawPolyline(polygon(self._x[part], self._y[part]))
            return
        pen = QPen(pen)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)  # where two meet there is no notch
        painter.setPen(pen)
        x, y = self._x[first:].tolist(), self._y[first:].tolist()
        painter.drawLines(list(map(QLineF, x[:-1], y[:-1], x[1:], y[1:])))

    def _dashed(self, pen: QPen, first: int) -> QPen:
        """A pen whose dashes go on where those before the first point end."""
        if first and pen.dashPattern():
            pen = QPen(pen)
            pen.setDashOffset(float(self._far[first]) / pen.widthF())
        return pen


def _extremes(columns: Numbers, starts: Places, heights: Numbers) -> tuple[Numbers, Numbers]:
    """Two points for each column: its least and greatest height, in turns.

    Turns make the line go from top to top and from bottom to bottom. Where columns without numbers
    lie between, the line leaves from the last height before them and arrives at the first after.
    """
    low, high = np.minimum.reduceat(heights, starts), np.maximum.reduceat(heights, starts)
    here = columns[starts]
    odd = here % 2 == 1
    last = heights[np.append(starts[1:], len(heights)) - 1]
    each = np.stack([heights[starts], np.where(odd, high, low), np.where(odd, low, high), last], 1)
    drawn = np.ones(each.shape, bool)
    drawn[:, 0] = drawn[:, 3] = False
    drawn[1:, 0] = drawn[:-1, 3] = here[1:] - here[:-1] > 1
    return here.repeat(4).reshape(each.shape)[drawn], each[drawn]


def polygon(x: Numbers, y: Numbers) -> QPolygonF:
    """Points as Qt draws them: by way of a stream, a twelfth of the time of a list of points."""
    points = np.empty((len(x), 2), ">f8")
    points[:, 0], points[:, 1] = x, y
    stream = QDataStream(QByteArray(len(points).to_bytes(4, "big") + points.tobytes()))
    found = QPolygonF()
    stream >> found
    return found
