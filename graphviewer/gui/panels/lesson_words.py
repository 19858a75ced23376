"""The lesson's own words above the step: aim, note, questions, figures; folded by a click."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from graphviewer.files.lessons import Figure, Lesson, Link
from graphviewer.gui.panels.fold import Fold
from graphviewer.gui.panels.lesson_figures import LessonFigures
from graphviewer.gui.panels.stack import Stack
from graphviewer.gui.panels.words import Caption, Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.tape.index import TapeIndex

MOST_QUESTIONS = 8


class LessonWords(Stack):
    """Shown open when a lesson opens; `stepped` folds it unless the user has turned it since.

    `page_wanted` carries the Link of the page where the lesson goes on.
    """

    page_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._lesson: Lesson | None = None
        self._mark = ""
        self._by_itself = True  # the user has not turned it since the lesson was opened
        self.language = "en"
        self.fold = Fold()
        self.aim = Words()
        self.note = Words()
        self.asked = Caption()
        self.questions = tuple(Words() for _ in range(MOST_QUESTIONS))
        self.figures = LessonFigures()
        self.page = QPushButton()
        self._page_row = _row(self.page)
        self.add(self.fold)
        self.add(self.aim, 6)
        self.add(self.note, 8)
        self.add(self.asked, 14)
        for question in self.questions:
            self.add(question, 5)
        self.add(self.figures, 14)
        self.add(self._page_row, 14)
        self.page.clicked.connect(self._on_page_clicked)
        self.figures.fold.clicked.connect(self.say)
        self.fold.setChecked(True)
        self.hide()

    @property
    def lesson(self) -> Lesson | None:
        """The lesson whose words these are."""
        return self._lesson

    def show_lesson(
        self, lesson: Lesson | None, *, edited: bool = False, copied: bool = False
    ) -> None:
        """Show a lesson's words; another lesson's begin open."""
        if lesson != self._lesson:
            self._lesson = lesson
            self.figures.set_figures(*_figures(lesson))
            self.figures.fold.setChecked(False)
            self.unfold()
        self._mark = "copied" if copied else "edited" if edited else ""
        self.say()

    def judge(self, index: TapeIndex | None) -> None:
        """Hold the lesson's figures against the tape that is shown."""
        if self.figures.judge(index):
            self.say()

    def unfold(self) -> None:
        """The lesson was opened: show its words until the first step is left."""
        self._by_itself = True
        self.fold.setChecked(True)
        self.say()

    def stepped(self, position: int) -> None:
        """The playhead moved: past the first step the words make room, once."""
        if self._by_itself and position > 0:
            self._by_itself = False
            self.fold.setChecked(False)
            self.say()

    def turned(self) -> None:
        """The user opened or folded it: it stays so."""
        self._by_itself = False
        self.say()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.say()

    def say(self) -> None:
        """Put the words in the present language and show those that are to be seen."""
        lesson = self._lesson
        self.setVisible(lesson is not None)
        if lesson is None:
            return
        self._say_fold(lesson)
        language, colours = self.language, self._colours
        bold, plain = fonts.sans(15, bold=True), fonts.sans(14)
        self.aim.set_spans((Span(lesson.aim[language], bold, colours.text),))
        self.note.set_spans((Span(lesson.note[language], plain, colours.text),))
        self._say_questions(lesson)
        for part in (self.aim, self.note):
            part.setVisible(self.is_open)
        self.figures.say(colours)
        self.figures.setVisible(bool(lesson.figures) and self.is_open)
        self._page_row.setVisible(lesson.page is not None and self.is_open)
        if lesson.page is not None:
            self.page.setText(page_words(lesson.page))

    def _say_fold(self, lesson: Lesson) -> None:
        translate = QCoreApplication.translate
        name = translate("Inspector", "Lesson {id}").format(id=lesson.id)
        marks = {
            "edited": f" ({translate('Inspector', 'edited')})",
            "copied": f" ({translate('Inspector', 'a copy')})",
        }
        caption = f" · {lesson.title[self.language]}{marks.get(self._mark, '')}"
        self.fold.show_caption(name, caption, self._colours)
        self.fold.setAccessibleDescription(
            translate("Inspector", "shown") if self.is_open else translate("Inspector", "folded")
        )
        self.fold.setToolTip(
            translate("Inspector", "Fold the lesson's words")
            if self.is_open
            else translate("Inspector", "Show the lesson's words")
        )

    def _say_questions(self, lesson: Lesson) -> None:
        colours, asked = self._colours, QCoreApplication.translate("Inspector", "Questions")
        self.asked.show_caption(asked, fonts.sans(12), colours.quiet)
        self.asked.setVisible(bool(lesson.questions) and self.is_open)
        for place, words in enumerate(self.questions):
            there = place < len(lesson.questions)
            text = lesson.questions[place][self.language] if there else ""
            number = Span(f"{place + 1}.  ", fonts.sans(14, bold=True), colours.quiet)
            words.set_spans((number, Span(text, fonts.sans(14), colours.text)) if there else ())
            words.setVisible(there and self.is_open)

    def _on_page_clicked(self) -> None:
        if self._lesson is not None and self._lesson.page is not None:
            self.page_wanted.emit(self._lesson.page)

    @property
    def is_open(self) -> bool:
        """Whether the words are shown, not only their caption."""
        return self.fold.isChecked()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)


def _figures(lesson: Lesson | None) -> tuple[tuple[Figure, ...], str]:
    """What a lesson comes to, and the program that does."""
    if lesson is None or not lesson.figures:
        return (), ""
    return lesson.figures, lesson.source()


def page_words(link: Link) -> str:
    """What the button that leads to a page says."""
    translate = QCoreApplication.translate
    words = {
        "train": translate("Inspector", "Open on the Train page"),
        "functions": translate("Inspector", "Open on the Functions page"),
        "descent": translate("Inspector", "Open on the Descent page"),
    }
    return words[link.name]


def _row(button: QPushButton) -> QWidget:
    """A button at the left of a line."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return whole
