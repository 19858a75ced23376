"""Programs of models that came from elsewhere: asked about before they run."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.builder import BuilderDialog
from graphviewer.gui.window import MainWindow
from graphviewer.runs import toml
from graphviewer.runs.config import Config, Model
from tests.gui.train_hands import ENDLESS, LEFT, WAIT, config_of, end, press, until

FOREIGN = "model = 1\n"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def use(page: TrainPage, source: str) -> None:
    model = Model(source=source)
    page.training.edit(replace(config_of(page), model=model, epochs=ENDLESS))


def answer(window: MainWindow, qtbot: QtBot, key: str) -> None:
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)), timeout=WAIT)
    button = window.findChildren(Question)[0].findChild(QPushButton, key)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: not window.findChildren(Question), timeout=WAIT)


@pytest.mark.parametrize("key", ["trusted", "restricted"])
def test_a_foreign_program_is_asked_about_once(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot, key: str
) -> None:
    use(page, FOREIGN)
    press(page, "train_start")
    assert page.training.state == "idle"
    answer(training_window, qtbot, key)
    until(page, qtbot, "running")
    kept = key == "trusted"
    assert bool(training_window.train.flow.folder) == kept
    assert ("restricted run" in training_window.bar.training.text()) != kept
    assert (page.notices.notice is None) == kept
    end(page, qtbot)
    assert page.transport.buttons["train_resume"].isVisible() == kept
    press(page, "train_start")
    until(page, qtbot, "running")
    end(page, qtbot)


def test_no_trust_no_run(training_window: MainWindow, page: TrainPage, qtbot: QtBot) -> None:
    use(page, FOREIGN)
    press(page, "train_batch")
    answer(training_window, qtbot, "cancel")
    assert page.training.state == "idle"
    assert training_window.train.flow.programs.of(FOREIGN) == "unknown"


def test_what_was_asked_for_is_done_once_trusted(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    use(page, FOREIGN)
    press(page, "train_inside")
    answer(training_window, qtbot, "trusted")
    qtbot.waitUntil(lambda: training_window.pages.page == "explore", timeout=WAIT)
    training_window.pages.show_page("train")
    end(page, qtbot)


def test_a_restricted_program_is_not_swept_over(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    use(page, FOREIGN)
    training_window.train.flow.programs.decide(FOREIGN, trusted=False)
    page.sweep_wanted.emit()
    answer(training_window, qtbot, "cancel")
    assert training_window.train.sweep == (0, 0)


def test_the_builder_does_not_launder_a_program(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    use(page, FOREIGN)
    QTest.mouseClick(page.settings.builder, LEFT)
    dialog = page.findChild(BuilderDialog)
    assert isinstance(dialog, BuilderDialog)
    dialog.code.setPlainText(FOREIGN + "# mine\n")
    dialog.accept()
    answer(training_window, qtbot, "restricted")
    assert training_window.train.flow.programs.of(FOREIGN + "# mine\n") == "restricted"


def test_a_config_from_a_file_is_shown_and_its_program_asked_about(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "there.toml"
    toml.write(Config(title="From there", model=Model(source=FOREIGN)), path)
    training_window.pages.show_page("explore")
    training_window.files.open_path(str(path))
    assert training_window.pages.page == "train"
    assert "From there" in training_window.windowTitle()
    press(page, "train_start")
    answer(training_window, qtbot, "cancel")
