"""The frame: the banner, Run and Stop, the menus, the keys that work everywhere, first files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from graphviewer.files import lessons, tape_file
from graphviewer.gui import actions
from graphviewer.gui.i18n import Translations
from graphviewer.gui.opening import Opening
from graphviewer.gui.panels.advice import advice
from graphviewer.gui.panels.timeline import Timeline
from graphviewer.gui.window import MainWindow
from graphviewer.tape.rows import Error
from tests.gui.conftest import RUN_MS, Make, wait_for_run
from tests.tape.sample import tape

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENDLESS = "while True:\n    pass"


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


# --- files


def test_a_file_opens_once_the_window_is_shown(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kept.tape"
    tape_file.write(tape(), path)
    window = make(None)
    wait_for_run(window, qtbot)
    window.hide()
    said: list[str] = []
    window.files.reading.connect(said.append)
    opening = Opening(window, window.files, path)
    opening.begin_when_shown()
    assert window.document.origin == "lesson"
    window.show()
    qtbot.waitUntil(lambda: window.document.origin == "tape")
    assert said == ["kept.tape", ""]
    assert window.bar.status.text() == ""
    assert QApplication.overrideCursor() is None


def test_broken_settings_are_told_once_a_document_is_open(
    make: Make, qtbot: QtBot, settings_path: Path
) -> None:
    settings_path.write_text("{", encoding="utf-8")
    window = make(None)
    assert title(window).startswith("The settings could not be understood")
    wait_for_run(window, qtbot)
    assert settings_path.with_name("settings.json.broken").exists()


def test_settings_that_cannot_be_kept_are_told_in_one_line(
    make: Make, qtbot: QtBot, settings_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = make(None)
    wait_for_run(window, qtbot)
    settings_path.unlink(missing_ok=True)
    settings_path.mkdir()  # nobody can write a file there, the superuser included
    for theme in ("dark", "light"):
        window.commands[theme].trigger()
    assert title(window) == "The settings cannot be kept."
    records = [one for one in caplog.records if "could not be kept" in one.getMessage()]
    assert len(records) == 1
    assert records[0].exc_info is None
    settings_path.rmdir()


def test_the_file_dialog_speaks_korean(window: MainWindow, qtbot: QtBot) -> None:
    window.appearance.set_language("ko")
    window.files.choose()
    dialog = window.findChild(QFileDialog, "files")
    assert dialog is not None
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"찾는 위치:", "파일 형식:"} <= words
    dialog.reject()
    window.appearance.set_language("en")
    qtbot.wait(1)


# --- words


def test_input_has_advice(qapp: QApplication) -> None:
    error = Error(type="EOFError", message="EOF when reading a line", line=1)
    assert "no keyboard" in advice(error, "en")
    translations = Translations(qapp)
    translations.use("ko")
    assert "키보드" in advice(error, "ko")
    translations.use("en")


def test_the_timeline_tells_the_number_of_the_command_line(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_tape(tape())
    assert timeline.tooltip_of(6).startswith("Step 7 of 8")
    assert "--step 6" in timeline.tooltip_of(6)
    assert timeline.tooltip_of(99) == ""


def test_the_current_line_stays_in_sight_when_the_editor_shrinks(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.files.open_lesson(lessons.lessons()[-1].id)
    wait_for_run(window, qtbot)
    window.session.go_last()
    code = window.page.editor.code
    step = window.session.step
    assert step is not None
    assert step.line is not None
    for size in ((1024, 640), (1400, 560), (800, 540)):
        window.resize(*size)
        qtbot.wait(60)
        assert step.line in [
            line for line, top, high in code.lines_in_sight() if top + high / 2 > 0
        ]
        assert code.rect().contains(QPoint(1, 1))


def test_output_that_stays_empty_is_told_at_the_end(window: MainWindow, qtbot: QtBot) -> None:
    window.files.new()
    text = window.page.output.text
    assert text.placeholderText() == "Nothing printed yet"
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    assert text.placeholderText() == "Nothing was printed"


def test_in_a_small_window_a_lesson_shows_the_graph_and_its_words_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: not window.page.arrangement.wide)
    window.session.go_last()
    window.files.open_lesson("1.2")
    wait_for_run(window, qtbot)
    assert window.page.canvas.isVisible()
    window.page.arrangement.reveal("inspector")
    qtbot.wait(20)
    inspector = window.page.inspector
    assert inspector.lesson.note.isVisible()
    assert 0 <= inspector.lesson.mapTo(inspector, QPoint(0, 0)).y() < 40
    assert inspector.lesson.y() < inspector.story.y()
