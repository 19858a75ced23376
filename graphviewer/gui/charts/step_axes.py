"""The paper a chart by step is drawn on: which numbers are where, and its axes with their ticks."""

from __future__ import annotations

import math
from typing import Literal, TypeVar

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import mix
from graphviewer.session.smoothing import Numbers

TEXT = 12  # pixels
APART = {"x": 90, "y": 44}  # pixels between two ticks at least
CLOSER = 60  # and where that leaves no more than two across
POWERS_APART = 48  # and between two powers of ten across
NEAREST = 20  # where so few fit on a vertical axis that they say nothing
TICK, GAP, EDGE = 4, 5, 8  # pixels: a tick, between it and its number, round the chart
LARGEST = 307.0  # power of ten
GRID = 0.25  # of the axes' colour

Axis = Literal["left", "right"]
Span = tuple[float, float]
Tick = tuple[float, str]
Number = TypeVar("Number", float, Numbers)


class View(Struct, frozen=True):
    """What is shown, from and to; `left` is of logarithms on a logarithmic scale.

    `until`: no number comes after it, what is right of it is room for names.
    """

    x: Span = (0.0, 1.0)
    left: Span = (0.0, 1.0)
    right: Span = (0.0, 1.0)
    until: float = math.inf


class Paper(Struct, frozen=True):
    """A rectangle of pixels and what it shows."""

    left: float
    top: float
    width: float
    height: float
    edge: float  # how far the chart reaches on the right
    view: View

    @property
    def rect(self) -> QRectF:
        """The rectangle."""
        return QRectF(self.left, self.top, self.width, self.height)

    def across(self, x: Number) -> Number:
        """Places on the horizontal axis in pixels."""
        low, high = self.view.x
        return self.left + (x - low) * (self.width / (high - low))

    def down(self, y: Number, axis: Axis) -> Number:
        """Heights on an axis in pixels, from the top."""
        low, high = self.view.left if axis == "left" else self.view.right
        return self.top + (high - y) * (self.height / (high - low))

    def at(self, pixel: float) -> float:
        """What the horizontal axis shows there."""
        low, high = self.view.x
        return low + (pixel - self.left) * (high - low) / self.width

    def height_at(self, pixel: float) -> float:
        """What the left axis shows there."""
        low, high = self.view.left
        return high - (pixel - self.top) * (high - low) / self.height


class Words(Struct, frozen=True):
    """The names of the axes."""

    bottom: str = ""
    left: str = ""
    right: str = ""


def paper_of(size: QSize, view: View, words: Words, *, log: bool, right: bool) -> Paper:
    """The paper of a chart of this size: axes, numbers and words have their room beside it."""
    metrics = QFontMetricsF(fonts.sans(TEXT))
    line = metrics.height()
    tall = max(20.0, size.height() - 2 * EDGE - TICK - GAP - line - (line if words.bottom else 0))
    sides = []
    for axis, word in (("left", words.left), ("right", words.right)):
        numbers = _heights(view, axis, tall, log=log) if axis == "left" or right else []
        widest = max((metrics.horizontalAdvance(text) for _, text in numbers), default=0.0)
        here = axis == "left" or right
        sides.append(EDGE + (TICK + GAP + max(24.0, widest) + (line if word else 0)) * here)
    return Paper(sides[0], EDGE, max(20.0, size.width() - sum(sides)), tall, size.width(), view)


def paint_axes(
    painter: QPainter,
    paper: Paper,
    words: Words,
    colours: Colours,
    *,
    log: bool,
    right: bool,
    log_x: bool = False,
) -> None:
    """Draw axes, ticks, numbers, names, and lines across at the left axis' ticks.

    `log`, `log_x`: what is shown on the left axis and across is logarithms.
    """
    painter.setFont(fonts.sans(TEXT))
    line = painter.fontMetrics().height()
    place = paper.rect
    for y, _ in _placed(paper, "left", log=log):
        painter.setPen(QColor(mix(colours.surface, colours.constant, GRID)))
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))
    painter.setPen(QColor(colours.constant))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    for x, text in across(paper, log=log_x):
        painter.setPen(QColor(colours.constant))
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x, place.bottom() + TICK))
        painter.setPen(QColor(colours.quiet))
        half = painter.fontMetrics().horizontalAdvance(text) / 2
        inside = min(x, paper.edge - half - 1)
        room = QRectF(inside - 100, place.bottom() + TICK + GAP - 2, 200, line)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, text)
    under = QRectF(place.left(), place.bottom() + TICK + GAP + line - 3, place.width(), line + 2)
    painter.drawText(under, Qt.AlignmentFlag.AlignCenter, words.bottom)
    _paint_side(painter, paper, "left", words.left, colours, log=log)
    if right:
        _paint_side(painter, paper, "right", words.right, colours, log=log)


