"""The output panel at different positions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels.advice import advice
from graphviewer.gui.panels.output import LONGEST_LINE, OutputPanel
from graphviewer.gui.panels.stack import StackScroll
from graphviewer.tape.rows import End, Error, Meta, Step
from graphviewer.tape.tape import Tape

FREED = (
    "Trying to backward through the graph a second time (or directly access saved tensors after "
    "they have already been freed)."
)


@pytest.fixture
def panel(qtbot: QtBot) -> OutputPanel:
    made = OutputPanel()
    qtbot.addWidget(made)
    made.resize(320, 300)
    made.show()
    return made


def printing(*texts: str) -> Tape:
    tape = Tape(meta=Meta(source=""))
    tape.steps = [Step(index=i, kind="print", text=text) for i, text in enumerate(texts)]
    return tape


@pytest.mark.parametrize(
    ("step", "later"),
    [
        (-1, " — 3 more lines later"),
        (0, " — 2 more lines later"),
        (1, " — 1 more line later"),
        (2, ""),
    ],
)
def test_what_is_printed_later_is_counted_and_not_shown(
    panel: OutputPanel, step: int, later: str
) -> None:
    texts = ["one\n", "둘\n", "three"]
    tape = printing(*texts)
    for position in (2, step):  # forwards and back
        panel.show_output(tape, position)
    assert panel.text.toPlainText() == panel.printed() == "".join(texts[: step + 1])
    assert panel.caption.text() == "OUTPUT" + later


def test_before_the_first_print_nothing_is_said_to_be_printed_yet(panel: OutputPanel) -> None:
    tape = printing("one\n")
    tape.end = End(reason="finished")
    panel.show_output(tape, -1)
    assert panel.text.placeholderText() == "Nothing printed yet"


class Paints(QObject):
    """Counts how often what it watches is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def test_that_nothing_was_printed_is_seen_as_soon_as_it_is_so(
    panel: OutputPanel, qtbot: QtBot
) -> None:
    tape = Tape(meta=Meta(source=""), steps=[Step(index=0, kind="forward")])
    panel.show_output(tape, 0)
    qtbot.waitExposed(panel)
    qtbot.wait(50)
    paints = Paints()
    panel.text.viewport().installEventFilter(paints)
    tape.end = End(reason="finished")
    panel.show_output(tape, 0)
    assert panel.text.placeholderText() == "Nothing was printed"
    qtbot.waitUntil(lambda: paints.count > 0)


