"""The Edit menu: acts on the text that has the focus, else on the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from graphviewer.gui.panels.editor import EditorPanel

TextWidget = QLineEdit | QPlainTextEdit | QTextEdit


class Past(Protocol):
    """What can be taken back that is no text."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something before."""
        ...

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        ...

    def undo(self) -> None:
        """Go back by one."""
        ...

    def redo(self) -> None:
        """Go forward by one."""
        ...


class EditFlow(QObject):
    """Undo, redo, cut, copy, paste and select all.

    `past`: what is undone where no text has the focus; None: the program is edited there. A widget
    `beside` it has a past of its own.
    """

    def __init__(self, editor: EditorPanel, actions: Mapping[str, QAction], menu: QMenu) -> None:
        super().__init__(editor)
        self._editor = editor
        self._actions = actions
        self.past: Past | None = None
        self.beside: Mapping[QWidget, Past] = {}  # what is undone while a widget has the focus
        menu.aboutToShow.connect(self._on_menu_about_to_show)

    def apply(self, action: QAction) -> None:
        """Do what an action is called."""
        name, target = action.objectName(), self._target()
        if target is not None:
            acts = {
                "undo": target.undo,
                "redo": target.redo,
                "cut": target.cut,
                "copy": target.copy,
                "paste": target.paste,
                "select_all": target.selectAll,
            }
            acts[name]()
        elif (past := self._past()) is not None and name == "undo":
            past.undo()
        elif past is not None and name == "redo":
            past.redo()

    def _on_menu_about_to_show(self) -> None:
        """Enough to ask now: the keys belong to the texts, not to these actions."""
        for name, possible in self._possible().items():
            self._actions[name].setEnabled(possible)

    def _possible(self) -> dict[str, bool]:
        target = self._target()
        found = possibilities(target) if target is not None else dict.fromkeys(_NOTHING, False)
        past = self._past()
        if past is not None:
            found["undo"] = found["undo"] or past.can_undo
            found["redo"] = found["redo"] or past.can_redo
        return found

    def _past(self) -> Past | None:
        focused = QApplication.focusWidget()
        return self.beside.get(focused, self.past) if focused is not None else self.past

    def _target(self) -> TextWidget | None:
        focused = QApplication.focusWidget()
        if isinstance(focused, (QLineEdit, QPlainTextEdit, QTextEdit)):
            return focused
        return self._editor.code if self._past() is None else None


_NOTHING = ("undo", "redo", "cut", "copy", "paste", "select_all")


def possibilities(target: TextWidget) -> dict[str, bool]:
    """Which of the actions would do something to a text."""
    if isinstance(target, QLineEdit):
        text, marked = target.text(), target.hasSelectedText()
        undo, redo = target.isUndoAvailable(), target.isRedoAvailable()
    else:
        text, marked = target.toPlainText(), target.textCursor().hasSelection()
        undo = target.document().isUndoAvailable()
        redo = target.document().isRedoAvailable()
    writable = not target.isReadOnly()
    return {
        "undo": writable and undo,
        "redo": writable and redo,
        "cut": writable and marked,
        "copy": marked,
        "paste": writable and bool(QApplication.clipboard().text()),
        "select_all": bool(text),
    }
