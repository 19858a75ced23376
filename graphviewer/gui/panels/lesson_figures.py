"""What a lesson comes to, in the Inspector: its figures, each with a tick once the tape agrees."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from graphviewer.files.figures import UNKNOWN, Judged, judged, words_of
from graphviewer.files.lessons import Figure
from graphviewer.gui.panels.fold import Fold
from graphviewer.gui.panels.stack import Stack
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import legible
from graphviewer.tape.index import TapeIndex


class LessonFigures(Stack):
    """A fold with a line for each figure. `judge` holds them against a tape that has ended.

    Closed until it is opened: a class answers before it sees. What a program that was changed comes
    to is no error, and is told without a count.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self._judged: tuple[Judged, ...] = ()
        self._source = ""  # the lesson's program
        self._index: TapeIndex | None = None  # of the tape that was judged
        self.fold = Fold()
        self.add(self.fold)
        self.lines: list[Words] = []

    def set_figures(self, figures: tuple[Figure, ...], source: str) -> None:
        """Show these figures, not judged yet; `source` is the program that comes to them."""
        self._source = source
        if figures != self._figures:
            self._figures, self._judged, self._index = figures, (), None

    def judge(self, index: TapeIndex | None) -> bool:
        """Hold the figures against a tape's end; whether that made a difference."""
        if index is not None and index.tape.end is None:
            index = None  # it is still running
        if index is self._index:
            return False
        self._index, before = index, self._judged
        self._judged = (
            tuple(judged(figure, index) for figure in self._figures) if index is not None else ()
        )
        return self._judged != before

    def say(self, colours: Colours) -> None:
        """Put everything in the present language and in a theme's colours."""
        self._say_fold(colours)
        is_open = self.fold.isChecked()
        while len(self.lines) < len(self._figures):
            self.lines.append(Words())
            self.add(self.lines[-1], 5)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(self._figures) and is_open)
            if place < len(self._figures):
                found = self._judged[place] if place < len(self._judged) else UNKNOWN
                self._say_line(line, self._figures[place], found, colours)

    def _say_fold(self, colours: Colours) -> None:
        translate = QCoreApplication.translate
        told = f" · {self._told()}" if self._judged else ""
        self.fold.show_caption(translate("Inspector", "Expected"), told, colours)
        self.fold.setAccessibleDescription(
            translate("Inspector", "shown")
            if self.fold.isChecked()
            else translate("Inspector", "folded")
        )
        self.fold.setToolTip(translate("Inspector", "What the lesson comes to"))

    def _told(self) -> str:
        """How many the tape agrees with, or whose they are where that program is another one's."""
        translate = QCoreApplication.translate
        agree = sum(one.verdict == "agrees" for one in self._judged)
        if self._is_changed and agree < len(self._figures):
            return translate("Inspector", "the lesson's numbers; this program is changed")
        told = translate("Inspector", "{some} of {all} as expected")
        return told.format(some=agree, all=len(self._figures))

    @property
    def _is_changed(self) -> bool:
        """Whether another program than the lesson's made the tape that was judged."""
        return self._index is not None and self._index.tape.meta.source != self._source

    def _say_line(self, line: Words, figure: Figure, found: Judged, colours: Colours) -> None:
        translate, words = QCoreApplication.translate, words_of(figure)
        mark, colour, said = {
            "agrees": ("✓", colours.leaf, translate("Inspector", "as expected")),
            "differs": ("✗", colours.error, translate("Inspector", "not as expected")),
            "unknown": ("·", colours.quiet, ""),
        }[found.verdict]
        if found.verdict == "differs" and self._is_changed:
            mark, colour = "≠", colours.quiet
        ink = legible(colour, colours.surface, colours.text)
        here = translate("Inspector", "here {value}").format(value=found.found)
        prints = f"{translate('Inspector', 'prints')}  " if figure.printed else ""
        line.set_spans(
            (
                Span(f"{mark}  ", fonts.sans(14, bold=True), ink),
                Span(prints, fonts.sans(14), colours.quiet),
                Span(words, fonts.mono(13), colours.text),
                Span(f"   {here}" if found.found else "", fonts.mono(13), ink),
            )
        )
        heard = (" ".join([*prints.split(), words]), said, here if found.found else "")
        line.setAccessibleName(", ".join(part for part in heard if part))