def test_what_is_selected_stays_selected_while_more_is_printed(panel: OutputPanel) -> None:
    tape = printing("one\n", "two\r\n", "three\n")
    panel.show_output(tape, 0)
    QTest.mouseDClick(panel.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    panel.show_output(tape, 2)
    assert panel.text.textCursor().selectedText() == "one"
    assert panel.text.document().lastBlock().previous().text() == "three"


def test_the_newest_line_is_in_sight(panel: OutputPanel) -> None:
    tape = printing(*(f"{i}\n" for i in range(200)))
    for position in (150, 199, 20, 60):
        panel.show_output(tape, position)
        bar = panel.text.verticalScrollBar()
        assert bar.value() <= position < bar.value() + bar.pageStep()


def test_output_grows_with_the_tape(panel: OutputPanel) -> None:
    tape = printing("one\n")
    panel.show_output(tape, 0)
    tape.steps.append(Step(index=1, kind="print", text="two\n"))
    panel.show_output(tape, 1)
    assert panel.text.toPlainText() == "one\ntwo\n"


def test_another_tape_replaces_the_output(panel: OutputPanel) -> None:
    panel.show_output(printing("one\n"), 0)
    panel.show_output(printing("two\n"), 0)
    assert panel.text.toPlainText() == "two\n"
    panel.clear()
    assert panel.text.toPlainText() == ""


def test_output_can_be_selected_and_not_changed(panel: OutputPanel) -> None:
    panel.show_output(printing("one\n"), 0)
    QTest.keyClicks(panel.text, "x")
    panel.text.selectAll()
    cursor: QTextCursor = panel.text.textCursor()
    assert cursor.selectedText() == "one\u2029"


def test_an_error_shows_once_the_playhead_reaches_it(qtbot: QtBot, panel: OutputPanel) -> None:
    tape = printing("one\n")
    tape.steps.append(Step(index=1, kind="error", line=7))
    tape.error = Error(type="RuntimeError", message=FREED, line=7, step=1)
    panel.show_output(tape, 0)
    assert panel.failure.is_empty()
    panel.show_output(tape, 1)
    assert panel.failure.head.text() == "⚠  RuntimeError — line 7"
    assert panel.failure.message.text() == FREED
    with qtbot.waitSignal(panel.line_clicked) as clicked:
        QTest.mouseClick(panel.failure, Qt.MouseButton.LeftButton)
    assert clicked.args == [7]


def test_a_program_that_never_ran_shows_its_error_at_once(panel: OutputPanel) -> None:
    tape = Tape(meta=Meta(source="("))
    tape.error = Error(type="SyntaxError", message="'(' was never closed", line=1)
    panel.show_output(tape, -1)
    assert not panel.failure.is_empty()


@pytest.mark.parametrize(
    ("reason", "shown"),
    [("finished", False), ("stopped", True), ("died", True), ("limit", True)],
)
def test_an_early_end_is_said_at_the_last_step(
    panel: OutputPanel, reason: str, shown: bool
) -> None:
    tape = printing("one\n", "two\n")
    tape.end = End(reason=reason, message="after 2 steps")  # type: ignore[arg-type]
    panel.show_output(tape, 0)
    assert panel.failure.is_empty()
    panel.show_output(tape, 1)
    assert panel.failure.is_empty() != shown


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("RuntimeError", FREED),
        ("RuntimeError", "grad can be implicitly created only for scalar outputs"),
        ("RuntimeError", "element 0 of tensors does not require grad and does not have a grad_fn"),
        ("RuntimeError", "one of the variables needed has been modified by an inplace operation"),
        ("RuntimeError", "a leaf Variable that requires grad is used in an in-place operation."),
        ("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"),
        ("SyntaxError", "'(' was never closed"),
        ("NameError", "name 'b' is not defined"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("qtbot")
def test_common_errors_come_with_advice(kind: str, message: str) -> None:
    assert advice(Error(type=kind, message=message), "en")


@pytest.mark.usefixtures("qtbot")
def test_an_unknown_error_comes_without() -> None:
    assert advice(Error(type="ValueError", message="hm"), "en") == ""


@pytest.mark.parametrize("height", [130, 200, 400])
def test_a_failure_never_covers_the_output(qtbot: QtBot, panel: OutputPanel, height: int) -> None:
    tape = printing("one\n")
    tape.error = Error(type="RuntimeError", message=FREED * 4, line=7)
    panel.resize(360, height)
    panel.show_output(tape, 0)
    qtbot.wait(10)
    box = panel.findChild(StackScroll)
    assert isinstance(box, StackScroll)
    assert box.geometry().bottom() < panel.text.geometry().top()
    assert panel.text.geometry().bottom() < height


def test_what_is_printed_ahead_is_shown_until_its_steps_come(panel: OutputPanel) -> None:
    tape = Tape(meta=Meta(source=""))
    tape.steps.append(Step(index=0, kind="print", text="one\n"))
    panel.show_output(tape, 0, "two\n")
    assert panel.text.toPlainText() == "one\ntwo\n"
    assert panel.caption.text() == "OUTPUT"  # who follows the program sees it as printed
    panel.show_output(tape, 0, "two\nthree\n")
    tape.steps.append(Step(index=1, kind="print", text="two\n"))
    panel.show_output(tape, 0, "three\n")  # the playhead stands before it
    assert panel.text.toPlainText() == "one\n"
    assert panel.caption.text() == "OUTPUT — 2 more lines later"
    panel.show_output(tape, 1, "")
    assert panel.text.toPlainText() == "one\ntwo\n"


def test_a_line_of_a_million_characters_is_shown_in_short_ones(panel: OutputPanel) -> None:
    line = "0123456789" * 100_000
    pieces = "first\n", line[:LONGEST_LINE], line[LONGEST_LINE:], "\n", "last"
    tape = printing(*pieces)
    for step in range(len(pieces)):
        panel.show_output(tape, step)
    grown = panel.text.toPlainText()
    assert grown.splitlines()[0] == "first"
    assert grown.replace("\n", "") == "first" + line + "last"
    assert grown.splitlines()[-1] == "last"
    assert max(map(len, grown.splitlines())) == LONGEST_LINE
    panel.show_output(tape, 0)
    panel.show_output(tape, len(pieces) - 1)
    assert panel.text.toPlainText() == grown
    assert panel.printed() == "".join(pieces)
