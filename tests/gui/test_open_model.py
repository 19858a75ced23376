"""Open a model: its tensors are shown, it is asked for an input, and it runs only when told to."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from graphviewer.files.models import program, read
from graphviewer.files.models.problem import SENTENCES, NotAModel, Reason
from graphviewer.files.models.writing import Wanted
from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.i18n import Translations
from graphviewer.gui.models import words
from graphviewer.gui.models.dialog import OpenModelDialog
from graphviewer.gui.models.goal import GoalRow
from graphviewer.gui.models.tree import NORM, NUMBERS
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import wait_for_run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LEFT = Qt.MouseButton.LeftButton
WAIT = 5_000
DEEP = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
PROGRAM = """from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2))

    def forward(self, x):
        return self.body(x)
"""


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """The model's weights: all ones."""
    shapes = {"0.weight": (3, 2), "0.bias": (3,), "2.weight": (2, 3), "2.bias": (2,)}
    ones = {f"body.{name}": np.ones(shape, np.float32) for name, shape in shapes.items()}
    save_file(ones, tmp_path / "net.safetensors")
    (tmp_path / "net.py").write_text(PROGRAM)
    return tmp_path / "net.safetensors"


@pytest.fixture
def dialog(qtbot: QtBot, weights: Path) -> OpenModelDialog:
    made = OpenModelDialog(read.read(weights), None, LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(window: MainWindow, qtbot: QtBot) -> OpenModelDialog:
    """The dialog of a file that was opened, once the file has been read."""
    qtbot.waitUntil(lambda: window.models.dialog is not None, timeout=WAIT)
    assert window.models.dialog is not None
    return window.models.dialog


def pair(dialog: OpenModelDialog, weights: Path) -> None:
    dialog.set_program(program.find(weights.with_name("net.py"), PROGRAM))


def test_tensors_stand_below_their_modules_with_their_norms(
    dialog: OpenModelDialog, qtbot: QtBot
) -> None:
    assert dialog.tree is not None
    tree = dialog.tree.tree
    (body,) = tree.findItems("body", Qt.MatchFlag.MatchExactly)
    assert body.text(NUMBERS) == "17"
    (weight, _) = tree.findItems("weight", DEEP)
    qtbot.waitUntil(lambda: weight.text(NORM) == f"{6**0.5:.4g}", timeout=WAIT)


def test_weights_alone_cannot_be_run(dialog: OpenModelDialog) -> None:
    assert not dialog.run.isEnabled()
    assert dialog.form.choose.isVisible()
    dialog.form.choose.setFocus()
    assert not dialog.form.choose.isDefault()  # its letters would become too wide for it
    assert not dialog.tabs.isTabEnabled(1)


def test_with_a_program_the_input_is_guessed_and_the_program_is_shown(
    dialog: OpenModelDialog, weights: Path
) -> None:
    pair(dialog, weights)
    (row,) = dialog.form.inputs
    assert row.shape.text() == "2, 2"
    assert dialog.run.isEnabled()
    shown = dialog.preview.code.toPlainText()
    assert 'load_file("net.safetensors")' in shown
    assert "x = torch.randn(2, 2)" in shown
    compile(shown, "m.py", "exec")


def test_a_shape_that_cannot_be_is_told_and_does_not_run(
    dialog: OpenModelDialog, weights: Path, qtbot: QtBot
) -> None:
    pair(dialog, weights)
    (row,) = dialog.form.inputs
    row.shape.setText("2, two")
    qtbot.waitUntil(row.error.isVisible, timeout=WAIT)
    assert not dialog.run.isEnabled()
    row.shape.setText("5, 2")
    assert not row.error.isVisible()
    assert "torch.randn(5, 2)" in dialog.preview.code.toPlainText()


def test_an_output_that_is_none_is_told(dialog: OpenModelDialog, weights: Path) -> None:
    pair(dialog, weights)
    dialog.form.goal.output.setCurrentText("; import os")
    assert dialog.form.wrong.isVisible()
    assert not dialog.run.isEnabled()


@pytest.mark.parametrize(("outputs", "asked"), [((), True), (("",), False), (("[0]", "[1]"), True)])
def test_which_output_is_asked_only_where_there_may_be_several(
    outputs: tuple[str, ...], asked: bool, qtbot: QtBot
) -> None:
    row = GoalRow(outputs)
    qtbot.addWidget(row)
    assert row.output.isVisibleTo(row) is asked
    assert row.goal().output == (outputs[0] if outputs else "")


def test_what_is_wanted_is_told_once(dialog: OpenModelDialog, weights: Path, qtbot: QtBot) -> None:
    pair(dialog, weights)
    with qtbot.waitSignal(dialog.wanted) as heard:
        QTest.mouseClick(dialog.only, LEFT)
    wanted, run = heard.args or (None, None)
    assert isinstance(wanted, Wanted)
    assert run is False
    assert not dialog.isVisible()


@pytest.mark.parametrize("reason", get_args(Reason))
def test_why_a_file_is_refused_is_said_in_both_languages(
    qapp: QApplication, qtbot: QtBot, reason: Reason
) -> None:
    problem = NotAModel("a.pt", reason, "what")
    translations = Translations(qapp)
    texts = []
    for language in ("en", "ko"):
        translations.use("ko" if language == "ko" else "en")
        parent = QWidget()
        qtbot.addWidget(parent)
        question = words.refused(parent, "", problem)
        texts.append(question.informativeText())
    translations.use("en")
    english, korean = texts
    assert english.startswith(SENTENCES[reason].format(name="a.pt", detail="what"))
    assert any("가" <= letter <= "힣" for letter in korean)
    assert problem.advice in korean


def answer(window: MainWindow, qtbot: QtBot, key: str) -> None:
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)), timeout=WAIT)
    button = window.findChildren(Question)[0].findChild(QPushButton, key)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: not window.findChildren(Question), timeout=WAIT)


def test_weights_run_in_the_modules_view_after_the_question_of_trust(
    window: MainWindow, qtbot: QtBot, weights: Path
) -> None:
    window.files.open_path(str(weights))
    dialog = shown(window, qtbot)
    window.models.pair(str(weights.with_name("net.py")))
    QTest.mouseClick(dialog.run, LEFT)
    assert not window.runner.state.busy  # not before the question is answered
    answer(window, qtbot, "restricted")
    wait_for_run(window, qtbot)
    tape = window.session.tape
    assert tape is not None
    assert tape.error is None
    assert "All keys matched" in "".join(step.text for step in tape.steps)
    assert window.views.view == "modules"
    assert window.document.trust == "restricted"


def test_a_pickle_is_refused_and_what_is_open_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = window.document.source
    (tmp_path / "m.pt").write_bytes(pickle.dumps(Path("x"), protocol=2))
    window.files.open_path(str(tmp_path / "m.pt"))
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)), timeout=WAIT)
    (question,) = window.findChildren(Question)
    assert "pickle" in question.informativeText()
    answer(window, qtbot, "copy")
    assert "pickle.load" in QApplication.clipboard().text()
    assert window.document.source == before
