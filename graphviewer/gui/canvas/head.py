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


def paint_ground(painter: QPainter, width: float, bottom: float, colours: Colours) -> None:
    """A strip that hides what lies under the caption and the switches beside it."""
    painter.fillRect(QRectF(0, 0, width, bottom), QColor(colours.canvas))
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.drawLine(QPointF(0, bottom + 0.5), QPointF(width, bottom + 0.5))


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
