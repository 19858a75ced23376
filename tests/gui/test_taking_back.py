"""Every edit of the graph is undone and redone by its keys, wherever one has gone meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.aligning import SIDES
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.notes import ends_of
from graphviewer.gui.window import MainWindow
from graphviewer.session.viewing import Look
from graphviewer.tape.arrangement import NOTHING, Arrangement, Arrow, Note, Shift
from tests.gui.conftest import Make, wait_for_run
from tests.gui.reading_hands import CONTROL, SHIFT, canvas_of, opened, scene_of, settle, tensor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ALT = Qt.KeyboardModifier.AltModifier
LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key
SOURCE = """import torch
from torch import nn

net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
x = torch.ones(4, 2)
a = torch.tensor([[2.0, 3.0]], requires_grad=True)
b = torch.tensor([[4.0], [5.0]], requires_grad=True)
loss = net(x * a).square().mean() + (a @ b).sum()
loss.backward()
"""


@pytest.fixture
def window(make: Make, qtbot: QtBot) -> MainWindow:
    return opened(make, qtbot, SOURCE)


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(canvas_of(window), key, held)


def at(window: MainWindow, key: str) -> QPoint:
    place = scene_of(window).place_of(key)
    assert place is not None
    return canvas_of(window).camera.to_widget(scene_of(window).rect(place).center()).toPoint()


def drag(window: MainWindow, start: QPoint, by: QPoint) -> None:
    canvas = canvas_of(window)
    QTest.mousePress(canvas, LEFT, pos=start)
    for share in (0.4, 1.0):
        QTest.mouseMove(canvas, start + by * share)
    QTest.mouseRelease(canvas, LEFT, pos=start + by)


def arrows(window: MainWindow) -> list[Arrow]:
    return list(window.viewing.look.arrangement.arrows)


# --- edits, each by its key, button or menu


def drags(window: MainWindow) -> None:
    drag(window, at(window, "tensor a"), QPoint(50, 30))


def writes(window: MainWindow) -> None:
    press(window, KEY.Key_N, Qt.KeyboardModifier.NoModifier)
    QTest.keyClicks(window.arranging.editor, "a note")
    QTest.keyClick(window.arranging.editor, KEY.Key_Return, CONTROL)


def points(window: MainWindow) -> None:
    press(window, KEY.Key_A, Qt.KeyboardModifier.NoModifier)
    drag(window, at(window, "tensor a"), at(window, "tensor b") - at(window, "tensor a"))


def hides(window: MainWindow) -> None:
    window.session.select(tensor(window, "a"))
    press(window, KEY.Key_H, Qt.KeyboardModifier.NoModifier)


def shows_again(window: MainWindow) -> None:
    press(window, KEY.Key_H, SHIFT)


def focuses(arrow: Qt.Key) -> Callable[[MainWindow], None]:
    def edit(window: MainWindow) -> None:
        window.session.select(tensor(window, "loss"))
        if arrow == KEY.Key_Down:
            window.session.select(tensor(window, "a"))
        press(window, arrow, CONTROL | SHIFT)

    return edit


def keys(key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[MainWindow], None]:
    def edit(window: MainWindow) -> None:
        press(window, key, held)

    return edit


def asks(name: str) -> Callable[[MainWindow], None]:
    def edit(window: MainWindow) -> None:
        window.commands[name].trigger()

    return edit


NONE = Qt.KeyboardModifier.NoModifier
EDITS: dict[str, tuple[str, list[Callable[[MainWindow], None]], Callable[[MainWindow], None]]] = {
    "drag": ("expression", [], drags),
    "note": ("expression", [], writes),
    "arrow": ("expression", [], points),
    "put back": ("expression", [drags, writes], asks("put_back")),
    "hide": ("expression", [], hides),
    "show": ("expression", [hides], shows_again),
    "ancestors": ("expression", [], focuses(KEY.Key_Up)),
    "descendants": ("expression", [], focuses(KEY.Key_Down)),
    "both": ("expression", [], focuses(KEY.Key_Right)),
    "everything": ("expression", [focuses(KEY.Key_Up)], keys(KEY.Key_Left, CONTROL | SHIFT)),
    "chains": ("grad_fn", [], keys(KEY.Key_S, NONE)),
    "repeats": ("expression", [], keys(KEY.Key_R, NONE)),
    "open all": ("modules", [], keys(KEY.Key_E, CONTROL | ALT)),
    "close all": ("modules", [], keys(KEY.Key_E, CONTROL | SHIFT)),
    "products": ("scalars", [], asks("products_open")),
    "no products": ("scalars", [asks("products_open")], asks("products_close")),
    "example": ("neurons", [], keys(KEY.Key_Down, SHIFT)),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_undone_and_redone_by_keys_however_often(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    view, first, edit = EDITS[name]
    window.commands[f"view_{view}"].trigger()
    settle(window, qtbot)
    for one in first:
        one(window)
        settle(window, qtbot)
    canvas_of(window).setFocus()
    before = window.viewing.look
    edit(window)
    settle(window, qtbot)
    after = window.viewing.look
    assert after != before
    for key, held in ((KEY.Key_Y, CONTROL), (KEY.Key_Z, CONTROL | SHIFT)):
        press(window, KEY.Key_Z, CONTROL)
        assert window.viewing.look == before
        settle(window, qtbot)
        for _ in range(2):  # the second time there is nothing left
            press(window, key, held)
            assert window.viewing.look == after
        settle(window, qtbot)
    for _ in range(len(first) + 5):
        press(window, KEY.Key_Z, CONTROL)
    assert window.viewing.look == Look(view=window.viewing.look.view)
    assert not window.viewing.past.can_undo


@pytest.mark.parametrize("side", SIDES)
def test_what_was_aligned_is_put_back(window: MainWindow, side: str) -> None:
    canvas = canvas_of(window)
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    QTest.mouseClick(canvas, LEFT, SHIFT, at(window, "tensor loss"))
    before = window.viewing.look
    for _ in range(2):  # once more changes nothing
        window.commands[f"align_{side}"].trigger()
    places = [scene_of(window).place_of(key) for key in ("tensor a", "tensor loss")]
    rects = [scene_of(window).rect(place) for place in places if place is not None]
    edges = {
        "left": [rect.left() for rect in rects], "centre": [rect.center().x() for rect in rects],
        "right": [rect.right() for rect in rects], "top": [rect.top() for rect in rects],
        "middle": [rect.center().y() for rect in rects],
        "bottom": [rect.bottom() for rect in rects],
    }[side]  # fmt: skip
    assert edges[0] == pytest.approx(edges[1])
    press(window, KEY.Key_Z, CONTROL)
    assert window.viewing.look == before


def test_an_arrow_that_was_deleted_comes_back(window: MainWindow) -> None:
    canvas = canvas_of(window)
    points(window)
    canvas.arranger.choose(())
    (arrow,) = window.viewing.look.arrangement.arrows
    ends = ends_of(scene_of(window), window.viewing.look.arrangement, arrow)
    assert ends is not None
    on_it = canvas.camera.to_widget((ends[0] + ends[1]) / 2).toPoint()
    QTest.mouseClick(canvas, LEFT, pos=on_it)
    assert canvas.arranger.chosen == (arrow.key,)
    for _ in range(2):
        press(window, KEY.Key_Backspace, NONE)
    assert arrows(window) == []
    press(window, KEY.Key_Z, CONTROL)
    assert arrows(window) == [arrow]
    press(window, KEY.Key_Y, CONTROL)
    assert arrows(window) == []


def test_several_that_were_dragged_together_go_back_together(window: MainWindow) -> None:
    canvas, note = canvas_of(window), Note(1, -150.0, 0.0, "beside")
    window.viewing.arrange(Arrangement(notes=(note,)))
    canvas.fit()
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    on_note = canvas.camera.to_widget(note_rect(note).center()).toPoint()
    QTest.mouseClick(canvas, LEFT, SHIFT, on_note)
    drag(window, on_note, QPoint(10, 40))
    moved = window.viewing.look.arrangement
    assert [shift.key for shift in moved.shifts] == ["tensor a"]
    assert moved.notes[0].y > note.y
    press(window, KEY.Key_Z, CONTROL)
    assert window.viewing.look.arrangement == Arrangement(notes=(note,))


def test_undo_after_another_view_and_direction_goes_back_to_where_it_was_done(
    window: MainWindow, qtbot: QtBot
) -> None:
    drags(window)
    press(window, KEY.Key_2, CONTROL)
    press(window, KEY.Key_L, CONTROL | SHIFT)
    settle(window, qtbot)
    assert window.viewing.look.picture == "grad_fn right"
    press(window, KEY.Key_Z, CONTROL)
    assert window.viewing.look == Look()
    assert window.commands["view_expression"].isChecked()
    assert not window.commands["direction"].isChecked()
    press(window, KEY.Key_Y, CONTROL)
    assert window.viewing.look.arrangements["expression down"].shifts


def test_after_a_new_edit_there_is_nothing_to_redo(window: MainWindow) -> None:
    drags(window)
    press(window, KEY.Key_Z, CONTROL)
    writes(window)
    after = window.viewing.look
    assert not window.looks.can_redo
    for held in (CONTROL, CONTROL | SHIFT):
        press(window, KEY.Key_Y if held == CONTROL else KEY.Key_Z, held)
        assert window.viewing.look == after


def test_another_document_has_nothing_of_this_one_to_take_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.document.edit(window.document.saved_source)
    window.files.open_lesson("1.1")
    wait_for_run(window, qtbot)
    settle(window, qtbot)
    drags(window)
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    for key in (KEY.Key_Z, KEY.Key_Y):
        press(window, key, CONTROL)
        assert window.viewing.look.arrangement == NOTHING
    window.files.open_lesson("1.1")
    wait_for_run(window, qtbot)
    (shift,) = window.viewing.look.arrangement.shifts
    press(window, KEY.Key_Z, CONTROL)  # it was made in an earlier sitting
    assert window.viewing.look.arrangement.shifts == (shift,)


def test_what_is_arranged_does_not_mark_the_program_as_changed(window: MainWindow) -> None:
    window.document.edit(window.document.saved_source)
    before = window.windowTitle(), window.isWindowModified()
    drags(window)
    assert (window.windowTitle(), window.isWindowModified()) == before


def test_undo_to_the_saved_text_takes_the_mark_from_the_title(window: MainWindow) -> None:
    window.document.edit(window.document.saved_source)
    code = window.page.editor.code
    window.page.editor.set_source(window.document.saved_source)
    assert not window.isWindowModified()
    code.setFocus()
    QTest.keyClicks(code, "# one")
    assert window.isWindowModified()
    for _ in range(5):
        QTest.keyClick(code, KEY.Key_Z, CONTROL)
    assert not window.isWindowModified()
    QTest.keyClick(code, KEY.Key_Y, CONTROL)
    assert window.isWindowModified()
    assert window.viewing.look.arrangement == NOTHING


def test_ctrl_z_in_the_program_leaves_the_graph_alone(window: MainWindow) -> None:
    drags(window)
    shifts: tuple[Shift, ...] = window.viewing.look.arrangement.shifts
    window.page.editor.code.setFocus()
    QTest.keyClick(window.page.editor.code, KEY.Key_Z, CONTROL)
    assert window.viewing.look.arrangement.shifts == shifts
