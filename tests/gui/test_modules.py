"""Modules are opened and closed with real clicks and keys, stay where they are, and come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.group_frames import where
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from tests.gui.conftest import Make, wait_for_run
from tests.gui.reading_hands import settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SOURCE = """import torch
from torch import nn

net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Sequential(nn.Linear(4, 2), nn.Tanh()))
x = torch.ones(5, 3)
loss = net(x).square().mean()
loss.backward()
"""
CLOSED = ["net.0#1", "net.1#1", "net.2.0#1", "net.2.1#1"]


@pytest.fixture
def window(make: Make, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    file = tmp_path / "net.py"
    file.write_text(SOURCE, encoding="utf-8")
    window = make(file)
    window.page.canvas.set_motion(wanted=False)
    window.document.decide("trusted")
    window.runner.run()
    wait_for_run(window, qtbot)
    window.page.canvas.setFocus()
    window.commands["view_modules"].trigger()
    settle(window, qtbot)
    return window


def scene_of(window: MainWindow) -> Scene:
    scene = window.page.canvas.scene
    assert scene is not None
    return scene


def closed(window: MainWindow) -> list[str]:
    """The keys of the modules that are drawn closed."""
    graph = scene_of(window).graph
    return [graph.folds[v.ref].key for v in graph.vertices if v.kind == "module"]


def item(window: MainWindow, key: str) -> Item:
    return Item("module", scene_of(window).fold_at[key])


def point_of(window: MainWindow, key: str) -> QPoint:
    """Where a box, or a frame's title, says its name."""
    canvas = window.page.canvas
    rect = where(scene_of(window), item(window, key))
    point = canvas.camera.to_widget(rect.topLeft() + QPointF(28, 16)).toPoint()
    assert canvas.rect().contains(point)
    return point


def double_click(canvas: Canvas, at: QPoint) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at)
    QTest.mouseDClick(canvas, LEFT, pos=at)
    QTest.mouseRelease(canvas, LEFT, pos=at)


def test_a_double_click_opens_a_box_and_its_title_closes_it_in_place(window: MainWindow) -> None:
    assert closed(window) == CLOSED
    at = point_of(window, "net.0#1")
    double_click(window.page.canvas, at)
    assert closed(window) == CLOSED[1:]
    assert "net.0#1" in scene_of(window).group_at
    moved = point_of(window, "net.0#1") - at
    assert abs(moved.x()) <= 1 >= abs(moved.y())
    double_click(window.page.canvas, at)
    assert closed(window) == CLOSED
    moved = point_of(window, "net.0#1") - at
    assert abs(moved.x()) <= 1 >= abs(moved.y())


def test_enter_opens_what_is_selected_and_ctrl_z_closes_it_again(window: MainWindow) -> None:
    canvas = window.page.canvas
    QTest.mouseClick(canvas, LEFT, pos=point_of(window, "net.2.0#1"))
    assert window.session.selection == item(window, "net.2.0#1")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert closed(window) == ["net.0#1", "net.1#1", "net.2.1#1"]
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert closed(window) == CLOSED
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert closed(window) == ["net.0#1", "net.1#1", "net.2.1#1"]
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert closed(window) == CLOSED
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)  # nothing is left to take back
    assert closed(window) == CLOSED
    QTest.keyClick(canvas, Qt.Key.Key_Y, CONTROL)
    assert closed(window) == ["net.0#1", "net.1#1", "net.2.1#1"]


def test_the_edit_menu_takes_it_back_too(window: MainWindow) -> None:
    double_click(window.page.canvas, point_of(window, "net.0#1"))
    window.menus.menu("edit").aboutToShow.emit()
    assert window.commands["undo"].isEnabled()
    window.commands["undo"].trigger()
    assert closed(window) == CLOSED


def test_what_was_open_inside_is_open_again(window: MainWindow) -> None:
    canvas = window.page.canvas
    double_click(canvas, point_of(window, "net.2.0#1"))
    double_click(canvas, point_of(window, "net.2#1"))
    assert closed(window) == ["net.0#1", "net.1#1", "net.2#1"]
    double_click(canvas, point_of(window, "net.2#1"))
    assert closed(window) == ["net.0#1", "net.1#1", "net.2.1#1"]


def test_all_are_opened_and_closed_by_keys(window: MainWindow) -> None:
    window.commands["modules_open"].trigger()
    assert closed(window) == []
    assert len(scene_of(window).graph.groups) == 6
    window.commands["modules_close"].trigger()
    assert closed(window) == ["net#1"]


def test_other_views_have_nothing_to_open(window: MainWindow) -> None:
    assert window.commands["modules_open"].isEnabled()
    window.commands["view_expression"].trigger()
    assert not window.commands["modules_open"].isEnabled()


def test_a_program_without_modules_is_told_so(window: MainWindow, qtbot: QtBot) -> None:
    action = window.commands["view_modules"]
    assert action.isEnabled()
    window.files.open_lesson("1.1")
    wait_for_run(window, qtbot)
    assert not action.isEnabled()
    assert "torch.nn" in action.toolTip()
    window.appearance.set_language("ko")
    assert "torch.nn" in action.toolTip()
    assert action.toolTip() != "The program calls no modules of torch.nn."


def test_the_way_through_the_modules_is_shown_and_leads_there(
    window: MainWindow, qtbot: QtBot
) -> None:
    canvas, crumbs = window.page.canvas, window.page.graph.crumbs
    QTest.mouseClick(canvas, LEFT, pos=point_of(window, "net.2.0#1"))
    qtbot.waitUntil(lambda: [button.text() for button in crumbs.buttons] == ["net", "2", "0"])
    assert crumbs.isVisible()
    assert all(button.accessibleName() for button in crumbs.buttons)
    QTest.mouseClick(crumbs.buttons[1], LEFT)
    assert window.session.selection == item(window, "net.2#1")
    frame = where(scene_of(window), item(window, "net.2#1"))
    qtbot.waitUntil(lambda: canvas.camera.seen().contains(frame))
    qtbot.waitUntil(lambda: [button.text() for button in crumbs.buttons] == ["net", "2"])
    assert all(crumbs.rect().contains(button.geometry()) for button in crumbs.buttons)


def test_a_step_inside_an_open_module_is_followed(window: MainWindow) -> None:
    tape = window.session.tape
    assert tape is not None
    double_click(window.page.canvas, point_of(window, "net.0#1"))
    op = next(op for op in tape.ops if op.name == "linear")
    window.session.go(op.step)
    place = scene_of(window).places["op", op.id][0]
    canvas = window.page.canvas
    assert canvas.camera.seen().contains(scene_of(window).rect(place))


def test_a_program_without_modules_leaves_the_view_of_modules(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.runner.run()  # a run that has only begun has no modules yet
    wait_for_run(window, qtbot)
    assert window.viewing.look.view == "modules"
    window.files.open_lesson("1.1")
    wait_for_run(window, qtbot)
    qtbot.waitUntil(lambda: window.viewing.look.view == "expression")
    assert window.commands["view_expression"].isChecked()
