"""The Edit menu: acts on the text that has the focus, else on the program."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit

from graphviewer.gui.panels.editor import EditorPanel

TextWidget = QLineEdit | QPlainTextEdit | QTextEdit


class EditFlow(QObject):
    """Undo, redo, cut, copy, paste and select all."""

    def __init__(self, editor: EditorPanel, actions: Mapping[str, QAction], menu: QMenu) -> None:
        super().__init__(editor)
        self._editor = editor
        self._actions = actions
        menu.aboutToShow.connect(self._on_menu_about_to_show)

    def apply(self, action: QAction) -> None:
        """Do what an action is called."""
        target = self._target()
        acts = {
            "undo": target.undo,
            "redo": target.redo,
            "cut": target.cut,
            "copy": target.copy,
            "paste": target.paste,
            "select_all": target.selectAll,
        }
        acts[action.objectName()]()

    def _on_menu_about_to_show(self) -> None:
        """Enough to ask now: the keys belong to the texts, not to these actions."""
        target = self._target()
        for name, possible in possibilities(target).items():
            self._actions[name].setEnabled(possible)

    def _target(self) -> TextWidget:
        focused = QApplication.focusWidget()
        if isinstance(focused, (QLineEdit, QPlainTextEdit, QTextEdit)):
            return focused
        return self._editor.code


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
