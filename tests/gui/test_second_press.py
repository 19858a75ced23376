"""Two presses at once, and Escape in mid-drag: what they must not do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING, Arrangement, Note
from tests.gui.gesture_hands import FAR, LEFT, MIDDLE, RIGHT, arranged, at, hold, show_map
from tests.gui.reading_hands import SHIFT, tensor

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key


def test_a_double_click_on_the_map_visits_nothing_below_it(
    window: MainWindow, canvas: Canvas
) -> None:
    show_map(canvas)
    before, visited = window.session.selection, QSignalSpy(canvas.visited)
    rect = canvas._overview.rect.toRect().adjusted(12, 30, -12, -12)
    for x in range(rect.left(), rect.right(), 16):
        for y in range(rect.top(), rect.bottom(), 16):
            if canvas._overview.shown and canvas._overview.rect.contains(x, y):
                QTest.mouseDClick(canvas, LEFT, pos=QPoint(x, y))
    assert not visited.count()
    assert window.session.selection == before


def second_press(
    canvas: Canvas, start: QPoint, button: Qt.MouseButton = LEFT, far: QPoint = FAR
) -> None:
    """Click, and drag on the second press that follows at once."""
    kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
    for kind in kinds:
        for one, by, held in (
            (kind, QPoint(), button),
            (QEvent.Type.MouseMove, far / 2, button),
            (QEvent.Type.MouseMove, far, button),
            (QEvent.Type.MouseButtonRelease, far, Qt.MouseButton.NoButton),
        ):
            if kind == kinds[0] and one == QEvent.Type.MouseMove:
                continue
            at_once = QPointF(start + (by if kind == kinds[1] else QPoint()))
            pressed = Qt.MouseButton.NoButton if one == QEvent.Type.MouseMove else button
            there = QPointF(canvas.mapToGlobal(at_once.toPoint()))
            QApplication.sendEvent(canvas, QMouseEvent(one, at_once, there, pressed, held, NONE))


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_the_second_press_of_two_pans_as_the_first_does(
    window: MainWindow, canvas: Canvas, button: Qt.MouseButton
) -> None:
    before = QPointF(canvas.camera.centre)
    start = QPoint(20, canvas.height() // 2) if button == LEFT else at(window, "tensor a")
    second_press(canvas, start, button)
    moved = (before - canvas.camera.centre) * canvas.camera.scale
    assert (moved - QPointF(FAR)).manhattanLength() < 2
    assert arranged(window) == NOTHING


def test_an_arrow_is_drawn_by_the_second_press_of_two(window: MainWindow, canvas: Canvas) -> None:
    QTest.keyClick(canvas, KEY.Key_A)
    start = at(window, "tensor a")
    second_press(canvas, start, far=at(window, "tensor c") - start)
    (arrow,) = arranged(window).arrows
    assert (arrow.start.key, arrow.end.key) == ("tensor a", "tensor c")


def test_shift_and_two_clicks_choose_and_let_go(window: MainWindow, canvas: Canvas) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor a"))
    QTest.mouseDClick(canvas, LEFT, SHIFT, at(window, "tensor b"))
    assert canvas.arranger.chosen == ("tensor a",)
    assert window.session.selection == tensor(window, "a")


def test_a_note_is_opened_by_the_left_button_only(window: MainWindow, canvas: Canvas) -> None:
    note = Note(1, 300.0, 0.0, "away")
    window.viewing.arrange(Arrangement(notes=(note,)))
    canvas.show_whole(canvas.camera.bounds)
    point = canvas.camera.to_widget(note_rect(note).center()).toPoint()
    for button in (RIGHT, MIDDLE, LEFT):
        assert not window.arranging.editor.isVisible()
        QTest.mouseDClick(canvas, button, pos=point)
    assert window.arranging.editor.isVisible()


def test_escape_in_mid_drag_does_not_stop_the_program(window: MainWindow, canvas: Canvas) -> None:
    stop = window.commands["stop"]
    stopped = QSignalSpy(stop.triggered)
    stop.setEnabled(True)  # as while a program runs
    hold(canvas, at(window, "tensor a"))
    QTest.keyClick(canvas, KEY.Key_Escape)
    QTest.mouseRelease(canvas, LEFT)
    assert not stopped.count()
    assert arranged(window) == NOTHING
    QTest.keyClick(canvas, KEY.Key_A)
    QTest.keyClick(canvas, KEY.Key_Escape)
    assert not stopped.count()
    QTest.keyClick(canvas, KEY.Key_Escape)
    assert stopped.count()
