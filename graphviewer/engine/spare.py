"""The warm process that waits for the next run, and all that were one and have not ended."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from graphviewer.engine.child import Child, Hear
from graphviewer.engine.protocol import Warm

_TRIES = 2  # processes in a row that may die before they are of use, until we give up
_SETTLED = 1.0  # seconds a spare has to stand warm to count as one that was of use


class Spare:
    """Keeps one process warm. For one thread, that of the engine or the trainer."""

    def __init__(
        self, hear: Hear, command: Sequence[str], variables: Mapping[str, str] | None = None
    ) -> None:
        """As a Child has them."""
        self._hear, self._command, self._variables = hear, command, variables
        self._warm_since = 0.0
        self._lost = 0  # in a row that died before they were of use
        self.children: list[Child] = []  # every process that has not ended
        self.child: Child | None = None  # the spare
        self.warm: Warm | None = None  # what it said when it was ready

    @property
    def warming(self) -> bool:
        """Whether there is one that is not ready yet."""
        return self.child is not None and self.warm is None

    def ensure(self) -> None:
        """Start one if there is none. Raises OSError."""
        if self.child is None:
            self.child = Child(self._hear, self._command, self._variables)
            self.children.append(self.child)

    def ready(self, warm: Warm) -> None:
        """It is warm."""
        self.warm, self._warm_since = warm, time.monotonic()

    def take(self) -> None:
        """It runs something now: there is no spare any more."""
        self.child = self.warm = None
        self._lost = 0

    def drop(self) -> None:
        """End it: it is of no use."""
        if self.child is not None:
            self.child.kill()
        self.child = self.warm = None

    def lose(self) -> bool:
        """It has died. Whether another may do: it may have been ended from outside."""
        settled = self.warm is not None and time.monotonic() - self._warm_since > _SETTLED
        self.child = self.warm = None
        self._lost = 1 if settled else self._lost + 1
        if self._lost < _TRIES:
            return True
        self._lost = 0  # the next run tries afresh
        return False

    def end(self, until: float, least: float = 0.0) -> None:
        """End every process, waiting until that moment, or for `least` seconds each."""
        for child in self.children:
            child.kill()
        for child in self.children:
            child.join(max(least, until - time.monotonic()))
