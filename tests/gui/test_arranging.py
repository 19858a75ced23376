"""Arranging the graph with real clicks: dragging, notes, arrows; undone, kept, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.files import arrangement as kept
from graphviewer.files import tape_file
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.notes import ends_of
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING, Arrangement, Note
from tests.gui.conftest import Make, wait_for_run

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
LEFT = Qt.MouseButton.LeftButton
FAR = QPoint(120, 40)


def scene_of(window: MainWindow) -> Scene:
    scene = window.page.canvas.scene
    assert scene is not None
    return scene


def arranged(window: MainWindow) -> Arrangement:
    return window.viewing.look.arrangement


def middle(window: MainWindow, key: str) -> QPoint:
    scene = scene_of(window)
    place = scene.place_of(key)
    assert place is not None, scene.keys
    return window.page.canvas.camera.to_widget(scene.rect(place).center()).toPoint()


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    canvas = window.page.canvas
    QTest.mousePress(canvas, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)
    QTest.mouseRelease(canvas, LEFT, pos=end)


def test_a_card_is_dragged_with_its_arrows_and_ctrl_z_puts_it_back(window: MainWindow) -> None:
    scene = scene_of(window)
    place = scene.place_of("tensor a")
    assert place is not None
    before = scene.rect(place)
    start = middle(window, "tensor a")
    drag(window, start, start + FAR)
    scale = window.page.canvas.camera.scale
    after = scene_of(window).rect(place)
    assert after.left() - before.left() == pytest.approx(FAR.x() / scale, abs=2 / scale)
    assert after.top() - before.top() == pytest.approx(FAR.y() / scale, abs=2 / scale)
    (link,) = (k for k, one in enumerate(scene.graph.links) if one.source == place)
    tail = scene_of(window).lines[link].forward.tail
    assert after.left() <= tail[0] <= after.right()
    assert tail[1] == pytest.approx(after.bottom(), abs=1)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key, held in ((Qt.Key.Key_Y, ctrl), (Qt.Key.Key_Z, ctrl | shift)):
        QTest.keyClick(window.page.canvas, Qt.Key.Key_Z, ctrl)
        assert scene_of(window).rect(place) == before
        QTest.keyClick(window.page.canvas, key, held)
        assert scene_of(window).rect(place) == after


def test_escape_in_mid_drag_leaves_everything_where_it_was(window: MainWindow) -> None:
    canvas, place = window.page.canvas, scene_of(window).place_of("tensor b")
    assert place is not None
    before, start = scene_of(window).rect(place), middle(window, "tensor b")
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, start + FAR / 2)
    QTest.mouseMove(canvas, start + FAR)
    assert scene_of(window).rect(place) != before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, pos=start + FAR)
    assert scene_of(window).rect(place) == before
    assert arranged(window) == NOTHING
    assert not window.viewing.past.can_undo


def test_several_are_chosen_aligned_and_dragged_together(window: MainWindow) -> None:
    canvas, scene = window.page.canvas, scene_of(window)
    drag(window, middle(window, "tensor a"), middle(window, "tensor a") + QPoint(0, 60))
    QTest.mouseClick(canvas, LEFT, pos=middle(window, "tensor a"))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(canvas, LEFT, shift, middle(window, "tensor b"))
    window.commands["align_top"].trigger()
    rows = [scene.place_of("tensor a"), scene.place_of("tensor b")]
    tops = [scene_of(window).rect(row).top() for row in rows if row is not None]
    assert tops[0] == pytest.approx(tops[1])
    drag(window, middle(window, "tensor b"), middle(window, "tensor b") + QPoint(0, 30))
    later = [scene_of(window).rect(row).top() for row in rows if row is not None]
    assert later[0] == pytest.approx(later[1])
    assert later[0] > tops[0]


def test_a_note_is_written_changed_dragged_and_deleted(window: MainWindow) -> None:
    canvas, editor = window.page.canvas, window.arranging.editor
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_N)
    assert editor.isVisible()
    QTest.keyClicks(editor, "the product rule")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not editor.isVisible()
    (note,) = arranged(window).notes
    assert note.text == "the product rule"
    point = canvas.camera.to_widget(note_rect(note).center()).toPoint()
    drag(window, point, point + QPoint(60, -50))
    (moved,) = arranged(window).notes
    assert moved.x > note.x
    point = canvas.camera.to_widget(note_rect(moved).center()).toPoint()
    QTest.mouseDClick(canvas, LEFT, pos=point)
    QTest.keyClicks(editor, "twice")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert arranged(window).notes == (moved,)
    QTest.mouseDClick(canvas, LEFT, pos=point)
    QTest.keyClicks(editor, "twice")
    canvas.setFocus()  # a click elsewhere keeps what is written
    assert arranged(window).notes[0].text == "twice"
    point = canvas.camera.to_widget(note_rect(arranged(window).notes[0]).center()).toPoint()
    QTest.mouseClick(canvas, LEFT, pos=point)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert arranged(window).notes == ()
    window.looks.undo()
    assert arranged(window).notes[0].text == "twice"


def test_notes_cover_neither_cards_nor_each_other(window: MainWindow) -> None:
    canvas, editor = window.page.canvas, window.arranging.editor
    for text in ("one", "two", "three"):
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_N)
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    notes = arranged(window).notes
    assert [note.text for note in notes] == ["one", "two", "three"]
    scene, rects = scene_of(window), [note_rect(note) for note in notes]
    for place, rect in enumerate(rects):
        assert canvas.camera.seen().contains(rect)
        assert not len(boxes_in(scene, rect))
        assert not any(rect.intersects(other) for other in rects[:place])


def test_before_an_arrow_is_drawn_the_pointer_and_a_line_say_so(window: MainWindow) -> None:
    canvas, cross = window.page.canvas, Qt.CursorShape.CrossCursor
    canvas.setFocus()
    before = canvas.grab().toImage()
    QTest.keyClick(canvas, Qt.Key.Key_A)
    assert canvas.cursor().shape() == cross
    assert canvas.grab().toImage() != before
    QTest.mouseMove(canvas, middle(window, "tensor a"))
    QTest.mouseClick(canvas, LEFT, pos=middle(window, "tensor a"))  # draws nothing, and is no end
    assert canvas.cursor().shape() == cross
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert not canvas.arranger.armed
    assert canvas.grab().toImage() == before
    QTest.keyClick(canvas, Qt.Key.Key_A)
    drag(window, middle(window, "tensor a"), middle(window, "tensor c"))
    assert len(arranged(window).arrows) == 1
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_an_arrow_goes_from_card_to_card_and_follows_them(window: MainWindow) -> None:
    canvas = window.page.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_A)
    drag(window, middle(window, "tensor a"), middle(window, "tensor c"))
    (arrow,) = arranged(window).arrows
    assert (arrow.start.key, arrow.end.key) == ("tensor a", "tensor c")
    before = ends_of(scene_of(window), arranged(window), arrow)
    drag(window, middle(window, "tensor a"), middle(window, "tensor a") + QPoint(-60, 0))
    after = ends_of(scene_of(window), arranged(window), arrow)
    assert before is not None
    assert after is not None
    assert after[0] != before[0]
    window.commands["put_back"].trigger()
    assert arranged(window) == NOTHING


def test_what_is_arranged_is_there_again_when_the_document_is(
    window: MainWindow, make: Make, qtbot: QtBot, settings_path: Path
) -> None:
    start = middle(window, "tensor a")
    drag(window, start, start + FAR)
    was = arranged(window)
    assert was.shifts
    window.close()
    assert kept.load("lesson 1.1", settings_path.parent / "arrangements") == {
        "expression down": was
    }
    again = make(None)
    again.files.open_lesson("1.1")
    wait_for_run(again, qtbot)
    assert arranged(again) == was
    again.files.open_lesson("1.2")
    wait_for_run(again, qtbot)
    assert arranged(again) == NOTHING


def test_undo_goes_back_to_the_view_it_was_done_in(window: MainWindow) -> None:
    start = middle(window, "tensor a")
    drag(window, start, start + FAR)
    window.commands["view_grad_fn"].trigger()
    window.looks.undo()
    assert window.viewing.look.view == scene_of(window).view == "expression"
    assert window.commands["view_expression"].isChecked()


def test_a_damaged_arrangement_is_told_and_the_lesson_opens(
    window: MainWindow, qtbot: QtBot, settings_path: Path
) -> None:
    path = kept.path_of("lesson 1.2", settings_path.parent / "arrangements")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b'{"pictures": {"expression down": {"notes": [{"x": 1e999}]}}}')
    window.files.open_lesson("1.2")
    qtbot.waitUntil(window.notices.isVisible)
    notice = window.notices.notice
    assert notice is not None
    assert str(path) in notice.text
    wait_for_run(window, qtbot)
    assert arranged(window) == NOTHING
    assert path.with_name(path.name + ".broken").exists()


def test_what_a_newer_version_arranged_is_not_written_over(
    window: MainWindow, qtbot: QtBot, settings_path: Path
) -> None:
    path = kept.path_of("lesson 1.2", settings_path.parent / "arrangements")
    path.parent.mkdir(parents=True, exist_ok=True)
    newer = b'{"format": 2, "pictures": [1, 2]}'
    path.write_bytes(newer)
    window.files.open_lesson("1.2")
    qtbot.waitUntil(window.notices.isVisible)
    wait_for_run(window, qtbot)
    window.viewing.arrange(Arrangement(notes=(Note(1, 0.0, 0.0, "new"),)))
    window.close()
    assert path.read_bytes() == newer


def test_a_note_that_is_being_written_is_kept_when_the_window_closes(
    window: MainWindow, settings_path: Path
) -> None:
    window.page.canvas.setFocus()
    QTest.keyClick(window.page.canvas, Qt.Key.Key_N)
    QTest.keyClicks(window.arranging.editor, "not yet done")
    window.close()
    pictures = kept.load("lesson 1.1", settings_path.parent / "arrangements")
    assert [note.text for note in pictures["expression down"].notes] == ["not yet done"]


def test_a_tape_from_elsewhere_opens_with_its_notes_in_view(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    note, path = Note(1, -230.0, 40.0, "at the left"), tmp_path / "a.tape"
    assert window.session.tape is not None
    window.session.tape.arrangements = {"expression down": Arrangement(notes=(note,))}
    tape_file.write(window.session.tape, path)
    window.files.open_path(str(path))
    qtbot.waitUntil(lambda: arranged(window).notes == (note,))
    qtbot.waitUntil(lambda: window.page.canvas.camera.seen().contains(note_rect(note)))


def test_a_saved_tape_takes_the_arrangement_along(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    start = middle(window, "tensor a")
    drag(window, start, start + FAR)
    was, path = arranged(window), tmp_path / "a.tape"
    assert window.session.tape is not None
    tape_file.write(window.session.tape, path)
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    assert arranged(window) == NOTHING
    window.files.open_path(str(path))
    qtbot.waitUntil(lambda: arranged(window) == was)
    place = scene_of(window).place_of("tensor a")
    assert scene_of(window).geometry.offsets == {place: (was.shifts[0].dx, was.shifts[0].dy)}
