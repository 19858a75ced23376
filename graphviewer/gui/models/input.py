"""One example input: how its numbers are made, its shape and its dtype."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from graphviewer.files.models import inputs
from graphviewer.files.models.data import INTEGERS, Given
from graphviewer.files.models.guess import Guess
from graphviewer.files.models.inputs import BadInput, Input
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.controls import HEIGHT, Spin, Tick
from graphviewer.gui.models import words
from graphviewer.tape.value import FLOATING

DTYPES = ("float32", "float64", "int64", "int32", "bool", "bfloat16", "float16")
MOST_TOKENS = 2**31 - 1
USUAL: tuple[int, ...] = (2, 4)


class InputRow(QWidget):
    """`changed`: something was chosen or typed. `read` gives the Input or says what is wrong."""

    changed = Signal()

    def __init__(
        self, name: str, guess: Guess | None, given: Given | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._given = name, given
        self.label, self.error = QLabel(name), QLabel()
        self.error.setProperty("role", "wrong")
        self.error.setWordWrap(True)
        self.kind, self.dtype = Choice(), Choice()
        self.shape, self.values = QLineEdit(), QLineEdit()
        self.bound, self.grad = Spin(), Tick()
        self.labels = [QLabel(), QLabel()]
        for field in (self.shape, self.values):
            field.setFixedHeight(HEIGHT)
            field.textChanged.connect(self._on_changed)
        self.bound.setRange(1, MOST_TOKENS)
        self._lay_out()
        self.retranslate()
        self._begin(guess)
        for choice in (self.kind, self.dtype):
            choice.picked.connect(self._on_changed)
        self.bound.valueChanged.connect(self._on_changed)
        self.grad.toggled.connect(self._on_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        making = QHBoxLayout()
        making.setSpacing(8)
        making.addWidget(self.kind, 1)
        making.addWidget(self.bound)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.label, 0, 0)
        grid.addLayout(making, 0, 1, 1, 3)
        grid.addWidget(self.values, 1, 1, 1, 3)
        grid.addWidget(self.labels[0], 2, 0)
        grid.addWidget(self.shape, 2, 1)
        grid.addWidget(self.labels[1], 2, 2)
        grid.addWidget(self.dtype, 2, 3)
        grid.setColumnMinimumWidth(0, 64)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(grid)
        column.addWidget(self.grad)
        column.addWidget(self.error)

    def _begin(self, guess: Guess | None) -> None:
        """Begin with what the exported program says, else with the guess."""
        shape, dtype, tokens = USUAL, "float32", 0
        if guess is not None:
            shape, tokens = guess.shape, guess.tokens
            dtype = "int64" if tokens else dtype
        if self._given is not None:
            shape, dtype = self._given.example, self._given.dtype
            tokens = self._given.tokens
            self.dtype.setEnabled(False)
        self.dtype.offer({one: one for one in dict.fromkeys((*DTYPES, dtype))}, dtype)
        whole = dtype in INTEGERS
        self.kind.offer(
            dict[str, str](words.kinds().items()), "tokens" if whole else _usual_kind(dtype)
        )
        self.bound.setValue(tokens or 10)
        self.shape.setText(", ".join(map(str, shape)))

    def read(self) -> Input:
        """The input as it stands. Raises BadInput."""
        kind = next(one for one in words.kinds() if one == self.kind.currentData())
        dtype = str(self.dtype.currentData())
        typed = kind == "values"
        text = self.values.text()
        made = Input(
            name=self._name,
            kind=kind,
            shape=inputs.values_of(text)[1] if typed else inputs.shape_of(self.shape.text()),
            dtype=dtype,
            bound=self.bound.value(),
            text=text if typed else "",
            grad=self.grad.isChecked(),
        )
        inputs.check(made, self._given)
        return made

    def _on_changed(self) -> None:
        kind, dtype = str(self.kind.currentData()), str(self.dtype.currentData())
        self.values.setVisible(kind == "values")
        self.bound.setVisible(kind == "tokens")
        self.shape.setEnabled(kind != "values")
        self.grad.setEnabled(dtype in FLOATING)
        if dtype not in FLOATING:
            self.grad.setChecked(False)
        self.error.setText(self._problem())
        self.error.setVisible(bool(self.error.text()))
        self.changed.emit()

    def _problem(self) -> str:
        try:
            self.read()
        except BadInput as problem:
            return words.wrong_input(problem)
        return ""

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        self.labels[0].setText(translate("Model", "Shape"))
        self.labels[1].setText(translate("Model", "dtype"))
        self.grad.setText(translate("Model", "its gradient as well (requires_grad)"))
        self.shape.setPlaceholderText(translate("Model", "one number"))
        self.values.setPlaceholderText("[[1.0, 2.0], [3.0, 4.0]]")
        for widget, said in (
            (self.kind, translate("Model", "Numbers of {name}")),
            (self.shape, translate("Model", "Shape of {name}")),
            (self.dtype, translate("Model", "dtype of {name}")),
            (self.values, translate("Model", "Values of {name}")),
            (self.bound, translate("Model", "Numbers of {name} are below")),
        ):
            widget.setAccessibleName(said.format(name=self._name))


def _usual_kind(dtype: str) -> str:
    return "randn" if dtype in FLOATING else "ones"
