"""A form in groups that fold: rows of a label, an editor, and what is wrong with what it holds."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from graphviewer.gui.fields.choice import Choice
from graphviewer.gui.fields.controls import HEIGHT
from graphviewer.gui.fields.entry import Entry
from graphviewer.gui.fields.text import Value, text_of
from graphviewer.gui.train.form_fields import Editor, Flag, PlaceEntry, show_value
from graphviewer.gui.train.form_values import Invalid, read

LABEL_WIDTH = 96


class FieldRow(QWidget):
    """One setting. `edited` carries a value that is valid; `touched`: it is being typed.

    What is not valid stays as it was typed, with the reason below it, and is not announced.
    """

    edited = Signal(str, object)
    touched = Signal()

    def __init__(self, path: str, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.editor = editor
        self.label = QLabel(self)
        self.label.setProperty("role", "quiet")
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setMinimumHeight(HEIGHT)
        self.label.setWordWrap(True)
        self.label.setBuddy(editor)
        self.error = QLabel(self)
        self.error.setProperty("role", "wrong")
        self.error.setWordWrap(True)
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.error)
        self._unread = ""  # why what was typed is not valid
        self._clash = ""  # why what is held does not go with the rest
        self._held: Value = ""
        self._join()

    def _join(self) -> None:
        editor = self.editor
        if isinstance(editor, Choice):
            editor.picked.connect(self._on_picked)
        elif isinstance(editor, Flag):
            editor.switched.connect(self._on_picked)
        else:
            self.entry.typed.connect(self._on_entry_typed)
            self.entry.touched.connect(self._on_entry_touched)

    @property
    def entry(self) -> Entry:
        """The line that is typed into. Raises TypeError where nothing is typed."""
        if isinstance(self.editor, PlaceEntry):
            return self.editor.entry
        if isinstance(self.editor, Entry):
            return self.editor
        raise TypeError(f"{self.path} is not typed")

    @property
    def is_typed(self) -> bool:
        """Whether there is a line to type into."""
        return isinstance(self.editor, Entry | PlaceEntry)

    def commit(self) -> bool:
        """Take what is typed; False if that is not valid."""
        if self.is_typed:
            self.entry.commit()
        return not self._unread

    def show_value(self, value: Value) -> None:
        """Show what the config holds; what is typed and was not taken stays if that is the same."""
        if self.is_typed and self.entry.pending and value == self._held:
            return
        self._held = value
        show_value(self.editor, value)
        self.settle()

    def settle(self) -> None:
        """There is nothing wrong with how the setting is written."""
        self._unread = ""
        self._show_wrong()

    def clash(self, why: str) -> None:
        """Say why the value does not go with the others; empty if it does."""
        self._clash = why
        self._show_wrong()

    @property
    def wrong(self) -> str:
        """What is wrong with the setting; empty if nothing is."""
        return self._unread or self._clash

    def _show_wrong(self) -> None:
        why = self.wrong
        self.error.setText(why)
        self.error.setVisible(bool(why))
        target = self.entry if self.is_typed else self.editor
        if bool(target.property("wrong")) != bool(why):
            target.setProperty("wrong", bool(why))
            target.style().unpolish(target)
            target.style().polish(target)
        target.setAccessibleDescription(why or self.label.toolTip())

    def _on_entry_typed(self, text: str) -> None:
        try:
            value = read(self.path, text)
        except Invalid as problem:
            self._unread = str(problem)
            self._show_wrong()
            return
        self._held = value
        self.entry.show_text(text_of(value))
        self.settle()
        self.edited.emit(self.path, value)

    def _on_entry_touched(self) -> None:
        self._unread = ""  # it is judged when it is complete
        self._show_wrong()
        self.touched.emit()

    def _on_picked(self, value: object) -> None:
        self.edited.emit(self.path, value)

    def say(self, label: str, tip: str) -> None:
        """Name the setting in the present language."""
        self.label.setText(label)
        self.label.setToolTip(tip)
        if self._unread:
            self._on_entry_typed(self.entry.text())  # the reason, in the present language
        for widget in (self.editor, self.entry if self.is_typed else self.editor):
            widget.setToolTip(tip)
            widget.setAccessibleName(label)
            widget.setAccessibleDescription(self.wrong or tip)
        if isinstance(self.editor, PlaceEntry):
            self.editor.button.setAccessibleName(f"{label} …")


class FormGroup(QWidget):
    """Rows under a heading that folds them away; some only show on request.

    `folded` tells that the user has folded or unfolded it.
    """

    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = QToolButton(self)
        self.head.setProperty("role", "heading")
        self.head.setCheckable(True)
        self.head.setChecked(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.head.clicked.connect(self._on_head_clicked)
        self.summary = QLabel(self)
        self.summary.setProperty("role", "quiet")
        self.body = QWidget(self)
        self.more = QToolButton(self.body)
        self.more.setProperty("role", "more")
        self.more.setCheckable(True)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.toggled.connect(self._on_more_toggled)
        self.rows: list[FieldRow] = []
        self._extra: list[FieldRow] = []
        self._idle: set[str] = set()  # settings that do not count now
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.head, 1)
        top.addWidget(self.summary)
        self._inside = QVBoxLayout(self.body)
        self._inside.setContentsMargins(0, 2, 0, 8)
        self._inside.setSpacing(6)
        self._inside.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.body)
        self.more.hide()

    def add_row(self, row: FieldRow, *, more: bool = False) -> None:
        """Add a setting; `more`: it is shown on request."""
        self.rows.append(row)
        if more:
            self._extra.append(row)
            self._inside.addWidget(row)
        else:
            self._inside.insertWidget(self._inside.indexOf(self.more), row)
        self.refresh()

    def add_widget(self, widget: QWidget, at: int = -1) -> None:
        """Add something else, at a place or below the rows that are always shown."""
        place = at if at >= 0 else self._inside.indexOf(self.more)
        self._inside.insertWidget(place, widget)

    def set_idle(self, paths: AbstractSet[str]) -> None:
        """Hide the settings that do not count now; a group of none hides whole."""
        self._idle = set(paths)
        self.setVisible(any(row.path not in self._idle for row in self.rows))
        self.refresh()

    @property
    def open(self) -> bool:
        """Whether the rows are shown."""
        return self.head.isChecked()

    def set_open(self, shown: bool) -> None:
        """Fold the rows away, or show them."""
        self.head.setChecked(shown)
        self.refresh()

    def reveal(self, row: FieldRow) -> None:
        """Make a row visible, wherever it is."""
        self.set_open(shown=True)
        if row in self._extra:
            self.more.setChecked(True)

    def refresh(self) -> None:
        """Show what is to be seen: settings that count, those asked for or wrong, or none."""
        self.body.setVisible(self.open)
        self.summary.setVisible(not self.open and bool(self.summary.text()))
        for row in self.rows:
            wanted = self.more.isChecked() or row not in self._extra or bool(row.wrong)
            row.setVisible(wanted and row.path not in self._idle)
        counting = any(row.path not in self._idle for row in self._extra)
        self.more.setVisible(counting)
        self.head.setArrowType(Qt.ArrowType.DownArrow if self.open else Qt.ArrowType.RightArrow)
        self._say_more()

    def set_summary(self, text: str) -> None:
        """A word beside the heading while it is folded."""
        self.summary.setText(text)
        self.summary.setVisible(not self.open and bool(text))

    def say(self, title: str) -> None:
        """Name the group in the present language."""
        self.head.setText(title.upper())
        self.head.setAccessibleName(title)
        self._say_more()

    def _say_more(self) -> None:
        self.more.setText(
            QCoreApplication.translate("Form", "Fewer settings")
            if self.more.isChecked()
            else QCoreApplication.translate("Form", "More settings")
        )
        self.more.setAccessibleDescription(self.head.accessibleName())

    def _on_head_clicked(self) -> None:
        self.refresh()
        self.folded.emit()

    def _on_more_toggled(self, _checked: bool) -> None:
        self.refresh()
