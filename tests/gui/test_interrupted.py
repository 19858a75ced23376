"""Gestures that something else comes between: another button, key, view or document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING, Arrangement, Note
from tests.gui.conftest import wait_for_run
from tests.gui.gesture_hands import FAR, LEFT, MIDDLE, RIGHT, arranged, at, drag, hold
from tests.gui.reading_hands import CONTROL, SHIFT, scene_of

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
KEY = Qt.Key


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


@pytest.mark.parametrize("way", ["wheel", "touchpad", "resize", "step", "scale", "chips"])
def test_a_note_half_written_stays_where_it_stands_in_the_graph(
    window: MainWindow, canvas: Canvas, way: str
) -> None:
    middle, none = QPointF(canvas.rect().center()), Qt.MouseButton.NoButton
    QTest.keyClick(canvas, KEY.Key_N)
    editor = window.arranging.editor
    QTest.keyClicks(editor, "here")
    before, note = editor.pos(), editor.note
    assert note is not None
    if way == "resize":
        window.resize(window.width() + 120, window.height() + 60)
        QApplication.processEvents()
    elif way == "step":
        canvas.zoom(3.0)
        window.session.go(2)
    elif way == "scale":
        window.commands["magnitude"].trigger()
    elif way == "chips":
        canvas.zoom(1.5)
        before = editor.pos()
        canvas.keep_head(60)
    else:
        fine = QPoint(30, 20) if way == "touchpad" else QPoint()
        QApplication.sendEvent(canvas, QWheelEvent(
            middle, QPointF(canvas.mapToGlobal(middle.toPoint())), fine, QPoint(0, -120), none,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's signature
        ))  # fmt: skip
    there = canvas.camera.to_widget(note_rect(note).topLeft()).toPoint()
    assert there != before
    seen = canvas.rect().adjusted(8, 8, -8, -8)
    assert seen.contains(editor.geometry())
    if seen.contains(QRect(there, editor.size())):
        assert editor.pos() == there
    assert editor.isVisible()
    QTest.keyClick(editor, KEY.Key_Return, CONTROL)
    assert [(one.x, one.y, one.text) for one in arranged(window).notes] == [
        (note.x, note.y, "here")
    ]


def test_a_note_longer_than_its_place_goes_where_it_covers_no_card(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    window.resize(1278, 692)
    qtbot.waitUntil(lambda: not window.page.arrangement.wide)
    canvas.fit()
    QTest.keyClick(canvas, KEY.Key_N)
    QTest.keyClicks(window.arranging.editor, "the product rule")
    QTest.keyClick(window.arranging.editor, KEY.Key_Return, CONTROL)
    (note,) = arranged(window).notes
    assert not len(boxes_in(scene_of(window), note_rect(note)))
