"""Real clicks: line, graph and timeline follow one another; every control has a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.selection import item_of
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from graphviewer.tape.tape import Tape
from tests.gui.conftest import wait_for_run
from tests.gui.reading_hands import canvas_of, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    canvas_of(window).set_motion(False)
    settle(window, qtbot)
    return window


def tape_of(window: MainWindow) -> Tape:
    assert window.session.tape is not None
    return window.session.tape


def click_item(window: MainWindow, item: Item) -> None:
    """Click the middle of an item's card or sign."""
    canvas = window.page.canvas
    scene = canvas.scene
    assert scene is not None
    place = next(at for at in range(len(scene.ends)) if item_of(scene, at) == item)
    point = canvas.camera.to_widget(scene.rect(place).center()).toPoint()
    assert canvas.rect().contains(point)
    QTest.mouseClick(canvas, LEFT, pos=point)


def all_stand_at(window: MainWindow, step: int) -> bool:
    """Whether session, timeline, inspector and program show a step."""
    caption = window.page.inspector.story.caption.text()
    return window.session.position == window.page.timeline.value() == step and caption.startswith(
        f"STEP {step + 1} OF"
    )


def test_a_click_on_a_line_moves_graph_and_timeline(window: MainWindow) -> None:
    code = window.page.editor.code
    top = next(top for line, top, _ in code.lines_in_sight() if line == 5)
    QTest.mouseClick(code.viewport(), LEFT, pos=QPoint(10, round(top) + 5))
    step = window.session.step
    assert step is not None
    assert step.line == 5
    assert all_stand_at(window, step.index)


def test_a_click_on_a_sign_moves_program_and_timeline(window: MainWindow) -> None:
    item = Item("op", next(op.id for op in tape_of(window).ops if op.name == "mul"))
    click_item(window, item)
    assert window.session.selection == item
    assert all_stand_at(window, tape_of(window).ops[item.id].step)


def test_a_click_on_a_node_moves_program_and_timeline(window: MainWindow, qtbot: QtBot) -> None:
    window.session.go_last()
    window.commands["view_grad_fn"].trigger()
    settle(window, qtbot)
    nodes = tape_of(window).nodes
    item = Item("node", next(node.id for node in nodes if node.name == "SumBackward0"))
    click_item(window, item)
    step = window.session.step
    assert step is not None
    assert (step.kind, step.node) == ("backward", item.id)
    assert all_stand_at(window, step.index)


def test_a_click_on_the_timeline_moves_program_and_graph(window: MainWindow) -> None:
    timeline = window.page.timeline
    QTest.mouseClick(timeline, LEFT, pos=QPoint(round(timeline.x_of(5.5)), 20))
    assert all_stand_at(window, 5)


def test_a_click_on_a_card_selects_marks_and_tints_but_stays(window: MainWindow) -> None:
    item = Item("tensor", tape_of(window).steps[1].outputs[0])  # b
    click_item(window, item)
    assert window.session.selection == item
    assert window.session.position == 0
    assert window.page.timeline.marks() == window.session.steps_of(item)
    assert len(window.page.timeline.marks()) > 1
    assert window.page.editor.code.marked == 4
    assert window.page.inspector.tensor.heading.text() == "b"


@pytest.mark.parametrize(("width", "height"), [(1400, 860), (1024, 640)])
def test_every_control_has_an_accessible_name(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    window.page.editor.code.appendPlainText("1 / 0")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    qtbot.wait(50)
    for panel in ("editor", "inspector", "output"):
        window.page.arrangement.reveal(panel)
        assert not [one for one in window.findChildren(QWidget) if nameless(one)]


def nameless(widget: QWidget) -> bool:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
        return False
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface is None or not interface.text(QAccessible.Text.Name)


def test_every_control_changes_its_looks_when_it_has_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    controls: list[QWidget] = [
        window.bar.lessons,
        window.bar.run,
        window.page.transport.button("play"),
    ]
    controls += [window.page.timeline, window.page.inspector.lesson.fold]
    for control in controls:
        window.page.editor.code.setFocus()
        before = control.grab().toImage()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        assert control.grab().toImage() != before, control.accessibleName()