def _paint_side(
    painter: QPainter, paper: Paper, axis: Axis, word: str, colours: Colours, *, log: bool
) -> None:
    place, line = paper.rect, painter.fontMetrics().height()
    edge, away = (place.left(), -1) if axis == "left" else (place.right(), 1)
    painter.setPen(QColor(colours.constant))
    painter.drawLine(QPointF(edge, place.top()), QPointF(edge, place.bottom()))
    side = Qt.AlignmentFlag.AlignRight if axis == "left" else Qt.AlignmentFlag.AlignLeft
    start = edge + away * (TICK + GAP)
    for y, text in _placed(paper, axis, log=log):
        painter.setPen(QColor(colours.constant))
        painter.drawLine(QPointF(edge, y), QPointF(edge + away * TICK, y))
        painter.setPen(QColor(colours.quiet))
        room = QRectF(start - 200 if axis == "left" else start, y - line / 2, 200, line)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(QColor(colours.quiet))
    painter.save()
    beside = EDGE / 2 + line / 2
    outer = beside if axis == "left" else paper.edge - beside
    painter.translate(outer, place.center().y())
    painter.rotate(-90)
    room = QRectF(-place.height() / 2, -line / 2, place.height(), line)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()


# --- ticks


def across(paper: Paper, *, log: bool = False) -> list[Tick]:
    """Ticks of the horizontal axis: where in pixels, and the number."""
    found: list[Tick] = []
    low, high = paper.view.x
    last = paper.view.until + 1e-9 * (high - low)
    for apart in (POWERS_APART,) if log else (APART["x"], CLOSER):
        most = int(paper.width // apart)
        found = log_ticks(*paper.view.x, most) if log else ticks(*paper.view.x, most)
        found = [one for one in found if one[0] <= last]
        if len(found) > 2:  # fewer say little of a scale
            break
    return [(paper.across(at), text) for at, text in found]


def _placed(paper: Paper, axis: Axis, *, log: bool) -> list[Tick]:
    found = _heights(paper.view, axis, paper.height, log=log)
    return [(paper.down(at, axis), text) for at, text in found]


def _heights(view: View, axis: str, height: float, *, log: bool) -> list[Tick]:
    """Ticks of a vertical axis, in its own numbers."""
    found: list[Tick] = []
    for apart in (APART["y"], NEAREST):
        most = int(height // apart)
        if axis == "right":
            found = ticks(*view.right, most)
        else:
            found = log_ticks(*view.left, most) if log else ticks(*view.left, most)
        if len(found) > 1:
            break
    return found


def ticks(low: float, high: float, most: int) -> list[Tick]:
    """About `most` round numbers from `low` to `high`, each with its text."""
    if not 0 < high - low < math.inf:
        return []
    rough = (high - low) / max(1, most)
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(one for one in (1, 2, 5, 10) if one * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    largest = max(abs(low), abs(high))
    if digits > 5 or largest >= 1e7:
        digits = max(0, math.floor(math.log10(largest)) - math.floor(math.log10(step) + 1e-9))
        return [(at * step, f"{at * step:.{digits}e}") for at in range(first, last + 1)]
    return [(at * step, f"{at * step:,.{digits}f}") for at in range(first, last + 1)]


def log_ticks(low: float, high: float, most: int) -> list[Tick]:
    """About `most` round numbers where their logarithms are between `low` and `high`."""
    low, high = max(low, -LARGEST), min(high, LARGEST)  # a float has no further powers of ten
    if low > high:
        return []
    if high - low < 1:
        found = ticks(10**low, 10**high, most)
        return [(math.log10(at), text) for at, text in found if at > 0]
    every = max(1, math.ceil((high - low) / max(1, most)))
    parts = (1, 2, 5) if high - low < most / 3 else (1,)
    powers = range(math.floor(low), math.ceil(high) + 1)
    marks = [
        (power + math.log10(part), f"{part * 10.0**power:,g}")
        for power in powers
        if power % every == 0
        for part in parts
    ]
    return [one for one in marks if low <= one[0] <= high]
