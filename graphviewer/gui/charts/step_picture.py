"""A growing chart's picture: kept, and only what is new in it is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPixmap

from graphviewer.gui.charts.end_names import Ending, Names
from graphviewer.gui.charts.step_axes import Paper, Span, View, Words, paint_axes, paper_of
from graphviewer.gui.charts.step_trace import BACK, Line, Trace
from graphviewer.gui.panels.watch_pens import Stroke, pen_of
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink, mix

FAINT = 0.27  # how much of its colour a line has behind its smoothed one


class Picture:
    """Axes, lines and names. `fresh`: all but the numbers is as it was when it was drawn last."""

    def __init__(self, size: QSize) -> None:
        self.lines: tuple[Line, ...] = ()
        self.colours = LIGHT
        self.words = Words()
        self.fresh = False
        self._log = False
        self._traces: dict[str, Trace] = {}
        self._reached: dict[str, Span] = {}
        self._new = True  # numbers have come since it was drawn
        self._back = QPixmap()  # axes
        self.front = QPixmap()  # axes and lines
        self._names = Names()
        self._laid: tuple[tuple[object, ...], Paper] | None = None  # for what, and the paper
        self.paper = self.lay(size, View())

    # --- numbers

    def take(self, lines: Sequence[Line], *, log: bool) -> None:
        """Have these lines and no others."""
        before = {line.name: line for line in self.lines}
        traces: dict[str, Trace] = {}
        for line in lines:
            trace, old = self._traces.get(line.name), before.get(line.name)
            if trace is not None and line is old and log == self._log:
                traces[line.name] = trace  # nothing has come
                continue
            if log != self._log or trace is None or old is None or not _alike(old, line):
                trace = None
            if trace is None or not trace.goes_on(line):
                trace, self.fresh = Trace(line, log=log), False
            trace.take(line)
            traces[line.name] = trace
        self.fresh = self.fresh and list(traces) == list(self._traces)
        self.lines, self._traces, self._log = tuple(lines), traces, log
        self._reached, self._new = self._reach_of_all(), True

    def reached(self) -> dict[str, Span]:
        """From where to where there are numbers, by axis; left ones as they are drawn."""
        return self._reached

    def _reach_of_all(self) -> dict[str, Span]:
        found: dict[str, Span] = {}
        for line in self.lines:
            trace = self._traces[line.name]
            if math.isfinite(trace.start):
                there = {"x": (trace.start, trace.end[0]), line.axis: (trace.low, trace.high)}
                for axis, (low, high) in there.items():
                    was = found.get(axis, (low, high))
                    found[axis] = min(was[0], low), max(was[1], high)
        return found

    # --- painting

    def bring_up(self, size: QSize, view: View, sharp: float) -> QRectF:
        """Draw axes and lines as they are to be seen now; where they, or names, have changed."""
        pixels, whole = size * sharp, QRectF(0, 0, size.width(), size.height())
        fresh = self.fresh and self._back.size() == pixels
        if fresh and not self._new:
            return QRectF()
        if not fresh:
            self.paper = self.lay(size, view)
            self._back = QPixmap(pixels)
            self._back.setDevicePixelRatio(sharp)
            painter = QPainter(self._back)
            self._paint_back(painter, size)
            painter.end()
            self.front = self._back.copy()
        changed = [self._traces[line.name].place(self.paper, line, sharp) for line in self.lines]
        since = min(changed, default=math.inf) if fresh else 0.0
        self.fresh, self._new = True, False
        stale = QRectF()
        if since < self.paper.rect.right():
            painter = QPainter(self.front)
            # in whole pixels of the device: half a one would be mixed with what stood there
            edge = max(0, math.floor((since - 4) * sharp)) / sharp
            width = math.ceil(self._reach(size) * sharp) / sharp - edge
            stale = QRectF(edge, 0, width, size.height())
            source = QRectF(stale.topLeft() * sharp, stale.size() * sharp)
            painter.drawPixmap(stale, self._back, source)
            self._paint_lines(painter, since, stale)
            painter.end()
        before = self._names.rect
        if self._names.place(self._endings(), self.paper.rect):
            stale |= before | self._names.rect
        return stale if fresh else whole

    def _reach(self, size: QSize) -> float:
        """The pixel that no line reaches."""
        ends = [self._traces[line.name].end_on(self.paper, line).x() for line in self.lines]
        furthest = max((one for one in ends if math.isfinite(one)), default=0.0)
        return min(float(size.width()), math.ceil(furthest) + BACK)

    def paint_names(self, painter: QPainter) -> None:
        """Write the names of the lines whose ends are in view."""
        self._names.paint(painter)

    def _endings(self) -> list[Ending]:
        found = []
        for line in self.lines:
            trace = self._traces[line.name]
            if not line.faint and line.label and math.isfinite(trace.start):
                place = trace.end_on(self.paper, line)
                if self.paper.rect.contains(place):
                    hue = _hue(line.stroke.hue, self.colours)
                    found.append(Ending(line.label, hue, place.x(), place.y()))
        return found

    def paint_whole(self, painter: QPainter, size: QSize, view: View) -> None:
        """Draw everything anew on any device, a page for one."""
        self.paper = self.lay(size, view)
        for line in self.lines:
            self._traces[line.name].place(self.paper, line, painter.device().devicePixelRatio())
        self._paint_back(painter, size)
        self._paint_lines(painter, 0.0, QRectF(0, 0, size.width(), size.height()))
        self._names.place(self._endings(), self.paper.rect)
        self._names.paint(painter)
        self.fresh = False  # the traces are where that device has them

    @property
    def _has_right(self) -> bool:
        return any(line.axis == "right" for line in self.lines)

    def lay(self, size: QSize, view: View) -> Paper:
        """Where a chart of this size shows what."""
        wanted = size.width(), size.height(), view, self.words, self._log, self._has_right
        if self._laid is None or self._laid[0] != wanted:
            paper = paper_of(size, view, self.words, log=self._log, right=self._has_right)
            self._laid = wanted, paper
        return self._laid[1]

    def _paint_back(self, painter: QPainter, size: QSize) -> None:
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(self.colours.surface))
        paint_axes(
            painter, self.paper, self.words, self.colours, log=self._log, right=self._has_right
        )

    def _paint_lines(self, painter: QPainter, since: float, stale: QRectF) -> None:
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        painter.setClipRect(self.paper.rect.adjusted(0, -2, 0, 2) & stale)
        for line in sorted(self.lines, key=lambda one: not one.faint):  # the pale ones below
            trace = self._traces[line.name]
            if trace.reaches(since - BACK):
                pen = _pen(line.stroke, self.colours, faint=line.faint)
                trace.paint(painter, line, pen, since, raster=raster)
        painter.setClipping(False)


@lru_cache(maxsize=256)
def _pen(stroke: Stroke, colours: Colours, *, faint: bool) -> QPen:
    pen = pen_of(stroke, colours)
    if faint:
        return QPen(QColor(mix(colours.surface, pen.color().name(), FAINT)), 1.0)
    return pen


@lru_cache(maxsize=256)
def _hue(hue: str, colours: Colours) -> str:
    return ink(colours, hue)


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines look the same."""
    return (one.stroke, one.axis, one.faint, one.dots) == (
        other.stroke,
        other.axis,
        other.faint,
        other.dots,
    )
