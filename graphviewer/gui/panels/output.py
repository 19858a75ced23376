"""The output panel: what the program has printed by now, and how it failed."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from graphviewer.gui.panels.stack import Stack, StackScroll
from graphviewer.gui.panels.words import Caption, Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible, mix, paint_with
from graphviewer.gui.training_told import in_language
from graphviewer.tape.rows import End, Error
from graphviewer.tape.tape import Tape

BESIDE = 100  # pixels of the panel that a failure leaves: caption, margins, two lines of output
ALONE = 48  # where nothing was printed: caption and margins
LONGEST = 2_000_000  # characters of output that are shown
# Qt takes four times as long for a line twice as long: minutes where all is printed on one.
LONGEST_LINE = 4000  # characters; what a line has beyond them goes on in the next


class OutputPanel(QWidget):
    """Shows the program's output up to the playhead, and how many lines are printed after it.

    `line_clicked`: the error was clicked, which is about this line.
    """

    line_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None, colours: Colours = LIGHT) -> None:
        super().__init__(parent)
        self._colours = colours
        self._tape: Tape | None = None
        self._position = -1
        self._seen = 0
        self._steps: list[int] = []  # steps that printed, and where the text after each ends
        self._ends: list[int] = []
        self._printed, self._ahead = "", ""  # by all of them, and beyond them
        self._shown = ""
        self.caption = Caption()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setUndoRedoEnabled(False)
        self.text.document().setDocumentMargin(0)
        self.text.setMinimumHeight(36)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.failure = Failure()
        self._failure_scroll = StackScroll(self.failure)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.caption)
        column.addWidget(self._failure_scroll)
        column.addWidget(self.text, 1)
        column.addStretch()
        self.failure.clicked.connect(self.line_clicked)
        self.set_colours(colours)
        self.retranslate()

    # --- what it shows

    def show_output(self, tape: Tape, step: int, ahead: str = "") -> None:
        """Show a tape's output as it stands after a step; `ahead` was printed beyond its steps."""
        if tape is not self._tape:
            self._forget()
            self._tape = tape
        self._position = step
        self._take_new_steps(tape, ahead)
        self._show(self._now())
        self._show_words()
        self._show_failure()

    def clear(self) -> None:
        """Show that nothing has run."""
        self._forget()
        self._show_words()
        self._show_failure()

    def printed(self) -> str:
        """The text printed up to the playhead."""
        return self._shown

    # --- looks and words

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        for widget in (self, self.text, self._failure_scroll):
            paint_with(widget, colours, background=colours.surface)
        self.failure.set_colours(colours)
        self._set_face()
        self.retranslate()

    def set_language(self, _language: str) -> None:
        """Say everything in the language of now, whose translator is installed."""
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        failure = QCoreApplication.translate("Output", "How the program ended")
        self._failure_scroll.setAccessibleName(failure)
        self._show_words()
        self._show_failure()

    def _show_words(self) -> None:
        """Name the panel, with how many lines are printed after the playhead."""
        title = QCoreApplication.translate("Output", "Output")
        self.text.setAccessibleName(title)
        later = _lines_later((self._printed + self._ahead)[len(self._shown) :])
        note = f" — {later}" if later else ""
        self.caption.show_caption(title, fonts.sans(12), self._colours.quiet, as_written=note)
        ended = self._tape is not None and self._tape.end is not None and not self._printed
        self.text.setPlaceholderText(
            QCoreApplication.translate("Output", "Nothing was printed")
            if ended
            else QCoreApplication.translate("Output", "Nothing printed yet")
        )
        self.text.viewport().update()  # Qt paints another text only where there was none

    # --- taking output in

    def _forget(self) -> None:
        self._tape = None
        self._position = -1
        self._seen = 0
        self._steps, self._ends = [], []
        self._printed, self._ahead = "", ""
        self._show("")

    def _take_new_steps(self, tape: Tape, ahead: str) -> None:
        pieces = [self._printed]
        total = len(self._printed)
        for step in tape.steps[self._seen :]:
            if step.kind == "print" and total < LONGEST:
                text = step.text[: LONGEST - total]
                pieces.append(text)
                total += len(text)
                self._steps.append(step.index)
                self._ends.append(total)
        self._seen = len(tape.steps)
        self._printed, self._ahead = "".join(pieces), ahead[: max(0, LONGEST - total)]

    def _now(self) -> str:
        """What was printed up to the playhead."""
        if self._ahead and self._tape is not None and self._position == len(self._tape.steps) - 1:
            # The program is further than its steps, and so is who follows it.
            return self._printed + self._ahead
        place = bisect_right(self._steps, self._position)
        return self._printed[: self._ends[place - 1] if place else 0]

    def _set_face(self) -> None:
        """What is printed is code; our own words that nothing was are not."""
        self.text.setFont(fonts.mono(14) if self._shown else fonts.sans(14))

    def _show(self, text: str) -> None:
        """Show a text with its end in sight; where it only grew, what is selected stays so."""
        shown, self._shown = self._shown, text
        if text == shown:
            return
        if not text or not shown:
            self._set_face()
        if shown and text.startswith(shown):
            end = QTextCursor(self.text.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            column = len(shown) - (shown.rfind("\n") + 1)
            end.insertText(in_short_lines(text[len(shown) :], column))
        else:
            self.text.setPlainText(in_short_lines(text))
        bar = self.text.verticalScrollBar()
        lines = text.count("\n") + (not text.endswith("\n"))
        if not bar.value() < lines <= bar.value() + bar.pageStep():
            bar.setValue(max(0, lines - bar.pageStep()))

    def _show_failure(self) -> None:
        tape = self._tape
        error = tape.error if tape is not None else None
        reached = error is not None and (error.step is None or self._position >= error.step)
        end = tape.end if tape is not None else None
        done = tape is not None and self._position >= len(tape.steps) - 1
        self.failure.show_failure(error if reached else None, end if done else None)
        self._failure_scroll.setVisible(not self.failure.is_empty())
        self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit_failure()

    def _give_room(self) -> None:
        """In a low panel a failure needs the room in which nothing is printed."""
        self.text.setVisible(bool(self._shown) or self.failure.is_empty())
        self._fit_failure()

    def _fit_failure(self) -> None:
        """As high as the failure needs, but two lines of the output stay in sight."""
        self._failure_scroll.settle()
        wanted = self.failure.heightForWidth(self._failure_scroll.viewport().width())
        beside = BESIDE if self._shown else ALONE
        self._failure_scroll.setFixedHeight(min(wanted, max(36, self.height() - beside)))


def in_short_lines(text: str, column: int = 0) -> str:
    """Text whose long lines are broken; `column` characters stand before it on its first line."""
    lines = []
    for line in text.split("\n"):
        room = LONGEST_LINE - column % LONGEST_LINE
        if column and room == LONGEST_LINE:
            room = 0
        rest = range(room, len(line), LONGEST_LINE)
        lines += [line[:room], *(line[at : at + LONGEST_LINE] for at in rest)]
        column = 0
    return "\n".join(lines)


def _lines_later(text: str) -> str:
    """How many lines a text that is printed later has, in words; empty for no text."""
    lines = text.count("\n") + (bool(text) and not text.endswith("\n"))
    if lines == 1:
        return QCoreApplication.translate("Output", "1 more line later")
    many = QCoreApplication.translate("Output", "{n} more lines later")
    return many.format(n=f"{lines:,}") if lines else ""


class Failure(Stack):
    """How the program ended, if not well: what and where, in full."""

    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, pad=10)
        self._colours = LIGHT
        self._error: Error | None = None
        self._end: End | None = None
        self.head = Words()
        self.message = Words()
        for widget in (self.head, self.message):
            self.add(widget, 5)

    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return self._error is None and not self._ended_early()

    def show_failure(self, error: Error | None, end: End | None) -> None:
        """Show an error, or how a run ended early without one."""
        self._error, self._end = error, end
        colours, translate = self._colours, QCoreApplication.translate
        ground = colours.error_tint if error is not None else colours.surface
        rim = colours.error if error is not None else colours.border
        self.set_ground(ground, mix(ground, rim, 0.4))
        red = legible(colours.error, ground, colours.text)
        bold, plain = fonts.sans(14, bold=True), fonts.mono(13)
        head, message = "", ""
        if error is not None:
            where = translate("Output", "line {line}").format(line=error.line) if error.line else ""
            head = f"⚠  {error.type}" + (f" — {where}" if where else "")
            message = error.message
        elif self._ended_early() and end is not None:
            head, message = f"⚠  {_ending(end)}", in_language(end.message)
        self.head.set_spans((Span(head, bold, red if error is not None else colours.text),))
        self.message.set_spans((Span(message, plain, red if error is not None else colours.quiet),))
        for widget, shown in ((self.head, head), (self.message, message)):
            widget.setVisible(bool(shown))
        self.setAccessibleName(" ".join(text for text in (head, message) if text))
        line = error is not None and error.line is not None
        shape = Qt.CursorShape.PointingHandCursor if line else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.show_failure(self._error, self._end)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._error is not None and self._error.line is not None:
            self.clicked.emit(self._error.line)

    def _ended_early(self) -> bool:
        return self._end is not None and self._end.reason in ("stopped", "died", "limit")


def _ending(end: End) -> str:
    translate = QCoreApplication.translate
    return {
        "stopped": translate("Output", "Stopped. What was recorded is kept."),
        "died": translate("Output", "The program's process ended unexpectedly."),
        "limit": translate("Output", "Recording stopped at its limit."),
    }[end.reason]
