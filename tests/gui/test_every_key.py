"""Every key of the table of actions reaches its action from the graph."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QSignalSpy, QTest

from graphviewer.gui import actions
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.window import MainWindow

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("at_rest"),
]
OF_THE_GRAPH = "Space"  # held it pans: only its release plays


def disconnected(window: MainWindow) -> None:
    """Leave the actions of the window without anything they do."""
    groups = set()
    for row in actions.ROWS:
        action = window.commands[row.id]
        action.setEnabled(True)
        if action.actionGroup() is None:
            action.triggered.disconnect()
        elif row.group not in groups:
            groups.add(row.group)
            action.actionGroup().triggered.disconnect()


def test_from_the_graph_each_key_asks_for_its_action(window: MainWindow, canvas: Canvas) -> None:
    disconnected(window)
    missed = []
    for row in actions.ROWS:
        if actions.page_of(row) not in ("", "explore"):
            continue
        for key in row.keys:
            asked = QSignalSpy(window.commands[row.id].triggered)
            QTest.keySequence(canvas, QKeySequence(key))
            if asked.count() != (key != OF_THE_GRAPH):
                missed.append((row.id, key))
    assert not missed


def test_in_the_program_keys_of_the_graph_are_letters(window: MainWindow) -> None:
    disconnected(window)
    code = window.page.editor.code
    code.setFocus()
    for row in actions.ROWS:
        if row.scope == "steps" and row.menu == "arrange":
            asked = QSignalSpy(window.commands[row.id].triggered)
            QTest.keySequence(code, QKeySequence(row.keys[0]))
            assert not asked.count(), row.id
    assert "na" in code.toPlainText()
