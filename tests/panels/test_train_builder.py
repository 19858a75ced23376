"""The model builder: layers added, moved, changed, mended and undone; the program is the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.train.builder import BuilderDialog
from graphviewer.runs.config import Model
from graphviewer.runs.layer_code import code
from graphviewer.runs.layer_kinds import new

LEFT = Qt.MouseButton.LeftButton
IMAGE = (1, 28, 28)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[BuilderDialog]:
    made = BuilderDialog(Model(preset="mlp-256"), IMAGE, 10, "en")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def kinds(dialog: BuilderDialog) -> list[str]:
    return [layer.kind for layer in dialog.layers.layers]


def add(dialog: BuilderDialog, kind: str) -> None:
    menu = dialog.editor.add.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.data() == kind).trigger()


def ok(dialog: BuilderDialog) -> QPushButton:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)


def test_a_preset_opens_as_its_layers(dialog: BuilderDialog) -> None:
    assert kinds(dialog) == ["Flatten", "Linear", "ReLU", "Linear"]
    assert "203,530 parameters" in dialog.editor.total.text()
    shapes = [dialog.editor.list.topLevelItem(at) for at in range(5)]
    assert [one.text(2) for one in shapes if one is not None] == [
        "[1×28×28]", "[784]", "[256]", "[256]", "[10]",
    ]  # fmt: skip


def test_one_parameter_is_one(dialog: BuilderDialog) -> None:
    layer = new("Conv2d", in_channels=1, out_channels=1, kernel_size=1, bias=False)
    dialog.layers.replace((layer,), 0)
    assert dialog.editor.total.text() == "1 parameter in all"


def test_a_layer_is_added_where_it_fits(dialog: BuilderDialog) -> None:
    dialog.layers.chosen = 2
    add(dialog, "BatchNorm1d")
    assert kinds(dialog) == ["Flatten", "Linear", "ReLU", "BatchNorm1d", "Linear"]
    assert dialog.layers.layers[3].options["num_features"] == 256
    assert dialog.layers.fits
    assert "nn.BatchNorm1d(256)" in dialog.source


def test_edits_are_undone_and_done_again(dialog: BuilderDialog) -> None:
    before = dialog.layers.layers
    QTest.mouseClick(dialog.editor.edits["up"], LEFT)
    QTest.mouseClick(dialog.editor.edits["remove"], LEFT)
    assert kinds(dialog) == ["Flatten", "Linear", "ReLU"]
    for _ in range(2):
        QTest.mouseClick(dialog.editor.edits["undo"], LEFT)
    assert dialog.layers.layers == before
    assert not dialog.layers.can_undo
    for _ in range(2):
        QTest.mouseClick(dialog.editor.edits["redo"], LEFT)
    assert kinds(dialog) == ["Flatten", "Linear", "ReLU"]


def test_a_mismatch_is_explained_and_mended(dialog: BuilderDialog) -> None:
    dialog.layers.chosen = 1
    dialog.editor.refresh()
    field = dialog.editor.options.fields["out_features"]
    assert isinstance(field, QSpinBox)
    field.setValue(100)
    assert [row.problem is None for row in dialog.layers.rows] == [True, True, True, False]
    assert not ok(dialog).isEnabled()
    dialog.layers.chosen = 3
    dialog.editor.refresh()
    assert "expects 256 inputs, but what arrives is [100]" in dialog.editor.problem.text()
    fix = dialog.editor.fixes.itemAt(0).widget()  # type: ignore[union-attr]
    assert isinstance(fix, QPushButton)
    QTest.mouseClick(fix, LEFT)
    assert dialog.layers.fits
    assert ok(dialog).isEnabled()


def test_the_program_is_read_back(dialog: BuilderDialog) -> None:
    wanted = (new("Flatten"), new("Linear", in_features=784, out_features=10))
    dialog.tabs.setCurrentIndex(1)
    dialog.code.setPlainText(code(wanted))
    QTest.mouseClick(dialog.read_button, LEFT)
    assert dialog.layers.layers == wanted
    assert dialog.tabs.currentIndex() == 0


def test_a_program_that_is_no_list_stays_a_program(dialog: BuilderDialog) -> None:
    source = "from torch import nn\n\nclass Net(nn.Module):\n    pass\n\nmodel = Net()\n"
    dialog.tabs.setCurrentIndex(1)
    dialog.code.setPlainText(source)
    QTest.mouseClick(dialog.read_button, LEFT)
    assert "Line 3" in dialog.told.text()
    chosen: list[tuple[Model, bool]] = []
    dialog.chosen.connect(lambda model, trusted: chosen.append((model, trusted)))
    QTest.mouseClick(ok(dialog), LEFT)
    assert chosen == [(Model(source=source), True)]


def test_a_program_from_a_file_is_asked_about(dialog: BuilderDialog, tmp_path: Path) -> None:
    file = tmp_path / "net.py"
    file.write_text("import evil\nmodel = evil.net\n", encoding="utf-8")
    dialog.open_program(str(file))
    chosen: list[bool] = []
    dialog.chosen.connect(lambda _model, trusted: chosen.append(trusted))
    QTest.mouseClick(ok(dialog), LEFT)
    question = dialog.findChild(Question)
    assert question is not None
    assert chosen == []
    question.answered.emit("restricted")
    assert chosen == [False]


def test_layers_are_what_is_chosen(dialog: BuilderDialog) -> None:
    chosen: list[Model] = []
    dialog.chosen.connect(lambda model, _trusted: chosen.append(model))
    add(dialog, "Dropout")
    QTest.mouseClick(ok(dialog), LEFT)
    assert [layer.kind for layer in chosen[0].layers][-1] == "Dropout"
    assert not chosen[0].source


def test_a_model_that_is_no_list_opens_as_its_program(qtbot: QtBot) -> None:
    dialog = BuilderDialog(Model(preset="lstm-rows"), IMAGE, 10, "en")
    qtbot.addWidget(dialog)
    assert dialog.tabs.currentIndex() == 1
    assert "nn.LSTM" in dialog.source
    assert dialog.model().source == dialog.source
