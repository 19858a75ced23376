"""What backward starts from: which output, and which number is made of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from graphviewer.files.models.writing import Goal
from graphviewer.gui.fields.choice import Choice, Drop
from graphviewer.gui.fields.controls import HEIGHT
from graphviewer.gui.models import words

NUMBERED = ("element", "cross_entropy")


class GoalRow(QWidget):
    """`changed`: something was chosen or typed."""

    changed = Signal()

    def __init__(self, outputs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.root, self.numbers = Choice(), QLineEdit("0")
        self.output = Drop()
        self.output.setEditable(not outputs)
        self.output.addItems(list(outputs) or ["", "[0]", "[1]", ".logits", '["logits"]'])
        self.output.setFixedHeight(HEIGHT)
        self.output.setMinimumWidth(110)
        self.label = QLabel()
        self.numbers.setFixedHeight(HEIGHT)
        self.numbers.setFixedWidth(92)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.root, 1)
        first.addWidget(self.numbers)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.label)
        second.addWidget(self.output, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        for one in (self.label, self.output):
            one.setHidden(len(outputs) == 1)  # an exported program's only output: no choice
        self.retranslate()
        self.root.offer(dict[str, str](words.roots().items()), "sum")
        self.root.picked.connect(self._on_changed)
        self.numbers.textChanged.connect(self._on_changed)
        self.output.currentTextChanged.connect(self._on_changed)
        self._on_changed()

    def goal(self) -> Goal:
        """What is chosen, not checked yet."""
        root = next(one for one in words.roots() if one == self.root.currentData())
        numbers = self.numbers.text() if root in NUMBERED else ""
        return Goal(output=self.output.currentText().strip(), root=root, numbers=numbers)

    def _on_changed(self) -> None:
        self.numbers.setVisible(self.root.currentData() in NUMBERED)
        self.changed.emit()

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.label.setText(translate("Model", "of the output y"))
        self.label.setToolTip(
            translate("Model", "Nothing where the model returns one tensor; else such as [0].")
        )
        field = self.output.lineEdit()
        if field is not None:
            field.setPlaceholderText(translate("Model", "the tensor itself"))
        self.root.setAccessibleName(translate("Model", "Backward from"))
        self.numbers.setAccessibleName(translate("Model", "Place of the element, or the class"))
        self.output.setAccessibleName(translate("Model", "Which output"))
