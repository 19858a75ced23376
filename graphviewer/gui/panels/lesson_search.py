"""The search field above a list: keys that mean the list go there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

PAGE = 6  # rows


class SearchField(QLineEdit):
    """`moved` carries by how many rows the choice is to move, `entered`: it is to be opened."""

    moved = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        keys = Qt.Key
        moves: dict[int, int] = {
            keys.Key_Down: 1,
            keys.Key_Up: -1,
            keys.Key_PageDown: PAGE,
            keys.Key_PageUp: -PAGE,
        }
        if event.key() in moves:
            self.moved.emit(moves[event.key()])
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
