"""Hiding and focusing act on all that was chosen together, as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.window import MainWindow
from tests.gui.gesture_hands import LEFT, at, band, corners
from tests.gui.reading_hands import CONTROL, SHIFT, graph_of, settle, shown, tensor

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
KEY = Qt.Key


@pytest.fixture
def group(window: MainWindow, canvas: Canvas, at_rest: None) -> tuple[str, ...]:
    """Two of the window's cards, chosen with the band."""
    del at_rest  # it comes first
    band(window, *corners(window, "tensor a", "tensor b"))
    canvas.setFocus()
    assert set(canvas.arranger.chosen) == {"tensor a", "tensor b"}
    return canvas.arranger.chosen


@pytest.mark.usefixtures("group")
def test_h_hides_all_of_them_and_one_undo_brings_them_back(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    whole = graph_of(window)
    QTest.keyClick(canvas, KEY.Key_H)
    settle(window, qtbot)
    assert not {"a", "b"} & shown(window)
    assert "c" in shown(window)
    (chip,) = window.page.graph.chips.buttons.values()
    assert chip.text() == "2 hidden  ×"
    QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    settle(window, qtbot)
    assert graph_of(window) == whole


@pytest.mark.usefixtures("group")
def test_a_focus_keeps_what_leads_to_any_of_them_and_says_how_many(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    whole = graph_of(window)
    QTest.keyClick(canvas, KEY.Key_Up, CONTROL | SHIFT)
    settle(window, qtbot)
    assert shown(window) == {"a", "b"}
    (chip,) = window.page.graph.chips.buttons.values()
    assert chip.text() == "Ancestors of a and 1 more  ×"
    QTest.keyClick(canvas, KEY.Key_Z, CONTROL)
    settle(window, qtbot)
    assert graph_of(window) == whole


def test_the_menu_over_one_of_them_acts_on_all(
    window: MainWindow, canvas: Canvas, group: tuple[str, ...], qtbot: QtBot
) -> None:
    window.session.select(None)
    canvas.arranger.choose(group)
    point = at(window, "tensor b")
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, canvas.mapToGlobal(point), Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(canvas, event)
    menu = window.reading.menu.menu
    assert menu.isVisible()
    assert window.session.selection == tensor(window, "b")
    assert canvas.arranger.chosen == group
    window.commands["hide"].trigger()
    menu.hide()
    settle(window, qtbot)
    assert not {"a", "b"} & shown(window)


def test_a_click_elsewhere_leaves_the_group_alone(
    window: MainWindow, canvas: Canvas, group: tuple[str, ...], qtbot: QtBot
) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(window, "tensor c"))
    assert canvas.arranger.chosen != group
    QTest.keyClick(canvas, KEY.Key_H)
    settle(window, qtbot)
    assert {"a", "b"} <= shown(window)
    assert "c" not in shown(window)


def test_without_anything_chosen_nothing_can_be_hidden(
    window: MainWindow, canvas: Canvas, group: tuple[str, ...]
) -> None:
    window.session.select(None)
    canvas.arranger.choose(group)
    assert window.commands["hide"].isEnabled()
    QTest.keyClick(canvas, KEY.Key_Escape)
    assert canvas.arranger.chosen == ()
    assert not window.commands["hide"].isEnabled()
