"""Configs, runs and weights as files, from the Train page."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.runs_dialog import RunsDialog
from graphviewer.gui.train_flows.runs_flow import RunsFlow
from graphviewer.gui.train_flows.train_room import TrainRoom
from graphviewer.gui.window import MainWindow
from graphviewer.runs import folder, toml
from graphviewer.runs.config import Config, Model, Optimizer
from graphviewer.runs.folder import RunFolder
from graphviewer.runs.sweep import Axis, Sweep
from tests.gui.train_hands import ENDLESS, LEFT, WAIT, config_of, press, until
from tests.panels.test_train_runs import stored

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def file_dialog(window: MainWindow) -> QFileDialog:
    return next(one for one in window.findChildren(QFileDialog) if one.isVisible())


def choose(window: MainWindow, path: Path) -> None:
    dialog = file_dialog(window)
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def runs_of(window: MainWindow) -> RunsFlow:
    room = window.train.room
    assert isinstance(room, TrainRoom)
    return room.runs


def test_a_config_is_saved_and_opened_again(
    training_window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    page.training.edit(replace(config_of(page), epochs=7))
    training_window.commands["train_save"].trigger()
    choose(training_window, tmp_path / "mine.toml")
    assert toml.read(tmp_path / "mine.toml").epochs == 7
    page.training.undo()
    training_window.commands["open"].trigger()
    choose(training_window, tmp_path / "mine.toml")
    assert config_of(page).epochs == 7


def test_a_bad_config_says_why_and_changes_nothing(
    training_window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    before = config_of(page)
    (tmp_path / "bad.toml").write_text("epochs = 'many'\n", encoding="utf-8")
    training_window.files.open_path(str(tmp_path / "bad.toml"))
    notice = page.notices.notice
    assert notice is not None
    assert "epochs" in notice.text
    assert config_of(page) == before


def test_a_folder_of_a_run_is_shown_and_its_weights_saved(
    training_window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    run = stored(tmp_path / "elsewhere", "good", 0.1)
    (run / folder.WEIGHTS).write_bytes(b"weights")
    training_window.files.open_path(str(run))
    assert training_window.windowTitle().startswith("good")
    assert len(page.training.evaluations) == 2
    assert page.transport.bar.value() == page.transport.bar.maximum() * 20 / 100  # steps
    assert page.transport.words.text() == "finished"
    assert training_window.commands["train_weights"].isEnabled()
    training_window.commands["train_weights"].trigger()
    choose(training_window, tmp_path / "copy.safetensors")
    assert (tmp_path / "copy.safetensors").read_bytes() == b"weights"
    training_window.commands["train_weights"].trigger()
    choose(training_window, tmp_path / "copy.pt")  # no file of PyTorch's, whatever it is called
    assert (tmp_path / "copy.pt.safetensors").read_bytes() == b"weights"
    assert not (tmp_path / "copy.pt").exists()


def test_the_last_runs_are_listed_and_shown(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    root = training_window.train.root()
    for name, lr in (("2026-11-20 slow", 0.01), ("2026-11-21 good", 0.1)):
        stored(root, name, lr)
    press(page, "train_start")
    qtbot.waitUntil(lambda: page.training.closed is not None, timeout=WAIT)
    links = page.settings.recent.links
    assert sorted(link.text() for link in links) == ["good — 0.900", "slow — 0.990"]
    slow = next(link for link in links if "slow" in link.text())
    page.settings.ensureWidgetVisible(slow)
    QTest.mouseClick(slow, LEFT)
    assert config_of(page).optimizer.lr == 0.01
    assert [one.isChecked() for one in page.settings.recent.links].count(True) == 1
    training_window.train.flow.folder = ""


def test_a_long_name_of_a_run_is_cut_before_what_came_out(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    root = training_window.train.root()
    stored(root, "2026-11-20 a name that is much too long for the settings", 0.01)
    runs_of(training_window)._list()
    link = page.settings.recent.links[0]
    qtbot.waitUntil(lambda: "…" in link.text(), timeout=WAIT)
    assert link.text().startswith("a name")
    assert link.text().endswith("settings — 0.990")


def test_a_run_of_another_process_is_watched_only(
    training_window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    run = stored(tmp_path / "elsewhere", "alive", 0.1, closed=False)
    training_window.files.open_path(str(run))
    assert training_window.train.flow.watching
    assert not page.transport.buttons["train_start"].isEnabled()
    assert "Another process" in page.transport.buttons["train_start"].toolTip()
    assert "watching" in training_window.bar.training.text()
    press(page, "train_stop")
    assert page.training.state == "idle"
    assert page.transport.buttons["train_start"].isEnabled()
    assert folder.read_status(run).closed is None


def test_an_interrupted_run_is_offered(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    path = training_window.train.root() / "2026-11-21 left"
    folder.create(path, Config(epochs=ENDLESS))
    RunFolder(path).flush()  # its process never told that it lives
    (path / folder.CHECKPOINT).write_bytes(b"")
    runs_of(training_window).offer_interrupted()
    notice = page.notices.notice
    assert notice is not None
    assert notice.title == "left was interrupted."
    QTest.mouseClick(page.notices.button, LEFT)
    until(page, qtbot, "running")
    assert training_window.train.flow.folder == str(path)
    press(page, "train_stop")
    until(page, qtbot, "idle")


def test_a_listed_run_that_goes_on_elsewhere_is_watched_instead_of_resumed(
    training_window: MainWindow, page: TrainPage, tmp_path: Path
) -> None:
    run = stored(tmp_path / "elsewhere", "alive", 0.1, closed=False)
    runs_of(training_window)._on_resume_wanted(run)
    assert training_window.train.flow.watching
    assert runs_of(training_window).follow.path == run
    press(page, "train_stop")
    assert page.training.state == "idle"


def test_stop_ends_a_sweep(training_window: MainWindow, page: TrainPage, qtbot: QtBot) -> None:
    config = replace(config_of(page), epochs=ENDLESS, optimizer=Optimizer())
    runs_of(training_window).sweep(Sweep(config, (Axis("optimizer.lr", (0.1, 0.2)),)))
    until(page, qtbot, "running")
    assert "run 1 of 2" in training_window.bar.training.text()
    press(page, "train_stop")
    until(page, qtbot, "idle")
    assert training_window.train.sweep == (0, 0)
    assert page.notices.notice is not None
    assert "stopped in run 1 of 2" in page.notices.notice.title
    assert not page.findChildren(RunsDialog)
    assert not training_window.findChildren(Question)


def test_runs_of_a_sweep_that_cannot_begin_are_told(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    training_window.train.flow.programs.decide("refuse", trusted=True)
    config = replace(config_of(page), model=Model(source="refuse"))
    runs_of(training_window).sweep(Sweep(config, (Axis("optimizer.lr", (0.1, 0.2)),)))
    qtbot.waitUntil(lambda: bool(page.findChildren(RunsDialog)), timeout=WAIT)
    notice = page.notices.notice
    assert notice is not None
    assert notice.title == "2 of 2 runs of the sweep did not begin."
    assert notice.text == "The model has no parameter."
    assert not training_window.train.flow.can_resume
    page.findChildren(RunsDialog)[0].reject()
