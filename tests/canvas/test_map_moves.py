"""While something is dragged the map stays; then it goes where it would stand anyway."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.theme.colours import LIGHT
from tests.canvas.test_walks import CHAINS, Screen, screen

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot: QtBot) -> Screen:
    found = screen(qtbot, CHAINS, "expression", 1.0, LIGHT, 40)
    found.set_motion(wanted=False)
    with qtbot.waitExposed(found):
        found.show()
    found.camera.scale = 0.7
    return found


def test_after_a_drag_the_map_stands_where_another_painting_puts_it(canvas: Screen) -> None:
    middle, stood = canvas.rect().center(), [(canvas._overview.shown, canvas._overview.rect)]
    for by in (QPoint(-163, 282), QPoint(-236, -39), QPoint(-180, 207), QPoint(300, -300)):
        QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, NONE, middle)
        for share in (0.5, 1.0):
            QTest.mouseMove(canvas, middle + by * share)
            canvas.repaint()
        QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, NONE, middle + by)
        QApplication.processEvents()
        there = canvas._overview.shown, canvas._overview.rect
        canvas.repaint()
        assert (canvas._overview.shown, canvas._overview.rect) == there
        stood.append(there)
    assert len({(shown, rect.getRect()) for shown, rect in stood}) > 1
