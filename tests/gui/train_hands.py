"""What a hand does on the Train page, for its tests."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.form import FieldRow
from graphviewer.gui.train.settings import SettingsPanel
from graphviewer.gui.window import MainWindow
from graphviewer.runs.config import Config
from graphviewer.session.training import State, Training

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WAIT = 30_000
ENDLESS = 1_000_000


class Form:
    """The settings alone, as the page has them."""

    def __init__(self) -> None:
        self.training = Training(Config())
        self.settings = SettingsPanel(self.training)


def page_of(window: MainWindow) -> TrainPage:
    found = window.pages.stack.currentWidget()
    assert isinstance(found, TrainPage)
    return found


def config_of(page: TrainPage | Form) -> Config:
    return page.training.config


def row(page: TrainPage | Form, path: str) -> FieldRow:
    return page.settings.rows[path]


def is_wide(page: TrainPage) -> bool:
    return page.arrangement.wide


def put(page: TrainPage | Form, path: str, text: str) -> None:
    """Type a setting and leave the field."""
    entry = row(page, path).entry
    page.settings.show_row(row(page, path))
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)


def pick(page: TrainPage | Form, path: str, key: str) -> None:
    """Choose from a list, as its popup does."""
    editor = row(page, path).editor
    assert isinstance(editor, Choice)
    editor.setCurrentIndex(editor.findData(key))
    editor.activated.emit(editor.currentIndex())


def press(page: TrainPage, name: str) -> None:
    QTest.mouseClick(page.transport.buttons[name], LEFT)


def until(page: TrainPage, qtbot: QtBot, state: State) -> None:
    qtbot.waitUntil(lambda: page.training.state == state, timeout=WAIT)


def begin(page: TrainPage, qtbot: QtBot) -> None:
    """Start a run without end."""
    page.training.edit(replace(config_of(page), epochs=ENDLESS))
    press(page, "train_start")
    until(page, qtbot, "running")


def end(page: TrainPage, qtbot: QtBot) -> None:
    press(page, "train_stop")
    until(page, qtbot, "idle")
