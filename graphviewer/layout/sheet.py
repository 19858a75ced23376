"""One level of nesting: what stands in one frame, or in none, as it is laid out on its own."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.layout.data import Box, Point, Wire


class Strand(Wire, frozen=True):
    """A wire on its way through one level; it runs down.

    `start` and `end` are where it meets a frame's edge, right of the frame's axis. None: it meets
    a box, in the order of ports.
    """

    start: float | None = None
    end: float | None = None


class Sheet(Struct):
    """Boxes, frames as boxes, and pins: points of the edge that strands go through.

    The pins are the last boxes: `tops` of them on the upper edge, then `bottoms` on the lower one.
    An axis is where a box's straight strand runs, from its left edge. With `titled` the first box
    is kept free for a title between the upper edge's pins.
    """

    boxes: list[Box]
    axes: list[float]
    strands: list[Strand]
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
    ways: list[list[Point]]
    width: float
    height: float
