"""States that can be gone back to: undo and redo of whatever is edited as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 200  # states remembered


class Past(Generic[T]):
    """The states before and after the present one, which its owner holds."""

    def __init__(self) -> None:
        self._before: list[T] = []
        self._after: list[T] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a state before."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a state was undone."""
        return bool(self._after)

    def leave(self, present: T) -> None:
        """The present state is about to become another."""
        self._before.append(present)
        del self._before[:-MOST]
        self._after.clear()

    def undo(self, present: T) -> T:
        """The state before. Raises IndexError if there is none."""
        found = self._before.pop()
        self._after.append(present)
        return found

    def undo_to(self, present: T, wanted: Callable[[T], bool]) -> T | None:
        """The last state before that is wanted, with all after it undone; None if none is."""
        if not any(map(wanted, self._before)):
            return None
        found = self.undo(present)
        while not wanted(found):
            found = self.undo(found)
        return found

    def redo(self, present: T) -> T:
        """The state that was undone last. Raises IndexError if there is none."""
        found = self._after.pop()
        self._before.append(present)
        return found
