"""Boxes to tick and to count with, and quiet buttons, as the forms have them in every theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSpinBox,
    QStylePainter,
    QToolButton,
    QWidget,
)

HEIGHT = 30
EDGE = 32  # pixels of the window that stay free around a dialog, both sides together
BOX = 16.0  # pixels of the square that is ticked
ARROW = 3.0  # pixels: half the width of an arrow
# The palette follows the theme; the arrows are drawn here, for a sheet can only load them.
_SPIN = """
QAbstractSpinBox { color: palette(text); background: palette(base); border: 1px solid palette(mid);
    border-radius: 6px; padding: 3px 6px; }
QAbstractSpinBox:focus { border: 2px solid palette(highlight); padding: 2px 5px; }
QAbstractSpinBox:disabled { color: palette(placeholder-text); background: palette(window); }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; }
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0; }
"""


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog this size, or as much of it as there is over the window it belongs to."""
    parent = dialog.parentWidget()
    wanted = QSize(width, height)
    if parent is not None:
        wanted = wanted.boundedTo(parent.window().size() - QSize(EDGE, EDGE))
    dialog.resize(wanted)


def flat(*, checkable: bool = False) -> QToolButton:
    """A quiet button."""
    button = QToolButton()
    button.setProperty("role", "flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCheckable(checkable)
    return button


class Tick(QCheckBox):
    """A box that can be seen while it is empty, in the dark as well."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        option = QStyleOptionButton()
        self.initStyleOption(option)
        style, palette = self.style(), self.palette()
        element = QStyle.SubElement
        middle = QRectF(style.subElementRect(element.SE_CheckBoxIndicator, option, self)).center()
        box = QRectF(0.5, middle.y() - BOX / 2, BOX, BOX)
        painter = QStylePainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            on = self.isChecked()
            quiet, accent = palette.placeholderText().color(), palette.highlight().color()
            painter.setPen(QPen(accent if on or self.hasFocus() else quiet, 1.4))
            painter.setBrush(accent if on else palette.base().color())
            painter.drawRoundedRect(box, 3, 3)
            if on:
                self._paint_tick(painter, box, palette.highlightedText().color())
            painter.setPen(QColor(palette.windowText().color()))
            words = self.rect().adjusted(int(BOX) + 8, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        finally:
            painter.end()

    def _paint_tick(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        places = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
        corners = [QPointF(box.left() + x * BOX, box.top() + y * BOX) for x, y in places]
        painter.drawPolyline(QPolygonF(corners))


class Spin(QSpinBox):
    """A whole number, typed or stepped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        _paint_arrows(self, option)


class RealSpin(QDoubleSpinBox):
    """A number with decimals, typed or stepped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _dress(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        _paint_arrows(self, option)


def _dress(spin: QAbstractSpinBox) -> None:
    spin.setStyleSheet(_SPIN)
    spin.lineEdit().setTextMargins(6, 0, 0, 0)  # padding in the sheet does not reach it
    spin.setFixedHeight(HEIGHT)


def _paint_arrows(spin: QAbstractSpinBox, option: QStyleOptionSpinBox) -> None:
    """An arrow in each button; where the number ends, it is faint."""
    enabled, palette = option.stepEnabled, spin.palette()
    painter = QPainter(spin)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right, middle = spin.width() - 12.0, spin.height() / 2
        for flag, way in (
            (QAbstractSpinBox.StepEnabledFlag.StepUpEnabled, -1.0),
            (QAbstractSpinBox.StepEnabledFlag.StepDownEnabled, 1.0),
        ):
            can = bool(enabled & flag) and spin.isEnabled()
            ink = palette.placeholderText() if can else palette.mid()
            tip = QPointF(right, middle + way * 7)
            ends = (
                QPointF(right - ARROW, tip.y() - way * ARROW),
                QPointF(right + ARROW, tip.y() - way * ARROW),
            )
            painter.setPen(QPen(ink.color(), 1.5))
            painter.drawPolyline(QPolygonF([ends[0], tip, ends[1]]))
    finally:
        painter.end()
