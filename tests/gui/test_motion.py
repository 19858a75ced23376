"""Views go over into each other in the window, unless the View menu says that nothing moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.memory import Memory
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from tests.gui.conftest import Make, wait_for_run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_another_view_grows_out_of_the_one_before_and_keeps_the_selection(
    window: MainWindow, qtbot: QtBot
) -> None:
    canvas = window.page.canvas
    wait_for_run(window, qtbot)
    qtbot.wait(300)  # the last rows are drawn
    assert canvas.scene is not None
    op = next(v.ref for v in canvas.scene.graph.vertices if v.kind == "op")
    window.session.select(Item("op", op))
    qtbot.wait(400)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert canvas._morph.under_way
    qtbot.wait(60)
    assert canvas._morph.under_way
    qtbot.waitUntil(lambda: not canvas._morph.under_way)
    assert canvas.scene.view == "grad_fn"
    assert canvas.scene.graph.vertices[canvas._selected()[0]].kind == "node"


def test_nothing_moves_when_the_menu_says_so_and_that_is_remembered(
    make: Make, qtbot: QtBot, settings_path: Path
) -> None:
    window = make(None)
    wait_for_run(window, qtbot)
    animate = window.commands["animate"]
    assert animate.isChecked()
    animate.trigger()
    window.commands["view_grad_fn"].trigger()
    assert not window.page.canvas._morph.under_way
    assert not window.page.canvas._flight.wanted
    window.close()
    assert Memory(settings_path).settings.motion is False
    again = make(None)
    assert not again.commands["animate"].isChecked()
    assert not again.page.canvas._travel.wanted
