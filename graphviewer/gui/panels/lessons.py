"""The lesson picker: type to search, arrows to choose, Enter to open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from graphviewer.files.lessons import Lesson
from graphviewer.gui.panels.words import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import mix, paint_with

PLACE = Qt.ItemDataRole.UserRole  # of a row: its lesson's place, or -1 for a heading
PAD = 12
AnyIndex = QModelIndex | QPersistentModelIndex


class LessonPicker(QDialog):
    """Lists the lessons by section. `lesson_chosen` carries the id of the one that was opened."""

    lesson_chosen = Signal(str)

    def __init__(
        self, lessons: Sequence[Lesson], parent: QWidget | None = None, colours: Colours = LIGHT
    ) -> None:
        super().__init__(parent)
        self.lessons = tuple(lessons)
        self.language = "en"
        self.colours = colours
        self._haystacks: dict[int, str] = {}
        self.field = _SearchField(self)
        self.list = QListWidget()
        self.nothing = QLabel()
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.list.setItemDelegate(_Rows(self))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        self.resize(620, 620)
        self.field.textChanged.connect(self._fill)
        self.list.itemClicked.connect(self._on_list_item_clicked)
        self.set_colours(colours)
        self.retranslate()

    def open_at(self, lesson: str | None = None) -> None:
        """Open the picker, at a lesson if one is named, with an empty search."""
        self.field.clear()
        self._fill()
        for row in range(self.list.count()):
            place = self.list.item(row).data(PLACE)
            if place >= 0 and self.lessons[place].id == lesson:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))
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
        item = self.list.currentItem()
        if item is not None and item.data(PLACE) >= 0:
            self.accept()
            self.lesson_chosen.emit(self.lessons[item.data(PLACE)].id)

    # --- looks and words

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.colours = colours
        for widget in (self, self.list):
            paint_with(widget, colours, background=colours.surface)
        for plain in (self.field, self.nothing):
            paint_with(plain, colours)
        self.field.setFont(fonts.sans(16))
        self.nothing.setFont(fonts.sans(14))
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
            translate("Lessons", "Search lessons: number, title, program")
        )
        self.field.setAccessibleName(translate("Lessons", "Search lessons"))
        self.list.setAccessibleName(translate("Lessons", "Lessons"))
        self.nothing.setText(translate("Lessons", "No lesson has all these words."))
        self._fill()

    def say(self, words: dict[str, str]) -> str:
        """A text of a lesson in the language of now."""
        return words.get(self.language) or words.get("en", "")

    # --- the list

    def _fill(self) -> None:
        item = self.list.currentItem()
        kept = item.data(PLACE) if item is not None else -1
        wanted = self.field.text().casefold().split()
        self.list.clear()
        group = None
        for place, lesson in enumerate(self.lessons):
            if not all(word in self._haystack(place) for word in wanted):
                continue
            if lesson.group.name != group:
                group = lesson.group.name
                self._add_row(self.say(lesson.group.title), -1)
            self._add_row(f"{lesson.id} {self.say(lesson.title)}. {self.say(lesson.aim)}", place)
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(PLACE) >= 0]
        same = [row for row in rows if self.list.item(row).data(PLACE) == kept]
        if rows:
            self.list.setCurrentRow(same[0] if same and not wanted else rows[0])
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _add_row(self, text: str, place: int) -> None:
        item = QListWidgetItem(text)  # the whole text, for screen readers; the delegate paints
        item.setData(PLACE, place)
        if place < 0:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _haystack(self, place: int) -> str:
        if place not in self._haystacks:
            one = self.lessons[place]
            group = one.group.title
            words = [one.id, *one.title.values(), *one.aim.values(), *group.values(), one.source()]
            self._haystacks[place] = " ".join(words).casefold()
        return self._haystacks[place]

    def _on_list_item_clicked(self) -> None:
        self.choose()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        item = self.list.currentItem()
        if item is not None:
            self.list.scrollToItem(item)


class _SearchField(QLineEdit):
    """The search field; keys that mean the list go there."""

    def __init__(self, picker: LessonPicker) -> None:
        super().__init__(picker)
        self._picker = picker
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        keys = Qt.Key
        moves: dict[int, int] = {
            keys.Key_Down: 1,
            keys.Key_Up: -1,
            keys.Key_PageDown: 6,
            keys.Key_PageUp: -6,
        }
        if event.key() in moves:
            self._picker.move_choice(moves[event.key()])
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self._picker.choose()
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Paints a lesson as number, title and aim, a section as a quiet heading."""

    def __init__(self, picker: LessonPicker) -> None:
        super().__init__(picker)
        self._picker = picker

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002, N802 - Qt's
        return QSize(100, 36 if index.data(PLACE) < 0 else 54)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place, colours = index.data(PLACE), self._picker.colours
        row = QRectF(option.rect)
        if place < 0:
            painter.setFont(fonts.sans(12, bold=True))
            painter.setPen(QColor(colours.quiet))
            below = row.adjusted(PAD, 0, -PAD, -6)
            painter.drawText(below, Qt.AlignmentFlag.AlignBottom, str(index.data()).upper())
            return
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            self._fill(painter, row, colours.value_tint, colours.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            self._fill(painter, row, mix(colours.surface, colours.text, 0.05), None)
        self._paint_lesson(painter, row, self._picker.lessons[place])

    def _fill(self, painter: QPainter, row: QRectF, ground: str, rim: str | None) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(rim) if rim else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(row.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.restore()

    def _paint_lesson(self, painter: QPainter, row: QRectF, lesson: Lesson) -> None:
        colours = self._picker.colours
        bold, small = fonts.sans(15, bold=True), fonts.sans(13)
        number = QFontMetricsF(bold).horizontalAdvance("00.00") + 10
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        upper = QRectF(row.left() + PAD, row.top() + 6, row.width() - 2 * PAD, 22)
        painter.setFont(bold)
        painter.setPen(QColor(colours.quiet))
        painter.drawText(upper, flags, lesson.id)
        upper.setLeft(upper.left() + number)
        painter.setPen(QColor(colours.text))
        painter.drawText(upper, flags, fitted(self._picker.say(lesson.title), bold, upper.width()))
        lower = upper.translated(0, 21)
        painter.setFont(small)
        painter.setPen(QColor(colours.quiet))
        painter.drawText(lower, flags, fitted(self._picker.say(lesson.aim), small, lower.width()))
