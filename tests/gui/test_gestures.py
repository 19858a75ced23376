"""What the pointer, the touchpad and the keys do to the graph, also where they meet half-way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING, Arrangement, Note
from tests.gui.conftest import wait_for_run
from tests.gui.reading_hands import CONTROL, SHIFT, canvas_of, scene_of, tensor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton,
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier
FAR = QPoint(120, 40)
KEY = Qt.Key


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The first lesson, a * b, with nothing that glides."""
    window.files.open_lesson("1.1")
    wait_for_run(window, qtbot)
    canvas_of(window).set_motion(False)
    canvas_of(window).setFocus()
    qtbot.waitUntil(lambda: scene_of(window).place_of("tensor c") is not None)
    return window


@pytest.fixture
def canvas(window: MainWindow) -> Canvas:
    return canvas_of(window)


def at(window: MainWindow, key: str) -> QPoint:
    """The middle of a card, in pixels of the canvas."""
    place = scene_of(window).place_of(key)
    assert place is not None
    return canvas_of(window).camera.to_widget(scene_of(window).rect(place).center()).toPoint()


def hold(canvas: Canvas, start: QPoint, by: QPoint = FAR, button: Qt.MouseButton = LEFT) -> None:
    """Press a button, and move on with it."""
    QTest.mousePress(canvas, button, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, start + by * share)


def drag(canvas: Canvas, start: QPoint, by: QPoint = FAR, button: Qt.MouseButton = LEFT) -> None:
    hold(canvas, start, by, button)
    QTest.mouseRelease(canvas, button, pos=start + by)


def arranged(window: MainWindow) -> Arrangement:
    return window.viewing.look.arrangement


def turn(
    canvas: Canvas, held: Qt.KeyboardModifier, *, wheel: QPoint | None = None,
    fine: QPoint | None = None,
) -> None:  # fmt: skip
    """Turn the wheel, or scroll on a touchpad, over the middle."""
    middle = QPointF(canvas.rect().center())
    QApplication.sendEvent(canvas, QWheelEvent(
        middle, QPointF(canvas.mapToGlobal(middle.toPoint())), fine or QPoint(),
        wheel or QPoint(), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    ))  # fmt: skip


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
    window: MainWindow, canvas: Canvas
) -> None:
    before = QPointF(canvas.camera.centre)
    QTest.keyPress(canvas, KEY.Key_Space)
    drag(canvas, at(window, "tensor a"))
    QTest.keyRelease(canvas, KEY.Key_Space)
    assert canvas.camera.centre != before
    assert arranged(window) == NOTHING
    assert not window.player.playing
    for playing in (True, False):
        QTest.keyClick(canvas, KEY.Key_Space)
        assert window.player.playing == playing


def test_space_let_go_elsewhere_is_not_held_any_more(window: MainWindow, canvas: Canvas) -> None:
    QTest.keyPress(canvas, KEY.Key_Space)
    window.page.editor.code.setFocus()
    canvas.setFocus()
    drag(canvas, at(window, "tensor a"))
    assert arranged(window).shifts


def test_the_map_is_dragged(canvas: Canvas) -> None:
    canvas.zoom(3.0)
    canvas.repaint()
    overview = canvas._overview
    assert overview.shown
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
    ],
    ids=["wheel", "back", "ctrl", "shift", "touchpad", "touchpad-ctrl"],
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


# --- in the midst of a drag


def test_another_button_in_mid_drag_does_nothing(window: MainWindow, canvas: Canvas) -> None:
    start = at(window, "tensor a")
    hold(canvas, start)
    for button in (RIGHT, MIDDLE):
        QTest.mousePress(canvas, button, pos=start + FAR)
        point, reason = start + FAR, QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(canvas, QContextMenuEvent(reason, point, canvas.mapToGlobal(point)))
        QTest.mouseRelease(canvas, button, pos=start + FAR)
    assert not window.reading.menu.menu.isVisible()
    assert canvas.arranger.busy
    assert arranged(window) == NOTHING
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR)
    assert [shift.key for shift in arranged(window).shifts] == ["tensor a"]
    assert not canvas.arranger.busy


def test_a_drag_whose_release_was_lost_is_given_up_by_the_next_press(
    window: MainWindow, canvas: Canvas
) -> None:
    before = at(window, "tensor a")
    hold(canvas, before)
    QTest.mouseRelease(window, LEFT)  # somebody else has it
    drag(canvas, at(window, "tensor b"))
    assert [shift.key for shift in arranged(window).shifts] == ["tensor b"]
    assert at(window, "tensor a") == before


