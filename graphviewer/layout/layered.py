"""Our layered layout: boxes in rows from the inputs to the loss, always the same picture.

Sugiyama's four stages: rows (ranks), order within a row (order), places (positions), wires
(routes). Each part that no wire joins to the rest is laid out alone; the parts then stand side by
side.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import isfinite

from graphviewer.layout.arrange import arranged
from graphviewer.layout.attach import Placed
from graphviewer.layout.components import PAGE, components, shelves
from graphviewer.layout.data import Box, Direction, Frame, Layout, Point, Spacing, Wire
from graphviewer.layout.gaps import gaps
from graphviewer.layout.levels import Levels, too_long
from graphviewer.layout.ranks import backward_wires, rank
from graphviewer.layout.routes import inner_ways, outer_ways, routes

__all__ = ["Box", "Direction", "Frame", "Layout", "Spacing", "Wire", "layered"]

Placing = tuple[list[Point], list[list[Point]]]  # boxes' corners, wires' routes


def layered(
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    *,
    spacing: Spacing | None = None,
    groups: Sequence[Frame] = (),
    direction: Direction = "down",
) -> Layout:
    """Place the boxes and route the wires. Raises ValueError for impossible sizes or ends."""
    spacing = spacing or Spacing()
    _check(boxes, wires)
    corners: list[Point] = [(0.0, 0.0)] * len(boxes)
    ways: list[list[Point]] = [[]] * len(wires)
    parts = components(len(boxes), [w.source for w in wires], [w.target for w in wires])
    number = [0] * len(boxes)
    for index, part in enumerate(parts):
        for box in part:
            number[box] = index
    wires_of: list[list[int]] = [[] for _ in parts]
    for wire, ends in enumerate(wires):
        wires_of[number[ends.source]].append(wire)
    placings: list[tuple[list[int], list[int], Placing]] = []
    lonely: list[int] = []
    for part, own in zip(parts, wires_of, strict=True):
        if own:
            placing = _part([boxes[box] for box in part], _renumbered(part, own, wires), spacing)
            placings.append((part, own, placing))
        else:
            lonely += part
    if lonely:
        sizes = [(boxes[box].width, boxes[box].height) for box in lonely]
        placings.append((lonely, [], (shelves(sizes, spacing.sibling, 0.0), [])))
    extents = [_shift_to_zero([boxes[box] for box in part], p) for part, _, p in placings]
    for (part, own, placing), (x, y) in zip(
        placings, shelves(extents, spacing.component, PAGE), strict=True
    ):
        for box, corner in zip(part, placing[0], strict=True):
            corners[box] = (corner[0] + x, corner[1] + y)
        for wire, way in zip(own, placing[1], strict=True):
            ways[wire] = [(px + x, py + y) for px, py in way]
    return _layout(boxes, corners, ways)


def _check(boxes: Sequence[Box], wires: Sequence[Wire]) -> None:
    for index, box in enumerate(boxes):
        if not (isfinite(box.width) and isfinite(box.height) and box.width > 0 < box.height):
            raise ValueError(f"box {index} has no proper size: {box.width} by {box.height}")
    for index, wire in enumerate(wires):
        if not (0 <= wire.source < len(boxes) and 0 <= wire.target < len(boxes)):
            raise ValueError(
                f"wire {index} joins {wire.source} to {wire.target} of {len(boxes)} boxes"
            )


def _renumbered(part: list[int], own: list[int], wires: Sequence[Wire]) -> list[Wire]:
    place = {box: index for index, box in enumerate(part)}
    return [
        Wire(place[w.source], place[w.target], w.source_port, w.target_port)
        for w in (wires[wire] for wire in own)
    ]


def _part(boxes: list[Box], wires: list[Wire], spacing: Spacing) -> Placing:
    """Lay out boxes that wires join. Coordinates have a zero of their own."""
    loops = [wire for wire, ends in enumerate(wires) if ends.source == ends.target]
    kept = [wire for wire, ends in enumerate(wires) if ends.source != ends.target]
    ends = [wires[wire] for wire in kept]
    turned = backward_wires(len(boxes), [w.source for w in ends], [w.target for w in ends])
    ends = [
        Wire(w.target, w.source, w.target_port, w.source_port) if back else w
        for w, back in zip(ends, turned, strict=True)
    ]
    rows = rank(len(boxes), [w.source for w in ends], [w.target for w in ends])
    outside = too_long(rows, ends)
    inside = [number for number in range(len(ends)) if number not in outside]
    graph, centre = arranged(rows, [ends[number] for number in inside], boxes, spacing)
    placed = _heights(graph, boxes, centre, spacing)
    drawn = inner_ways(graph, [ends[number] for number in inside], centre)
    right = max([x + half for x, half in zip(centre, _halves(graph, boxes), strict=True)])
    drawn += outer_ways([ends[number] for number in sorted(outside)], rows, right, spacing)
    numbers = inside + sorted(outside)
    ways: list[list[Point]] = [[] for _ in wires]
    for number, way in zip(numbers, routes(drawn, placed, boxes, rows, spacing), strict=True):
        ways[kept[number]] = way[::-1] if turned[number] else way
    corners = [(centre[i] - box.width / 2, placed.top[i]) for i, box in enumerate(boxes)]
    for wire in loops:
        box = wires[wire].source
        ways[wire] = _loop(corners[box], boxes[box], spacing)
    return corners, ways


def _halves(graph: Levels, boxes: list[Box]) -> list[float]:
    return [box.width / 2 for box in boxes] + [0.0] * (graph.knots - graph.boxes)


def _heights(graph: Levels, boxes: list[Box], centre: list[float], spacing: Spacing) -> Placed:
    """Rows below each other, each as high as its highest box, boxes in the middle of their row."""
    heights = [0.0] * (1 + max(graph.row))
    for box, row in zip(boxes, graph.row, strict=False):
        heights[row] = max(heights[row], box.height)
    apart = gaps(graph, boxes, centre, spacing)
    tops = list(
        accumulate((height + gap for height, gap in zip(heights, apart, strict=False)), initial=0.0)
    )
    middle = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    return Placed(
        centre=centre,
        top=[middle[graph.row[i]] - box.height / 2 for i, box in enumerate(boxes)],
        bottom=[middle[graph.row[i]] + box.height / 2 for i, box in enumerate(boxes)],
        row_top=tops,
        row_bottom=[top + height for top, height in zip(tops, heights, strict=True)],
    )


def _loop(corner: Point, box: Box, spacing: Spacing) -> list[Point]:
    """A wire from a box to itself, round its right side."""
    (left, top), bottom = corner, corner[1] + box.height
    middle, side = left + box.width / 2, left + box.width + spacing.sibling / 3
    out = spacing.rank / 2
    return [
        (middle, bottom),
        (middle, bottom + out),
        (side, bottom + out),
        (side, top + box.height / 2),
        (side, top - out),
        (middle, top - out),
        (middle, top),
    ]


def _shift_to_zero(boxes: list[Box], placing: Placing) -> tuple[float, float]:
    """Move a part so that nothing is left of or above zero; its width and height."""
    corners, ways = placing
    left = min([x for x, _ in corners] + [x for way in ways for x, _ in way])
    top = min([y for _, y in corners] + [y for way in ways for _, y in way])
    corners[:] = [(x - left, y - top) for x, y in corners]
    ways[:] = [[(x - left, y - top) for x, y in way] for way in ways]
    return _extent(boxes, corners, ways)


def _extent(
    boxes: Sequence[Box], corners: Sequence[Point], ways: Sequence[Sequence[Point]]
) -> tuple[float, float]:
    right = [x + box.width for (x, _), box in zip(corners, boxes, strict=True)]
    low = [y + box.height for (_, y), box in zip(corners, boxes, strict=True)]
    right += [x for way in ways for x, _ in way]
    low += [y for way in ways for _, y in way]
    return max(right, default=0.0), max(low, default=0.0)


def _layout(boxes: Sequence[Box], corners: list[Point], ways: list[list[Point]]) -> Layout:
    width, height = _extent(boxes, corners, ways)
    return Layout(
        x=tuple(x for x, _ in corners),
        y=tuple(y for _, y in corners),
        routes=tuple(tuple(way) for way in ways),
        width=width,
        height=height,
    )
