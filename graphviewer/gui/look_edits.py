"""Undo and redo of how the graph is looked at, while the graph has the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from graphviewer.session.viewing import Viewing


class LookEdits(QObject):
    """The past of a look, as the Edit menu takes it back; Ctrl+Z does so on the graph itself."""

    def __init__(self, canvas: QWidget, viewing: Viewing) -> None:
        super().__init__(canvas)
        self._viewing = viewing
        # One of the two that redo is the system's own; the menu names the first.
        for keys, slot in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), canvas)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    @property
    def can_undo(self) -> bool:
        """Whether it was looked at otherwise before."""
        return self._viewing.past.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return self._viewing.past.can_redo

    def undo(self) -> None:
        """As it was before."""
        if self.can_undo:
            self._viewing.undo()

    def redo(self) -> None:
        """As it was before that was taken back."""
        if self.can_redo:
            self._viewing.redo()
