"""The Train page in its window, at every size, and the data set it may lack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from graphviewer.data import fashion
from graphviewer.data.fashion import Place
from graphviewer.data.problem import DataProblem
from graphviewer.gui.memory import Memory
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.train.settings_download import DownloadDialog
from graphviewer.gui.window import MainWindow
from tests.gui.train_hands import (
    CONTROL,
    LEFT,
    SHIFT,
    WAIT,
    begin,
    end,
    is_wide,
    pick,
    row,
)

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


# --- the pages


def test_the_train_page_is_made_when_it_is_first_shown(window: MainWindow, qtbot: QtBot) -> None:
    assert window.pages.stack.count() == 1
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: window.pages.page == "train", timeout=WAIT)
    assert window.commands["page_train"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL | SHIFT)
    assert window.pages.page == "explore"


def test_each_page_has_its_own_actions_and_buttons(training_window: MainWindow) -> None:
    window = training_window
    assert window.commands["train_start"].isVisible()
    assert not window.commands["run"].isVisible()
    assert not window.bar.run.isVisible()
    window.pages.show_page("explore")
    assert not window.commands["train_start"].isVisible()
    assert window.bar.run.isVisible()


def test_the_page_shown_last_comes_back(training_window: MainWindow, settings_path: Path) -> None:
    training_window.recall.keep()
    assert Memory(settings_path).settings.page == "train"


def test_what_is_opened_is_seen(training_window: MainWindow) -> None:
    training_window.files.new()
    assert training_window.pages.page == "explore"


@pytest.mark.parametrize(("width", "height"), [(1600, 1000), (1280, 720), (1024, 640)])
def test_nothing_of_the_transport_is_cut_off(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot, width: int, height: int
) -> None:
    training_window.resize(width, height)
    begin(page, qtbot)
    qtbot.wait(50)
    for button in page.transport.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width() - 1, button.text()
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    words = page.transport.words
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())
    end(page, qtbot)


def test_narrow_windows_have_tabs_and_keep_every_setting_in_reach(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    training_window.resize(1024, 640)
    qtbot.wait(20)
    assert not is_wide(page)
    assert page.arrangement.tabs.count() == 2
    last = row(page, "threads")
    page.settings.show_row(last)
    assert last.isVisible()
    assert not last.visibleRegion().isEmpty()
    training_window.resize(1400, 860)
    qtbot.wait(20)
    assert is_wide(page)
    assert page.pictures.isVisible()


# --- the data set


def test_without_fashionmnist_the_sample_is_named_and_a_download_offered(
    page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = page.settings.sample
    monkeypatch.setattr(fashion, "where", _nowhere)
    page.settings.refresh()
    assert note.isVisible()
    assert "2,000" in note.text.text()
    QTest.mouseClick(note.button, LEFT)
    dialog = page.findChild(DownloadDialog)
    assert isinstance(dialog, DownloadDialog)
    assert "31 MB" in dialog.what.text()
    assert "http" in dialog.what.text()
    dialog.close()
    pick(page, "data.name", "moons")
    assert not note.isVisible()


def _nowhere(_folder: str = "") -> Place | None:
    return None


class Server:
    """Stands in for `data.download.download`."""

    def __init__(self, answer: Place | DataProblem) -> None:
        self.answer = answer

    def __call__(
        self, _folder: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Place | None:
        progress(15_000_000, 30_000_000)
        if isinstance(self.answer, DataProblem):
            raise self.answer
        return None if cancelled() else self.answer


def test_a_download_that_is_agreed_to_ends_with_the_data(
    page: TrainPage, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(tmp_path, ())
    dialog = DownloadDialog(tmp_path, LIGHT, page, Server(place))
    dialog.open()
    with qtbot.waitSignal(dialog.fetched, timeout=WAIT):
        QTest.mouseClick(dialog.start, LEFT)
    assert not _is_open(page)


def _is_open(page: TrainPage) -> bool:
    return any(one.isVisible() for one in page.findChildren(DownloadDialog))


@pytest.mark.parametrize("way", ["Escape", "Cancel", "the cross"])
def test_a_download_that_is_not_wanted_can_be_left(
    page: TrainPage, tmp_path: Path, way: str
) -> None:
    dialog = DownloadDialog(tmp_path, LIGHT, page, Server(Place(tmp_path, ())))
    dialog.open()
    assert _is_open(page)
    match way:
        case "Escape":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        case "Cancel":
            QTest.mouseClick(dialog.cancel, LEFT)
        case _:
            dialog.close()
    assert not _is_open(page)


def test_a_download_that_fails_says_why_and_can_be_tried_again(
    page: TrainPage, qtbot: QtBot, tmp_path: Path
) -> None:
    problem = DataProblem("It could not be reached.", "Is there a network?")
    dialog = DownloadDialog(tmp_path, LIGHT, page, Server(problem))
    dialog.open()
    QTest.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(lambda: dialog.start.text() == "Try again", timeout=WAIT)
    assert "network" in dialog.told.text()
    dialog.close()
