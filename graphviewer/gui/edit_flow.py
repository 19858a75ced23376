"""The Edit menu: acts on the text that has the focus, else on the program."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from graphviewer.gui.panels.editor import EditorPanel

TextWidget = QLineEdit | QPlainTextEdit | QTextEdit


class EditFlow(QObject):
    """Undo, redo, cut, copy, paste and select all."""

    def __init__(self, editor: EditorPanel) -> None:
        super().__init__(editor)
        self._editor = editor

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

    def _target(self) -> TextWidget:
        focused = QApplication.focusWidget()
        if isinstance(focused, (QLineEdit, QPlainTextEdit, QTextEdit)):
            return focused
        return self._editor.code
