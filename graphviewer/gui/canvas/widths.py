"""The widths that were measured for one vertex, and what has room for several of them."""

from __future__ import annotations

from typing import NamedTuple

SPARE = 12.0  # pixels for wider numbers in iterations that were not measured
NO_TEXTS = (0.0,) * 4


class Widths(NamedTuple):
    """What was measured for one vertex."""

    texts: tuple[float, ...] = NO_TEXTS  # value and gradient, each in a line and as a grid
    shape: tuple[int, ...] = ()  # of a node's gradient
    leaf: float = 0.0  # the line on a leaf's card of its gradient
    note: float = 0.0

    def with_other(self, other: Widths) -> Widths:
        """Of each the same where that has room for the other, else the other's with some to spare:
        few iterations are measured, and from one to the next nothing moves."""
        texts = tuple(map(_held, self.texts, other.texts))
        shape = max(self.shape, other.shape)
        return Widths(texts, shape, _held(self.leaf, other.leaf), max(self.note, other.note))


def _held(room: float, width: float) -> float:
    return room if width <= room else width + SPARE
