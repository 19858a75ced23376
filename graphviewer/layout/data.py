"""What a layout is given and what it gives back: boxes and wires in, positions and routes out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]  # left, top, width, height
Direction = Literal["down", "right"]  # which way wires run


class Box(Struct, frozen=True):
    """A box to place, in pixels.

    With a `radius` a round sign stands in the middle of the box (the rest is room for its label):
    wires end on the sign's rim instead of the box's edge. `gap` is the distance its straight wires
    are content with, where that is less than the spacing of rows. What comes to a `free` box may
    come in any order, as the terms of a sum. `group` is the innermost frame it stands in, a place
    among the frames. `axis` is where its straight wires run, from its left edge (from its top where
    wires run right); the middle where none is told. Boxes of one `block`, as the elements of a
    tensor, stand side by side in a row in the order of their `index`, if they can.
    """

    width: float
    height: float
    radius: float | None = None
    gap: float | None = None
    free: bool = False
    group: int | None = None
    axis: float | None = None
    block: int | None = None
    index: int = 0


class Frame(Struct, frozen=True):
    """A frame round boxes and other frames, in pixels. `parent` is a place before its own.

    `title` is the height kept free at its top, `width` that of what is written there: no wire
    passes it, and the frame is at least so wide. `padding` is kept between the frame and what
    stands in it.
    """

    parent: int | None = None
    title: float = 0.0
    width: float = 0.0
    padding: float = 16.0


class Wire(Struct, frozen=True):
    """An arrow between two boxes; ports order the arrows left to right at either end."""

    source: int
    target: int
    source_port: int = 0
    target_port: int = 0


class Spacing(Struct, frozen=True):
    """Distances to keep, in pixels."""

    rank: float = 48.0  # between the lowest box of a rank and the highest of the next, at least
    slope: float = 0.5  # rows of which wires sweep sideways stand apart by this share of the sweep
    steepest: float = 2.4  # but by no more than so many ranks
    sibling: float = 32.0  # between boxes beside each other
    lane: float = 18.0  # between wires that pass beside each other
    margin: float = 24.0  # between a box and a wire that passes it
    port: float = 18.0  # between wires that attach to one edge
    component: float = 64.0  # between parts that no wire joins
    sway: float = 40.0  # in a tangle, a chain is drawn straight that would sway by no more


class Layout(Struct, frozen=True):
    """Top-left corner of each box, the route of each wire, and where each frame stands.

    A route is 3k+1 points: cubic Bézier pieces from the source's bottom edge to the target's top
    edge. A wire turned round to break a cycle runs from the source's top edge to the target's
    bottom edge, a wire from a box to itself round the box's right side. Where wires run right,
    it is from the source's right edge to the target's left edge.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    routes: tuple[tuple[Point, ...], ...]
    width: float
    height: float
    groups: tuple[Rectangle, ...] = ()
