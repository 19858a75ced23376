"""The data browser opened from the Train page, and closed with its window."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.pages.train import TrainPage
from graphviewer.gui.train.browser import BrowserDialog
from graphviewer.gui.window import MainWindow
from tests.gui.train_hands import LEFT, WAIT, pick

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def open_browser(page: TrainPage, qtbot: QtBot) -> BrowserDialog:
    pick(page, "data.name", "moons")
    QTest.mouseClick(page.settings.browser, LEFT)
    dialog = page.findChild(BrowserDialog)
    assert isinstance(dialog, BrowserDialog)
    qtbot.waitUntil(lambda: dialog.gallery.loaded is not None, timeout=WAIT)
    return dialog


def test_the_browser_follows_the_settings_beside_it(page: TrainPage, qtbot: QtBot) -> None:
    dialog = open_browser(page, qtbot)
    assert dialog.isVisible()
    assert dialog.title.text() == "Two moons"
    pick(page, "data.name", "xor")
    qtbot.waitUntil(lambda: dialog.title.text() == "XOR" and dialog.gallery.loaded is not None)
    dialog.close()
    QTest.mouseClick(page.settings.browser, LEFT)
    assert page.findChildren(BrowserDialog) == [dialog]
    assert dialog.isVisible()


def test_the_browser_wears_the_theme_and_speaks_the_language(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    dialog = open_browser(page, qtbot)
    training_window.appearance.set_language("ko")
    assert dialog.title.text() == "두 개의 초승달"
    light = dialog.grab().toImage().pixelColor(4, 4)
    training_window.appearance.set_theme("dark")
    assert dialog.grab().toImage().pixelColor(4, 4) != light
    training_window.appearance.set_theme("light")
    training_window.appearance.set_language("en")


def test_the_browser_closes_with_the_window(
    training_window: MainWindow, page: TrainPage, qtbot: QtBot
) -> None:
    dialog = open_browser(page, qtbot)
    dialog.tabs.setCurrentWidget(dialog.order)
    training_window.close()
    assert not dialog.isVisible()
