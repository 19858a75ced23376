"""Ends a painting beside everything else: what Qt then writes and compresses may take a second."""

from __future__ import annotations

from threading import Event, Lock

import shiboken6
from PySide6.QtGui import QPainter


class Ending:
    """The end of a painting, once: as work for a thread (`Aside`), or `here` and now."""

    def __init__(self, painter: QPainter, *kept: object) -> None:
        """`kept` is what it paints on, which has to be there until it has ended."""
        self._painter, self._kept = painter, kept
        self._begun = False
        self._lock = Lock()

    def _begins(self) -> bool:
        with self._lock:
            before, self._begun = self._begun, True
            return not before

    def __call__(self, _stop: Event) -> None:
        """End it in a thread: to delete a painter ends it, and Python need not wait meanwhile."""
        if self._begins():
            shiboken6.delete(self._painter)

    def here(self) -> None:
        """End it, unless a thread has begun to."""
        if self._begins():
            self._painter.end()
