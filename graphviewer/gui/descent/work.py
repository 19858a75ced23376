"""What stands in the picture's place while something is done that takes long."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from graphviewer.formulas.answers import Underway


class Work(QWidget):
    """How far something is that takes long, and a way out."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.bar, self.cancel = QLabel(), QProgressBar(), QPushButton()
        self.cancel.setProperty("role", "button")
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(280, 8)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for part in (self.told, self.bar, self.cancel):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_work(self, work: Underway) -> None:
        """Show how far it is."""
        translate = QCoreApplication.translate
        self.told.setText(
            translate(
                "Descent", "Training the network, measuring its loss: {done} of {all}"
            ).format(done=f"{work.done:,}", all=f"{work.of:,}")
        )
        self.bar.setRange(0, work.of)
        self.bar.setValue(work.done)
        self.bar.setAccessibleName(self.told.text())
        self.cancel.setText(translate("Descent", "Cancel"))
