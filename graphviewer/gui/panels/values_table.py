"""A small value printed: one cell a number, with the indices at the edges where they help."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from graphviewer.explain import numbers
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible
from graphviewer.tape.value import Value

PAD, ROW, HEAD_ROW = 9, 28, 18
CENTRE = Qt.AlignmentFlag.AlignCenter


class NumberTable(QWidget):
    """Numbers in cells; a vector that is wider than the panel goes on in further rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._value: Value | None = None
        self._texts: list[str] = []
        self._bad: list[bool] = []
        self._columns = 1
        self._cell = 40.0

    def set_value(self, value: Value) -> None:
        """Show a complete value of at most two dimensions."""
        self._value = value
        flat = value.array().ravel()
        self._texts = [numbers.scalar(number) for number in flat]
        self._bad = [not np.isfinite(number) for number in flat]
        metrics = QFontMetricsF(fonts.mono(14))
        widest = max((metrics.horizontalAdvance(text) for text in self._texts), default=20.0)
        self._cell = max(34.0, widest + 2 * PAD)
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def fit(self, width: int) -> None:
        """Take the size the value needs at a width."""
        if self._value is None:
            return
        count = len(self._texts)
        if len(self._value.shape) == 2:
            self._columns = self._value.shape[1]
        else:
            room = int((width - 2) // self._cell)
            if room < count:
                room = int((width - 2 - self._head()) // self._cell)
            self._columns = max(1, min(count, room))
        rows = -(-count // self._columns)
        head = self._head() if self._has_row_heads() else 0
        top = HEAD_ROW if self._has_column_heads() else 0
        self.resize(round(head + self._columns * self._cell + 1.5), top + rows * ROW + 1)

    def text_at(self, place: QPointF) -> str:
        """Index and number under the pointer, at full precision; empty where there is none."""
        if self._value is None:
            return ""
        for at, cell in self._cells():
            if cell.contains(place):
                array = self._value.array()
                index = tuple(int(part) for part in np.unravel_index(at, array.shape or (1,)))
                shown = index if array.shape else ()
                number = numbers.scalar(array.ravel()[at], 17)
                return f"[{', '.join(map(str, shown))}]  {number}" if shown else number
        return ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        colours = self._colours
        painter = QPainter(self)
        try:
            self._paint_heads(painter)
            painter.setFont(fonts.mono(14))
            bad = legible(colours.error, colours.surface, colours.text)
            for at, cell in self._cells():
                painter.setPen(QColor(colours.border))
                painter.drawRect(cell)
                painter.setPen(QColor(bad if self._bad[at] else colours.text))
                painter.drawText(cell, CENTRE, self._texts[at])
        finally:
            painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(fonts.sans(11))
        painter.setPen(QColor(self._colours.quiet))
        head = self._head() if self._has_row_heads() else 0.0
        top = HEAD_ROW if self._has_column_heads() else 0
        if self._has_column_heads():
            for column in range(self._columns):
                place = QRectF(head + column * self._cell, 0, self._cell, HEAD_ROW)
                painter.drawText(place, CENTRE, str(column))
        if self._has_row_heads():
            matrix = self._value is not None and len(self._value.shape) == 2
            for row in range(-(-len(self._texts) // self._columns)):
                place = QRectF(0, top + row * ROW, head - 6, ROW)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(place, right, str(row if matrix else row * self._columns))

    def _cells(self) -> Iterator[tuple[int, QRectF]]:
        head = self._head() if self._has_row_heads() else 0.0
        top = HEAD_ROW if self._has_column_heads() else 0
        for at in range(len(self._texts)):
            row, column = divmod(at, self._columns)
            yield at, QRectF(head + column * self._cell, top + row * ROW, self._cell, ROW)

    def _has_row_heads(self) -> bool:
        if self._value is None or len(self._value.shape) == 0:
            return False
        return len(self._value.shape) == 2 or len(self._texts) > self._columns

    def _has_column_heads(self) -> bool:
        return self._value is not None and len(self._value.shape) == 2

    def _head(self) -> float:
        longest = str(max(0, len(self._texts) - 1))
        return QFontMetricsF(fonts.sans(11)).horizontalAdvance(longest) + 10
