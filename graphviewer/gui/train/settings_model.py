"""What is known of the model before it trains: how many parameters, or what does not fit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from graphviewer.gui.fields.controls import HEIGHT
from graphviewer.gui.train.form import LABEL_WIDTH
from graphviewer.gui.train.settings_facts import Size


class ModelFacts(QWidget):
    """A row with the number of parameters; below it the reason where layers do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = Size()
        self.label = QLabel(self)
        self.label.setProperty("role", "quiet")
        self.label.setFixedWidth(LABEL_WIDTH)
        self.count = QLabel(self)
        self.count.setMinimumHeight(HEIGHT)
        self.count.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "wrong")
        self.wrong.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.wrong)
        self.retranslate()

    def show_size(self, size: Size) -> None:
        """Show how large the model is."""
        self._size = size
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the present language."""
        self.label.setText(QCoreApplication.translate("Settings", "Parameters"))
        unknown = QCoreApplication.translate("Settings", "counted at the start")
        count = self._size.parameters
        self.count.setText(f"{count:,}" if count is not None else unknown)
        self.count.setAccessibleName(f"{self.label.text()}: {self.count.text()}")
        self.wrong.setText(self._size.problem)
        self.wrong.setVisible(bool(self._size.problem))
