"""Ends a painting beside everything else: what Qt then writes and compresses may take a second."""

from __future__ import annotations

from threading import Event, Lock, Thread

import shiboken6
from PySide6.QtGui import QPainter

_left: list[Thread] = []  # they end what nobody waits for


class Ending:
    """The end of a painting, once: as work for a thread (`Aside`), or when it is given up."""

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

    def give_up(self) -> None:
        """End it in a thread of its own, unless one has begun to: there is no way but to the end.

        For a `finally`: what was painted to its end is not given up.
        """
        if not self._begun:
            _left[:] = [thread for thread in _left if thread.is_alive()]
            thread = Thread(target=self, args=(Event(),), name="export")
            thread.start()
            _left.append(thread)


def wait() -> None:
    """Wait until all that was given up has ended: nothing of Qt may go before."""
    while _left:
        _left.pop().join()
