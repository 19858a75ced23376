"""A plot of functions of x: curves, a cursor, and straight lines that touch or cut them."""

from __future__ import annotations

import math

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from graphviewer.gui.charts.step_axes import EDGE, Paper, View
from graphviewer.gui.charts.step_trace import polygon
from graphviewer.gui.functions.cursor import MoveCursor
from graphviewer.gui.functions.curve_lines import pieces, thinned
from graphviewer.gui.functions.out_of_view import Side, paint_out_of_view, side_of
from graphviewer.gui.panels.watch_pens import Stroke, pen_of
from graphviewer.gui.plane.gestures import Gesture
from graphviewer.gui.plane.plane import Plane
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.ink import ink
from graphviewer.session.functions_sampling import Numbers, beside, decimal_step, snapped

NEAR = 7  # pixels: so close to the cursor it is taken hold of
DOT, RING = 5.0, 2.0  # pixels
WIDE, THIN = 2.6, 1.8  # pixels, of the chosen curve and of others
LABEL, ROW, PIECE = 13, 19, 24  # pixels: words, a row of them, the piece of a line before them
KEYS = 100  # an arrow key moves the cursor by a power of ten, at most this part of what is shown


class Trail(Struct, frozen=True):
    """A curve: `x` rises, NaN in `y` where there is no number."""

    stroke: Stroke
    x: Numbers
    y: Numbers
    chosen: bool = False


class Dot(Struct, frozen=True):
    """A point of a curve."""

    stroke: Stroke
    x: float
    y: float
    hollow: bool = False


class Straight(Struct, frozen=True):
    """A line through a point, over the whole paper, with a word about it."""

    x: float
    y: float
    slope: float
    text: str
    dashed: bool = False


class Scenery(Struct, frozen=True):
    """All that is drawn on a plot."""

    cursor: float = 0.0
    trails: tuple[Trail, ...] = ()
    straights: tuple[Straight, ...] = ()
    dots: tuple[Dot, ...] = ()
    told: str = ""  # in the middle: why there is nothing
    legend: bool = False  # room is kept for words about the straight lines


