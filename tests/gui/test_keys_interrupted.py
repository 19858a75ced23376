"""What keys have begun in the graph when something else comes: the pointer, other keys, a view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import NOTHING
from tests.gui.gesture_hands import LEFT, MIDDLE, arranged, at, drag, hold
from tests.gui.reading_hands import CONTROL
from tests.gui.test_by_keys import ALT, KEY, chosen, go, tab

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
BARE = QPoint(30, 300)


def moved(window: MainWindow) -> dict[str, tuple[float, float]]:
    """How far things were moved, in pixels of the screen."""
    scale = window.page.canvas.camera.scale
    return {one.key: (one.dx * scale, one.dy * scale) for one in arranged(window).shifts}


def begin_arrow(window: MainWindow, key: str) -> None:
    """Draw an arrow by keys, up to the next thing; it has not ended yet."""
    go(window, key)
    window.commands["arrow_add"].trigger()
    QTest.keyClick(window.page.canvas, KEY.Key_Return)
    tab(window.page.canvas)


def test_to_pan_in_mid_arrow_does_not_end_it(window: MainWindow, canvas: Canvas) -> None:
    begin_arrow(window, "tensor a")
    drag(canvas, BARE, QPoint(40, 40), MIDDLE)
    assert arranged(window) == NOTHING
    QTest.keyClick(canvas, KEY.Key_Return)
    assert [(one.start.key, one.end.key) for one in arranged(window).arrows] == [
        ("tensor a", "tensor b")
    ]


def test_the_pointer_drags_what_it_presses_not_what_keys_were_moving(
    window: MainWindow, canvas: Canvas
) -> None:
    go(window, "tensor a")
    QTest.keyPress(canvas, KEY.Key_Right, ALT)
    start, by = at(window, "tensor b"), QPoint(120, 40)
    hold(canvas, start, by)
    QTest.keyRelease(canvas, KEY.Key_Right, ALT)
    QTest.mouseRelease(canvas, LEFT, pos=start + by)
    assert moved(window) == {
        "tensor a": pytest.approx((10, 0)),
        "tensor b": pytest.approx((by.x(), by.y())),
    }
    for _ in range(2):  # an edit each
        QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    assert arranged(window) == NOTHING


@pytest.mark.parametrize(("key", "held"), [(KEY.Key_Tab, Qt.KeyboardModifier.NoModifier),
                                           (KEY.Key_Right, CONTROL)])  # fmt: skip
def test_to_go_on_puts_down_what_keys_were_moving(
    key: Qt.Key, held: Qt.KeyboardModifier, window: MainWindow, canvas: Canvas
) -> None:
    go(window, "tensor a")
    QTest.keyPress(canvas, KEY.Key_Right, ALT)
    QTest.keyClick(canvas, key, held)
    assert moved(window) == {"tensor a": pytest.approx((10, 0))}
    (other,) = chosen(canvas)
    assert other != "tensor a"
    QTest.keyClick(canvas, KEY.Key_Down, ALT)
    assert set(moved(window)) == {"tensor a", other}


def test_what_a_view_gave_up_does_not_end_the_next_drag(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    go(window, "tensor a")
    QTest.keyPress(canvas, KEY.Key_Right, ALT)
    window.commands["view_grad_fn"].trigger()
    qtbot.waitUntil(lambda: canvas.scene is not None and canvas.scene.view == "grad_fn")
    assert canvas.scene is not None
    key = canvas.scene.keys[0]
    start, by = at(window, key), QPoint(120, 40)
    hold(canvas, start, by)
    QTest.keyRelease(canvas, KEY.Key_Right, ALT)
    assert arranged(window) == NOTHING
    QTest.mouseRelease(canvas, LEFT, pos=start + by)
    assert set(moved(window)) == {key}


def test_enter_at_an_arrow_opens_nothing_else(window: MainWindow, canvas: Canvas) -> None:
    begin_arrow(window, "tensor a")
    QTest.keyClick(canvas, KEY.Key_Return)
    assert chosen(canvas) == ("arrow 1",)
    assert window.session.selection is not None  # the card it ends at
    visited: list[object] = []
    canvas.visited.connect(visited.append)
    QTest.keyClick(canvas, KEY.Key_Return)
    assert visited == []
