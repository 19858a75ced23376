"""The rubber band: Shift and a drag that begins on empty ground choose what it touches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING, Arrangement, Arrow, End, Note
from tests.gui.conftest import wait_for_run
from tests.gui.gesture_hands import (
    BESIDE,
    LEFT,
    MIDDLE,
    RIGHT,
    arranged,
    at,
    band,
    corners,
    drag,
    stretch,
)  # fmt: skip
from tests.gui.reading_hands import CONTROL, SHIFT, scene_of, tensor

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
KEY = Qt.Key


# --- what it chooses


def test_it_chooses_what_it_touches_and_that_is_no_edit(window: MainWindow, canvas: Canvas) -> None:
    camera = QPointF(canvas.camera.centre)
    band(window, *corners(window, "tensor a", "tensor b"))
    assert set(canvas.arranger.chosen) == {"tensor a", "tensor b"}
    assert canvas.camera.centre == camera
    assert arranged(window) == NOTHING
    assert not window.viewing.past.can_undo


def test_what_it_chose_is_dragged_together_and_aligned(window: MainWindow, canvas: Canvas) -> None:
    drag(canvas, at(window, "tensor a"), QPoint(0, 60))
    band(window, *corners(window, "tensor a", "tensor b"))
    window.commands["align_top"].trigger()
    scene = scene_of(window)
    places = [scene.place_of(key) for key in ("tensor a", "tensor b")]
    tops = [scene.rect(place).top() for place in places if place is not None]
    assert tops[0] == tops[1]
    drag(canvas, at(window, "tensor b"), QPoint(30, 20))
    assert {one.key for one in arranged(window).shifts} == {"tensor a", "tensor b"}
    later = [scene_of(window).rect(place).top() for place in places if place is not None]
    assert later[0] == later[1] > tops[0]


def test_it_adds_to_what_is_selected_however_that_was_selected(
    window: MainWindow, canvas: Canvas
) -> None:
    for way in ("click", "tab", "elsewhere", "escape"):
        canvas.arranger.choose(())
        window.session.select(None)
        if way == "tab":
            while window.session.selection != tensor(window, "c"):
                QTest.keyClick(canvas, KEY.Key_Tab)
        elif way == "elsewhere":
            QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
            window.session.select(tensor(window, "c"))
        else:
            QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor c"))
        if way == "escape":
            QTest.keyClick(canvas, KEY.Key_Escape)
        band(window, *corners(window, "tensor a"))
        assert canvas.arranger.chosen == ("tensor c", "tensor a"), way
        assert window.session.selection == tensor(window, "c"), way


def test_a_card_alone_in_it_is_selected(window: MainWindow, canvas: Canvas) -> None:
    band(window, *corners(window, "tensor b"))
    assert canvas.arranger.chosen == ("tensor b",)
    assert window.session.selection == tensor(window, "b")


def test_it_takes_notes_and_arrows_and_they_go_along(window: MainWindow, canvas: Canvas) -> None:
    right = canvas.camera.bounds.right()
    note = Note(1, right + 60, 60.0, "beside")
    free = Arrow(2, End(right + 60, 20.0), End(right + 100, 20.0))
    window.viewing.arrange(Arrangement(notes=(note,), arrows=(free,)))
    canvas.show_whole(canvas.camera.bounds)
    camera = canvas.camera
    start = camera.to_widget(QPointF(right + 40, 0.0)).toPoint()
    band(window, start, camera.to_widget(note_rect(note).center()).toPoint())
    assert set(canvas.arranger.chosen) == {note.key, free.key}
    drag(canvas, camera.to_widget(note_rect(note).center()).toPoint(), QPoint(0, 20))
    (moved,), (borne,) = arranged(window).notes, arranged(window).arrows
    assert (
        moved.y - note.y
        == pytest.approx(borne.start.y - free.start.y)
        == pytest.approx(20 / camera.scale)
    )
    window.looks.undo()
    assert arranged(window).notes == (note,)


def test_a_band_without_height_touches_what_it_crosses(window: MainWindow, canvas: Canvas) -> None:
    a, b = at(window, "tensor a"), at(window, "tensor b")
    band(window, QPoint(8, a.y()), QPoint(canvas.width() - 8, b.y()))
    assert {"tensor a", "tensor b"} <= set(canvas.arranger.chosen)


@pytest.mark.parametrize("factor", [0.4, 2.5])
def test_it_is_as_exact_when_zoomed(window: MainWindow, canvas: Canvas, factor: float) -> None:
    canvas.zoom(factor)
    scene = scene_of(window)
    place = scene.place_of("tensor a")
    assert place is not None
    canvas.camera.centre = scene.rect(place).topLeft()
    edge = canvas.camera.to_widget(scene.rect(place).topLeft()).toPoint()
    band(window, edge - QPoint(60, 60), edge - QPoint(4, 4))
    assert not canvas.arranger.chosen
    band(window, edge - QPoint(60, 60), edge + QPoint(4, 4))
    assert canvas.arranger.chosen == ("tensor a",)


def test_the_wheel_in_its_midst_leaves_its_start_where_it_was(
    window: MainWindow, canvas: Canvas
) -> None:
    start, end = corners(window, "tensor a", "tensor b")
    fixed = canvas.camera.to_scene(QPointF(start))
    stretch(canvas, start, end)
    QApplication.sendEvent(canvas, QWheelEvent(
        QPointF(end), QPointF(canvas.mapToGlobal(end)), QPoint(), QPoint(0, 120),
        LEFT, SHIFT, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's signature
    ))  # fmt: skip
    shown = canvas.arranger._band
    assert shown is not None
    assert shown.rect.topLeft() == fixed
    assert canvas.camera.to_widget(shown.rect.bottomRight()).toPoint() - end == QPoint(1, 1)
    QTest.mouseRelease(canvas, LEFT, SHIFT, end)
    assert "tensor a" in canvas.arranger.chosen


# --- what it is not


def test_it_is_drawn_in_the_accents_colour_and_gone_when_let_go(
    window: MainWindow, canvas: Canvas
) -> None:
    before = canvas.grab().toImage()
    start, end = corners(window, "tensor a", "tensor b")
    stretch(canvas, start, end)
    shown = canvas.grab().toImage()
    inside = (start + QPoint(4, 4)) * shown.devicePixelRatio()
    assert shown.pixelColor(inside).blue() > shown.pixelColor(inside).red()
    assert before.pixelColor(inside) != shown.pixelColor(inside)
    QTest.keyClick(canvas, KEY.Key_Escape)
    assert canvas.grab().toImage() == before


@pytest.mark.parametrize("chosen", [(), ("tensor a", "tensor c")])
@pytest.mark.parametrize("pulled", [True, False])
def test_escape_in_its_midst_leaves_the_selection(
    window: MainWindow, canvas: Canvas, chosen: tuple[str, ...], *, pulled: bool
) -> None:
    canvas.arranger.choose(chosen)
    start, end = corners(window, "tensor a", "tensor b")
    stretch(canvas, start, end if pulled else start)
    QTest.keyClick(canvas, KEY.Key_Escape)
    QTest.mouseMove(canvas, end + BESIDE)
    QTest.mouseRelease(canvas, LEFT, SHIFT, end + BESIDE)
    assert canvas.arranger.chosen == chosen
    assert not canvas.dragging
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_shift_and_a_drag_of_a_card_move_it(window: MainWindow, canvas: Canvas) -> None:
    start = at(window, "tensor a")
    stretch(canvas, start, start + QPoint(60, 0))
    QTest.mouseRelease(canvas, LEFT, SHIFT, start + QPoint(60, 0))
    assert [one.key for one in arranged(window).shifts] == ["tensor a"]


def test_without_shift_the_ground_pans_and_nothing_is_chosen(
    window: MainWindow, canvas: Canvas
) -> None:
    before = QPointF(canvas.camera.centre)
    drag(canvas, corners(window, "tensor a")[0], QPoint(80, 40))
    assert canvas.camera.centre != before
    assert canvas.arranger.chosen == ()


# --- what comes between


def test_beyond_the_canvas_it_touches_only_what_is_in_view(
    window: MainWindow, canvas: Canvas
) -> None:
    canvas.zoom(2.5)
    scene = scene_of(window)
    place = scene.place_of("tensor a")
    assert place is not None
    canvas.camera.centre = scene.rect(place).center()
    start = corners(window, "tensor a")[0]
    far = QPoint(canvas.width() + 4000, canvas.height() + 4000)
    band(window, start, far)
    shown = canvas.camera.seen()
    assert canvas.arranger.chosen
    for key in canvas.arranger.chosen:
        found = scene.place_of(key)
        assert found is not None
        assert scene.rect(found).intersects(shown)
    assert len(canvas.arranger.chosen) < len(scene.keys)


def test_another_button_in_its_midst_does_nothing(window: MainWindow, canvas: Canvas) -> None:
    start, end = corners(window, "tensor a", "tensor b")
    stretch(canvas, start, end)
    for button in (RIGHT, MIDDLE):
        QTest.mousePress(canvas, button, SHIFT, end)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(canvas, QContextMenuEvent(reason, end, canvas.mapToGlobal(end)))
        QTest.mouseRelease(canvas, button, SHIFT, end)
    assert not window.reading.menu.menu.isVisible()
    assert canvas.arranger.busy
    QTest.mouseRelease(canvas, LEFT, SHIFT, end)
    assert set(canvas.arranger.chosen) == {"tensor a", "tensor b"}


def test_one_whose_release_was_lost_is_given_up_by_the_next_press(
    window: MainWindow, canvas: Canvas
) -> None:
    start, end = corners(window, "tensor a", "tensor b")
    stretch(canvas, start, end)
    QTest.mouseRelease(window, LEFT)  # somebody else has it
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor c"))
    assert canvas.arranger.chosen == ("tensor c",)
    assert not canvas.arranger.busy


@pytest.mark.parametrize(
    ("key", "held"),
    [(KEY.Key_2, CONTROL), (KEY.Key_L, CONTROL | SHIFT), (KEY.Key_2, CONTROL | SHIFT)],
    ids=["view", "direction", "page"],
)
def test_another_picture_in_its_midst_gives_it_up(
    window: MainWindow, canvas: Canvas, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    start, end = corners(window, "tensor a", "tensor b")
    stretch(canvas, start, end)
    QTest.keyClick(canvas, key, held)
    assert not canvas.dragging
    assert not canvas.arranger.busy
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, SHIFT, end)
    assert canvas.arranger.chosen == ()
    assert not window.viewing.past.can_undo


def test_another_document_in_its_midst_gives_it_up_and_chooses_nothing_of_the_old(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    band(window, *corners(window, "tensor a", "tensor b"))
    start, end = corners(window, "tensor a", "tensor b")
    stretch(canvas, start, end)
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, SHIFT, end)
    assert canvas.arranger.chosen == ()
    assert arranged(window) == NOTHING


def test_a_step_in_its_midst_leaves_it_alone(window: MainWindow, canvas: Canvas) -> None:
    start, end = corners(window, "tensor a", "tensor b")
    stretch(canvas, start, end)
    QTest.keyClick(canvas, KEY.Key_Right)
    QTest.mouseRelease(canvas, LEFT, SHIFT, end)
    assert set(canvas.arranger.chosen) == {"tensor a", "tensor b"}
