"""A choice among a few that can be seen while it is not chosen, in the dark as well."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QStyle, QStyleOptionButton, QStylePainter

SIZE, DOT = 16.0, 8.0  # pixels across
APART = 8


class Round(QRadioButton):
    """One of several of which one is chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_RadioButtonIndicator
        middle = self.style().subElementRect(element, option, self).center().y() + 0.5
        palette, on = self.palette(), self.isChecked()
        quiet, accent = palette.placeholderText().color(), palette.highlight().color()
        painter = QStylePainter(self)
        try:
            painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
            painter.setOpacity(1.0 if self.isEnabled() else 0.5)
            painter.setPen(QPen(accent if on or self.hasFocus() else quiet, 1.4))
            painter.setBrush(palette.base().color())
            painter.drawEllipse(QRectF(1, middle - SIZE / 2, SIZE, SIZE))
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(accent)
                painter.drawEllipse(QPointF(1 + SIZE / 2, middle), DOT / 2, DOT / 2)
            painter.setOpacity(1.0)
            painter.setPen(QColor(palette.windowText().color()))
            words = self.rect().adjusted(int(SIZE) + APART, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        finally:
            painter.end()