class CurvePlane(Plane):
    """Draws a Scenery. `cursor_wanted` carries an x: there the cursor is to stand.

    `whole_wanted`: everything is to be shown again (double click, or 0).
    """

    cursor_wanted = Signal(float)
    whole_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scenery = Scenery()

    @property
    def scenery(self) -> Scenery:
        """What is drawn."""
        return self._scenery

    def draw(self, scenery: Scenery) -> None:
        """Draw this."""
        same = alike(scenery, self._scenery)
        self._scenery = scenery
        if not same:
            self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(140, 72)  # three of them stand in the smallest window

    # --- the cursor

    def step(self) -> float:
        """The power of ten by which an arrow key moves the cursor."""
        low, high = self.view.x
        return decimal_step((high - low) / KEYS)

    def put_cursor(self, pixel: float) -> None:
        """Wish for the cursor at a pixel: at a decimal as short as the pixels allow."""
        paper = self.paper
        low, high = paper.view.x
        inside = min(max(pixel, paper.left), paper.left + paper.width)
        self.cursor_wanted.emit(snapped(paper.at(inside), decimal_step((high - low) / paper.width)))

    def put_cursor_at(self, place: QPointF) -> None:
        """Wish for the cursor at a place of the plane."""
        self.put_cursor(self.to_pixels(place.x(), 0.0).x())

    def reset(self) -> None:
        """Ask for everything: what that is, is not known here."""
        self.whole_wanted.emit()

    def gesture_at(self, place: QPointF) -> Gesture:
        """The cursor is taken hold of; elsewhere the paper."""
        if self._on_cursor(place):
            return MoveCursor(self, self._scenery.cursor)
        return super().gesture_at(place)

    def _on_cursor(self, place: QPointF) -> bool:
        paper = self.paper
        near = abs(paper.across(self._scenery.cursor) - place.x()) <= NEAR
        return near and paper.rect.contains(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        over = self._on_cursor(event.position())
        self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key, view = event.key(), self.view
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = self.step()
            modifiers = event.modifiers()
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                step = decimal_step(step / 10)
            elif modifiers & Qt.KeyboardModifier.ControlModifier:
                step = decimal_step(step * 10)
            way = 1 if key == Qt.Key.Key_Right else -1
            self.cursor_wanted.emit(beside(self._scenery.cursor, step, way))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.cursor_wanted.emit(view.x[0] if key == Qt.Key.Key_Home else view.x[1])
        else:
            super().keyPressEvent(event)

    # --- painting

    def lost(self) -> Side:
        """Where the chosen curve is when none of it is in view."""
        chosen = [one for one in self._scenery.trails if one.chosen]
        return side_of(chosen[0].x, chosen[0].y, self.view) if chosen else ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Where to look is no affair of a picture in a file: it is said here alone."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_out_of_view(painter, self.paper, self.lost(), self.colours)
        painter.end()

    def paint_figures(self, painter: QPainter, paper: Paper) -> None:
        """Curves over the cursor's line, lines and dots over them, words on top.

        Nothing is clipped, everything is cut: Qt's SVG knows no clipping.
        """
        self._paint_cursor(painter, paper)
        for trail in sorted(self._scenery.trails, key=lambda one: one.chosen):
            self._paint_trail(painter, paper, trail)
        for straight in self._scenery.straights:
            self._paint_straight(painter, paper, straight)
        for dot in self._scenery.dots:
            self._paint_dot(painter, paper, dot)
        self._paint_words(painter, paper)
        if self._scenery.told:
            self._paint_told(painter, paper)

    def _paint_cursor(self, painter: QPainter, paper: Paper) -> None:
        if not paper.view.x[0] <= self._scenery.cursor <= paper.view.x[1]:
            return
        x = paper.across(self._scenery.cursor)
        painter.setPen(QPen(QColor(self.colours.quiet), 1.0))
        painter.drawLine(QPointF(x, paper.top), QPointF(x, paper.top + paper.height))

    def _paint_trail(self, painter: QPainter, paper: Paper, trail: Trail) -> None:
        first, last = np.searchsorted(trail.x, paper.view.x)
        across = paper.across(trail.x[first:last])
        down = paper.down(trail.y[first:last], "left")
        pen = pen_of(trail.stroke, self.colours)
        pen.setWidthF(WIDE if trail.chosen else THIN)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for x, y in pieces(across, down, paper.top, paper.top + paper.height):
            keep = thinned(y)
            painter.drawPolyline(polygon(x[keep], y[keep]))

    def _paint_straight(self, painter: QPainter, paper: Paper, line: Straight) -> None:
        (left, right), (bottom, top) = paper.view.x, paper.view.left
        if line.slope:
            there = sorted(line.x + (edge - line.y) / line.slope for edge in (bottom, top))
            left, right = max(left, there[0]), min(right, there[1])
        if left >= right or (not line.slope and not bottom <= line.y <= top):
            return
        style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(self.colours.text), 1.5, style))
        ends = [
            QPointF(paper.across(x), paper.down(line.y + line.slope * (x - line.x), "left"))
            for x in (left, right)
        ]
        painter.drawLine(*ends)

    def _paint_dot(self, painter: QPainter, paper: Paper, dot: Dot) -> None:
        if not (math.isfinite(dot.x) and math.isfinite(dot.y)):
            return
        place = QPointF(paper.across(dot.x), paper.down(dot.y, "left"))
        if not paper.rect.adjusted(-DOT, -DOT, DOT, DOT).contains(place):
            return
        hue = pen_of(dot.stroke, self.colours).color()
        ground = QColor(self.colours.surface)
        painter.setPen(QPen(hue if dot.hollow else ground, RING))
        painter.setBrush(ground if dot.hollow else hue)
        painter.drawEllipse(place, DOT, DOT)

    def _paint_words(self, painter: QPainter, paper: Paper) -> None:
        """What the straight lines are, over the paper, each beside a piece of it."""
        painter.setFont(fonts.sans(LABEL))
        for row, shown in enumerate(self._legend(paper)):
            left, middle = paper.left, EDGE + (row + 0.5) * ROW
            for one in shown:
                style = Qt.PenStyle.DashLine if one.dashed else Qt.PenStyle.SolidLine
                painter.setPen(QPen(QColor(self.colours.text), 1.5, style))
                painter.drawLine(QPointF(left, middle), QPointF(left + PIECE, middle))
                painter.setPen(QColor(ink(self.colours, "text")))
                room = QRectF(left + PIECE + LABEL / 2, middle - ROW / 2, paper.width, ROW)
                side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, side, one.text)
                left += _told_width(one)

    def _legend(self, paper: Paper) -> list[list[Straight]]:
        """The straight lines that are told of: in one row, or in one each if that is too wide."""
        told = [one for one in self._scenery.straights if one.text]
        fits = sum(map(_told_width, told)) <= paper.width
        return [told] if fits else [[one] for one in told]

    def _lay(self, view: View) -> Paper:
        """Leaves room for the words over the paper: on it they would hide what is drawn."""
        paper = super()._lay(view)
        more = ROW * len(self._legend(paper)) if self._scenery.legend else 0
        return replace(paper, top=paper.top + more, height=max(20.0, paper.height - more))

    def _paint_told(self, painter: QPainter, paper: Paper) -> None:
        painter.setFont(fonts.sans(LABEL))
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(
            self._scenery.told, Qt.TextElideMode.ElideMiddle, paper.width - 2 * LABEL
        )
        room = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * LABEL, 2 * LABEL)
        room.moveCenter(paper.rect.center())
        painter.setPen(QPen(QColor(self.colours.border), 1.0))
        painter.setBrush(QColor(self.colours.surface))
        painter.drawRoundedRect(room, 6, 6)
        painter.setPen(QColor(ink(self.colours, "text")))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _told_width(line: Straight) -> float:
    """Pixels of a piece of a line, its words and the gap behind them."""
    return PIECE + QFontMetricsF(fonts.sans(LABEL)).horizontalAdvance(line.text) + 2 * LABEL


def alike(one: Scenery, other: Scenery) -> bool:
    """Whether two look the same: curves of the same numbers in memory are one curve."""

    def looks(scenery: Scenery) -> tuple[object, ...]:
        trails = [(t.stroke, t.chosen, _place(t.x), _place(t.y)) for t in scenery.trails]
        return scenery.cursor, trails, scenery.straights, scenery.dots, scenery.told

    return looks(one) == looks(other)


def _place(numbers: Numbers) -> tuple[int, int]:
    return int(numbers.__array_interface__["data"][0]), len(numbers)
