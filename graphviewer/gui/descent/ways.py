"""A plane on which walkers leave their ways. What lies behind the playhead is kept as a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from graphviewer.gui.charts.step_axes import Paper, View
from graphviewer.gui.descent.contours import Ground
from graphviewer.gui.descent.heads import paint_cross, paint_dot, paint_start
from graphviewer.gui.descent.strokes import Numbers, Shown, Way
from graphviewer.gui.panels.watch_pens import pen_of
from graphviewer.gui.plane.gestures import Gesture
from graphviewer.gui.plane.plane import Plane
from graphviewer.gui.theme.colours import Colours
from graphviewer.session.trails import Trail

Place = tuple[float, ...]
NOWHERE = QPointF(-1e6, -1e6)
GRIP = 14.0  # pixels round the start at which it is taken hold of
AROUND = 20  # pixels round the paper from which a dot still reaches in


class WaysPlane(Plane):
    """Heirs paint the ground, say where a trail's points are, and what stands at its head.

    `dragged` carries where the start is being dragged to, `dropped`: that is over.
    """

    dragged = Signal(QPointF)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None, *, square: bool = False) -> None:
        super().__init__(parent, square=square)
        self.ground: Ground | None = None
        self.minima: tuple[Place, ...] = ()
        self.start: Place | None = None
        self._shown: tuple[Shown, ...] = ()
        self._step = 0
        self._ways: dict[int, tuple[Trail, Way]] = {}
        self._key: object = None  # of what the ways' pixels depend on
        self._back, self._front = QPixmap(), QPixmap()
        self._seen: View | None = None  # what the picture behind shows
        self._drawn = -1  # the step up to which the ways are in front; -1: nothing is
        self._layered = False  # what moves is left out of the picture
        self.viewed.connect(self._on_viewed)

    # --- what heirs say

    def places(self, trail: Trail, first: int) -> Numbers:
        """Where the points of a trail are from a row on, in the plane's numbers [n, 2]."""
        raise NotImplementedError

    def place_of(self, mark: Place) -> Place | None:
        """Where a minimum or the start is, given its x, or its x and y."""
        raise NotImplementedError

    def pixels(self, trail: Trail, first: int, paper: Paper) -> Numbers:
        """Where the points of a trail are from a row on, in pixels [n, 2]."""
        points = self.places(trail, first)
        with np.errstate(over="ignore", invalid="ignore"):
            across, down = paper.across(points[:, 0]), paper.down(points[:, 1], "left")
        return np.stack([across, down], axis=1)

    def pixel(self, paper: Paper, place: Place) -> QPointF:
        """Where a place of the plane is; far away where it is nowhere."""
        x, y = paper.across(float(place[0])), paper.down(float(place[1]), "left")
        return QPointF(x, y) if math.isfinite(x) and math.isfinite(y) else NOWHERE

    def key(self, paper: Paper) -> object:
        """What the pixels depend on: while it is the same they are."""
        return paper

    def frame(self, paper: Paper) -> QRectF:
        """Where ways are seen."""
        return paper.rect

    def draw_way(self, painter: QPainter, one: Shown, way: Way, rows: tuple[int, int]) -> None:
        """Draw a way from a row to another."""
        way.draw(painter, self.pen(one), *rows)

    def pen(self, one: Shown) -> QPen:
        """A walker's pen, as wide on paper and on fine screens as on others."""
        pen = pen_of(one.stroke, self.colours)
        pen.setCosmetic(False)
        return pen

    def paint_head(
        self, painter: QPainter, place: QPointF, one: Shown, row: int, colour: QColor
    ) -> None:
        """Paint what is at a walker's place beside its dot."""
        raise NotImplementedError

    # --- what is shown

    def set_ground(self, ground: Ground | None) -> None:
        """Show another surface."""
        self.ground = ground
        self.forget()

    def set_marks(self, minima: Sequence[Place], start: Place | None) -> None:
        """Mark known minima and the start."""
        if (tuple(minima), start) != (self.minima, self.start):
            self.minima, self.start = tuple(minima), start
            self.forget()

    def show_walkers(self, shown: Sequence[Shown], step: int) -> None:
        """Draw these walkers at a step."""
        now, before = [_looks(one) for one in shown], [_looks(one) for one in self._shown]
        if now != before:
            self._drawn = -1
        self._shown, self._step = tuple(shown), step
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        super().set_colours(colours)
        self.forget()

    def set_words(self, bottom: str, left: str) -> None:
        """Name the axes."""
        super().set_words(bottom, left)
        self.forget()

    def forget(self) -> None:
        """Paint everything anew."""
        self._back = QPixmap()
        self._drawn = -1
        self.update()

    def _on_viewed(self, _view: View) -> None:
        self.update()

    def gesture_at(self, place: QPointF) -> Gesture:
        """Dragging moves the start where it begins there, else the paper."""
        start = self.place_of(self.start) if self.start is not None else None
        if start is not None:
            away = self.pixel(self.paper, start) - place
            if math.hypot(away.x(), away.y()) <= GRIP:
                return _DragStart(self, QPointF(start[0], start[1]))
        return super().gesture_at(place)

    # --- painting

    def paint_figures(self, painter: QPainter, paper: Paper) -> None:
        painter.setClipRect(self.frame(paper))
        for minimum in self.minima:
            place = self.place_of(minimum)
            if place is not None:
                paint_cross(painter, self.pixel(paper, place), self.colours)
        if not self._layered:
            self._place(paper)
            self._paint_ways(painter, 0, self._step)
            self._paint_heads(painter, paper)
            self._key = None  # those were the pixels of another device

    def _place(self, paper: Paper) -> None:
        """Find the pixels of all points, or of those that have come."""
        key = self.key(paper)
        if key != self._key:
            self._ways.clear()
            self._key, self._drawn = key, -1
        for one in self._shown:
            trail, way = self._ways.get(one.key, (None, Way()))
            if trail is not one.trail:
                way = Way()
            self._ways[one.key] = one.trail, way
            if len(way) < len(one.trail):
                way.take(self.pixels(one.trail, len(way), paper))

    def _paint_ways(self, painter: QPainter, first: int, last: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in self._shown:
            self.draw_way(painter, one, self._ways[one.key][1], (first, last))

    def _paint_heads(self, painter: QPainter, paper: Paper) -> None:
        start = self.place_of(self.start) if self.start is not None else None
        if start is not None:
            paint_start(painter, self.pixel(paper, start), self.colours)
        seen = self.frame(paper).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        for one in self._shown:
            row = one.trail.at(self._step)
            if row < 0 or not np.isfinite(one.trail.points[row]).all():
                continue
            x, y = self._ways[one.key][1].points[row].tolist()
            place = QPointF(x, y)
            if math.isfinite(x) and math.isfinite(y) and seen.contains(place):
                colour = pen_of(one.stroke, self.colours).color()
                self.paint_head(painter, place, one, row, colour)
                paint_dot(painter, place, colour, self.colours)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self._bring_up()
        paper = self.paper
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._front)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(self.frame(paper))
            self._paint_heads(painter, paper)
            if self._by_keys and self.hasFocus():
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
        if self._back.size() != pixels or self._seen != self.view:
            self._seen = self.view
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
            painter.setClipRect(self.frame(paper))
            self._paint_ways(painter, self._drawn, self._step)
            painter.end()
            self._drawn = min(self._step, self._reached())

    def _reached(self) -> int:
        """The last step that all the walkers who still go on have come to."""
        going = [len(one.trail) - 1 for one in self._shown if not one.trail.whole]
        return max(0, min(going, default=self._step))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.update()


class _DragStart:
    """Moves the start along with the pointer."""

    def __init__(self, plane: WaysPlane, was: QPointF) -> None:
        self._plane, self._was = plane, was

    def start(self, place: QPointF) -> None:
        """Take hold here."""

    def move(self, place: QPointF) -> None:
        """Begin where the pointer is."""
        self._plane.dragged.emit(self._plane.to_numbers(place))

    def end(self, place: QPointF) -> None:
        """Let go."""
        self.move(place)
        self._plane.dropped.emit()

    def cancel(self) -> None:
        """Begin again where it was."""
        self._plane.dragged.emit(self._was)
        self._plane.dropped.emit()


def _looks(one: Shown) -> tuple[object, ...]:
    return one.key, one.stroke, id(one.trail)
