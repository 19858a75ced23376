"""Whose turn it is: one of the program's threads at a time reads or writes memory others know."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from threading import get_ident
from types import TracebackType
from typing import Protocol

PATIENCE = 10.0  # seconds to wait for another thread's turn to end
_A_MOMENT = 0.05


class Rows(Protocol):
    """The lock of the tape's rows, which its holder may take again."""

    def acquire(self) -> object:
        """Wait for it."""

    def release(self) -> None:
        """Give it back."""


class Busy(Exception):
    """Another thread kept its turn too long; what would have been recorded is not."""

    def __init__(self) -> None:
        super().__init__("another thread of the program kept what is read here")


class Turn:
    """A lock that a thread may take again, that others may give back, and that never locks up.

    PyTorch lets go of Python's own lock inside its functions: another thread may then be writing
    to the memory of a tensor we read. Who runs such a function, or has the engine add to a leaf's
    `.grad`, does it in turn. Should one have waited in vain, nobody's turn comes any more: what
    would have been read is not. As a context it also takes the lock of the tape's rows.
    """

    def __init__(self, rows: Rows, switch: Callable[[int], None]) -> None:
        self._rows = rows
        self._switch = switch  # told which thread's turn it is now
        self._free = threading.Lock()
        self._owner = 0
        self._depth = 0
        self.broken = False

    @property
    def mine(self) -> bool:
        """Whether it is this thread's turn."""
        return self._owner == get_ident()

    def take(self) -> None:
        """Wait for this thread's turn. Raises Busy."""
        me = get_ident()
        if self.broken:
            raise Busy
        if self._owner == me:
            self._depth += 1
            return
        if not self._free.acquire(timeout=PATIENCE):
            self.broken = True
            time.sleep(_A_MOMENT)  # whose turn it is may be reading
            raise Busy
        self._owner, self._depth = me, 1
        self._switch(me)

    def give(self) -> None:
        """End a turn, as often as it was taken."""
        self._depth -= 1
        if not self._depth:
            self._owner = 0
            self._free.release()

    def drop(self) -> None:
        """End this thread's turn for good: what took it may have raised."""
        while self.mine:
            self.give()

    def __enter__(self) -> None:
        self.take()
        self._rows.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._rows.release()
        self.give()
