"""What the pointer, the touchpad and the keys do to the graph."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.keys import REPEATED
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING
from tests.gui.gesture_hands import FAR, LEFT, MIDDLE, arranged, at, drag, hold, show_map, turn
from tests.gui.reading_hands import CONTROL, SHIFT, tensor

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key


def pinch(canvas: Canvas, by: float) -> None:
    middle = QPointF(canvas.rect().center())
    QApplication.sendEvent(canvas, QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        middle, middle, QPointF(canvas.mapToGlobal(middle.toPoint())), by, QPointF(),
    ))  # fmt: skip


# --- going about: nothing of it is an edit


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_a_drag_of_the_ground_pans_and_the_middle_button_does_so_anywhere(
    window: MainWindow, canvas: Canvas, button: Qt.MouseButton
) -> None:
    before = QPointF(canvas.camera.centre)
    start = QPoint(20, canvas.height() // 2) if button == LEFT else at(window, "tensor a")
    drag(canvas, start, button=button)
    moved = (before - canvas.camera.centre) * canvas.camera.scale
    assert (moved - QPointF(FAR)).manhattanLength() < 2
    assert arranged(window) == NOTHING
    assert not window.viewing.past.can_undo


def test_space_held_pans_over_a_card_and_tapped_it_plays(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    before = QPointF(canvas.camera.centre)
    QTest.keyPress(canvas, KEY.Key_Space)
    for _ in range(3):  # as X11 repeats it: nothing says that it was not let go
        QTest.keyRelease(canvas, KEY.Key_Space)
        QTest.keyPress(canvas, KEY.Key_Space)
    drag(canvas, at(window, "tensor a"))
    QTest.keyRelease(canvas, KEY.Key_Space)
    assert canvas.camera.centre != before
    assert arranged(window) == NOTHING
    qtbot.wait(2 * REPEATED)
    assert not window.player.playing
    QTest.keyClick(canvas, KEY.Key_Space)
    qtbot.waitUntil(lambda: window.player.playing)
    QTest.keyClick(canvas, KEY.Key_Space)
    qtbot.waitUntil(lambda: not window.player.playing)


def test_space_held_for_nothing_does_not_play(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    QTest.keyPress(canvas, KEY.Key_Space)
    QTest.keyRelease(canvas, KEY.Key_Space)
    QTest.keyPress(canvas, KEY.Key_Space)
    QTest.keyRelease(canvas, KEY.Key_Space)
    qtbot.wait(2 * REPEATED)
    assert not window.player.playing
    assert not canvas._space


def test_space_let_go_elsewhere_is_not_held_any_more(window: MainWindow, canvas: Canvas) -> None:
    QTest.keyPress(canvas, KEY.Key_Space)
    window.page.editor.code.setFocus()
    canvas.setFocus()
    drag(canvas, at(window, "tensor a"))
    assert arranged(window).shifts


def test_the_map_is_dragged(canvas: Canvas) -> None:
    overview = canvas._overview
    show_map(canvas)
    before = QPointF(canvas.camera.centre)
    hold(canvas, overview.rect.center().toPoint(), QPoint(10, 20))
    there = QPointF(canvas.camera.centre)
    QTest.mouseRelease(canvas, LEFT, pos=overview.rect.center().toPoint())
    assert there != before
    assert canvas.camera.centre == there


@pytest.mark.parametrize(
    ("held", "wheel", "fine", "zooms", "moves"),
    [
        (NONE, QPoint(0, 120), None, 1.197, (0, 0)),
        (NONE, QPoint(0, -120), None, 1 / 1.197, (0, 0)),
        (CONTROL, QPoint(0, 120), None, 1.197, (0, 0)),
        (SHIFT, QPoint(0, 120), None, 1.0, (60, 0)),
        (NONE, QPoint(0, 40), QPoint(30, 20), 1.0, (30, 20)),
        (CONTROL, QPoint(0, 120), QPoint(0, 20), 1.197, (0, 0)),
        (NONE, QPoint(-80, 0), None, 1.0, (-40, 0)),
    ],
    ids=["wheel", "back", "ctrl", "shift", "touchpad", "touchpad-ctrl", "sideways"],
)
def test_the_wheel_zooms_and_a_touchpad_pans(
    canvas: Canvas, held: Qt.KeyboardModifier, wheel: QPoint, fine: QPoint | None,
    zooms: float, moves: tuple[int, int],
) -> None:  # fmt: skip
    scale, before = canvas.camera.scale, QPointF(canvas.camera.centre)
    turn(canvas, held, wheel=wheel, fine=fine)
    assert canvas.camera.scale / scale == pytest.approx(zooms, rel=0.01)
    moved = (before - canvas.camera.centre) * scale
    if zooms == 1.0:
        assert (moved - QPointF(*moves)).manhattanLength() < 2


def test_a_pinch_zooms_in_and_out_about_the_fingers(canvas: Canvas) -> None:
    scale, middle = canvas.camera.scale, QPointF(canvas.rect().center())
    fixed = canvas.camera.to_scene(middle)
    pinch(canvas, 0.25)
    assert canvas.camera.scale == pytest.approx(1.25 * scale)
    assert (canvas.camera.to_scene(middle) - fixed).manhattanLength() < 2
    pinch(canvas, -0.2)
    assert canvas.camera.scale == pytest.approx(scale)


@pytest.mark.parametrize("ways", [(KEY.Key_Plus, KEY.Key_Minus), (KEY.Key_Equal, KEY.Key_Minus)])
@pytest.mark.parametrize("held", [NONE, CONTROL])
def test_keys_zoom_and_fit_however_often(
    canvas: Canvas, held: Qt.KeyboardModifier, ways: tuple[Qt.Key, Qt.Key]
) -> None:
    fitted = canvas.camera.scale
    scales = []
    for key in (ways[0], ways[0], ways[1], ways[1]):
        QTest.keyClick(canvas, key, held)
        scales.append(canvas.camera.scale / fitted)
    assert scales == pytest.approx([1.25, 1.5625, 1.25, 1.0])
    QTest.keyClick(canvas, ways[0], held)
    for key in (KEY.Key_0, KEY.Key_0) if held == CONTROL else (KEY.Key_F, KEY.Key_0):
        QTest.keyClick(canvas, key, held)
        assert canvas.camera.scale == pytest.approx(fitted)


def test_tab_and_shift_tab_walk_both_ways_and_leave_at_the_ends(
    window: MainWindow, canvas: Canvas
) -> None:
    seen = []
    for _ in range(3):
        QTest.keyClick(canvas, KEY.Key_Tab)
        seen.append(window.session.selection)
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_Backtab, SHIFT)
        seen.append(window.session.selection)
    assert len(set(seen[:3])) == 3
    assert seen[3:] == [seen[1], seen[0]]
    QTest.keyClick(canvas, KEY.Key_Backtab, SHIFT)
    assert not canvas.hasFocus()


def test_shift_and_a_click_choose_one_more_and_one_less(window: MainWindow, canvas: Canvas) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    for chosen in (("tensor a", "tensor b"), ("tensor a",)):
        QTest.mouseClick(canvas, LEFT, SHIFT, at(window, "tensor b"))
        assert canvas.arranger.chosen == chosen
    QTest.mouseClick(canvas, LEFT, pos=QPoint(8, canvas.height() // 2))
    assert canvas.arranger.chosen == ()
    assert window.session.selection is None


def test_a_selection_is_no_edit(window: MainWindow, canvas: Canvas) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    assert window.session.selection == tensor(window, "a")
    assert not window.viewing.past.can_undo


def test_what_shift_and_clicks_leave_alone_is_selected(window: MainWindow, canvas: Canvas) -> None:
    for key in ("tensor a", "tensor b", "tensor a"):
        QTest.mouseClick(canvas, LEFT, SHIFT, at(window, key))
    assert canvas.arranger.chosen == ("tensor b",)
    assert window.session.selection == tensor(window, "b")


def test_shift_and_a_click_on_the_ground_leave_the_selection(
    window: MainWindow, canvas: Canvas
) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    QTest.mouseClick(canvas, LEFT, SHIFT, at(window, "tensor b"))
    QTest.mouseClick(canvas, LEFT, SHIFT, QPoint(8, canvas.height() // 2))
    assert canvas.arranger.chosen == ("tensor a", "tensor b")
    assert window.session.selection == tensor(window, "a")
