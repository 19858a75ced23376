"""Written over the canvas: at its top the caption; and at its foot what a gesture waits for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink

LEFT, TOP, HIGH = 20, 16, 26  # of the caption, in pixels
PAD = 8  # pixels beside words
LEAST = 120  # pixels of a caption that is cut
HINT = 14  # pixels that the hint's letters are high


def paint_grounds(
    painter: QPainter,
    size: QSize,
    graph: tuple[float, float],
    strips: tuple[float, float],
    colours: Colours,
) -> None:
    """Strips that hide what lies under the caption and the switches, where the graph reaches there.

    They end and begin at `strips`; the `graph` reaches from one height to another, in pixels.
    """
    (top, bottom), (head, foot) = graph, strips
    grounds = [QRectF(0, 0, size.width(), head)] if top < head else []
    if bottom > foot < size.height():  # else nothing lies there
        grounds.append(QRectF(0, foot, size.width(), size.height() - foot))
    for ground in grounds:
        painter.fillRect(ground, QColor(colours.canvas))
        painter.setPen(QPen(QColor(colours.border), 1))
        y = ground.bottom() + 0.5 if ground.top() == 0 else ground.top() - 0.5
        painter.drawLine(QPointF(0, y), QPointF(size.width(), y))


def caption_width(said: str) -> int:
    """Pixels up to the end of a caption that has room for all of it."""
    return LEFT + PAD + QFontMetrics(sans(13)).horizontalAdvance(said)


def paint_caption(painter: QPainter, said: str, right: int, down: int, colours: Colours) -> None:
    """A caption that ends before `right` and stands `down` below its place; none without room."""
    painter.setFont(sans(13))
    behind = QColor(colours.canvas)
    behind.setAlphaF(0.85)
    room = max(0, right - LEFT)
    if room < min(LEAST, caption_width(said)):
        return
    said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
    wide = painter.fontMetrics().horizontalAdvance(said)
    painter.fillRect(QRectF(LEFT - PAD, TOP + down, wide + 2 * PAD, HIGH), behind)
    painter.setPen(QColor(ink(colours, "quiet")))
    painter.drawText(QPointF(LEFT, TOP + down + 18), said)


def paint_hint(painter: QPainter, said: str, size: QSize, foot: float, colours: Colours) -> None:
    """A line at the canvas's lower edge, `foot` above it, that says what the next gesture does."""
    painter.setFont(sans(HINT, bold=True))
    room = max(0, size.width() - 2 * (LEFT + PAD))
    said = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
    wide, high = painter.fontMetrics().horizontalAdvance(said) + 2 * PAD, HIGH + 4
    top = size.height() - foot - high - PAD
    paper = QRectF((size.width() - wide) / 2, top, wide, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent), 1))
    painter.setBrush(QColor(colours.value_tint))
    painter.drawRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setPen(QColor(colours.text))
    painter.drawText(paper, Qt.AlignmentFlag.AlignCenter, said)
