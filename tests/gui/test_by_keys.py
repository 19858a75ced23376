"""What the pointer does to the graph is done without one: going, choosing, moving, pointing out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING, Arrangement, Arrow, End, Note
from tests.gui.gesture_hands import arranged, at
from tests.gui.reading_hands import CONTROL, SHIFT, scene_of, tensor

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
NOTE, ARROW = Note(1, 300.0, 0.0, "away"), Arrow(2, End(key="note 1"), End(key="tensor c"))


def chosen(canvas: Canvas) -> tuple[str, ...]:
    return canvas.arranger.chosen


def tab(canvas: Canvas, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(canvas, KEY.Key_Tab)


def go(window: MainWindow, key: str) -> None:
    """Tab along to a thing."""
    canvas = window.page.canvas
    for _ in range(20):
        if chosen(canvas)[-1:] == (key,):
            return
        tab(canvas)
    raise AssertionError(key)


# --- moving


def test_alt_and_an_arrow_held_move_a_card_and_are_one_edit(
    window: MainWindow, canvas: Canvas
) -> None:
    go(window, "tensor a")
    before = at(window, "tensor a")
    for _ in range(3):
        QTest.keyPress(canvas, KEY.Key_Right, ALT)
    assert arranged(window) == NOTHING
    QTest.keyRelease(canvas, KEY.Key_Right, ALT)
    assert at(window, "tensor a") == before + QPoint(30, 0)
    assert [shift.key for shift in arranged(window).shifts] == ["tensor a"]
    QTest.keyClick(canvas, KEY.Key_Down, ALT)
    assert at(window, "tensor a") == before + QPoint(30, 10)
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    assert arranged(window) == NOTHING
    assert not window.viewing.past.can_undo
    QTest.keyClick(canvas, KEY.Key_Y, CONTROL)
    assert at(window, "tensor a") == before + QPoint(30, 0)


def test_escape_puts_back_what_keys_move(window: MainWindow, canvas: Canvas) -> None:
    go(window, "tensor a")
    before = at(window, "tensor a")
    QTest.keyPress(canvas, KEY.Key_Right, ALT)
    QTest.keyClick(canvas, KEY.Key_Escape)
    QTest.keyRelease(canvas, KEY.Key_Right, ALT)
    assert at(window, "tensor a") == before
    assert arranged(window) == NOTHING


def test_what_keys_move_stays_there_when_they_are_let_go_elsewhere(
    window: MainWindow, canvas: Canvas
) -> None:
    go(window, "tensor a")
    QTest.keyPress(canvas, KEY.Key_Right, ALT)
    window.page.editor.code.setFocus()
    assert arranged(window).shifts
    assert not canvas.arranger.busy


def test_another_view_while_keys_move_something_gives_it_up(
    window: MainWindow, canvas: Canvas
) -> None:
    go(window, "tensor a")
    QTest.keyPress(canvas, KEY.Key_Right, ALT)
    window.commands["view_grad_fn"].trigger()
    QTest.keyRelease(canvas, KEY.Key_Right, ALT)
    assert not any(one != NOTHING for one in window.viewing.look.arrangements.values())


def test_with_nothing_chosen_alt_and_an_arrow_move_the_view(
    window: MainWindow, canvas: Canvas
) -> None:
    window.session.select(None)
    canvas.arranger.choose(())
    before = canvas.camera.to_widget(QPointF())
    QTest.keyClick(canvas, KEY.Key_Right, ALT)
    QTest.keyClick(canvas, KEY.Key_Up, ALT)
    moved = canvas.camera.to_widget(QPointF()) - before
    assert (moved - QPointF(-80, 80)).manhattanLength() < 2
    assert not window.viewing.past.can_undo


def test_what_is_hidden_is_not_moved(window: MainWindow, canvas: Canvas) -> None:
    go(window, "tensor a")
    QTest.keyClick(canvas, KEY.Key_H)
    QTest.keyClick(canvas, KEY.Key_Right, ALT)
    assert arranged(window) == NOTHING


# --- choosing several


def test_shift_and_enter_keep_what_is_chosen_while_one_goes_on(
    window: MainWindow, canvas: Canvas
) -> None:
    go(window, "tensor a")
    QTest.keyClick(canvas, KEY.Key_Return, SHIFT)
    go(window, "tensor c")
    assert chosen(canvas) == ("tensor a", "tensor c")
    assert window.session.selection == tensor(window, "c")
    window.commands["align_left"].trigger()
    left = [scene_of(window).rect(place).left() for place in map(
        scene_of(window).place_of, ("tensor a", "tensor c")) if place is not None]  # fmt: skip
    assert left[0] == pytest.approx(left[1])
    QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    assert arranged(window) == NOTHING
    QTest.keyClick(canvas, KEY.Key_Return, SHIFT)
    QTest.keyClick(canvas, KEY.Key_Up, CONTROL)
    assert chosen(canvas)[:2] == ("tensor a", "tensor c")
    assert len(chosen(canvas)) == 3
    QTest.keyClick(canvas, KEY.Key_Escape)
    assert chosen(canvas) == ()
    QTest.keyClick(canvas, KEY.Key_Down, CONTROL)
    assert len(chosen(canvas)) == 1


def test_shift_and_enter_once_more_give_one_up(window: MainWindow, canvas: Canvas) -> None:
    go(window, "tensor a")
    for _ in range(2):
        QTest.keyClick(canvas, KEY.Key_Return, SHIFT)
    go(window, "tensor c")
    assert chosen(canvas) == ("tensor c",)


def test_what_is_aligned_is_offered_for_two_or_more(window: MainWindow, canvas: Canvas) -> None:
    go(window, "tensor a")
    assert not window.commands["align_top"].isEnabled()
    QTest.keyClick(canvas, KEY.Key_Return, SHIFT)
    go(window, "tensor c")
    assert window.commands["align_top"].isEnabled()


# --- notes and arrows


def test_tab_reaches_notes_and_arrows_after_all_else(window: MainWindow, canvas: Canvas) -> None:
    window.viewing.arrange(Arrangement(notes=(NOTE,), arrows=(ARROW,)))
    tab(canvas, len(scene_of(window).plans) + 1)
    assert chosen(canvas) == ("note 1",)
    assert window.session.selection is None
    assert canvas.accessibleDescription() == "Note: away"
    assert canvas.camera.seen().contains(note_rect(NOTE))
    tab(canvas)
    assert chosen(canvas) == ("arrow 2",)
    assert canvas.hasFocus()
    tab(canvas)
    assert not canvas.hasFocus()


def test_enter_writes_a_note_anew_and_delete_takes_it_away(
    window: MainWindow, canvas: Canvas
) -> None:
    window.viewing.arrange(Arrangement(notes=(NOTE,)))
    go(window, "note 1")
    QTest.keyClick(canvas, KEY.Key_Return)
    editor = window.arranging.editor
    assert editor.isVisible()
    QTest.keyClicks(editor, "here")
    QTest.keyClick(editor, KEY.Key_Return, CONTROL)
    assert [note.text for note in arranged(window).notes] == ["here"]
    assert chosen(canvas) == ("note 1",)
    QTest.keyClick(canvas, KEY.Key_Right, ALT)
    assert arranged(window).notes[0].x > NOTE.x
    QTest.keyClick(canvas, KEY.Key_Delete)
    assert arranged(window) == NOTHING
    for _ in range(3):
        QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    assert arranged(window).notes == (NOTE,)


def test_after_a_note_is_written_one_is_at_it(window: MainWindow, canvas: Canvas) -> None:
    go(window, "tensor a")
    QTest.keyClick(canvas, KEY.Key_N)
    QTest.keyClicks(window.arranging.editor, "a rule")
    QTest.keyClick(window.arranging.editor, KEY.Key_Return, CONTROL)
    QTest.keyClick(canvas, KEY.Key_Return)
    assert window.arranging.editor.isVisible()
    QTest.keyClick(window.arranging.editor, KEY.Key_Escape)
    QTest.keyClick(canvas, KEY.Key_Backtab, SHIFT)
    assert chosen(canvas) == (scene_of(window).keys[-1],)


def test_an_arrow_is_drawn_from_enter_to_enter(window: MainWindow, canvas: Canvas) -> None:
    QTest.keyClick(canvas, KEY.Key_A)
    go(window, "tensor a")
    QTest.keyClick(canvas, KEY.Key_Return)
    QTest.keyClick(canvas, KEY.Key_Return)  # to itself it draws none, and begins anew
    QTest.keyClick(canvas, KEY.Key_Return)
    tab(canvas)
    QTest.keyClick(canvas, KEY.Key_Return)
    (arrow,) = arranged(window).arrows
    assert (arrow.start.key, arrow.end.key) == ("tensor a", scene_of(window).keys[1])
    assert chosen(canvas) == (arrow.key,)
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    assert arranged(window) == NOTHING


def test_an_arrow_drawn_by_keys_leads_from_a_note_to_a_card(
    window: MainWindow, canvas: Canvas
) -> None:
    window.viewing.arrange(Arrangement(notes=(NOTE,)))
    go(window, "note 1")
    for key in (KEY.Key_A, KEY.Key_Return, KEY.Key_Backtab, KEY.Key_Backtab, KEY.Key_Tab):
        QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, KEY.Key_Tab)
    QTest.keyClick(canvas, KEY.Key_Return)  # at the note again: none is drawn
    assert not arranged(window).arrows
    for key in (KEY.Key_Return, KEY.Key_Backtab, KEY.Key_Return):
        QTest.keyClick(canvas, key)
    (arrow,) = arranged(window).arrows
    assert (arrow.start.key, arrow.end.key) == ("note 1", scene_of(window).keys[-1])


def test_an_arrow_begun_by_keys_is_given_up_by_escape(window: MainWindow, canvas: Canvas) -> None:
    QTest.keyClick(canvas, KEY.Key_A)
    go(window, "tensor a")
    QTest.keyClick(canvas, KEY.Key_Return)
    QTest.keyClick(canvas, KEY.Key_Escape)
    assert not canvas.arranger.busy
    assert not canvas.arranger.armed
    assert arranged(window) == NOTHING


def test_delete_on_a_card_leaves_the_arrow_that_points_to_it(
    window: MainWindow, canvas: Canvas
) -> None:
    made = Arrangement(notes=(NOTE,), arrows=(ARROW,))
    window.viewing.arrange(made)
    go(window, "tensor c")
    QTest.keyClick(canvas, KEY.Key_Delete)
    assert arranged(window) == made
    assert not window.commands["remove"].isEnabled()
    go(window, "note 1")
    QTest.keyClick(canvas, KEY.Key_Delete)  # an arrow from nowhere would be no arrow
    assert arranged(window) == NOTHING


@pytest.mark.parametrize("by", ["menu", "f10"])
def test_the_menu_of_a_note_opens_by_keys(window: MainWindow, canvas: Canvas, by: str) -> None:
    window.viewing.arrange(Arrangement(notes=(NOTE,)))
    go(window, "note 1")
    reason = QContextMenuEvent.Reason.Keyboard
    if by == "f10":
        QTest.keyClick(canvas, KEY.Key_F10, SHIFT)
    else:
        QApplication.sendEvent(canvas, QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    menu = window.reading.menu.own_menu
    assert menu.isVisible()
    assert [one.isEnabled() for one in menu.actions()] == [True, True]
    menu.close()
    window.commands["remove"].trigger()
    assert arranged(window) == NOTHING
