"""The canvas widget, driven with the mouse and the keyboard."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.selection import SPOKEN
from graphviewer.gui.canvas.state import around
from graphviewer.gui.theme.colours import DARK, LIGHT
from graphviewer.session.session import Item
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Binding
from tests.record.oracle import recorded


def middle_of(canvas: Canvas, item: Item) -> QPoint:
    assert canvas.scene is not None
    place = canvas.scene.places[item.kind, item.id][0]
    return canvas.camera.to_widget(canvas.scene.ends[place].rect.center()).toPoint()


def picture(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


@pytest.mark.parametrize("item", [Item("tensor", 0), Item("tensor", 3), Item("op", 2)])
def test_a_click_picks_what_is_under_it(canvas: Canvas, qtbot: QtBot, item: Item) -> None:
    with qtbot.waitSignal(canvas.picked) as caught:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle_of(canvas, item))
    assert caught.args == [item]


def test_a_click_beside_everything_picks_nothing(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.picked) as caught:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(4, 400))
    assert caught.args == [None]


def test_a_double_click_and_enter_visit(canvas: Canvas, qtbot: QtBot) -> None:
    item = Item("op", 3)
    with qtbot.waitSignal(canvas.visited) as caught:
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=middle_of(canvas, item))
    assert caught.args == [item]
    with qtbot.waitSignal(canvas.visited) as caught:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert caught.args == [item]


def test_a_drag_pans_and_picks_nothing(canvas: Canvas, qtbot: QtBot) -> None:
    start, before = QPoint(60, canvas.height() - 20), QPointF(canvas.camera.centre)
    assert canvas.item_at(QPointF(start)) is None
    with qtbot.assertNotEmitted(canvas.picked):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(canvas, start + QPoint(30, 0))
        QTest.mouseMove(canvas, start + QPoint(60, -20))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(60, -20))
    assert canvas.camera.centre != before


def test_nothing_moves_while_stepping(canvas: Canvas) -> None:
    places = []
    for step in (-1, 0, 3, 6, 8, 2):
        canvas.set_step(step)
        assert canvas.scene is not None
        places.append((canvas.scene, canvas.camera.scale, QPointF(canvas.camera.centre)))
    assert all(place == places[0] for place in places)


def test_a_step_changes_the_picture_and_going_back_restores_it(canvas: Canvas) -> None:
    before = picture(canvas)
    canvas.set_step(6)
    assert picture(canvas) != before
    canvas.set_step(5)
    assert picture(canvas) == before


def test_a_cached_card_looks_as_a_fresh_one(canvas: Canvas) -> None:
    picture(canvas)
    kept = picture(canvas)
    canvas.set_colours(DARK)
    canvas.set_colours(LIGHT)
    assert picture(canvas) == kept


def test_zooming_keeps_the_point_under_the_pointer(canvas: Canvas) -> None:
    at = QPointF(420, 300)
    before = canvas.camera.to_scene(at)
    canvas.camera.zoom(1.7, at)
    after = canvas.camera.to_scene(at)
    assert (after - before).manhattanLength() < 1.5


@pytest.mark.parametrize("key", [Qt.Key.Key_Plus, Qt.Key.Key_Minus])
def test_plus_and_minus_zoom_and_f_fits(canvas: Canvas, key: Qt.Key) -> None:
    fitted = canvas.camera.scale
    QTest.keyClick(canvas, key)
    assert canvas.camera.scale != fitted
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.camera.scale == pytest.approx(fitted)


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End]
)
def test_the_transports_keys_are_left_to_it(canvas: Canvas, key: Qt.Key) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    canvas.keyPressEvent(event)
    assert not event.isAccepted()


def test_control_and_an_arrow_walk_to_the_neighbour(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.set_selection(Item("tensor", 1))
    with qtbot.waitSignal(canvas.picked) as caught:
        QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [Item("op", 2)]


def test_tab_goes_through_the_vertices(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    seen: list[object] = []
    canvas.picked.connect(seen.append)
    for _ in range(3):
        canvas.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature
    assert len(set(seen)) == 3


def test_tab_passes_a_tensor_that_is_drawn_several_times(canvas: Canvas, qtbot: QtBot) -> None:
    tape = recorded(
        "import torch\nx = torch.tensor(2., requires_grad=True)\nh = x.sin()\n"
        "for _ in range(4):\n    h = h * x + x\n"
    )
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    canvas.set_tape(tape, TapeIndex(tape))
    assert canvas.scene is not None
    places = range(len(canvas.scene.plans))
    assert len(canvas.scene.places["tensor", 0]) > 2
    for key, way in ((Qt.Key.Key_Tab, places), (Qt.Key.Key_Backtab, places[-2::-1])):
        gone = []
        for _ in way:
            QTest.keyClick(canvas, key)
            gone.append(canvas.scene.place_of(canvas.arranger.chosen[0]))
        assert gone == list(way)


def test_the_description_says_the_selections_numbers(canvas: Canvas) -> None:
    canvas.set_selection(Item("tensor", 1))
    assert "value [2 2 2], grad [4 4 4]" in canvas.accessibleDescription()
    assert canvas.accessibleDescription().startswith("4 tensors · 3 operations · 1 leaf")


def test_the_description_says_each_thing_that_is_selected_once(canvas: Canvas) -> None:
    tape = recorded(
        "import torch\nx = torch.tensor(2., requires_grad=True)\ny = x.sin() * x.cos()\n"
        "for _ in range(4):\n    y = y * x + x\n"
    )
    canvas.set_tape(tape, TapeIndex(tape))
    canvas.set_step(len(tape.steps) - 1)
    assert canvas.scene is not None
    assert len(canvas.scene.places["tensor", 0]) > 1
    canvas.set_selection(Item("tensor", 0))
    assert canvas.accessibleDescription().count("tensor x") == 1
    canvas.set_selection(Item("line", 3))
    assert canvas.accessibleDescription().count("operation ") == 3
    canvas.set_look(Look("grad_fn"))
    said = canvas.accessibleDescription()
    assert all(name in said for name in ("SinBackward0", "CosBackward0"))


def test_of_many_it_says_a_few_and_that_there_are_more(canvas: Canvas) -> None:
    tape = recorded("import torch\nx = torch.ones(5, requires_grad=True)\ny = x * 2\n")
    canvas.set_look(Look("scalars"))
    canvas.set_tape(tape, TapeIndex(tape))
    canvas.set_selection(Item("tensor", 0))
    assert canvas.accessibleDescription().count("scalar x[") == SPOKEN
    assert canvas.accessibleDescription().endswith(". …")


@pytest.mark.parametrize("view", ["expression", "grad_fn", "modules", "neurons", "scalars"])
def test_nothing_of_a_graph_stays_once_it_is_cleared(
    canvas: Canvas, qtbot: QtBot, view: View
) -> None:
    canvas.set_look(Look(view))
    tape = recorded(
        "import torch\nnet = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh())\n"
        "net(torch.ones(1, 2)).sum().backward()\n"
    )
    gc.collect()
    gc.disable()  # a window that shows a large graph has nearly no collections
    try:
        index = TapeIndex(tape)
        canvas.set_tape(tape, index)
        for step in (5, len(tape.steps) - 1):
            canvas.set_step(step)
            picture(canvas)
            qtbot.waitUntil(lambda: not canvas.foresees)
        canvas.set_selection(Item("tensor", 0))
        picture(canvas)
        seen = ref(index), ref(canvas.scene), ref(canvas.picture)
        canvas.clear()
        del index
        assert [one() for one in seen] == [None, None, None]
    finally:
        gc.enable()


def test_languages_views_and_clearing(canvas: Canvas) -> None:
    canvas.set_language("ko")
    assert canvas.accessibleDescription() == "텐서 4개 · 연산 3개 · 리프 1개"
    canvas.set_look(Look("grad_fn"))
    assert canvas.accessibleDescription() == "grad_fn 노드 4개 · 간선 4개"
    canvas.clear()
    assert canvas.accessibleDescription() == ""
    picture(canvas)


def test_the_overview_moves_the_camera(canvas: Canvas) -> None:
    canvas.zoom(3.0)
    overview = canvas._overview
    assert overview.needed
    before = QPointF(canvas.camera.centre)
    spot = overview.rect.center() + QPointF(0, 40)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert canvas.camera.centre != before


def test_a_grown_tape_is_drawn_anew(canvas: Canvas, qtbot: QtBot) -> None:
    assert canvas._tape is not None
    canvas._tape.bindings.append(Binding(tensor=2, name="product", step=8))
    before = canvas.scene
    canvas.refresh()
    qtbot.waitUntil(lambda: canvas.scene is not before, timeout=2000)


def test_a_selection_out_of_view_is_brought_into_it(canvas: Canvas) -> None:
    canvas.zoom(3.0)
    canvas.set_selection(Item("tensor", 3))
    assert canvas.scene is not None
    rect = canvas.scene.rect(canvas.scene.places["tensor", 3][0])
    assert canvas.camera.seen().intersects(rect)


@pytest.mark.parametrize("step", [8, 7, 6, 5, 4, 3, 1])
def test_the_steps_sign_its_inputs_and_outputs_come_into_view(canvas: Canvas, step: int) -> None:
    canvas.resize(420, 460)
    canvas.camera.scale = 0.8
    canvas.camera.centre = QPointF(0, 0)
    canvas.set_step(step)
    canvas.set_step(2)
    canvas.set_step(step)
    assert canvas.scene is not None
    assert canvas._picture is not None
    seen = canvas.camera.seen()
    for place in around(canvas.scene, canvas._picture.lit):
        assert seen.contains(canvas.scene.rect(place))


def test_a_step_that_is_in_view_moves_nothing(canvas: Canvas) -> None:
    canvas.resize(460, 480)
    canvas.camera.scale = 0.8
    canvas.set_step(4)
    canvas.set_step(3)  # both light up c, its sum and d
    before = QPointF(canvas.camera.centre)
    canvas.set_step(4)
    assert canvas.camera.centre == before
