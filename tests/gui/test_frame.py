"""The frame: the banner, Run and Stop, the menus, the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from graphviewer.engine.child import COMMAND
from graphviewer.files import lessons, tape_file
from graphviewer.gui import actions
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import RUN_MS, wait_for_run
from tests.tape.sample import tape

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENDLESS = "while True:\n    pass"


@pytest.fixture(scope="module")
def engine_command() -> Sequence[str]:
    """The real process: much of this is about runs."""
    return COMMAND


def title(window: MainWindow) -> str:
    return window.notices.notice.title if window.notices.notice is not None else ""


def fail(window: MainWindow, qtbot: QtBot) -> None:
    """Run a program that ends with an error, and forget the edit."""
    window.page.editor.code.appendPlainText("1 / 0")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    assert "ZeroDivisionError" in title(window)
    window.document.edit(window.document.saved_source)
    window.runner.report_again()
    assert "ZeroDivisionError" in title(window)


def begin(window: MainWindow, qtbot: QtBot) -> None:
    """Start a program without end."""
    window.page.editor.code.appendPlainText(ENDLESS)
    window.commands["run"].trigger()
    qtbot.waitUntil(lambda: window.runner.state.status == "running", timeout=RUN_MS)


# --- the banner


def test_the_banner_goes_with_the_document_it_is_about(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    program, kept = tmp_path / "mine.py", tmp_path / "kept.tape"
    program.write_text("x = 1\n", encoding="utf-8")
    tape_file.write(tape(), kept)
    fail(window, qtbot)
    window.files.new()
    assert window.notices.notice is None
    for path in (program, kept, lessons.lesson("1.3").path):
        window.files.open_lesson("1.1")
        wait_for_run(window, qtbot)
        fail(window, qtbot)
        window.files.open_path(str(path))
        assert window.notices.notice is None
    wait_for_run(window, qtbot)


def test_a_failed_tape_tells_how_it_ended(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    fail(window, qtbot)
    assert window.session.tape is not None
    tape_file.write(window.session.tape, tmp_path / "failed.tape")
    window.files.new()
    window.files.open_path(str(tmp_path / "failed.tape"))
    assert "ZeroDivisionError" in title(window)


# --- Run and Stop


def test_the_second_click_of_a_double_one_does_not_stop(window: MainWindow, qtbot: QtBot) -> None:
    window.page.editor.code.appendPlainText(ENDLESS)
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    for _ in range(2):
        QTest.mouseClick(window.bar.run, LEFT)
    qtbot.waitUntil(lambda: window.runner.state.status == "running", timeout=RUN_MS)
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    for _ in range(2):
        QTest.mouseClick(window.bar.run, LEFT)
    wait_for_run(window, qtbot)
    assert window.session.tape is not None
    assert window.session.tape.end is not None
    assert window.session.tape.end.reason == "stopped"


def test_the_status_tells_steps_and_seconds(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    qtbot.waitUntil(lambda: "· 1 s" in window.bar.status.text(), timeout=RUN_MS)
    assert window.bar.status.text().startswith("running · ")
    window.commands["stop"].trigger()
    wait_for_run(window, qtbot)
    assert window.bar.status.text() == ""


@pytest.mark.parametrize(("width", "height"), [(1400, 860), (1024, 640)])
def test_escape_stops_from_every_focus(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    stops: list[str] = []
    begin(window, qtbot)
    window.commands["stop"].triggered.disconnect()
    window.commands["stop"].triggered.connect(lambda: stops.append(""))
    for panel in ("editor", "inspector", "output"):
        window.page.arrangement.reveal(panel)
        for widget in window.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                stops.clear()
                widget.setFocus()
                QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
                assert stops, widget
    window.runner.stop()
    wait_for_run(window, qtbot)


# --- keys and menus


def test_redo_by_either_key(window: MainWindow) -> None:
    code = window.page.editor.code
    code.setFocus()
    before = code.toPlainText()
    for key, modifiers in ((Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)):
        QTest.keyClicks(code, "x")
        typed = code.toPlainText()
        QTest.keyClick(code, Qt.Key.Key_Z, CONTROL)
        assert code.toPlainText() == before
        QTest.keyClick(code, key, modifiers)
        assert code.toPlainText() == typed
        QTest.keyClick(code, Qt.Key.Key_Z, CONTROL)


def test_the_page_keys_step_from_the_program(window: MainWindow) -> None:
    code = window.page.editor.code
    code.setFocus()
    QTest.keyClick(code, Qt.Key.Key_PageDown)
    QTest.keyClick(code, Qt.Key.Key_PageDown)
    assert window.session.position == 2
    QTest.keyClick(code, Qt.Key.Key_PageUp)
    assert window.session.position == 1


def test_the_edit_menu_shows_its_keys_from_the_start(window: MainWindow) -> None:
    for row in actions.ROWS:
        if row.shown_keys:
            assert window.commands[row.id].text().endswith(f"\t{row.shown_keys}")
    made = actions.build(window)
    assert made["redo"].text().endswith("\tCtrl+Y")


def test_only_what_has_an_effect_is_enabled(window: MainWindow, qtbot: QtBot) -> None:
    commands, code = window.commands, window.page.editor.code
    edit = window.menus.menu("edit")

    def enabled(*names: str) -> set[str]:
        edit.aboutToShow.emit()
        return {name for name in names if commands[name].isEnabled()}

    QApplication.clipboard().clear()
    code.setFocus()
    assert enabled("undo", "redo", "cut", "copy", "paste", "select_all") == {"select_all"}
    code.insertPlainText("# ")
    code.selectAll()
    code.copy()
    assert enabled("undo", "redo", "cut", "copy", "paste") == {"undo", "cut", "copy", "paste"}
    code.undo()
    assert "redo" in enabled("redo")
    assert enabled("previous_lesson", "next_lesson") == {"next_lesson"}
    assert not enabled("panels_all")
    window.page.arrangement.show_panel("output", shown=False)
    assert enabled("panels_all")
    window.page.arrangement.show_panel("output", shown=True)
    window.files.open_lesson(lessons.lessons()[-1].id)
    wait_for_run(window, qtbot)
    assert enabled("previous_lesson", "next_lesson") == {"previous_lesson"}
    window.files.new()
    steps = ("first", "back", "play", "step", "last", "page_back", "page_step")
    assert not enabled(*steps, "save_tape", "fit", "zoom_in", "zoom_out", "stop", "undo")


@pytest.mark.parametrize("before", [Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized])
def test_leaving_the_full_screen_leads_back_to_the_window_there_was(
    window: MainWindow, before: Qt.WindowState
) -> None:
    window.setWindowState(before)
    full_screen = window.commands["full_screen"]
    full_screen.trigger()
    assert window.isFullScreen()
    assert full_screen.isChecked()
    full_screen.trigger()
    assert window.windowState() == before
    assert not full_screen.isChecked()


class Counted(QObject):
    """Counts how often it is dressed anew."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def test_a_theme_dresses_each_widget_once_or_twice(window: MainWindow) -> None:
    """Qt does so once for each of its ancestors where the sheet is the application's."""
    counted = Counted()
    window.page.editor.code.viewport().installEventFilter(counted)
    window.appearance.set_theme("dark")
    assert 1 <= counted.times <= 3
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).icon().isNull()
