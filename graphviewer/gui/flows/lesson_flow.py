"""Choosing lessons: the picker, the next and the previous one, a copy, and where one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviewer.files.lessons import LessonError, Link, lessons
from graphviewer.files.progress import Progress
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.dialogs import asking
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.flows.page_flow import PageFlow
from graphviewer.gui.memory import Memory
from graphviewer.gui.panels.lesson_words import LessonWords
from graphviewer.gui.panels.lessons import LessonPicker
from graphviewer.session.document import Document, Opened
from graphviewer.session.session import Session


class LessonFlow(QObject):
    """Opens the picker, walks through the list of lessons, remembers those that were seen.

    `goals`: for each page a lesson can go on at, what is told the choice once it is shown.
    """

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        files: FileFlow,
        document: Document,
        appearance: Appearance,
        session: Session,
        memory: Memory,
        words: LessonWords,
        pages: PageFlow,
        goals: Mapping[str, Callable[[str], None]],
    ) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._files, self._document, self._session = files, document, session
        self._appearance, self._memory = appearance, memory
        self._pages, self._goals = pages, goals
        document.opened.connect(self._on_document_opened)
        document.changed.connect(self._on_document_changed)
        session.moved.connect(self._on_session_moved)
        words.page_wanted.connect(self._on_page_wanted)

    def callbacks(self) -> dict[str, Callable[[], None]]:
        """What the actions for lessons do."""
        return {
            "lessons": self.choose,
            "next_lesson": self.next,
            "previous_lesson": self.previous,
            "copy_lesson": self.copy,
        }

    # --- choosing

    def choose(self) -> None:
        """Show the picker."""
        try:
            found = lessons()
        except LessonError as error:
            title = QCoreApplication.translate("Files", "The lessons could not be read.")
            asking.message(self._window, title, str(error)).open()
            return
        picker = LessonPicker(found, self._window, self._appearance.colours, self.progress)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.set_language(self._appearance.language)
        picker.lesson_chosen.connect(self._files.open_lesson)
        picker.copy_chosen.connect(self._files.open_copy)
        picker.progress_changed.connect(self._keep)
        picker.open_at(self._document.lesson)

    def next(self) -> None:
        """The lesson after the open one; the first if none is open."""
        self._go(1)

    def previous(self) -> None:
        """The lesson before the open one."""
        self._go(-1)

    def copy(self) -> None:
        """A copy of the open lesson's program, as it comes."""
        if self._document.lesson is not None:
            self._files.open_copy(self._document.lesson)

    def _go(self, by: int) -> None:
        try:
            names = [lesson.id for lesson in lessons()]
        except LessonError:
            self.choose()  # says what is wrong
            return
        at = names.index(self._document.lesson) + by if self._document.lesson in names else 0
        if 0 <= at < len(names):
            self._files.open_lesson(names[at])

    def _on_document_opened(self, opened: Opened) -> None:
        # Read only where a lesson is open: the list must not delay a window without one.
        names = [one.id for one in lessons()] if opened.lesson is not None else []
        self._actions["previous_lesson"].setEnabled(names[:1] != [opened.lesson])
        self._actions["next_lesson"].setEnabled(names[-1:] != [opened.lesson])

    def _on_document_changed(self, _news: None) -> None:
        self._actions["copy_lesson"].setEnabled(self._document.lesson is not None)

    # --- where one is

    @property
    def progress(self) -> Progress:
        """What is remembered of the course."""
        kept = self._memory.settings
        return Progress(seen=kept.lessons_seen, last=kept.lesson)

    def _keep(self, progress: Progress) -> None:
        self._memory.keep(lessons_seen=progress.seen, lesson=progress.last)

    def _on_session_moved(self, position: int) -> None:
        """A step was taken: the lesson the window begins with does not count before that."""
        lesson, tape = self._document.lesson, self._session.tape
        if lesson is None or tape is None or position <= 0:
            return
        progress = self.progress.opened(lesson)
        ended = tape.end is not None and position == len(tape.steps) - 1
        self._keep(progress.reached_end(lesson) if ended else progress)

    def _on_page_wanted(self, link: Link) -> None:
        self._pages.show_page(link.name)
        if link.choice:
            self._goals[link.name](link.choice)
