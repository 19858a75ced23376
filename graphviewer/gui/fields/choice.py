"""One of several to choose."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from graphviewer.gui.fields.controls import HEIGHT
from graphviewer.gui.fields.text import fitted, narrowed
from graphviewer.gui.icons import path as outline

_ARROW = 12.0
_FRAME = 8  # pixels of the list's frame and padding, which Qt leaves out of its height


class Drop(QComboBox):
    """A QComboBox with an arrow: Qt draws none where a style sheet draws the rest.

    What has no room is said whole by the tooltip.
    """

    @property
    def seen(self) -> str:
        """As much of the text as is shown."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(kind, option, part, self)
        return shortened(self.currentText(), self.font(), field.width() - 2)  # 1 at either end

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        view, rows = self.view(), min(self.count(), self.maxVisibleItems())
        view.setMinimumHeight(rows * view.sizeHintForRow(0) + _FRAME)
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            whole = self.currentText() if self.seen != self.currentText() else ""
            lines = [one for one in (whole, self.toolTip()) if one]
            QToolTip.showText(event.globalPos(), "\n".join(lines), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.seen
        painter = QStylePainter(self)
        try:
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shape = outline("down", _ARROW)
            place = QPointF(self.width() - _ARROW - 8, (self.height() - _ARROW) / 2)
            ink = self.palette().placeholderText().color()
            painter.fillPath(shape.translated(place), QColor(ink))
        finally:
            painter.end()


def shortened(text: str, font: QFont, room: float) -> str:
    """As much of "name: what it is" as there is room for: all, the name, or the name's ends."""
    if fitted(text, font, room) == text:
        return text
    return narrowed(text.partition(": ")[0], font, room)


class Choice(Drop):
    """One of several. The wheel scrolls the form and changes nothing. `picked` carries the key."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(self._on_activated)

    def offer(self, choices: Mapping[str, str], key: str) -> None:
        """Offer these and show one of them; a key that is not offered shows nothing."""
        there = {str(self.itemData(at)): self.itemText(at) for at in range(self.count())}
        if there != choices or list(there) != list(choices):
            self.clear()
            for one, text in choices.items():
                self.addItem(text, one)
                self.setItemData(self.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
            widest = max(
                (self.fontMetrics().horizontalAdvance(text) for text in choices.values()), default=0
            )
            self.view().setMinimumWidth(widest + 34)  # a list may be wider than its field
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def _on_activated(self, place: int) -> None:
        self.picked.emit(str(self.itemData(place)))
