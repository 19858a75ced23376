"""The scalars view in the window: chosen by keys, opened by a double click, paths lit up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.graphs.scalars import key_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from tests.gui.conftest import wait_for_run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SOURCE = """import torch
I = torch.tensor([[1., 2.]])
W = torch.tensor([[3.], [4.]], requires_grad=True)
O = I @ W
L = (O * O).sum()
L.backward()
"""


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window that shows the scalars of a small program, at its end."""
    window.page.canvas.set_motion(False)
    window.page.editor.code.setPlainText(SOURCE)
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    window.session.go_last()
    return window


def scene_of(window: MainWindow) -> Scene:
    scene = window.page.canvas.scene
    assert scene is not None
    assert scene.view == "scalars"
    return scene


def place_of(window: MainWindow, name: str, place: int, role: str = "element") -> int:
    scene = scene_of(window)
    return next(
        k
        for k, vertex in enumerate(scene.graph.vertices)
        if vertex.kind == "scalar"
        and (one := scene.graph.scalars[vertex.ref]).role == role
        and (scene.index.name(one.tensor), one.place) == (name, place)
    )


def point(window: MainWindow, place: int) -> QPoint:
    """Where a vertex is in the canvas."""
    canvas = window.page.canvas
    return canvas.camera.transform().map(scene_of(window).ends[place].rect.center()).toPoint()


def click(window: MainWindow, place: int) -> None:
    QTest.mouseClick(window.page.canvas, Qt.MouseButton.LeftButton, pos=point(window, place))


def double_click(window: MainWindow, place: int) -> None:
    click(window, place)
    QTest.mouseDClick(window.page.canvas, Qt.MouseButton.LeftButton, pos=point(window, place))


def test_a_double_click_opens_a_product_another_closes_it_and_both_are_undone(
    window: MainWindow,
) -> None:
    """Lesson 3.1: a layer opens into its scalars and closes."""
    double_click(window, place_of(window, "O", 0, "sign"))
    assert [group.title for group in scene_of(window).graph.groups] == ["I @ W"]
    double_click(window, place_of(window, "O", 0, "product"))
    assert scene_of(window).graph.groups == ()
    window.viewing.undo()
    assert len(scene_of(window).graph.groups) == 1
    window.viewing.undo()
    assert scene_of(window).graph.groups == ()


def test_enter_opens_what_is_selected_and_closes_it_by_its_frame(window: MainWindow) -> None:
    click(window, place_of(window, "O", 0, "sign"))
    QTest.keyClick(window.page.canvas, Qt.Key.Key_Return)
    group = scene_of(window).graph.groups[0]
    selection = window.session.selection
    assert selection is not None
    assert (selection.kind, key_of(selection.id)) == ("op", group.key)
    QTest.keyClick(window.page.canvas, Qt.Key.Key_Return)
    assert scene_of(window).graph.groups == ()


def test_the_menu_opens_and_closes_all_products(window: MainWindow) -> None:
    window.commands["products_open"].trigger()
    assert len(scene_of(window).graph.groups) == 1
    window.commands["products_close"].trigger()
    assert scene_of(window).graph.groups == ()
    window.commands["view_expression"].trigger()
    assert not window.commands["products_open"].isEnabled()


def test_a_selected_scalar_tells_its_paths_and_their_sum(window: MainWindow) -> None:
    click(window, place_of(window, "W", 1))
    part = window.page.inspector.paths
    assert part.isVisible()
    assert part.heading.text() == "W[1,0] = 4"
    rows = [row.text() for row in part.rows if row.isVisible()]
    assert rows == ["path 1  2 × 11 × 1 = 22", "path 2  2 × 11 × 1 = 22"]
    assert part.sum.text() == "sum 44 = grad 44  ✓"
    assert "recorded" in part.source.text()
    click_nothing(window)
    assert not part.isVisible()


def click_nothing(window: MainWindow) -> None:
    canvas = window.page.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, canvas.height() - 5))


def lit(window: MainWindow) -> frozenset[int]:
    picture = window.page.canvas._picture
    assert picture is not None
    return picture.traced


def test_pointing_at_a_path_lights_up_that_one(window: MainWindow) -> None:
    click(window, place_of(window, "W", 0))
    every = lit(window)
    row = window.page.inspector.paths.rows[0]
    middle = QPointF(row.rect().center())
    QApplication.sendEvent(row, QEnterEvent(middle, middle, row.mapToGlobal(middle)))
    assert lit(window) == frozenset(row.links) < every
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert lit(window) == every
    QApplication.sendEvent(row, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert lit(window) == frozenset(row.links)
    QApplication.sendEvent(row, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def test_stepping_back_awaits_the_gradient(window: MainWindow) -> None:
    click(window, place_of(window, "W", 1))
    window.session.go(4)
    part = window.page.inspector.paths
    assert part.sum.text().startswith("sum 44")
    assert "not arrived" in part.note.text()
    assert "rules" in part.source.text()


def test_a_scalar_with_another_view_is_the_same_program(window: MainWindow) -> None:
    click(window, place_of(window, "W", 1))
    window.commands["view_expression"].trigger()
    assert not window.page.inspector.paths.isVisible()
    window.session.select(Item("tensor", 1))
    window.commands["view_scalars"].trigger()
    assert len(window.page.canvas._selected()) == 2


def test_without_small_tensors_the_view_is_not_offered(window: MainWindow, qtbot: QtBot) -> None:
    window.page.editor.code.setPlainText("import torch\nx = torch.ones(100) * 2\n")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    action = window.commands["view_scalars"]
    assert not action.isEnabled()
    assert "64 elements" in action.toolTip()


def test_the_selection_goes_along_into_other_views(window: MainWindow) -> None:
    click(window, place_of(window, "W", 1))
    canvas = window.page.canvas
    assert window.page.editor.code.marked == 3
    for view in ("expression", "grad_fn"):
        window.commands[f"view_{view}"].trigger()
        assert canvas.scene is not None
        titles = [canvas.scene.plans[place].title for place in canvas._selected()]
        assert titles == [{"expression": "W", "grad_fn": "AccumulateGrad"}[view]]
    window.commands["view_scalars"].trigger()
    assert canvas._selected() == [place_of(window, "W", 1)]


def test_a_click_on_a_sign_goes_to_its_ops_step(window: MainWindow) -> None:
    window.session.go_first()
    click(window, place_of(window, "O", 0, "sign"))
    step = window.session.step
    assert step is not None
    assert step.op is not None
    assert window.session.tape is not None
    assert window.session.tape.ops[step.op].name == "matmul"
