"""The lesson picker, a course in sections: type to search, arrows to choose, Enter to open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from graphviewer.files.lessons import Lesson, searched
from graphviewer.files.progress import Progress
from graphviewer.gui.fields.text import fitted
from graphviewer.gui.panels.lesson_rows import PLACE, ROW, Heading, LessonRow, LessonRows
from graphviewer.gui.panels.lesson_search import SearchField
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import paint_with

FRAME = QSize(16, 48)  # what a window's frame and title may take of the screen
CONTINUE_WIDTH = 400.0  # pixels the words on that button may take
NOTHING_YET = Progress()


class LessonPicker(QDialog):
    """Lists the lessons by section, with a mark on those that were seen.

    `lesson_chosen` and `copy_chosen` carry the id of the one that was opened; `progress_changed`
    carries a Progress: it was reset, or had back.
    """

    lesson_chosen = Signal(str)
    copy_chosen = Signal(str)
    progress_changed = Signal(object)

    def __init__(
        self,
        lessons: Sequence[Lesson],
        parent: QWidget | None = None,
        colours: Colours = LIGHT,
        progress: Progress = NOTHING_YET,
    ) -> None:
        super().__init__(parent)
        self.lessons = tuple(lessons)
        self.progress = progress
        self.language = "en"
        self.colours = colours
        self._before_reset: Progress | None = None
        self._searched: dict[int, str] = {}
        self.field = SearchField()
        self.list = QListWidget()
        self.nothing, self.told = QLabel(), QLabel()
        self.go_on, self.reset = QPushButton(), QPushButton()
        self.open_button, self.copy_button = QPushButton(), QPushButton()
        self._lay_out()
        self._join()
        self.set_colours(colours)
        self.retranslate()

    def _lay_out(self) -> None:
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.list.setItemDelegate(LessonRows(self, self))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        for button in (self.go_on, self.reset, self.copy_button):
            button.setAutoDefault(False)
        self.open_button.setDefault(True)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.told, 1)
        upper.addWidget(self.go_on)
        lower.addWidget(self.reset)
        lower.addStretch(1)
        lower.addWidget(self.copy_button)
        lower.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(upper)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        column.addLayout(lower)
        self.resize(680, 660)

    def _join(self) -> None:
        for first, second in pairwise(
            (self.field, self.list, self.go_on, self.reset, self.copy_button, self.open_button)
        ):
            QWidget.setTabOrder(first, second)
        self.field.textChanged.connect(self._fill)
        self.field.moved.connect(self.move_choice)
        self.field.entered.connect(self.choose)
        self.list.itemClicked.connect(self.choose)
        self.open_button.clicked.connect(self.choose)
        self.copy_button.clicked.connect(self.choose_copy)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.reset.clicked.connect(self._on_reset_clicked)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.choose_copy)

    def open_at(self, lesson: str | None = None) -> None:
        """Open the picker, at a lesson if one is named, with an empty search."""
        self.field.clear()
        self._fill()
        for row in range(self.list.count()):
            place = self.list.item(row).data(PLACE)
            if place >= 0 and self.lessons[place].id == lesson:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))
        self.resize(self.size().boundedTo(self.screen().availableSize() - FRAME))
        self.open()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def found(self) -> tuple[str, ...]:
        """The ids of the lessons listed now."""
        rows = (self.list.item(row).data(PLACE) for row in range(self.list.count()))
        return tuple(self.lessons[place].id for place in rows if place >= 0)

    def move_choice(self, rows: int) -> None:
        """Choose a lesson further down, or up; headings are passed over."""
        row, way = self.list.currentRow(), 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            goal = row + way
            while 0 <= goal < self.list.count() and self.list.item(goal).data(PLACE) < 0:
                goal += way
            if not 0 <= goal < self.list.count():
                break
            row = goal
        self.list.setCurrentRow(row)
        if way < 0 and row > 0 and self.list.item(row - 1).data(PLACE) < 0:
            self.list.scrollToItem(self.list.item(row - 1))

    def choose(self) -> None:
        """Open the chosen lesson and close the picker."""
        lesson = self._chosen()
        if lesson is not None:
            self.accept()
            self.lesson_chosen.emit(lesson.id)

    def choose_copy(self) -> None:
        """Open a copy of the chosen lesson's program and close the picker."""
        lesson = self._chosen()
        if lesson is not None:
            self.accept()
            self.copy_chosen.emit(lesson.id)

    def _chosen(self) -> Lesson | None:
        item = self.list.currentItem()
        there = item is not None and item.data(PLACE) >= 0
        return self.lessons[item.data(PLACE)] if there else None

    # --- looks and words

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.colours = colours
        for widget in (self, self.list):
            paint_with(widget, colours, background=colours.surface)
        for plain in (self.field, self.nothing, self.told):
            paint_with(plain, colours)
        self.field.setFont(fonts.sans(16))
        self.nothing.setFont(fonts.sans(14))
        self.told.setFont(fonts.sans(13))
        self._fill()

    def set_language(self, language: str) -> None:
        """List the lessons in a language."""
        self.language = language
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("Lessons", "Lessons"))
        self.field.setPlaceholderText(
            translate("Lessons", "Search lessons: number, title, words, program")
        )
        self.field.setAccessibleName(translate("Lessons", "Search lessons"))
        self.list.setAccessibleName(translate("Lessons", "Lessons"))
        self.nothing.setText(translate("Lessons", "No lesson has all these words."))
        self.open_button.setText(translate("Lessons", "Open"))
        self.open_button.setToolTip("Enter")
        self.copy_button.setText(translate("Lessons", "Open a copy"))
        self.copy_button.setToolTip(
            translate("Lessons", "A program of your own to change, run and save ({keys})").format(
                keys="Ctrl+Enter"
            )
        )
        self._say_progress()
        self._fill()

    def say(self, words: dict[str, str]) -> str:
        """A text of a lesson in the language of now."""
        return words.get(self.language) or words.get("en", "")

    def _say_progress(self) -> None:
        translate, goal = QCoreApplication.translate, self.progress.next_up(self.lessons)
        counts = self.progress.of_groups(self.lessons).values()
        self.told.setText(self._count(sum(a for a, _ in counts), sum(b for _, b in counts)))
        self.go_on.setVisible(goal is not None and bool(self.progress.last))
        if goal is not None:
            words = translate("Lessons", "Continue: {lesson}").format(
                lesson=f"{goal.id} {self.say(goal.title)}"
            )
            self.go_on.setText(fitted(words, self.go_on.font(), CONTINUE_WIDTH))
            self.go_on.setAccessibleName(words)
        self.reset.setText(
            translate("Lessons", "Bring the progress back")
            if self._before_reset is not None
            else translate("Lessons", "Reset the progress")
        )
        self.reset.setEnabled(bool(self.progress.seen) or self._before_reset is not None)

    def _count(self, seen: int, count: int) -> str:
        words = QCoreApplication.translate("Lessons", "{seen} of {count} seen")
        return words.format(seen=seen, count=count)

    # --- the list

    def _fill(self) -> None:
        item = self.list.currentItem()
        kept = item.data(PLACE) if item is not None else -1
        wanted = self.field.text().casefold().split()
        counts = self.progress.of_groups(self.lessons)
        self.list.clear()
        group = None
        for place, lesson in enumerate(self.lessons):
            if not all(word in self._text(place) for word in wanted):
                continue
            if lesson.group.name != group:
                group = lesson.group.name
                self._add_heading(self.say(lesson.group.title), *counts[group])
            self._add_lesson(place)
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(PLACE) >= 0]
        same = [row for row in rows if self.list.item(row).data(PLACE) == kept]
        if rows:
            self.list.setCurrentRow(same[0] if same and not wanted else rows[0])
        if wanted:
            self.list.scrollToTop()  # the first one's heading is seen too
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        for button in (self.open_button, self.copy_button):
            button.setEnabled(bool(rows))

    def _add_heading(self, title: str, seen: int, count: int) -> None:
        told = self._count(seen, count)
        self._add_row(f"{title}, {told}", -1, Heading(title, told, seen / count))

    def _add_lesson(self, place: int) -> None:
        one = self.lessons[place]
        title, aim, seen = self.say(one.title), self.say(one.aim), one.id in self.progress.seen
        mark = f" ({QCoreApplication.translate('Lessons', 'seen')})" if seen else ""
        self._add_row(f"{one.id} {title}{mark}. {aim}", place, LessonRow(one.id, title, aim, seen))

    def _add_row(self, text: str, place: int, shown: Heading | LessonRow) -> None:
        item = QListWidgetItem(text)  # the whole text, for screen readers; the delegate paints
        item.setData(PLACE, place)
        item.setData(ROW, shown)
        if place < 0:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _text(self, place: int) -> str:
        if place not in self._searched:
            self._searched[place] = searched(self.lessons[place])
        return self._searched[place]

    def _on_go_on_clicked(self) -> None:
        goal = self.progress.next_up(self.lessons)
        if goal is not None:
            self.accept()
            self.lesson_chosen.emit(goal.id)

    def _on_reset_clicked(self) -> None:
        if self._before_reset is None:
            self._before_reset, self.progress = self.progress, Progress()
        else:
            self.progress, self._before_reset = self._before_reset, None
        self._say_progress()
        self._fill()
        self.progress_changed.emit(self.progress)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        item = self.list.currentItem()
        if item is not None:
            self.list.scrollToItem(item)
