"""The course in the window: what was seen is remembered, copies, and the pages lessons lead to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.files.lessons import Link, lesson
from graphviewer.gui.panels.values import ValueView
from graphviewer.gui.window import MainWindow
from tests.gui.conftest import wait_for_run


def test_a_lesson_counts_once_its_last_step_was_reached(window: MainWindow) -> None:
    assert window.lessons.progress.last == ""  # nothing was done in the one it begins with
    window.commands["step"].trigger()
    assert window.lessons.progress.last == "1.1"
    assert not window.lessons.progress.seen
    window.commands["last"].trigger()
    assert window.lessons.progress.seen == ("1.1",)


def test_a_copy_is_a_program_of_ones_own_beside_the_lessons_words(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.commands["copy_lesson"].trigger()
    document, words = window.document, window.page.inspector.lesson
    assert (document.origin, document.trust, document.dirty) == ("new", "own", False)
    assert document.source == lesson("1.1").source()
    assert words.lesson == lesson("1.1")
    assert "a copy" in words.fold.caption.text()
    window.page.editor.code.setPlainText(document.source.replace("3.", "5."))
    window.runner.run()
    wait_for_run(window, qtbot)
    marks = [line.text()[0] for line in words.figures.lines]
    assert "≠" in marks  # another program's numbers, not mistakes
    assert "✗" not in marks


def test_a_lesson_leads_to_a_page_and_its_choice(window: MainWindow) -> None:
    window.page.inspector.lesson.page_wanted.emit(Link(name="train", choice="mlp-100"))
    assert window.pages.page == "train"
    assert window.train.training.config.model.preset == "mlp-100"
    window.train.training.undo()
    assert window.train.training.config.model.preset != "mlp-100"


def test_the_arrow_keys_step_through_a_lesson_that_was_just_opened(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.page.editor.code.setFocus()
    window.files.open_lesson("1.6")
    wait_for_run(window, qtbot)
    window.activateWindow()
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Right)
    assert window.session.position == 1


def test_after_a_click_beside_the_graph_the_arrow_keys_still_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    inspector, canvas = window.page.inspector, window.page.canvas
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    story, lesson_words = inspector.story, inspector.lesson
    for beside in (lesson_words.figures.fold, lesson_words.fold, story.why, *story.box.equations()):
        QTest.mouseClick(beside, Qt.MouseButton.LeftButton)
        assert canvas.hasFocus(), beside
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert window.session.position == 1


def test_a_click_on_numbers_leaves_the_arrow_keys_to_stepping_and_tab_reaches_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.files.open_lesson("6.1")
    wait_for_run(window, qtbot)
    window.session.go(8)
    canvas = window.page.canvas
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    shown = [one for one in window.page.inspector.findChildren(ValueView) if one.isVisible()]
    assert shown
    for view in shown:
        QTest.mouseClick(view.numbers, Qt.MouseButton.LeftButton)
        assert canvas.hasFocus()
    shown[0].setFocus(Qt.FocusReason.TabFocusReason)
    before = window.session.position
    QTest.keyClick(shown[0], Qt.Key.Key_Left)
    assert shown[0].focusPolicy() & Qt.FocusPolicy.TabFocus
    assert window.session.position == before


def test_a_new_program_can_be_typed_at_once(window: MainWindow) -> None:
    window.page.canvas.setFocus()
    window.commands["new"].trigger()
    QTest.keyClicks(window.focusWidget() or window, "x")
    assert window.page.editor.source() == "import torch\n\nx"
