"""Carries events of the processes from their reader threads to the window's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from graphviewer.engine.happening import Happening
from graphviewer.session.mailbox import Mailbox


class Bridge(QObject):
    """Emits `arrived` with a frozen event; receivers in the window's thread get it there."""

    arrived = Signal(object)

    def __init__(self, mailbox: Mailbox[Happening], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = mailbox

    def open(self) -> None:
        """Begin to deliver, first what has waited."""
        self._mailbox.read(self.arrived.emit)

    def close(self) -> None:
        """Deliver no more."""
        self._mailbox.read(None)
