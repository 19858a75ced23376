"""What is asked before a model runs: program, weights, inputs, and what backward starts from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from graphviewer.files.models.data import Given, Weights
from graphviewer.files.models.program import Candidate, Program
from graphviewer.files.models.writing import Wanted
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.controls import HEIGHT, Tick
from graphviewer.gui.models import words
from graphviewer.gui.models.goal import GoalRow
from graphviewer.gui.models.input import InputRow


class ModelForm(QScrollArea):
    """`changed`: something is another. `program_wanted`: a program is to be chosen."""

    changed = Signal()
    program_wanted = Signal()

    def __init__(
        self, weights: Weights | None, program: Program | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._weights, self._program = weights, program
        self.exported = weights is not None and weights.kind == "exported"
        self.candidate, self.loading = Choice(), Choice()
        self.arguments, self.evaluation = QLineEdit(), Tick()
        self.told, self.wrong, self.choose = QLabel(), QLabel(), QPushButton()
        self.choose.setAutoDefault(False)  # it would get bold letters, for which it has no room
        self.heads = [QLabel() for _ in range(3)]
        self.inputs: list[InputRow] = []
        self.goal = GoalRow(weights.outputs if weights is not None else ())
        self._fields = QWidget()  # of the model in the program
        self._asked = QWidget()  # all that can be asked once there is a model
        self._rows = QVBoxLayout()
        self._lay_out()
        self.retranslate()
        self.loading.offer(dict[str, str](words.loadings().items()), "strict")
        self.evaluation.setChecked(True)
        self.candidate.picked.connect(self._on_candidate_picked)
        self.loading.picked.connect(self.changed)
        self.arguments.textChanged.connect(self.changed)
        self.evaluation.toggled.connect(self.changed)
        self.goal.changed.connect(self.changed)
        self.choose.clicked.connect(self.program_wanted)
        self._show_model()

    # --- how it is laid out

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "clear")
        for label in (self.told, self.wrong):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setProperty("role", "wrong")
        for head in self.heads:
            head.setStyleSheet("font-weight: 700;")
        self.arguments.setFixedHeight(HEIGHT)
        self._lay_out_model()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(8)
        self._rows.setSpacing(12)
        asked.addWidget(self.heads[1])
        asked.addLayout(self._rows)
        asked.addWidget(self.heads[2])
        asked.addWidget(self.goal)
        asked.addWidget(self.evaluation)
        asked.addWidget(self.wrong)
        whole = QWidget()
        whole.setAutoFillBackground(False)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.heads[0])
        column.addWidget(self.told)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fields)
        column.addSpacing(4)
        column.addWidget(self._asked)
        column.addStretch(1)
        self.setWidget(whole)
        self.viewport().setAutoFillBackground(False)

    def _lay_out_model(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        self._open, self._close = QLabel("("), QLabel(")")
        line.addWidget(self.candidate, 1)
        for widget in (self._open, self.arguments, self._close):
            line.addWidget(widget)
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.loading)

    # --- what is there

    @property
    def has_program(self) -> bool:
        """Whether there is a model to run."""
        return self.exported or self._program is not None

    def set_program(self, program: Program) -> None:
        """Take the model of this program."""
        self._program = program
        self._show_model()
        self.changed.emit()

    def _candidate(self) -> Candidate | None:
        all_of = self._program.candidates if self._program is not None else ()
        key = str(self.candidate.currentData())
        return next((one for one in all_of if _key(one) == key), None)

    def _show_model(self) -> None:
        program = self._program
        candidates = program.candidates if program is not None else ()
        if candidates:
            keys = {_key(one): _said(one) for one in candidates}
            self.candidate.offer(keys, _key(candidates[0]))
        self.choose.setVisible(self._weights is not None and not self.exported)
        self._fields.setVisible(program is not None)
        self.loading.setVisible(self._weights is not None)
        self._asked.setVisible(self.has_program)
        self._show_inputs()
        self.retranslate()

    def _on_candidate_picked(self, _key: str) -> None:
        self._show_inputs()
        self.changed.emit()

    def _show_inputs(self) -> None:
        """Ask for the inputs of the model that is chosen."""
        for row in self.inputs:
            self._rows.removeWidget(row)
            row.deleteLater()
        made = self._candidate()
        called = made is not None and bool(made.call)
        for widget in (self._open, self.arguments, self._close):
            widget.setVisible(called)
        self.arguments.setPlaceholderText(", ".join(made.missing) if made is not None else "")
        self.arguments.clear()
        given = self._weights.inputs if self._weights is not None and self.exported else ()
        if given:
            self.inputs = [self._input(one.name, None, one) for one in given]
        else:
            names = made.takes if made is not None else ()
            self.inputs = [self._input(name, made, None) for name in names]

    def _input(self, name: str, made: Candidate | None, given: Given | None) -> InputRow:
        row = InputRow(name, made.guess if made is not None else None, given)
        row.changed.connect(self.changed)
        self._rows.addWidget(row)
        return row

    def wanted(self) -> Wanted | None:
        """What is asked for; None while there is no model to run. Raises BadInput."""
        made = self._candidate()
        if not self.has_program or not self.inputs:
            return None
        arguments = self.arguments.text().strip() if made is not None and made.call else ""
        if made is not None and made.missing and not arguments:
            return None
        loading = next(one for one in words.loadings() if one == self.loading.currentData())
        return Wanted(
            weights=self._weights,
            program=None if self.exported else self._program,
            candidate=made,
            arguments=arguments,
            loading=loading,
            inputs=tuple(row.read() for row in self.inputs),
            goal=self.goal.goal(),
            evaluation=self.evaluation.isChecked(),
        )

    def complain(self, text: str) -> None:
        """Say what is wrong with what was typed here, or nothing."""
        made = self._candidate()
        if not text and made is not None and made.missing and not self.arguments.text().strip():
            words_ = QCoreApplication.translate("Model", "{name} wants arguments: {missing}.")
            text = words_.format(name=made.name, missing=", ".join(made.missing))
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def retranslate(self) -> None:
        """Say everything in the present language."""
        translate = QCoreApplication.translate
        heads = (
            translate("Model", "Model"),
            translate("Model", "Example input"),
            translate("Model", "Backward from"),
        )
        for label, said in zip(self.heads, heads, strict=True):
            label.setText(said)
        self.evaluation.setText(translate("Model", "as in use: model.eval(), without dropout"))
        self.evaluation.setVisible(not self.exported)
        self.choose.setText(translate("Model", "Choose a program…"))
        self.candidate.setAccessibleName(translate("Model", "Model of the program"))
        self.arguments.setAccessibleName(translate("Model", "Arguments of the class"))
        self.loading.setAccessibleName(translate("Model", "How weights are loaded"))
        self.told.setText(self._told())

    def _told(self) -> str:
        """Where the model comes from, or what is missing to run it."""
        translate = QCoreApplication.translate
        if self.exported:
            if self._weights is not None and self._weights.inputs:
                return translate("Model", "The file holds the model's graph and its weights.")
            return translate(
                "Model", "Its inputs are not all tensors, one after the other: it is shown only."
            )
        if self._program is None:
            return translate(
                "Model",
                "The file holds weights only. To run them, choose the program that defines their "
                "model; nothing of it runs before you say so.",
            )
        return translate("Model", "from {name}").format(name=self._program.path.name)


def _key(one: Candidate) -> str:
    return one.call or one.name


def _said(one: Candidate) -> str:
    if not one.call:
        return one.name
    return QCoreApplication.translate("Model", "a new {name}").format(name=one.name)
