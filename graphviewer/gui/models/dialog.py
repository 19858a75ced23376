"""Shows a file of a model and asks for an example input; what is asked for becomes a program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from graphviewer.files.models.data import Weights
from graphviewer.files.models.inputs import BadInput
from graphviewer.files.models.program import Program
from graphviewer.files.models.table import plain
from graphviewer.files.models.writing import BadGoal, Wanted, check, text
from graphviewer.gui.fields.controls import fit
from graphviewer.gui.models import words
from graphviewer.gui.models.form import ModelForm
from graphviewer.gui.models.preview import Preview
from graphviewer.gui.models.tree import WeightsTree
from graphviewer.gui.theme.colours import Colours

WIDTH, HEIGHT = 1120, 720
FORM_WIDTH = 440


class OpenModelDialog(QDialog):
    """`wanted` carries a Wanted and whether to run it; `program_wanted`: choose a program."""

    wanted = Signal(object, bool)
    program_wanted = Signal()

    def __init__(
        self,
        weights: Weights | None,
        program: Program | None,
        colours: Colours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("model")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._weights = weights
        self.title, self.about = QLabel(), QLabel()
        self.about.setProperty("role", "quiet")
        for label in (self.title, self.about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.form = ModelForm(weights, program)
        self.preview, self.tabs = Preview(colours), QTabWidget()
        self.tree = WeightsTree(colours) if weights is not None else None
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Cancel)
        self.run, self.only = QPushButton(), QPushButton()
        self.run.setProperty("role", "primary")
        self.buttons.addButton(self.run, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.only, QDialogButtonBox.ButtonRole.ActionRole)
        self._lay_out()
        self.form.changed.connect(self._refresh)
        self.form.program_wanted.connect(self.program_wanted)
        self.run.clicked.connect(self._on_run_clicked)
        self.only.clicked.connect(self._on_only_clicked)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._say(program)
        if self.tree is not None and weights is not None:
            self.tree.show_weights(weights)
        self._refresh()

    def _lay_out(self) -> None:
        left: QWidget = self.preview
        if self.tree is not None:
            self.tabs.addTab(self.tree, "")
            self.tabs.addTab(self.preview, "")
            left = self.tabs
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(left, 1)
        row.addWidget(self.form)
        self.form.setFixedWidth(FORM_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        fit(self, WIDTH, HEIGHT)

    def set_program(self, program: Program) -> None:
        """Pair the weights with a program that defines their model."""
        self.form.set_program(program)
        self._refresh()

    def _wanted(self) -> Wanted | None:
        """What is asked for, None while something is missing or wrong."""
        try:
            wanted = self.form.wanted()
            if wanted is None:
                return None
            check(wanted)
        except BadInput:
            return None  # told beside the input
        except BadGoal as problem:
            self.form.complain(words.wrong_goal(problem))
            return None
        return wanted

    def _refresh(self) -> None:
        self.form.complain("")
        wanted = self._wanted()
        self.run.setEnabled(wanted is not None)
        self.only.setEnabled(wanted is not None)
        self.tabs.setTabEnabled(1, self.form.has_program)
        self.preview.show_program(text(wanted) if wanted is not None else "")

    def _on_run_clicked(self) -> None:
        self._finish(run=True)

    def _on_only_clicked(self) -> None:
        self._finish(run=False)

    def _finish(self, *, run: bool) -> None:
        wanted = self._wanted()
        if wanted is not None:
            self.wanted.emit(wanted, run)
            self.accept()

    def _say(self, program: Program | None) -> None:
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Model", "Open a model"))
        self.run.setText(translate("Model", "Run it"))
        self.only.setText(translate("Model", "Open the program only"))
        if self.tree is not None:
            self.tabs.setTabText(0, translate("Model", "Tensors"))
            self.tabs.setTabText(1, translate("Model", "Program"))
        one = self._weights or program
        self.title.setText(plain(one.path.name) if one is not None else "")
        self.title.setStyleSheet("font-size: 18px; font-weight: 700;")
        if self._weights is not None:
            self.about.setText(words.summary(self._weights))
        else:
            self.about.setText(
                translate("Model", "A program. What it does is run as a whole, and then its model.")
            )
