"""Folds in the graph, opened and closed with real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.group_frames import frame_of
from graphviewer.gui.window import MainWindow
from graphviewer.session.session import Item
from tests.graphs.programs import LSTM, NET
from tests.gui.conftest import Make
from tests.gui.reading_hands import (
    CONTROL,
    ask,
    canvas_of,
    graph_of,
    opened,
    scene_of,
    settle,
    told,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def lstm(make: Make, qtbot: QtBot) -> MainWindow:
    return opened(make, qtbot, LSTM.replace("20", "60"))


def test_finding_opens_the_way_into_a_fold_and_undo_closes_it(
    lstm: MainWindow, qtbot: QtBot
) -> None:
    ask(lstm, "h31")
    assert "inside ×60" in told(lstm)
    item = lstm.session.selection
    assert item is not None
    QTest.keyClick(lstm.reading.find.bar.field, Qt.Key.Key_Return)
    settle(lstm, qtbot)
    assert any((v.kind, v.ref) == (item.kind, item.id) for v in graph_of(lstm).vertices)
    assert "inside" not in told(lstm)
    QTest.keyClick(lstm.reading.find.bar.field, Qt.Key.Key_Escape)
    QTest.keyClick(canvas_of(lstm), Qt.Key.Key_Z, CONTROL)
    settle(lstm, qtbot)
    assert [fold.times for fold in graph_of(lstm).folds] == [60]


def test_a_double_click_opens_a_fold_in_place_and_its_title_closes_it(
    lstm: MainWindow, qtbot: QtBot
) -> None:
    canvas = canvas_of(lstm)
    folded = graph_of(lstm)
    place = next(n for n, v in enumerate(folded.vertices) if v.kind == "fold")
    point = canvas.camera.to_widget(scene_of(lstm).rect(place).center()).toPoint()
    QTest.mouseDClick(canvas, LEFT, pos=point)
    settle(lstm, qtbot)
    assert [(fold.first, fold.times) for fold in graph_of(lstm).folds if fold.members] == [(1, 59)]
    (group,) = graph_of(lstm).groups
    assert group.title == "1 / 60"
    rect = frame_of(scene_of(lstm), 0)
    canvas.show_whole(rect)
    title = canvas.camera.to_widget(rect.topLeft() + QPointF(30, 12)).toPoint()
    QTest.mouseDClick(canvas, LEFT, pos=title)
    settle(lstm, qtbot)
    assert graph_of(lstm) == folded
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    settle(lstm, qtbot)
    assert len(graph_of(lstm).groups) == 1


def test_enter_opens_a_selected_fold(lstm: MainWindow, qtbot: QtBot) -> None:
    fold = next(v for v in graph_of(lstm).vertices if v.kind == "fold")
    lstm.session.select(Item("fold", fold.ref))
    assert lstm.commands["open_close"].isEnabled()
    QTest.keyClick(canvas_of(lstm), Qt.Key.Key_Return)
    settle(lstm, qtbot)
    assert len(graph_of(lstm).groups) == 1


def test_folding_is_asked_for_and_taken_back(make: Make, qtbot: QtBot) -> None:
    window = opened(make, qtbot, NET)
    canvas, whole = canvas_of(window), graph_of(window)
    QTest.keyClick(canvas, Qt.Key.Key_R)
    assert window.commands["fold_repeats"].isChecked()
    assert canvas.accessibleDescription().startswith("folded: 12 times the same 3 operations")
    QTest.keyClick(canvas, Qt.Key.Key_R)
    assert graph_of(window) == whole
    QTest.keyClick(canvas, Qt.Key.Key_S)
    assert sum(v.kind == "fold" for v in graph_of(window).vertices) == 13
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert graph_of(window) == whole