@pytest.mark.parametrize(("key", "held"), [(KEY.Key_2, CONTROL), (KEY.Key_L, CONTROL | SHIFT)])
def test_another_picture_in_mid_drag_gives_it_up(
    window: MainWindow, canvas: Canvas, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    start, before = at(window, "tensor a"), window.viewing.look.picture
    hold(canvas, start)
    QTest.keyClick(canvas, key, held)
    assert window.viewing.look.picture != before
    QTest.mouseMove(canvas, start + FAR * 1.2)
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR * 1.2)
    assert not any(one != NOTHING for one in window.viewing.look.arrangements.values())
    assert not window.viewing.past.can_undo
    for name in ("view_expression", "direction"):
        window.commands[name].setChecked(name == "view_expression")
        window.commands[name].trigger()
    assert not scene_of(window).arrangement.shifts


def test_another_document_in_mid_drag_gives_it_up(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    start = at(window, "tensor a")
    hold(canvas, start)
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    QTest.mouseMove(canvas, start + FAR * 1.2)
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR * 1.2)
    assert arranged(window) == NOTHING


def test_ctrl_z_in_mid_drag_gives_it_up_and_takes_back_what_was_before(
    window: MainWindow, canvas: Canvas
) -> None:
    drag(canvas, at(window, "tensor a"))
    start = at(window, "tensor b")
    hold(canvas, start)
    QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR)
    assert arranged(window) == NOTHING
    assert not scene_of(window).arrangement.shifts
    QTest.keyClick(canvas, KEY.Key_Y, CONTROL)
    assert [shift.key for shift in arranged(window).shifts] == ["tensor a"]


def test_a_note_that_is_deleted_in_mid_drag_is_gone(window: MainWindow, canvas: Canvas) -> None:
    note = Note(1, 300.0, 0.0, "away")
    window.viewing.arrange(Arrangement(notes=(note,)))
    canvas.show_whole(canvas.camera.bounds)
    point = canvas.camera.to_widget(note_rect(note).center()).toPoint()
    hold(canvas, point)
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_Delete)
    QTest.mouseRelease(canvas, LEFT, pos=point + FAR)
    assert arranged(window) == NOTHING
    QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    assert arranged(window).notes == (note,)


def test_escape_in_the_midst_of_an_arrow_draws_none(window: MainWindow, canvas: Canvas) -> None:
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_A)
    start = at(window, "tensor a")
    hold(canvas, start)
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR)
    assert arranged(window) == NOTHING
    assert not canvas.arranger.armed
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_hiding_in_mid_drag_hides_and_moves_nothing(window: MainWindow, canvas: Canvas) -> None:
    start = at(window, "tensor a")
    QTest.mouseClick(canvas, LEFT, pos=start)
    hold(canvas, start)
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_H)
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR)
    assert arranged(window) == NOTHING
    assert scene_of(window).place_of("tensor a") is None
    QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    assert scene_of(window).place_of("tensor a") is not None
    assert not window.viewing.past.can_undo


def test_a_step_in_mid_drag_leaves_the_drag_alone(window: MainWindow, canvas: Canvas) -> None:
    start = at(window, "tensor a")
    hold(canvas, start)
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_Right)
    assert window.session.position == 2
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR)
    assert [shift.key for shift in arranged(window).shifts] == ["tensor a"]


# --- notes half written


@pytest.mark.parametrize("key", [KEY.Key_2, KEY.Key_4])
def test_a_note_half_written_stays_in_the_view_it_was_begun_in(
    window: MainWindow, canvas: Canvas, key: Qt.Key
) -> None:
    QTest.keyClick(canvas, KEY.Key_N)
    editor = window.arranging.editor
    QTest.keyClicks(editor, "of the expression")
    QTest.keyClick(editor, key, CONTROL)
    assert not editor.isVisible()
    assert arranged(window) == NOTHING
    kept = window.viewing.look.arrangements["expression down"].notes
    assert [note.text for note in kept] == ["of the expression"]
    window.looks.undo()
    assert not window.viewing.look.arrangements.get("expression down", NOTHING).notes


def test_an_empty_note_is_none_and_takes_nothing_back(window: MainWindow, canvas: Canvas) -> None:
    for ending in (KEY.Key_Escape, KEY.Key_Return):
        QTest.keyClick(canvas, KEY.Key_N)
        QTest.keyClick(window.arranging.editor, ending, CONTROL)
        assert not window.arranging.editor.isVisible()
    assert arranged(window) == NOTHING
    assert not window.viewing.past.can_undo


def test_a_selection_is_no_edit(window: MainWindow, canvas: Canvas) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    assert window.session.selection == tensor(window, "a")
    assert not window.viewing.past.can_undo
