"""The iterations of a real loop in the whole window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.window import MainWindow
from tests.gui.conftest import wait_for_run
from tests.gui.loop_hands import loop_of, number_at, run_loop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    run_loop(window, qtbot, tmp_path)
    return window


def test_the_loop_is_found_and_named(window: MainWindow) -> None:
    loop, bar = loop_of(window), window.page.transport.loop
    assert loop.total == 12
    window.session.go(loop.kept[3].first_step)
    assert bar.isVisible()
    assert bar.told.text() == "iteration 4 of 12"
    window.session.go(0)
    assert bar.told.text() == "before the first iteration"


def test_shift_and_arrows_go_to_the_same_line_of_the_neighbours(window: MainWindow) -> None:
    canvas, session = window.page.canvas, window.session
    row = loop_of(window).kept[3]
    session.go(row.first_step + 2)
    assert session.step is not None
    line = session.step.line
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    assert number_at(window) == 4
    QTest.keyClick(window.page.timeline, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(window.page.timeline, Qt.Key.Key_Left, SHIFT)
    assert number_at(window) == 2
    assert session.step is not None
    assert session.step.line == line


def test_the_jumps_are_enabled_only_where_they_lead_somewhere(window: MainWindow) -> None:
    kept = loop_of(window).kept
    commands = window.commands
    window.session.go(kept[0].first_step)
    assert not commands["iteration_back"].isEnabled()
    assert commands["iteration_next"].isEnabled()
    window.session.go(kept[-1].first_step)
    assert commands["iteration_back"].isEnabled()
    assert not commands["iteration_next"].isEnabled()


def test_a_tape_without_a_loop_has_no_word_of_it(window: MainWindow, qtbot: QtBot) -> None:
    height = window.page.transport.height()
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    assert not window.page.transport.loop.isVisible()
    assert not window.page.timeline.looped
    assert window.page.transport.height() == height
    assert not window.commands["iteration_next"].isEnabled()
