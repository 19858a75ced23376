"""What was made of values lately, kept while it takes little memory.

The values are its keys and so stay alive with it, also when their tape is gone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Recent(Generic[Made]):
    """The latest things made: at most `most`, of at most `room` bytes in all."""

    def __init__(self, most: int, room: int) -> None:
        self._most, self._room = most, room
        self._kept: OrderedDict[Hashable, tuple[Made, int]] = OrderedDict()
        self.bytes = 0  # of all that is kept

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Made | None:
        """What was made of something, if it is still there."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, made: Made, size: int) -> Made:
        """Keep what takes so many bytes with its key, in place of what was used longest ago."""
        if size > self._room:
            return made
        _, before = self._kept.pop(key, (made, 0))
        self.bytes -= before
        self._kept[key] = made, size
        self.bytes += size
        while len(self._kept) > self._most or self.bytes > self._room:
            _, (_, gone) = self._kept.popitem(last=False)
            self.bytes -= gone
        return made
