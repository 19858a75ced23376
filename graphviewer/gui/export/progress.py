"""Shows how far an export is, and gives it up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

PATIENCE = 400  # milliseconds of work that nobody needs to see


class Progress(QDialog):
    """Comes up by itself when the work takes long. `cancelled`: it is to be given up."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exporting")
        self.label, self.bar = QLabel(), QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.label, self.bar, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(380)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.show)

    def begin(self, name: str) -> None:
        """Work on a file of a name has begun."""
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Export", "Exporting"))
        self.label.setText(translate("Export", "{name} is being made…").format(name=name))
        self.bar.setAccessibleName(self.label.text())
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(
            translate("Export", "Cancel")
        )
        self.bar.setValue(0)
        self._timer.start()

    def show_share(self, share: float) -> None:
        """So much of it is done, 0 to 1."""
        self.bar.setValue(max(self.bar.value(), round(1000 * share)))

    def come_up(self) -> None:
        """Be seen at once, above everything else."""
        self._timer.stop()
        self.show()
        self.raise_()

    def end(self) -> None:
        """It is over."""
        self._timer.stop()
        self.hide()

    def reject(self) -> None:
        self.end()
        self.cancelled.emit()
