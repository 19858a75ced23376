"""One level of nesting: what stands in one frame, or in none, as it is laid out on its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.layout.data import Box, Point, Wire

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def begins(values: Ints) -> npt.NDArray[np.bool_]:
    """Where each run of equal values begins."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


class Strands(Struct):
    """Wires on their way through one level; they run down. Arrays with a column for each.

    `ends` are the boxes they leave and come to, and the ports there. `meets` is where they meet a
    frame's edge at either end, right of the frame's axis. NaN: they meet a box, by ports.
    """

    ends: Ints  # (4, n): source, target, source port, target port
    meets: Floats  # (2, n): at the source, at the target

    @classmethod
    def of(cls, wires: Sequence[Wire]) -> Strands:
        """Wires that meet boxes."""
        ends = np.array(
            (
                [wire.source for wire in wires],
                [wire.target for wire in wires],
                [wire.source_port for wire in wires],
                [wire.target_port for wire in wires],
            ),
            np.int64,
        )
        return cls(ends, np.full((2, len(wires)), np.nan))

    def __len__(self) -> int:
        return len(self.ends[0])

    @property
    def aside(self) -> Floats:
        """Where they meet frames beside their axes, 0 where they meet boxes."""
        return np.where(np.isnan(self.meets), 0.0, self.meets)

    def some(self, which: Sequence[int] | Ints) -> Strands:
        """Those of some numbers."""
        return Strands(self.ends[:, which], self.meets[:, which])

    def coming(self, target_port: Ints) -> Strands:
        """The same with other ports at their targets."""
        return Strands(np.stack((*self.ends[:3], target_port)), self.meets)


class Sheet(Struct):
    """Boxes, frames as boxes, and pins: points of the edge that strands go through.

    The pins are the last boxes: `tops` of them on the upper edge, then `bottoms` on the lower one.
    An axis is where a box's straight strand runs, from its left edge. With `titled` the first box
    is kept free for a title between the upper edge's pins.
    """

    boxes: list[Box]
    axes: list[float]
    strands: Strands
    tops: int = 0
    bottoms: int = 0
    titled: bool = False
    head: float = 0.0  # kept free above and below what is not joined to a pin
    foot: float = 0.0

    @property
    def pins(self) -> int:
        """Number of points on the edge."""
        return self.tops + self.bottoms


class Drawn(Struct):
    """Where all of a sheet stands: corners of its boxes, ways of its strands, and its size."""

    corners: list[Point]
    ways: list[Sequence[Point]]
    width: float
    height: float
