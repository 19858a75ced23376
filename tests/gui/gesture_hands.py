"""What tests do to the graph with a pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.window import MainWindow
from graphviewer.tape.arrangement import Arrangement
from tests.gui.reading_hands import SHIFT, canvas_of, scene_of

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton,
)  # fmt: skip
FAR = QPoint(120, 40)
SMALL = """import torch
from torch import nn

net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
x = torch.ones(1, 2)
a = torch.tensor([[2.0, 3.0]], requires_grad=True)
loss = net(x * a).square().mean()
loss.backward()
"""  # each of the five views has something of it
BESIDE = QPoint(14, 14)


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


def corners(window: MainWindow, *keys: str) -> tuple[QPoint, QPoint]:
    """From beside the first card's upper left to the middle of the last, in pixels."""
    camera, scene = canvas_of(window).camera, scene_of(window)
    place = scene.place_of(keys[0])
    assert place is not None
    return camera.to_widget(scene.rect(place).topLeft()).toPoint() - BESIDE, at(window, keys[-1])


def stretch(canvas: Canvas, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = SHIFT) -> None:
    """Press and draw a band; it is not let go yet."""
    QTest.mousePress(canvas, LEFT, held, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)


def band(window: MainWindow, start: QPoint, end: QPoint) -> None:
    stretch(canvas_of(window), start, end)
    QTest.mouseRelease(canvas_of(window), LEFT, SHIFT, end)


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


def show_map(canvas: Canvas) -> None:
    """Zoom until the map has a corner."""
    canvas.zoom(2.0)
    for _ in range(8):  # until a corner is free
        turn(canvas, SHIFT, wheel=QPoint(0, 120))
        canvas.repaint()
        if canvas._overview.shown:
            return
    raise AssertionError
