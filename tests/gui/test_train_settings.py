"""The settings of a training run, typed and chosen as a person would."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.data.catalogue import SETS
from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.memory import Memory
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.form_fields import Flag
from graphviewer.gui.train.settings_rows import ROWS
from graphviewer.gui.window import MainWindow
from graphviewer.runs import keys
from graphviewer.runs.config import Config, Layer
from graphviewer.runs.layers import new as layer
from graphviewer.runs.presets import PRESETS
from tests.gui.train_hands import (
    CONTROL,
    LEFT,
    WAIT,
    Form,
    config_of,
    pick,
    press,
    put,
    row,
    until,
)

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


# set in the builder of layers, the editor of programs, the top bar
ELSEWHERE = {"model.layers", "model.source", "device"}


def test_every_setting_of_a_config_has_a_place() -> None:
    assert {one.path for one in ROWS} | ELSEWHERE == set(keys.keys())


def test_every_row_has_a_name_and_a_hint_for_screen_readers(form: Form) -> None:
    for made in form.settings.rows.values():
        target = made.entry if made.is_typed else made.editor
        assert target.accessibleName()
        assert target.accessibleDescription()


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("optimizer.lr", "0.05", 0.05),
        ("optimizer.lr", "1e-3", 1e-3),
        ("batches.size", "1,024", 1024),
        ("epochs", "3", 3),
        ("title", "my run", "my run"),
        ("augment.shift", "2", 2),
    ],
)
def test_what_is_typed_is_the_config(form: Form, path: str, text: str, value: object) -> None:
    put(form, path, text)
    assert keys.flat(config_of(form))[path] == value


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("optimizer.lr", "0", "more than 0"),
        ("optimizer.lr", "nan", "finite"),
        ("optimizer.lr", "0,1", "point"),
        ("optimizer.momentum", "1", "less than 1"),
        ("batches.size", "0", "at least 1"),
        ("batches.size", "2.5", "whole"),
        ("epochs", "", "needed"),
        ("augment.shift", "17", "16 at most"),
        ("seed", "ten", "whole"),
    ],
)
def test_what_is_wrong_stays_with_its_reason_and_changes_nothing(
    form: Form, path: str, text: str, reason: str
) -> None:
    before, made = config_of(form), row(form, path)
    form.settings.show_row(made)
    made.entry.setText(text)
    made.entry.commit()
    assert reason in made.error.text()
    assert made.error.isVisible()
    assert made.entry.text() == text
    assert reason in made.entry.accessibleDescription()
    assert config_of(form) == before
    assert not form.settings.commit()


def test_what_is_wrong_stays_while_other_settings_change(form: Form) -> None:
    entry = row(form, "optimizer.lr").entry
    entry.setText("0,1")
    entry.commit()
    put(form, "epochs", "3")
    form.settings.retranslate()
    assert entry.text() == "0,1"
    assert row(form, "optimizer.lr").error.isVisible()
    pick(form, "model.preset", "mlp-100")
    assert entry.text() == "0.01"
    assert not row(form, "optimizer.lr").error.isVisible()


def test_no_run_starts_with_settings_that_are_wrong(page: TrainPage) -> None:
    put(page, "optimizer.lr", "0")
    press(page, "train_start")
    assert not page.training.busy
    assert row(page, "optimizer.lr").entry.hasFocus()


def test_a_typed_setting_counts_though_start_takes_no_focus(page: TrainPage, qtbot: QtBot) -> None:
    entry = row(page, "epochs").entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "7")
    press(page, "train_start")
    qtbot.waitUntil(lambda: page.training.opened is not None, timeout=WAIT)
    assert page.training.opened is not None
    assert page.training.opened.config.epochs == 7
    until(page, qtbot, "idle")


def test_settings_that_do_not_count_are_hidden(form: Form) -> None:
    pick(form, "optimizer.name", "adam")
    assert not row(form, "optimizer.momentum").isVisible()
    pick(form, "optimizer.name", "sgd")
    assert row(form, "optimizer.momentum").isVisible()
    pick(form, "data.name", "moons")
    assert not form.settings.groups["augment"].isVisible()


def test_settings_that_clash_say_so_and_keep_from_starting(form: Form) -> None:
    flag = row(form, "optimizer.nesterov").editor
    assert isinstance(flag, Flag)
    pick(form, "optimizer.name", "sgd")
    put(form, "optimizer.momentum", "0")
    form.settings.show_row(row(form, "optimizer.nesterov"))
    QTest.mouseClick(flag, LEFT, pos=QPoint(8, flag.height() // 2))
    assert config_of(form).optimizer.nesterov
    assert "momentum" in row(form, "optimizer.nesterov").error.text()
    assert not form.settings.commit()
    put(form, "optimizer.momentum", "0.9")
    assert not row(form, "optimizer.nesterov").error.isVisible()


def test_a_file_that_is_needed_is_asked_for(form: Form) -> None:
    pick(form, "data.name", "csv")
    made = row(form, "data.path")
    assert made.isVisible()
    assert "file" in made.error.text()


@pytest.mark.parametrize("name", [one.name for one in PRESETS])
def test_a_preset_fills_everything_and_is_one_step_back(form: Form, name: str) -> None:
    form.training.edit(replace(config_of(form), title="before", threads=1))
    before = config_of(form)
    pick(form, "model.preset", name)
    wanted = next(one for one in PRESETS if one.name == name).config
    assert config_of(form) == replace(wanted, threads=1, device=before.device)
    form.training.undo()
    assert config_of(form) == before


@pytest.mark.parametrize(
    ("preset", "count"), [("softmax", "7,850"), ("mlp-256", "203,530"), ("lenet", "61,706")]
)
def test_parameters_are_counted_before_training(form: Form, preset: str, count: str) -> None:
    pick(form, "model.preset", preset)
    assert form.settings.facts.count.text() == count


def test_layers_that_do_not_fit_say_why(form: Form) -> None:
    layers = (Layer(kind="Flatten"), layer("Linear", in_features=100, out_features=10))
    model = replace(config_of(form).model, layers=layers)
    form.training.edit(replace(config_of(form), model=model))
    assert "784" in form.settings.facts.wrong.text()
    assert form.settings.facts.wrong.isVisible()


def test_undo_and_redo_belong_to_the_settings(form: Form) -> None:
    put(form, "optimizer.lr", "0.5")
    put(form, "epochs", "4")
    entry = row(form, "epochs").entry
    QTest.keyClick(entry, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(entry, Qt.Key.Key_Z, CONTROL)
    assert (config_of(form).epochs, config_of(form).optimizer.lr) == (10, 0.1)
    QTest.keyClick(entry, Qt.Key.Key_Y, CONTROL)
    assert row(form, "optimizer.lr").entry.text() == "0.5"
    QTest.keyClicks(entry, "99")
    QTest.keyClick(entry, Qt.Key.Key_Z, CONTROL)
    assert not entry.pending
    assert config_of(form).optimizer.lr == 0.5


def test_the_edit_menu_undoes_settings_and_never_the_hidden_program(
    training_window: MainWindow, page: TrainPage
) -> None:
    source = training_window.document.source
    put(page, "epochs", "4")
    page.transport.buttons["train_start"].setFocus()
    training_window.menus.menu("edit").aboutToShow.emit()
    assert training_window.commands["undo"].isEnabled()
    assert not training_window.commands["paste"].isEnabled()
    training_window.commands["undo"].trigger()
    assert config_of(page).epochs == 10
    assert training_window.document.source == source


def test_the_wheel_changes_no_setting(form: Form) -> None:
    before = config_of(form)
    editor = row(form, "optimizer.name").editor
    place, none = QPointF(10, 10), Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        place,
        editor.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(editor, wheel)
    assert config_of(form) == before


def test_config_folds_and_splitters_are_remembered(
    training_window: MainWindow, page: TrainPage, settings_path: Path
) -> None:
    put(page, "epochs", "6")
    QTest.mouseClick(page.settings.groups["data"].head, LEFT)
    assert not row(page, "batches.size").isVisible()
    training_window.train.keep()
    kept = Memory(settings_path).settings
    assert msgspec.json.decode(kept.config, type=Config).epochs == 6
    assert kept.folded == ("data", "augment")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_choice_fits_its_list_in_both_languages(
    training_window: MainWindow, page: TrainPage, language: str
) -> None:
    training_window.appearance.set_language(language)
    for made in page.settings.rows.values():
        if isinstance(made.editor, Choice):
            assert made.editor.count() > 1
            assert made.editor.currentIndex() >= 0, made.path
    assert row(page, "data.name").editor.count() == len(SETS)  # type: ignore[union-attr]
