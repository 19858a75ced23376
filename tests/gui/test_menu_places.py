"""The graph's menu, wherever one asks for it: on a card, a sign, a frame, a note, the ground."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.graphs.scalars import can_open
from graphviewer.gui.canvas.group_frames import frame_of
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.selection import item_of
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING, Arrangement, Arrow, End, Note
from tests.gui.conftest import Make
from tests.gui.gesture_hands import LEFT, SMALL, arranged, at
from tests.gui.reading_hands import SHIFT, canvas_of, graph_of, opened, scene_of, settle, tensor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NOTE, ARROW = Note(1, 0.0, -200.0, "above"), Arrow(2, End(-60.0, -60.0), End(-400.0, -60.0))
ABOUT_ONE = {"focus_ancestors", "focus_descendants", "focus_both", "hide"}
ABOUT_TENSORS = {"find_like", "copy_value", "copy_gradient", "select_line"}
FOLDING = {"fold_repeats", "fold_chains"}
ALWAYS = {"find"}


@pytest.fixture
def window(make: Make, qtbot: QtBot) -> MainWindow:
    found = opened(make, qtbot, SMALL)
    found.session.go(found.session.length - 1)
    return found


def show(window: MainWindow, qtbot: QtBot, view: str) -> None:
    window.commands[f"view_{view}"].trigger()
    settle(window, qtbot)
    canvas_of(window).fit()


def offered(window: MainWindow, point: QPoint) -> set[str]:
    """What the menu at a point offers; it is closed again."""
    canvas, menus = canvas_of(window), window.reading.menu
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, point, canvas.mapToGlobal(point)))
    (menu,) = (one for one in (menus.menu, menus.own_menu) if one.isVisible())
    found = {one.objectName() for one in menu.actions() if one.isEnabled() and one.objectName()}
    menu.close()
    return found


def places(window: MainWindow) -> dict[str, QPoint]:
    """Of each kind of vertex in the graph one, in pixels of the canvas."""
    scene = scene_of(window)
    kinds = {item_of(scene, place).kind: place for place in range(len(scene.plans))}
    return {kind: at(window, scene.keys[place]) for kind, place in kinds.items()}


def ground(window: MainWindow) -> QPoint:
    return QPoint(6, canvas_of(window).height() // 2)


@pytest.mark.parametrize(
    ("view", "about"),
    [
        ("expression", {"tensor": ABOUT_TENSORS, "op": ABOUT_TENSORS}),
        ("grad_fn", {"node": ABOUT_TENSORS}),
        ("modules", {"tensor": ABOUT_TENSORS, "module": {"open_close"}}),
        ("scalars", {"scalar": {"select_line"}}),
        ("neurons", {"neuron": set()}),
    ],
)
def test_a_vertex_has_a_menu_in_each_view(
    window: MainWindow, qtbot: QtBot, view: str, about: dict[str, set[str]]
) -> None:
    show(window, qtbot, view)
    found = places(window)
    always = ALWAYS | (FOLDING if window.commands["fold_chains"].isEnabled() else set())
    for kind, more in about.items():
        assert offered(window, found[kind]) == ABOUT_ONE | more | always, kind
        assert window.session.selection is not None
        assert window.session.selection.kind == kind
    assert offered(window, ground(window)) == always
    assert window.session.selection is None


def test_a_right_click_on_the_ground_lets_a_group_go(window: MainWindow) -> None:
    canvas = canvas_of(window)
    canvas.fit()
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    QTest.mouseClick(canvas, LEFT, SHIFT, at(window, "tensor x"))
    assert offered(window, ground(window)) == ALWAYS | FOLDING
    assert not canvas.arranger.chosen


def test_a_note_and_an_arrow_have_a_menu_of_their_own(window: MainWindow) -> None:
    canvas = canvas_of(window)
    window.viewing.arrange(Arrangement(notes=(NOTE,), arrows=(ARROW,)))
    canvas.fit()
    to_widget = canvas.camera.to_widget
    on_note = to_widget(note_rect(NOTE).center()).toPoint()
    on_arrow = to_widget(QPointF(-230.0, -60.0)).toPoint()
    assert offered(window, on_note) == {"note_edit", "remove"}
    window.commands["note_edit"].trigger()
    assert window.arranging.editor.note == NOTE
    window.arranging.editor.finish()
    assert offered(window, on_arrow) == {"remove"}
    window.commands["remove"].trigger()
    assert arranged(window) == Arrangement(notes=(NOTE,))
    assert offered(window, on_note) == {"note_edit", "remove"}
    window.commands["remove"].trigger()
    assert arranged(window) == NOTHING
    for _ in range(2):
        window.looks.undo()
    assert arranged(window) == Arrangement(notes=(NOTE,), arrows=(ARROW,))


def test_the_menu_opens_a_module_and_on_its_frame_closes_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    show(window, qtbot, "modules")
    closed = graph_of(window)
    assert "open_close" in offered(window, places(window)["module"])
    window.commands["open_close"].trigger()
    settle(window, qtbot)
    assert len(graph_of(window).groups) > len(closed.groups)
    scene, canvas = scene_of(window), canvas_of(window)
    new = next(n for n, one in enumerate(scene.graph.groups) if one not in closed.groups)
    canvas.show_whole(frame_of(scene, new))
    title = canvas.camera.to_widget(frame_of(scene, new).topLeft() + QPointF(30, 12)).toPoint()
    assert "open_close" in offered(window, title)
    window.commands["open_close"].trigger()
    settle(window, qtbot)
    assert graph_of(window) == closed


def test_the_menu_opens_a_matrix_product_and_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "scalars")
    scene = scene_of(window)
    closed, signs = scene.graph, scene.graph.scalars
    sign = next(
        place
        for place, one in enumerate(scene.graph.vertices)
        if one.kind == "scalar" and can_open(scene.tape, signs[one.ref])
    )
    assert "open_close" in offered(window, at(window, scene.keys[sign]))
    window.commands["open_close"].trigger()
    settle(window, qtbot)
    assert len(graph_of(window).vertices) > len(closed.vertices)
    assert window.commands["open_close"].isEnabled()
    window.commands["open_close"].trigger()
    settle(window, qtbot)
    assert graph_of(window) == closed


def test_of_a_scalar_its_own_number_is_copied(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, "scalars")
    index, tape, item = window.session.index, window.session.tape, tensor(window, "a")
    assert index is not None
    assert tape is not None
    grad = index.leaf_grad_at(item.id, window.session.position)
    value = index.value_at(item.id, window.session.position)
    assert grad is not None
    assert grad.value is not None
    assert value is not None
    for place in (0, 1):
        key = f"scalar a[0,{place}]"
        QTest.mouseClick(canvas_of(window), LEFT, pos=at(window, key))
        for name, held in ((Qt.Key.Key_V, value), (Qt.Key.Key_G, grad.value)):
            QTest.keyClick(canvas_of(window), name)
            number = tape.values[held].array().ravel()[place]
            assert float(QGuiApplication.clipboard().text()) == number
