"""Our layered layout: boxes in rows from the inputs to the loss, always the same picture.

Each part that no wire joins to the rest is laid out alone, each frame's inside too. A layout that
runs right is one that runs down with its axes exchanged.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import isfinite

from msgspec.structs import replace

from graphviewer.layout.data import (
    Box,
    Direction,
    Frame,
    Layout,
    Spacing,
    Wire,
)
from graphviewer.layout.nested import nested

__all__ = ["Box", "Direction", "Frame", "Layout", "Spacing", "Wire", "layered"]


def layered(
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    *,
    spacing: Spacing | None = None,
    groups: Sequence[Frame] = (),
    direction: Direction = "down",
) -> Layout:
    """Place the boxes and route the wires. Raises ValueError for impossible sizes, ends or frames.

    Boxes keep their orientation in either direction; ports are ordered left to right, or top to
    bottom where wires run right.
    """
    across = direction == "right"
    _check(boxes, wires, groups, across=across)
    turned = [_turned(box) for box in boxes] if across else boxes
    with _uncollected():
        corners, ways, rectangles, width, height = nested(
            turned, wires, groups, spacing or Spacing(), across=across
        )
    if across:
        corners = [(y, x) for x, y in corners]
        ways = [[(y, x) for x, y in way] for way in ways]
        rectangles = [(y, x, h, w) for x, y, w, h in rectangles]
        width, height = height, width
    return Layout(
        x=tuple([x for x, _ in corners]),
        y=tuple([y for _, y in corners]),
        routes=tuple(map(tuple, ways)),
        width=width,
        height=height,
        groups=tuple(rectangles),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without collecting garbage: there are many small things, none in a cycle."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _turned(box: Box) -> Box:
    return replace(box, width=box.height, height=box.width)


def _check(
    boxes: Sequence[Box], wires: Sequence[Wire], groups: Sequence[Frame], *, across: bool
) -> None:
    for index, frame in enumerate(groups):
        if frame.parent is not None and not 0 <= frame.parent < index:
            raise ValueError(f"frame {index} stands in {frame.parent}, which is no frame before it")
        if not all(isfinite(one) and one >= 0 for one in (frame.title, frame.width, frame.padding)):
            raise ValueError(f"frame {index} has no proper title or padding: {frame}")
    for index, box in enumerate(boxes):
        if not (isfinite(box.width) and isfinite(box.height) and box.width > 0 < box.height):
            raise ValueError(f"box {index} has no proper size: {box.width} by {box.height}")
        if box.axis is not None and not 0 <= box.axis <= (box.height if across else box.width):
            raise ValueError(f"box {index} has its axis beside it, at {box.axis}")
        if box.group is not None and not 0 <= box.group < len(groups):
            raise ValueError(f"box {index} stands in frame {box.group} of {len(groups)}")
    for index, wire in enumerate(wires):
        if not (0 <= wire.source < len(boxes) and 0 <= wire.target < len(boxes)):
            raise ValueError(
                f"wire {index} joins {wire.source} to {wire.target} of {len(boxes)} boxes"
            )
