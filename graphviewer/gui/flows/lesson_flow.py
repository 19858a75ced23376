"""Choosing lessons: the picker, the next and the previous one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from graphviewer.files.lessons import LessonError, lessons
from graphviewer.gui.appearance import Appearance
from graphviewer.gui.dialogs import asking
from graphviewer.gui.flows.file_flow import FileFlow
from graphviewer.gui.panels.lessons import LessonPicker
from graphviewer.session.document import Document, Opened


class LessonFlow(QObject):
    """Opens the picker and walks through the list of lessons."""

    def __init__(
        self,
        window: QWidget,
        actions: Mapping[str, QAction],
        files: FileFlow,
        document: Document,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._files = files
        self._document = document
        self._appearance = appearance
        self._actions = actions
        document.opened.connect(self._on_document_opened)

    def _on_document_opened(self, opened: Opened) -> None:
        # Read only where a lesson is open: the list must not delay a window without one.
        names = [one.id for one in lessons()] if opened.lesson is not None else []
        self._actions["previous_lesson"].setEnabled(names[:1] != [opened.lesson])
        self._actions["next_lesson"].setEnabled(names[-1:] != [opened.lesson])

    def choose(self) -> None:
        """Show the picker."""
        try:
            picker = LessonPicker(lessons(), self._window, self._appearance.colours)
        except LessonError as error:
            title = QCoreApplication.translate("Files", "The lessons could not be read.")
            asking.message(self._window, title, str(error)).open()
            return
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.set_language(self._appearance.language)
        picker.lesson_chosen.connect(self._files.open_lesson)
        picker.open_at(self._document.lesson)

    def next(self) -> None:
        """The lesson after the open one; the first if none is open."""
        self._go(1)

    def previous(self) -> None:
        """The lesson before the open one."""
        self._go(-1)

    def _go(self, by: int) -> None:
        try:
            names = [lesson.id for lesson in lessons()]
        except LessonError:
            self.choose()  # says what is wrong
            return
        at = names.index(self._document.lesson) + by if self._document.lesson in names else 0
        if 0 <= at < len(names):
            self._files.open_lesson(names[at])
