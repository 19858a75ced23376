"""What tests do to the graph with a pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import Arrangement
from tests.gui.reading_hands import canvas_of, scene_of

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton,
)  # fmt: skip
FAR = QPoint(120, 40)


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
