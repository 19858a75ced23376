"""Holds what arrives before anybody can read it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Passes items to its reader, from any thread; keeps them in order until there is one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[T] = []
        self._reader: Callable[[T], None] | None = None

    def put(self, item: T) -> None:
        """Hand over an item."""
        with self._lock:
            if self._reader is None:
                self._waiting.append(item)
            else:
                self._reader(item)

    def read(self, reader: Callable[[T], None] | None) -> None:
        """Send all that waits, and all to come, to `reader`; None keeps them again."""
        with self._lock:
            self._reader = reader
            while reader is not None and self._waiting:
                reader(self._waiting.pop(0))
