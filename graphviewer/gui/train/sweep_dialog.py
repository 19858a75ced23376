"""Asks for a sweep: which settings, and which values each takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.choice import Drop
from graphviewer.gui.i18n import counted
from graphviewer.gui.train.settings_rows import ROWS
from graphviewer.runs.config import Config
from graphviewer.runs.keys import ConfigProblem, assigned, flat
from graphviewer.runs.sweep import Axis, Sweep, configs

KEYS = (
    "optimizer.lr",
    "batches.size",
    "optimizer.name",
    "optimizer.momentum",
    "optimizer.weight_decay",
    "model.preset",
    "loss.l2",
    "schedule.name",
    "augment.noise",
    "data.train",
    "clip",
    "epochs",
    "seed",
)
FIRST = "0.01, 0.1, 0.5"


class SweepDialog(QDialog):
    """`wanted` carries a Sweep that can be run."""

    wanted = Signal(object)

    def __init__(self, base: Config, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sweep")
        self._base = base
        self.keys = (Drop(), Drop())
        self.values = (QLineEdit(FIRST), QLineEdit())
        self.words = (QLabel(), QLabel())
        self.about, self.told = QLabel(), QLabel()
        for label in (self.about, self.told):
            label.setWordWrap(True)
        for place, box in enumerate(self.keys):
            for key in KEYS if place == 0 else ("", *KEYS):
                box.addItem(key, key)
            box.currentIndexChanged.connect(self._check)
        for field in self.values:
            field.setMinimumWidth(260)
            field.textChanged.connect(self._check)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        grid = QGridLayout()
        for row in range(2):
            grid.addWidget(self.words[row], row, 0)
            grid.addWidget(self.keys[row], row, 1)
            grid.addWidget(self.values[row], row, 2)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.about)
        column.addLayout(grid)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        self.finished.connect(self.deleteLater)
        self.retranslate()

    def sweep(self) -> Sweep:
        """The sweep as it stands. Raises ConfigProblem."""
        axes = []
        for box, field in zip(self.keys, self.values, strict=True):
            key = str(box.currentData())
            if key:
                axes.append(Axis(key, values_of(self._base, key, field.text())))
        return Sweep(self._base, tuple(axes))

    def _check(self) -> None:
        """Say how many runs it will be, or what is wrong."""
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.values[1].setEnabled(bool(self.keys[1].currentData()))
        try:
            number = len(configs(self.sweep()))
        except ConfigProblem as problem:
            self.told.setText(str(problem))
            ok.setEnabled(False)
            return
        translate = QCoreApplication.translate
        many = translate("Runs", "{n} runs, one after the other.")
        self.told.setText(counted(number, translate("Runs", "1 run."), many))
        ok.setEnabled(True)

    def accept(self) -> None:
        self.wanted.emit(self.sweep())
        super().accept()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Runs", "Sweep over settings"))
        self.about.setText(
            translate(
                "Runs",
                "Trains once for each value, everything else as it is set. Separate values by "
                "commas.",
            )
        )
        self.words[0].setText(translate("Runs", "Setting"))
        self.words[1].setText(translate("Runs", "and (if wanted)"))
        names = (translate("Runs", "First setting"), translate("Runs", "Second setting"))
        labels = {row.path: translate("Settings", row.label) for row in ROWS}
        for name, box, field in zip(names, self.keys, self.values, strict=True):
            box.setAccessibleName(name)
            for at in range(box.count()):
                key = str(box.itemData(at))
                box.setItemText(at, labels.get(key, key))
                box.setItemData(at, key, Qt.ItemDataRole.ToolTipRole)
            field.setAccessibleName(translate("Runs", "Values of {name}").format(name=name))
        start = translate("Runs", "Start the sweep")
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(start)  # its letters are bold: they are wider than Qt has measured
        ok.setMinimumWidth(ok.fontMetrics().horizontalAdvance(start) + 56)
        self._check()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def values_of(base: Config, key: str, text: str) -> tuple[object, ...]:
    """The values a text lists, each as the config takes it. Raises ConfigProblem."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    return tuple(flat(assigned(base, [f"{key}={word}"]))[key] for word in words)
