"""Finding, focusing and hiding in the graph, and its menu, with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.selection import places_of
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from tests.gui.conftest import Make
from tests.gui.reading_hands import (
    CONTROL,
    SHIFT,
    ask,
    canvas_of,
    graph_of,
    opened,
    scene_of,
    shown,
    tensor,
    told,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
MLP = """import torch
torch.manual_seed(0)
x = torch.randn(4, 3)
W1 = torch.randn(3, 2, requires_grad=True)
b1 = torch.zeros(2, requires_grad=True)
W2 = torch.randn(2, 1, requires_grad=True)
h = torch.relu(x @ W1 + b1)
y = h @ W2
loss = (y ** 2).mean()
loss.backward()
"""


@pytest.fixture
def mlp(make: Make, qtbot: QtBot) -> MainWindow:
    return opened(make, qtbot, MLP)


# --- finding


def test_finding_selects_goes_on_and_back_and_leaves(mlp: MainWindow) -> None:
    ask(mlp, "leaf")
    assert told(mlp) == "1 of 3"
    field = mlp.reading.find.bar.field
    seen = [mlp.session.selection]
    QTest.keyClick(field, Qt.Key.Key_Return)  # the first is shown already
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F3):
        QTest.keyClick(field, key)
        seen.append(mlp.session.selection)
    assert seen == [tensor(mlp, name) for name in ("W1", "b1", "W2")]
    assert told(mlp) == "3 of 3"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told(mlp) == "1 of 3"
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert told(mlp) == "3 of 3"
    assert len(mlp.reading.find.hits.places) == len(seen)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not mlp.reading.find.bar.isVisible()
    assert canvas_of(mlp).hasFocus()
    assert not mlp.reading.find.hits.places
    QTest.keyClick(canvas_of(mlp), Qt.Key.Key_F3)
    assert told(mlp) == "1 of 3"


@pytest.mark.parametrize(
    ("text", "first"),
    [("W2", "W2"), ("[2, 1]", "W2"), ("3x2", "W1"), ("loss", "loss"), ("손실", "loss")],
)
def test_a_card_is_found_by_name_shape_and_kind(mlp: MainWindow, text: str, first: str) -> None:
    ask(mlp, text)
    assert mlp.session.selection == tensor(mlp, first)
    (place, *_) = places_of(scene_of(mlp), mlp.session.selection)
    assert canvas_of(mlp).camera.seen().intersects(scene_of(mlp).rect(place))


@pytest.mark.parametrize("text", ["relu", "ReluBackward0", "relu line 7", "relu :7", "relu 7줄"])
def test_an_operation_is_found_by_name_node_and_line(mlp: MainWindow, text: str) -> None:
    ask(mlp, text)
    assert mlp.session.tape is not None
    item = mlp.session.selection
    assert item is not None
    assert item.kind == "op"
    assert mlp.session.tape.ops[item.id].name == "relu"


def test_what_is_not_there_is_said(mlp: MainWindow) -> None:
    ask(mlp, "conv2d")
    assert told(mlp) == "nothing found"
    assert not mlp.reading.find.bar.next.isEnabled()


def test_the_button_over_the_graph_opens_the_bar(mlp: MainWindow) -> None:
    QTest.mouseClick(mlp.page.graph.finder, LEFT)
    assert mlp.reading.find.bar.isVisible()
    QTest.mouseClick(mlp.reading.find.bar.close_button, LEFT)
    assert not mlp.reading.find.bar.isVisible()


# --- focus and hiding


def test_a_focus_shows_ancestors_says_so_and_is_undone(mlp: MainWindow) -> None:
    canvas, whole = canvas_of(mlp), graph_of(mlp)
    mlp.session.select(tensor(mlp, "h"))
    QTest.keyClick(canvas, Qt.Key.Key_Up, CONTROL | SHIFT)
    assert {"x", "W1", "b1", "h"} <= shown(mlp)
    assert not {"W2", "y", "loss"} & shown(mlp)
    (chip,) = mlp.page.graph.chips.buttons.values()
    assert chip.text() == "Ancestors of h  ×"
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert graph_of(mlp) == whole
    QTest.keyClick(canvas, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert {"h", "y", "loss"} <= shown(mlp)
    assert not {"x", "W1", "b1", "W2"} & shown(mlp)
    (chip,) = mlp.page.graph.chips.buttons.values()
    assert chip.width() > 100
    QTest.mouseClick(chip, LEFT)
    assert graph_of(mlp) == whole
    assert not mlp.page.graph.chips.buttons


def test_what_a_focus_leaves_is_seen_whole(mlp: MainWindow) -> None:
    canvas = canvas_of(mlp)
    canvas.camera.centre += QPointF(4000, 4000)  # far off, as after a long way
    canvas._touched = True
    mlp.session.select(tensor(mlp, "y"))
    QTest.keyClick(canvas, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert {"y", "loss"} <= shown(mlp)
    bounds = scene_of(mlp).bounds
    corners = [canvas.camera.to_widget(one) for one in (bounds.topLeft(), bounds.bottomRight())]
    assert all(QRectF(canvas.rect()).contains(corner) for corner in corners)


def test_a_hidden_card_is_gone_counted_found_and_comes_back(mlp: MainWindow) -> None:
    canvas, whole = canvas_of(mlp), graph_of(mlp)
    mlp.session.select(tensor(mlp, "W1"))
    QTest.keyClick(canvas, Qt.Key.Key_H)
    assert "W1" not in shown(mlp)
    mlp.session.select(tensor(mlp, "b1"))
    QTest.keyClick(canvas, Qt.Key.Key_H)
    (chip,) = mlp.page.graph.chips.buttons.values()
    assert chip.text() == "2 hidden  ×"
    ask(mlp, "W1")
    assert "hidden" in told(mlp)
    QTest.keyClick(mlp.reading.find.bar.field, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert "b1" in shown(mlp)
    QTest.keyClick(canvas, Qt.Key.Key_H, SHIFT)
    assert graph_of(mlp) == whole


# --- the menu


def ask_menu(window: MainWindow, item: Item) -> None:
    canvas, scene = canvas_of(window), scene_of(window)
    point = canvas.camera.to_widget(scene.rect(places_of(scene, item)[0]).center()).toPoint()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, point, canvas.mapToGlobal(point)))


def test_a_right_click_selects_and_offers_what_can_be_done(mlp: MainWindow) -> None:
    ask_menu(mlp, tensor(mlp, "W1"))
    menu = mlp.reading.menu.menu
    assert menu.isVisible()
    assert mlp.session.selection == tensor(mlp, "W1")
    assert mlp.commands["copy_value"].isEnabled()
    assert mlp.commands["focus_descendants"].isEnabled()
    assert not mlp.commands["show_hidden"].isEnabled()
    assert not mlp.commands["open_close"].isEnabled()
    menu.close()


def test_the_value_is_copied_with_every_digit_and_the_line_is_gone_to(mlp: MainWindow) -> None:
    assert mlp.session.index is not None
    assert mlp.session.tape is not None
    item = tensor(mlp, "W1")
    ask_menu(mlp, item)
    mlp.reading.menu.menu.close()
    QTest.keyClick(canvas_of(mlp), Qt.Key.Key_V)
    value = mlp.session.index.value_at(item.id, mlp.session.position)
    assert value is not None
    array = mlp.session.tape.values[value].array()
    assert all(str(one) in QGuiApplication.clipboard().text() for one in array.ravel())
    QTest.keyClick(canvas_of(mlp), Qt.Key.Key_G)
    grad = mlp.session.index.leaf_grad_at(item.id, mlp.session.position)
    assert grad is not None
    assert grad.value is not None
    array = mlp.session.tape.values[grad.value].array()
    assert all(str(one) in QGuiApplication.clipboard().text() for one in array.ravel())
    QTest.keyClick(canvas_of(mlp), Qt.Key.Key_L)
    assert mlp.session.selection == Item("line", 4)


def test_find_like_this_finds_all_of_a_name(mlp: MainWindow) -> None:
    assert mlp.session.tape is not None
    op = next(op for op in mlp.session.tape.ops if op.name == "matmul")
    mlp.session.select(Item("op", op.id))
    QTest.keyClick(canvas_of(mlp), Qt.Key.Key_F, CONTROL | SHIFT)
    assert told(mlp) == "1 of 2"


def test_the_menu_key_opens_it_for_the_selection(mlp: MainWindow) -> None:
    item = tensor(mlp, "W2")
    mlp.session.select(item)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(canvas_of(mlp), QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    assert mlp.reading.menu.menu.isVisible()
    assert mlp.session.selection == item
    mlp.reading.menu.menu.close()
