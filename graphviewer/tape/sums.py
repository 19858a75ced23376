"""Sums of contributions in the order they arrived, kept so that the next is one addition more."""

from __future__ import annotations

from collections.abc import Sequence

from graphviewer.tape.value import Value, add

APART = 32  # contributions between two sums that are kept
MOST = 512  # sums kept


class Sums:
    """Adds values of a tape by their ids."""

    def __init__(self, values: Sequence[Value]) -> None:
        self._values = values
        self._kept: dict[tuple[int, ...], Value] = {}

    def of(self, refs: tuple[int, ...]) -> Value | None:
        """The sum from left to right; None where two differ in dtype, shape or what was kept."""
        done = len(refs) // APART * APART
        while done and refs[:done] not in self._kept:
            done -= APART
        total = self._kept[refs[:done]] if done else self._values[refs[0]]
        for place in range(max(1, done), len(refs)):
            other = self._values[refs[place]]
            if (other.dtype, other.shape, other.stride) != (total.dtype, total.shape, total.stride):
                return None
            total = add(total, other)
            if (place + 1) % APART == 0:
                if len(self._kept) >= MOST:
                    self._kept.clear()
                self._kept[refs[: place + 1]] = total
        return total
