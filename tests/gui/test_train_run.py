"""A training run driven from the Train page, on a process that only counts batches."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.notice import Notice
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.window import MainWindow
from tests.gui.train_hands import (
    CONTROL,
    ENDLESS,
    LEFT,
    WAIT,
    begin,
    config_of,
    end,
    page_of,
    press,
    row,
    until,
)

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_start_pause_go_on_and_stop(page: TrainPage, qtbot: QtBot) -> None:
    button = page.transport.buttons["train_start"]
    assert button.text() == "Start"
    assert not page.transport.buttons["train_stop"].isEnabled()
    begin(page, qtbot)
    assert button.text() == "Pause"
    press(page, "train_start")
    until(page, qtbot, "paused")
    assert button.text() == "Go on"
    assert page.training.progress is not None
    step = page.training.progress.step
    assert f"step {step:,} of" in page.transport.words.text()
    assert page.transport.words.text().endswith("paused")
    press(page, "train_batch")
    qtbot.waitUntil(lambda: f"step {step + 1:,} of" in page.transport.words.text())
    press(page, "train_start")
    until(page, qtbot, "running")
    end(page, qtbot)
    assert "stopped after" in page.transport.words.text()


def test_a_run_that_was_stopped_is_resumed_in_its_folder(page: TrainPage, qtbot: QtBot) -> None:
    resume = page.transport.buttons["train_resume"]
    assert not resume.isVisible()
    begin(page, qtbot)
    end(page, qtbot)
    assert page.training.opened is not None
    folder = page.training.opened.folder
    assert "mlp-256" in folder
    assert resume.isVisible()
    press(page, "train_resume")
    until(page, qtbot, "running")
    assert page.training.opened.folder == folder
    end(page, qtbot)


def test_a_run_to_its_end_says_so_and_offers_no_resume(page: TrainPage, qtbot: QtBot) -> None:
    press(page, "train_start")
    qtbot.waitUntil(lambda: page.training.closed is not None, timeout=WAIT)
    assert page.transport.words.text() == "finished"
    assert page.transport.bar.value() == page.transport.bar.maximum()
    assert not page.transport.buttons["train_resume"].isVisible()
    assert page.notices.notice is None


@pytest.mark.parametrize("key", ["start", "stop"])
def test_the_keys_of_the_page(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot, key: str
) -> None:
    training_window.activateWindow()
    qtbot.waitUntil(training_window.isActiveWindow)
    row(page, "epochs").entry.setFocus()
    page.training.edit(replace(config_of(page), epochs=ENDLESS))
    if key == "start":
        QTest.keyClick(row(page, "epochs").entry, Qt.Key.Key_Return, CONTROL)
        until(page, qtbot, "running")
    else:
        begin(page, qtbot)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    until(page, qtbot, "idle")


def test_a_process_that_dies_before_a_checkpoint_promises_no_resume(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    training_window.train.flow.programs.decide("die", trusted=True)
    model = replace(config_of(page).model, source="die")
    page.training.edit(replace(config_of(page), model=model))
    press(page, "train_start")
    qtbot.waitUntil(lambda: page.notices.notice is not None, timeout=WAIT)
    assert page.notices.notice is not None
    assert page.notices.notice.kind == "error"
    assert "exit code 7" in page.notices.notice.text
    assert "resumed" not in page.notices.notice.text
    assert not page.transport.buttons["train_resume"].isVisible()
    assert page.transport.buttons["train_start"].text() == "Start"


def test_looking_inside_opens_the_step_in_explore_and_pauses(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    window = training_window
    begin(page, qtbot)
    press(page, "train_inside")
    qtbot.waitUntil(lambda: window.pages.page == "explore", timeout=WAIT)
    assert page.training.state == "paused"
    assert window.session.tape is not None
    assert window.session.tape.meta.source == "c = a * b\n"
    assert "mlp-256" in window.document.filename
    notice = window.notices.notice
    assert notice is not None
    assert "paused" in notice.text
    QTest.mouseClick(window.notices.button, LEFT)
    assert page_of(window) is page
    press(page, "train_start")
    until(page, qtbot, "running")
    assert said_inside(window) == "The training has gone on since."
    end(page, qtbot)
    assert said_inside(window) == "The run has ended since."
    press(page, "train_resume")
    until(page, qtbot, "running")
    assert said_inside(window) == "The training has gone on since."
    end(page, qtbot)
    begin(page, qtbot)
    assert said_inside(window) == "The run has ended since."
    end(page, qtbot)


def test_what_took_the_place_of_the_word_about_a_step_stays(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    press(page, "train_inside")
    qtbot.waitUntil(lambda: training_window.pages.page == "explore", timeout=WAIT)
    training_window.notices.show_notice(Notice(kind="info", title="Another", text="matter"))
    training_window.pages.show_page("train")
    end(page, qtbot)
    assert said_inside(training_window) == "matter"


def said_inside(window: MainWindow) -> str:
    return window.notices.notice.text if window.notices.notice is not None else ""


def test_looking_inside_without_a_run_begins_one(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    page.training.edit(replace(config_of(page), epochs=ENDLESS))
    press(page, "train_inside")
    qtbot.waitUntil(lambda: training_window.pages.page == "explore", timeout=WAIT)
    assert page.training.state == "paused"
    training_window.pages.show_page("train")
    end(page, qtbot)


def test_an_edited_program_is_not_lost_to_a_step(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    window = training_window
    window.document.edit("x = 2\n")
    begin(page, qtbot)
    press(page, "train_inside")
    qtbot.waitUntil(lambda: bool(window.findChildren(Question)), timeout=WAIT)
    asked = window.findChildren(Question)[0]
    cancel = asked.findChild(QWidget, "cancel")
    assert isinstance(cancel, QPushButton)
    cancel.click()
    assert window.pages.page == "train"
    assert window.document.source == "x = 2\n"
    end(page, qtbot)


def test_closing_in_mid_run_asks_nothing(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    training_window.close()
    assert not training_window.isVisible()
    assert not training_window.findChildren(Question)


def test_looking_inside_a_run_that_is_over_keeps_its_charts(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    end(page, qtbot)
    opened, closed = page.training.opened, page.training.closed
    assert closed is not None
    press(page, "train_inside")
    qtbot.waitUntil(lambda: training_window.pages.page == "explore", timeout=WAIT)
    assert page.training.opened is opened
    assert training_window.document.filename.endswith(f"step {closed.step + 1}")
