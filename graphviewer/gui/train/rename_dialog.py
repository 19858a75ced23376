"""Asks for another name."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget


class RenameDialog(QDialog):
    """`chosen` carries the new name."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rename")
        self.field = QLineEdit(name)
        self.field.selectAll()
        word = QLabel(QCoreApplication.translate("Runs", "Name of the run"))
        word.setBuddy(self.field)
        self.setWindowTitle(QCoreApplication.translate("Runs", "Rename the run"))
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (word, self.field, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(360)
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        self.chosen.emit(self.field.text())
        super().accept()
