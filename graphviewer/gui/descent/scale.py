"""Which tone of the map is which height."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.gui.descent.levels import Levels, levels_of, worded
from graphviewer.gui.descent.map import tone
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import ink

WIDTH, BAR, TEXT = 72, 12, 11  # pixels
TOP, BOTTOM = 8, 56  # pixels free above and below, as beside the map
PARTS = 64


class Scale(QWidget):
    """A bar from the lowest height to the highest, with the heights of the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels: Levels = levels_of(np.zeros((1, 1)))
        self.colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_levels(self, levels: Levels) -> None:
        """Show other heights."""
        self.levels = levels
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Use another theme."""
        self.colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(WIDTH, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        try:
            self.paint(painter)
        finally:
            painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw it in its own size on any device."""
        painter.fillRect(QRectF(QRectF(self.rect()).topLeft(), QSizeF(self.size())), self._paper())
        bar = QRectF(2, TOP, BAR, max(10, self.height() - TOP - BOTTOM))
        painter.setPen(Qt.PenStyle.NoPen)
        high = bar.height() / PARTS
        for part in range(PARTS):
            painter.setBrush(QColor(tone(self.colours, 1 - (part + 0.5) / PARTS)))
            painter.drawRect(QRectF(bar.left(), bar.top() + part * high, BAR, high + 0.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.colours.constant), 1.0))
        painter.drawRect(bar)
        self._paint_heights(painter, bar)

    def _paper(self) -> QColor:
        return QColor(self.colours.surface)

    def _paint_heights(self, painter: QPainter, bar: QRectF) -> None:
        painter.setFont(fonts.sans(TEXT))
        line = QFontMetricsF(painter.font()).height()
        below = float("inf")
        shades = self.levels.shade(np.array(self.levels.heights)).tolist()
        for text, shade in zip(worded(self.levels.heights), shades, strict=True):
            y = bar.bottom() - shade * bar.height()
            painter.setPen(QPen(QColor(self.colours.constant), 1.0))
            painter.drawLine(round(bar.right()), round(y), round(bar.right()) + 3, round(y))
            if text and below - y >= line:
                painter.setPen(QColor(ink(self.colours, "quiet")))
                room = QRectF(bar.right() + 5, y - line / 2, WIDTH - BAR - 7, line)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
                below = y
