"""What is done to the graph is done in each of its five views, and is taken back there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.window import MainWindow
from graphviewer.session.viewing import Look
from tests.gui.conftest import Make
from tests.gui.gesture_hands import LEFT, SMALL, arranged, at, band, drag
from tests.gui.reading_hands import CONTROL, SHIFT, canvas_of, graph_of, opened, scene_of, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
VIEWS = ("expression", "grad_fn", "modules", "scalars", "neurons")
BY = QPoint(40, 24)


@pytest.fixture(params=VIEWS)
def window(make: Make, qtbot: QtBot, request: pytest.FixtureRequest) -> MainWindow:
    """A window with one of the views, seen whole."""
    found = opened(make, qtbot, SMALL)
    found.commands[f"view_{request.param}"].trigger()
    settle(found, qtbot)
    canvas_of(found).fit()
    canvas_of(found).setFocus()
    return found


def ends(window: MainWindow) -> tuple[str, str]:
    """The first vertex and the last."""
    keys = scene_of(window).keys
    return keys[0], keys[-1]


def chosen(window: MainWindow) -> tuple[str, ...]:
    return canvas_of(window).arranger.chosen


def taken_back(window: MainWindow, before: Look) -> None:
    """Undo and redo lead there and back, and once more."""
    after = window.viewing.look
    assert after != before
    for key, look in ((KEY.Key_Z, before), (KEY.Key_Y, after), (KEY.Key_Z, before)):
        QTest.keyClick(canvas_of(window), key, CONTROL)
        assert window.viewing.look == look


def test_hands_arrange_and_it_is_taken_back(window: MainWindow) -> None:
    canvas, (first, last), before = canvas_of(window), ends(window), window.viewing.look
    start = at(window, first)
    drag(canvas, start, BY)
    assert [shift.key for shift in arranged(window).shifts] == [first]
    assert (at(window, first) - start - BY).manhattanLength() <= 2
    taken_back(window, before)
    assert at(window, first) == start
    QTest.keyClick(canvas, KEY.Key_A)
    drag(canvas, start, at(window, last) - start)
    (arrow,) = arranged(window).arrows
    assert (arrow.start.key, arrow.end.key) == (first, last)
    taken_back(window, before)
    QTest.keyClick(canvas, KEY.Key_N)
    QTest.keyClicks(window.arranging.editor, "a note")
    QTest.keyClick(window.arranging.editor, KEY.Key_Return, CONTROL)
    assert [note.text for note in arranged(window).notes] == ["a note"]
    taken_back(window, before)
    canvas.zoom(0.6)
    edge = canvas.rect().adjusted(4, 90, -4, -4)
    band(window, edge.topLeft(), edge.bottomRight())
    assert set(chosen(window)) == set(scene_of(window).keys)
    assert window.viewing.look == before


def test_a_group_is_moved_aligned_and_hidden(window: MainWindow, qtbot: QtBot) -> None:
    canvas, (first, last), before = canvas_of(window), ends(window), window.viewing.look
    QTest.mouseClick(canvas, LEFT, pos=at(window, first))
    QTest.mouseClick(canvas, LEFT, SHIFT, at(window, last))
    assert chosen(window) == (first, last)
    drag(canvas, at(window, last), -BY)
    assert {shift.key for shift in arranged(window).shifts} == {first, last}
    taken_back(window, before)
    window.commands["align_left"].trigger()
    scene, place = scene_of(window), scene_of(window).place_of(last)
    assert place is not None
    assert scene.rect(place).left() == pytest.approx(scene.rect(0).left())
    taken_back(window, before)
    count = len(graph_of(window).vertices)
    QTest.keyClick(canvas, KEY.Key_H)
    settle(window, qtbot)
    assert len(graph_of(window).vertices) == count - 2
    taken_back(window, before)


def test_keys_walk_choose_move_and_leave_out(window: MainWindow, qtbot: QtBot) -> None:
    canvas, before, keys = canvas_of(window), window.viewing.look, scene_of(window).keys
    window.session.select(None)
    canvas.arranger.choose(())
    for key in (KEY.Key_Down, KEY.Key_Right, KEY.Key_Left, KEY.Key_Up):
        QTest.keyClick(canvas, key, CONTROL)
        assert window.session.selection is not None
    window.session.select(None)
    canvas.arranger.choose(())
    QTest.keyClick(canvas, KEY.Key_Tab)
    assert chosen(window) == (keys[0],)
    QTest.keyClick(canvas, KEY.Key_Return, SHIFT)
    QTest.keyClick(canvas, KEY.Key_Down, CONTROL)
    assert len(chosen(window)) == 2
    assert keys[0] in chosen(window)
    QTest.keyClick(canvas, KEY.Key_Down, ALT)
    assert {shift.key for shift in arranged(window).shifts} == set(chosen(window))
    taken_back(window, before)
    QTest.keyClick(canvas, KEY.Key_Up, CONTROL | SHIFT)
    settle(window, qtbot)
    assert window.viewing.look.shaping.focus is not None
    assert len(window.page.graph.chips.buttons) == 1
    taken_back(window, before)
