"""Files dropped on the window are opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget


class DropWindow(QMainWindow):
    """A window that takes files; `dropped` carries a path."""

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        _taken(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        _taken(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        path = _taken(event)
        if path:
            self.dropped.emit(path)


class Drops(QObject):
    """Watches a widget that takes what is dropped itself, such as text; `dropped` carries a path.

    Not for a window: a filter in Python is asked about each of its events, thousands a second.
    """

    dropped = Signal(str)

    def __init__(self, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # Entering and moving are QDropEvents too.
        if isinstance(event, QDropEvent):
            path = _taken(event)
            if path:
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(path)
                return True
        return super().eventFilter(watched, event)


def _taken(event: QDropEvent) -> str:
    """The path of a file that is dragged, which is welcome; empty for anything else."""
    path = _local_file(event)
    if path:
        event.acceptProposedAction()
    return path


def _local_file(event: QDropEvent) -> str:
    """The first dropped file's path; empty if text or something from the network is dragged."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            return url.toLocalFile()
    return ""
