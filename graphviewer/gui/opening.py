"""What a window opens first: once it is on screen, so that a large tape delays no window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from graphviewer.gui.flows.file_flow import FileFlow

FIRST_LESSON = "1.1"
AGAIN_MS = 10
MOST_TRIES = 100  # a window that starts minimised is never exposed


class Opening(QObject):
    """Opens a file, or the first lesson, as soon as its window can be seen; then `opened`."""

    opened = Signal()

    def __init__(self, window: QWidget, files: FileFlow, file: Path | None) -> None:
        super().__init__(window)
        self._window, self._files, self._file = window, files, file
        self._tries = 0

    def begin(self) -> None:
        """Open it now."""
        if self._file is not None:
            self._files.open_path(str(self._file))
        else:
            self._files.open_lesson(FIRST_LESSON)
        self.opened.emit()

    def begin_when_shown(self) -> None:
        """Open it when the window is on screen."""
        self._tries += 1
        handle = self._window.windowHandle()
        seen = self._window.isVisible() and handle is not None and handle.isExposed()
        if not seen and self._tries < MOST_TRIES:
            QTimer.singleShot(AGAIN_MS, self.begin_when_shown)
            return
        self._window.repaint()
        self.begin()
