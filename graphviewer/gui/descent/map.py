"""The surface from above: contour lines, minima, and the walkers' ways up to the playhead."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from graphviewer.gui.charts.step_axes import Paper, View
from graphviewer.gui.descent.contours import Contours, Ground
from graphviewer.gui.descent.heads import paint_arrow, paint_cross, paint_dot, paint_start
from graphviewer.gui.descent.strokes import Shown, Way
from graphviewer.gui.panels.watch_pens import pen_of
from graphviewer.gui.plane.plane import Plane
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import mix
from graphviewer.session.trails import Trail

PALEST, DARKEST = 0.0, 0.62  # of the ground's hue
LINE = 0.85  # of the hue, the contour lines


class Map(Plane):
    """Contours under ways. What lies behind the playhead is kept as a picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, square=True)
        self.contours: Contours | None = None
        self.filled = True
        self.minima: Sequence[tuple[float, ...]] = ()
        self.start: tuple[float, float] | None = None
        self._shown: tuple[Shown, ...] = ()
        self._step = 0
        self._ways: dict[int, tuple[Trail, Way]] = {}
        self._paper: Paper | None = None  # the ways are in its pixels
        self._back, self._front = QPixmap(), QPixmap()
        self._drawn = -1  # the step up to which the ways are in front; -1: nothing is
        self._layered = False  # what moves is left out of the picture
        self.viewed.connect(self._on_viewed)

    # --- what is shown

    def set_ground(self, ground: Ground | None) -> None:
        """Show another surface."""
        self.contours = Contours(ground) if ground is not None else None
        self.forget()

    def set_marks(
        self, minima: Sequence[tuple[float, ...]], start: tuple[float, float] | None
    ) -> None:
        """Mark known minima and the start."""
        if (tuple(minima), start) != (tuple(self.minima), self.start):
            self.minima, self.start = tuple(minima), start
            self.forget()

    def set_filled(self, filled: bool) -> None:
        """Fill what lies between the lines, or not."""
        self.filled = filled
        self.forget()

    def show_walkers(self, shown: Sequence[Shown], step: int) -> None:
        """Draw these walkers at a step."""
        if [(one.key, one.stroke) for one in shown] != [
            (one.key, one.stroke) for one in self._shown
        ] or any(new.trail is not old.trail for new, old in zip(shown, self._shown, strict=True)):
            self._drawn = -1
        self._shown, self._step = tuple(shown), step
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        super().set_colours(colours)
        self.forget()

    def forget(self) -> None:
        """Paint everything anew."""
        self._back = QPixmap()
        self._drawn = -1
        self.update()

    def _on_viewed(self, _view: View) -> None:
        self.forget()

    # --- the ground

    def paint_ground(self, painter: QPainter, paper: Paper) -> None:
        painter.fillRect(paper.rect, QColor(self.colours.surface))
        if self.contours is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        turn = placing(paper)
        shades = self.contours.levels.shade(np.array(self.contours.levels.heights))
        if self.filled:
            painter.setPen(Qt.PenStyle.NoPen)
            for band, shade in zip(self.contours.bands, shades.tolist(), strict=True):
                painter.setBrush(QColor(tone(self.colours, shade)))
                painter.drawPath(turn.map(band))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        for lines, shade in zip(self.contours.lines, shades.tolist(), strict=True):
            colour = mix(tone(self.colours, shade), self.colours.quiet, 0.5)
            painter.setPen(QPen(QColor(colour), 1.0))
            for line in lines:
                painter.drawPolyline(turn.map(line))

    # --- what moves

    def paint_figures(self, painter: QPainter, paper: Paper) -> None:
        painter.setClipRect(paper.rect)
        for minimum in self.minima:
            if len(minimum) == 2:
                paint_cross(painter, _pixel(paper, minimum), self.colours)
        if not self._layered:
            self._place(paper)
            self._paint_ways(painter, 0, self._step)
            self._paint_heads(painter, paper)
            self._paper = None  # those were the pixels of another device

    def _place(self, paper: Paper) -> None:
        """Find the pixels of all points, or of those that have come."""
        if paper != self._paper:
            self._ways.clear()
            self._paper, self._drawn = paper, -1
        for one in self._shown:
            trail, way = self._ways.get(one.key, (None, Way()))
            if trail is not one.trail:
                way = Way()
            self._ways[one.key] = one.trail, way
            if len(way) < len(one.trail):
                points = one.trail.points[len(way) :]
                with np.errstate(over="ignore", invalid="ignore"):
                    across, down = paper.across(points[:, 0]), paper.down(points[:, 1], "left")
                way.take(np.stack([across, down], axis=1))

    def _paint_ways(self, painter: QPainter, first: int, last: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in self._shown:
            self._ways[one.key][1].draw(painter, pen_of(one.stroke, self.colours), first, last)

    def _paint_heads(self, painter: QPainter, paper: Paper) -> None:
        if self.start is not None:
            paint_start(painter, _pixel(paper, self.start), self.colours)
        for one in self._shown:
            row = one.trail.at(self._step)
            if row < 0 or not np.isfinite(one.trail.points[row]).all():
                continue
            place = _pixel(paper, tuple(one.trail.points[row].tolist()))
            if not paper.rect.adjusted(-20, -20, 20, 20).contains(place):
                continue
            colour = pen_of(one.stroke, self.colours).color()
            slope = one.trail.slope[row]
            if len(slope) == 2 and np.isfinite(slope).all():
                paint_arrow(painter, place, -slope[0], slope[1], colour, self.colours)
            paint_dot(painter, place, colour, self.colours)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self._bring_up()
        paper = self.paper
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._front)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(paper.rect)
            self._paint_heads(painter, paper)
            if self.hasFocus():
                painter.setClipping(False)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self.colours.accent), 2))
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    def _bring_up(self) -> None:
        """Bring the kept picture to the playhead: further steps are added, others painted anew."""
        sharp = self.devicePixelRatioF()
        pixels = self.size() * sharp
        if self._back.size() != pixels:
            self._back = QPixmap(pixels)
            self._back.setDevicePixelRatio(sharp)
            self._layered = True
            painter = QPainter(self._back)
            self.paint(painter)
            painter.end()
            self._layered = False
            self._drawn = -1
        paper = self.paper
        self._place(paper)
        if self._drawn < 0 or self._step < self._drawn:
            self._front, self._drawn = self._back.copy(), 0
        if self._step > self._drawn:
            painter = QPainter(self._front)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(paper.rect)
            self._paint_ways(painter, self._drawn, self._step)
            painter.end()
            self._drawn = min(self._step, self._reached())

    def _reached(self) -> int:
        """The last step that all the walkers who still go on have come to."""
        going = [len(one.trail) - 1 for one in self._shown if not one.trail.whole]
        return max(0, min(going, default=self._step))


def tone(colours: Colours, shade: float) -> str:
    """The colour of a height: higher is darker, or in the dark lighter."""
    return mix(colours.surface, colours.constant, PALEST + (DARKEST - PALEST) * shade)


def placing(paper: Paper) -> QTransform:
    """From the plane's numbers to pixels."""
    x, y = paper.view.x, paper.view.left
    wide, high = paper.width / (x[1] - x[0]), paper.height / (y[1] - y[0])
    return QTransform(wide, 0, 0, -high, paper.left - x[0] * wide, paper.top + y[1] * high)


def _pixel(paper: Paper, place: Sequence[float]) -> QPointF:
    x, y = paper.across(float(place[0])), paper.down(float(place[1]), "left")
    return QPointF(x, y) if math.isfinite(x) and math.isfinite(y) else QPointF(-1e6, -1e6)
