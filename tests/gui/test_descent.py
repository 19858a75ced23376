"""The Descent page in the window: with torch at the other end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.descent.page import DescentPage
from graphviewer.gui.memory import Memory
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import Make

WAIT = 30_000


def page_of(window: MainWindow) -> DescentPage:
    found = window.findChild(DescentPage)
    assert isinstance(found, DescentPage)
    return found


def ready(window: MainWindow) -> bool:
    side = window.descent
    return side.asking.whole and len(side.asking.trails) == len(side.descent.state.walkers)


@pytest.fixture
def descending(make: Make, qtbot: QtBot) -> MainWindow:
    made = make(None)
    made.descent.show("curve")
    made.pages.show_page("descent")
    qtbot.waitUntil(lambda: ready(made), timeout=WAIT)
    return made


def test_a_lesson_of_descent_is_walked_in_the_window(descending: MainWindow, qtbot: QtBot) -> None:
    side = descending.descent
    ways = [trail.points[:, 0] for trail in side.asking.trails.values()]
    assert ways[0][:4].tolist() == pytest.approx([10.0, 6.0, 3.6, 2.16])
    assert ways[1][:3].tolist() == pytest.approx([10.0, -9.0, 8.1])
    assert abs(ways[2][-1]) > 10
    descending.activateWindow()
    QTest.keyClick(page_of(descending).picture.curve, Qt.Key.Key_PageDown)
    assert side.descent.position == 1
    assert descending.commands["descent_export"].isVisible()
    assert not descending.commands["export"].isVisible()
    descending.edits.apply(descending.commands["undo"])
    assert side.descent.state.choice == "beale"
    descending.appearance.set_language("ko")
    add = page_of(descending).settings.add
    qtbot.waitUntil(lambda: add.text() == "옵티마이저 추가")
    descending.appearance.set_language("en")
    qtbot.waitUntil(lambda: ready(descending), timeout=WAIT)
    side.player.first()
    side.player.play()
    descending.pages.show_page("explore")
    assert not side.player.playing
    assert not descending.commands["descent_play"].isVisible()


def test_after_choosing_a_surface_with_the_pointer_space_plays(descending: MainWindow) -> None:
    page = page_of(descending)
    descending.activateWindow()
    page.settings.surface.clearFocus()
    page.settings.surface.picked.emit("ellipse")
    assert descending.focusWidget() is page.picture.picture


def test_its_columns_are_remembered_apart_from_those_of_training(
    descending: MainWindow, settings_path: Path
) -> None:
    page = page_of(descending)
    splitter = page.arrangement.splitter
    splitter.moveSplitter(splitter.sizes()[1] + 400, 2)
    before = page.arrangement.sizes()
    assert list(before) == ["descent_columns"]
    descending.descent.keep()
    assert Memory(settings_path).settings.sizes == before
    page.arrangement.restore_sizes({"train_columns": (1, 2, 3), "descent_columns": (1, 2)})
    assert page.arrangement.sizes() == before
