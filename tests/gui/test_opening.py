"""The first file, settings that fail, the file dialog, and words of the panels."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from graphviewer.files import lessons, tape_file
from graphviewer.gui.i18n import Translations
from graphviewer.gui.opening import Opening
from graphviewer.gui.panels.advice import advice
from graphviewer.gui.panels.timeline import Timeline
from graphviewer.gui.window import MainWindow
from graphviewer.tape.rows import Error
from tests.gui.conftest import Make, wait_for_run
from tests.tape.sample import tape

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def title(window: MainWindow) -> str:
    return window.notices.notice.title if window.notices.notice is not None else ""


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
