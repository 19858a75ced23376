"""The choice between this iteration and the whole program, in the whole window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import Make, wait_for_run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LOOP = """import torch
w = torch.tensor(2.0, requires_grad=True)
for i in range({count}):
    loss = (w - 5) ** 2
    loss.backward()
"""


def opened(window: MainWindow, qtbot: QtBot, folder: Path, count: int) -> MainWindow:
    program = folder / f"loop{count}.py"
    program.write_text(LOOP.format(count=count), encoding="utf-8")
    window.files.open_path(str(program))
    window.document.decide("trusted")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    return window


def scene_of(window: MainWindow) -> Scene:
    assert window.page.canvas.scene is not None
    return window.page.canvas.scene


def test_a_long_loop_opens_at_one_iteration(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, 40)
    loop = window.session.iterations
    assert loop is not None
    window.session.go(loop.kept[11].last_step)
    assert window.page.canvas.accessibleDescription().startswith("iteration 12 of 40: ")
    before = scene_of(window).geometry
    window.commands["iteration_next"].trigger()
    assert window.page.canvas.accessibleDescription().startswith("iteration 13 of 40: ")
    assert scene_of(window).geometry is before
    assert window.commands["scope_iteration"].isChecked()


def test_the_button_shows_the_whole_and_it_is_remembered(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, 40)
    panel = window.page.graph
    assert panel.scopes.isVisible()
    small = len(scene_of(window).plans)
    button = panel.scopes.findChildren(QToolButton)[1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(scene_of(window).plans) > 10 * small, timeout=60_000)
    assert window.commands["scope_whole"].isChecked()
    program = str(window.document.path)
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    assert not panel.scopes.isVisible()
    assert not window.commands["scope_iteration"].isEnabled()
    window.files.open_path(program)
    window.document.decide("trusted")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    assert window.commands["scope_whole"].isChecked()


def test_a_short_loop_opens_whole(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opened(window, qtbot, tmp_path, 3)
    assert window.page.graph.scopes.isVisible()
    assert window.commands["scope_whole"].isChecked()
    window.commands["scope_iteration"].trigger()
    assert window.page.canvas.accessibleDescription().startswith("iteration 3 of 3: ")


def test_the_selection_goes_along_into_the_inspector(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(window, qtbot, tmp_path, 40)
    session = window.session
    loop = session.iterations
    assert loop is not None
    assert session.index is not None
    session.go(loop.kept[5].last_step)
    canvas = window.page.canvas
    place = len(scene_of(window).graph.vertices) - 1
    canvas._go_to(place)
    first = session.selection
    session.go(loop.kept[9].last_step)
    assert session.selection != first
    assert session.selection is not None
    assert canvas._selected() == [place]


def test_the_switch_covers_neither_the_overview_nor_what_is_fitted(
    make: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(make(None), qtbot, tmp_path, 40)
    canvas, switch = window.page.canvas, window.page.graph.scopes.geometry()
    canvas.fit()
    canvas.grab()
    assert not canvas._overview.rect.toRect().intersects(switch)
    lowest = canvas.camera.to_widget(scene_of(window).bounds.bottomRight()).y()
    assert lowest <= switch.top() + 1
