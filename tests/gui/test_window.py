"""The whole window on an engine: a lesson runs, is stepped through, edited, saved and left."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from graphviewer.files import lessons
from graphviewer.gui.dialogs.question import Question
from graphviewer.gui.dialogs.shortcuts import ShortcutsDialog
from graphviewer.gui.drops import Drops
from graphviewer.gui.memory import Memory
from graphviewer.gui.panels.lessons import LessonPicker
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import RUN_MS, Make, wait_for_run

# Qt's offscreen platform says so of every dialog; a real one has these.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def is_stale(window: MainWindow) -> bool:
    return window.document.stale


def is_busy(window: MainWindow) -> bool:
    return window.runner.state.busy


def dialog(window: QWidget, kind: type[Question]) -> Question:
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def answer(window: QWidget, key: str) -> None:
    asked = dialog(window, Question)
    button = asked.findChild(QWidget, key)
    assert button is not None
    button.click()  # type: ignore[attr-defined]


def test_the_first_lesson_has_run_and_waits_at_its_first_step(window: MainWindow) -> None:
    assert window.document.lesson == "1.1"
    assert window.session.tape is not None
    assert window.session.tape.end is not None
    assert window.session.tape.end.reason == "finished"
    assert window.session.position == 0 < window.session.length - 1


def test_an_edited_lesson_ends_at_its_end(window: MainWindow, qtbot: QtBot) -> None:
    window.page.editor.code.appendPlainText("print('more')")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    assert window.session.position == window.session.length - 1


def test_the_lessons_words_fold_after_the_first_step_unless_opened_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    words = window.page.inspector.lesson
    assert words.fold.accessibleName().startswith("Lesson 1.1")
    assert words.note.isVisible()
    window.session.go_next()
    assert words.isVisible()
    assert not words.note.isVisible()
    QTest.mouseClick(words.fold, Qt.MouseButton.LeftButton)
    window.session.go_next()
    assert words.note.isVisible()
    QTest.keyClick(words.fold, Qt.Key.Key_Return)
    assert not words.note.isVisible()
    window.page.editor.code.appendPlainText("# mine")
    assert "(edited)" in words.fold.accessibleName()
    window.document.edit(window.document.saved_source)
    window.files.open_lesson("1.2")
    assert words.note.isVisible()
    wait_for_run(window, qtbot)


def test_programs_of_ones_own_have_no_lesson_words(window: MainWindow) -> None:
    window.files.new()
    assert not window.page.inspector.lesson.isVisible()


def test_a_lessons_own_file_opens_as_the_lesson(window: MainWindow, qtbot: QtBot) -> None:
    window.files.open_path(str(lessons.lesson("1.3").path))
    assert window.document.lesson == "1.3"
    assert is_busy(window)
    wait_for_run(window, qtbot)


def test_keys_step_through_it_from_the_graph(window: MainWindow) -> None:
    window.session.go_last()
    last = window.session.position
    window.page.canvas.setFocus()
    QTest.keyClick(window.page.canvas, Qt.Key.Key_Left)
    assert window.session.position == last - 1
    QTest.keyClick(window.page.canvas, Qt.Key.Key_Home)
    assert window.session.position == 0
    QTest.keyClick(window.page.canvas, Qt.Key.Key_Right)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.session.position == 2
    QTest.keyClick(window.page.canvas, Qt.Key.Key_End)
    assert window.session.position == last


def test_line_graph_and_timeline_follow_one_another(window: MainWindow) -> None:
    session, page = window.session, window.page
    page.timeline.scrubbed.emit(0)
    assert session.position == 0
    line = session.tape.steps[2].line if session.tape is not None else None
    assert line is not None
    page.editor.line_clicked.emit(line)
    assert session.step is not None
    assert session.step.line == line
    assert page.timeline.value() == session.position


def test_playing_from_the_end_starts_over_and_stops_at_the_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.go_last()
    window.player.set_speed(32)
    window.commands["play"].trigger()
    assert window.session.position == 0
    assert window.player.playing
    qtbot.waitUntil(lambda: not window.player.playing, timeout=10_000)
    assert window.session.position == window.session.length - 1


def test_play_offers_pause_until_the_end(window: MainWindow, qtbot: QtBot) -> None:
    button = window.page.transport.button("play")
    window.player.set_speed(8)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Pause"
    qtbot.waitUntil(lambda: not window.player.playing, timeout=10_000)
    assert button.text() == "Play"


@pytest.mark.parametrize(("width", "height"), [(1600, 1000), (1280, 720), (1024, 640)])
def test_nothing_is_white_in_the_dark(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.commands["dark"].trigger()
    window.resize(width, height)
    qtbot.wait(50)
    assert lightest_block(window) < 200
    window.files.new()
    qtbot.wait(50)
    assert lightest_block(window) < 200


def lightest_block(window: MainWindow) -> int:
    """How light the lightest 20 by 20 pixels of a window are."""
    size = window.size() / 20
    smooth = Qt.TransformationMode.SmoothTransformation
    picture = window.grab().toImage().scaled(size, mode=smooth)
    places = product(range(picture.width()), range(picture.height()))
    return max(picture.pixelColor(x, y).lightness() for x, y in places)


def test_editing_marks_the_tape_stale_and_running_again_freshens_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    length = window.session.length
    window.page.editor.code.appendPlainText("print('more')")
    assert is_stale(window)
    told = window.notices.notice
    assert told is not None
    assert told.kind == "stale"
    assert window.session.length == length
    window.notices.button.click()
    wait_for_run(window, qtbot)
    assert not is_stale(window)
    assert window.notices.notice is None
    assert window.session.length == length + 1


def test_an_error_is_told_with_its_line_and_the_window_lives(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.page.editor.code.appendPlainText("1 / 0")
    window.commands["run"].trigger()
    wait_for_run(window, qtbot)
    notice = window.notices.notice
    assert notice is not None
    assert "ZeroDivisionError" in notice.title
    assert notice.line == window.page.editor.source().splitlines().index("1 / 0") + 1
    assert window.session.position == window.session.length - 1


def test_an_endless_loop_is_stopped(window: MainWindow, qtbot: QtBot) -> None:
    window.page.editor.code.appendPlainText("while True:\n    pass")
    window.commands["run"].trigger()
    qtbot.waitUntil(lambda: window.runner.state.steps > 0, timeout=RUN_MS)
    window.commands["stop"].trigger()
    wait_for_run(window, qtbot)
    assert window.session.length > 0


def test_a_strangers_file_opens_as_text_and_runs_only_when_trusted(
    make: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.py"
    path.write_text("import torch\nx = torch.ones(2)\n", encoding="utf-8")
    window = make(path)
    assert window.session.tape is None
    window.commands["run"].trigger()
    answer(window, "cancel")
    assert not is_busy(window)
    window.commands["run"].trigger()
    answer(window, "trusted")
    wait_for_run(window, qtbot)
    assert window.session.length > 0
    window.commands["run"].trigger()
    assert is_busy(window)
    wait_for_run(window, qtbot)


def test_trust_is_remembered_until_the_file_changes(
    make: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.py"
    path.write_text("x = 2\n", encoding="utf-8")
    window = make(path)
    window.commands["run"].trigger()
    answer(window, "trusted")
    wait_for_run(window, qtbot)
    window.files.open_path(str(path))
    window.commands["run"].trigger()
    assert is_busy(window)
    wait_for_run(window, qtbot)
    assert window.trusted.paths() == (str(path.resolve()),)
    path.write_text("x = 3\n", encoding="utf-8")
    window.files.open_path(str(path))
    window.commands["run"].trigger()
    answer(window, "cancel")
    assert not is_busy(window)
    shown = window.trusted.show()
    assert "theirs.py" in shown.informativeText()
    answer(window, "forget")
    assert window.trusted.paths() == ()


def test_a_restricted_run_is_told_with_its_walls(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "theirs.py"
    path.write_text("import torch\nx = torch.ones(2)\n", encoding="utf-8")
    window = make(path)
    window.commands["run"].trigger()
    answer(window, "restricted")
    wait_for_run(window, qtbot)
    assert "restricted run" in window.bar.status.text()
    assert "limits" in window.bar.status.toolTip()
    assert window.trusted.paths() == ()
    window.files.open_lesson("1.1")
    wait_for_run(window, qtbot)
    assert window.bar.status.text() == ""


def test_the_error_a_lesson_leads_up_to_is_told_when_it_is_reached(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.files.open_lesson("1.11")
    wait_for_run(window, qtbot)
    assert window.notices.notice is None
    assert window.page.output.failure.is_empty()
    window.session.go_last()
    assert not window.page.output.failure.is_empty()


@pytest.mark.parametrize(
    ("name", "data"),
    [("latin.py", "x = 'é'".encode("latin-1")), ("cut.tape", b"gv"), ("missing.py", None)],
)
def test_a_bad_file_is_told_and_what_was_open_stays(
    window: MainWindow, tmp_path: Path, name: str, data: bytes | None
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    length = window.session.length
    window.files.open_path(str(path))
    told = dialog(window, Question)
    assert name in told.text()
    assert told.informativeText()
    answer(window, "close")
    assert window.document.lesson == "1.1"
    assert window.session.length == length


def test_a_folder_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(str(tmp_path))
    assert "folder" in dialog(window, Question).informativeText()
    answer(window, "close")


def test_a_saved_tape_opens_again_read_only(window: MainWindow, tmp_path: Path) -> None:
    length = window.session.length
    window.commands["save_tape"].trigger()
    choose(window, tmp_path / "one.tape")
    assert window.notices.isVisible()
    assert window.notices.title.text() == "The tape was saved to one.tape."
    assert "one.tape · " in window.notices.text.text()
    window.files.open_path(str(tmp_path / "one.tape"))
    assert window.document.origin == "tape"
    assert window.session.length == length
    assert window.page.editor.code.isReadOnly()


def choose(window: QWidget, path: Path) -> None:
    (found,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    found.selectFile(str(path))
    found.accept()


def test_unsaved_changes_are_asked_about_before_anything_replaces_them(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.page.editor.code.appendPlainText("# mine")
    window.commands["new"].trigger()
    answer(window, "cancel")
    assert window.document.lesson == "1.1"
    window.commands["new"].trigger()
    answer(window, "save")
    choose(window, tmp_path / "mine.py")
    assert (tmp_path / "mine.py").read_text(encoding="utf-8").endswith("# mine")
    qtbot.waitUntil(lambda: window.document.origin == "new", timeout=2000)


def test_closing_asks_about_unsaved_changes(window: MainWindow) -> None:
    window.page.editor.code.appendPlainText("# mine")
    window.close()
    assert window.isVisible()
    answer(window, "discard")
    assert not window.isVisible()


@pytest.mark.parametrize("where", ["window", "program"])
def test_a_dropped_file_is_opened(window: MainWindow, tmp_path: Path, where: str) -> None:
    path = tmp_path / "dropped.py"
    path.write_text("x = 1\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    # Qt delivers a drop only to where a real drag has entered.
    if where == "window":
        window.dropEvent(drop)
    else:
        (drops,) = window.findChildren(Drops)
        assert drops.eventFilter(window.page.editor.code.viewport(), drop)
    assert drop.isAccepted()
    assert window.document.path == path


def test_both_languages_and_themes_switch_at_run_time_and_are_remembered(
    make: Make, qtbot: QtBot, settings_path: Path
) -> None:
    window = make(None)
    wait_for_run(window, qtbot)
    window.commands["ko"].trigger()
    window.commands["dark"].trigger()
    QApplication.processEvents()
    assert window.bar.run.text() == "실행"
    assert window.commands["save"].text() == "저장"
    assert window.appearance.colours.dark
    kept = Memory(settings_path).settings
    assert (kept.language, kept.theme) == ("ko", "dark")


def test_what_is_arranged_is_remembered(make: Make, qtbot: QtBot, settings_path: Path) -> None:
    window = make(None)
    wait_for_run(window, qtbot)
    window.commands["panel_output"].trigger()
    window.commands["view_grad_fn"].trigger()
    window.close()
    kept = Memory(settings_path).settings
    assert kept.hidden == ("output",)
    assert kept.view == "grad_fn"


def test_the_graph_runs_right_when_asked(make: Make, qtbot: QtBot) -> None:
    window = make(None)
    wait_for_run(window, qtbot)
    canvas = window.page.canvas
    qtbot.waitUntil(lambda: canvas.scene is not None)
    assert canvas.scene is not None
    assert canvas.scene.direction == "down"
    window.commands["direction"].trigger()
    qtbot.waitUntil(lambda: canvas.scene is not None and canvas.scene.direction == "right")
    assert window.commands["direction"].isChecked()
    found = canvas.scene.geometry.found
    assert found.width > found.height
    window.commands["direction"].trigger()
    assert not window.commands["direction"].isChecked()


@pytest.mark.parametrize(("width", "height"), [(1600, 1000), (1280, 720), (1024, 640)])
def test_every_panel_is_reachable_at_any_size(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.size().width() == width)
    qtbot.wait(50)
    assert window.size().height() == height
    page = window.page
    for panel in ("editor", "inspector", "output"):
        page.arrangement.reveal(panel)
        widget = getattr(page, panel)
        assert widget.isVisible()
        corner = widget.mapTo(window, QPoint(widget.width(), widget.height()))
        assert corner.x() <= width
        assert corner.y() <= height
    assert page.canvas.isVisible()
    assert page.timeline.isVisible()


def test_the_lesson_picker_opens_a_lesson(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["lessons"].trigger()
    (picker,) = window.findChildren(LessonPicker)
    picker.field.setText("1.2")
    picker.choose()
    assert window.document.lesson == "1.2"
    wait_for_run(window, qtbot)
    assert window.session.length > 0


def test_help_lists_the_keys(window: MainWindow) -> None:
    window.commands["shortcuts"].trigger()
    (keys,) = window.findChildren(ShortcutsDialog)
    listed = [
        tuple(item.text() for column in (0, 1) if (item := keys.table.item(row, column)))
        for row in range(keys.table.rowCount())
    ]
    assert len(listed) == len(set(listed)) > 10
    keys.reject()
    window.commands["about"].trigger()
    answer(window, "close")


KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape,
    Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_F1,
)  # fmt: skip
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_hundred_random_keys_and_clicks_do_no_harm(
    window: MainWindow, qtbot: QtBot, seed: int
) -> None:
    dice = random.Random(seed)
    for _ in range(100):
        target = QApplication.activeModalWidget() or window
        if dice.random() < 0.5:
            focus = QApplication.focusWidget() or target
            QTest.keyClick(focus, dice.choice(KEYS), dice.choice(MODIFIERS))
        else:
            at = QPoint(dice.randrange(target.width()), dice.randrange(target.height()))
            child = target.childAt(at) or target
            QTest.mouseClick(child, Qt.MouseButton.LeftButton, pos=child.mapFrom(target, at))
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        QApplication.processEvents()
    for asked in window.findChildren(Question):
        asked.reject()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    window.commands["stop"].trigger()
    wait_for_run(window, qtbot)
    assert window.isVisible()


def test_a_theme_survives_a_change_of_arrangement(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: not window.page.arrangement.wide)
    window.commands["dark"].trigger()
    window.resize(1400, 860)
    qtbot.waitUntil(lambda: window.page.arrangement.wide)
    qtbot.wait(50)
    picture = window.page.inspector.grab().toImage()
    corner = picture.pixelColor(picture.width() - 3, picture.height() - 3)
    assert corner.name().upper() == window.appearance.colours.surface
