"""Lays out one sheet: parts that no strand joins are laid out alone, and stand side by side.

Sugiyama's four stages: rows (ranks), order within a row (order), places (positions), routes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from graphviewer.layout.arrange import arranged
from graphviewer.layout.attach import Placed
from graphviewer.layout.components import PAGE, components, shelves
from graphviewer.layout.data import Box, Point, Spacing
from graphviewer.layout.gaps import gaps
from graphviewer.layout.levels import Levels, too_long
from graphviewer.layout.ranks import rank
from graphviewer.layout.routes import inner_ways, routes, with_outer
from graphviewer.layout.sheet import Drawn, Sheet, Strand

Floats = npt.NDArray[np.float64]
LOOP_OUT = 7.0  # px that a wire from a box to itself runs above and below the box
Piece = tuple[list[int], list[int], Drawn]  # boxes and strands of the sheet, where they stand


def draw(sheet: Sheet, spacing: Spacing) -> Drawn:
    """Place the boxes and route the strands, which hold no cycle but loops."""
    count = len(sheet.boxes)
    joined = components(count, [s.source for s in sheet.strands], [s.target for s in sheet.strands])
    number = [0] * count
    for index, part in enumerate(joined):
        for box in part:
            number[box] = index
    own: list[list[int]] = [[] for _ in joined]
    for place, strand in enumerate(sheet.strands):
        own[number[strand.source]].append(place)
    edge = {number[box] for box in range(count - sheet.pins, count)}
    if sheet.titled:
        edge.add(0)
    pieces: list[Piece] = []
    if edge:
        boxes = sorted(box for index in edge for box in joined[index])
        strands = sorted(strand for index in edge for strand in own[index])
        rows = _edged_rows(sheet, [joined[index] for index in sorted(edge)])
        drawn = _piece(sheet, boxes, strands, [rows[box] for box in boxes], spacing)
        pieces.append((boxes, strands, drawn))
    lonely: list[int] = []
    for index, part in enumerate(joined):
        if index in edge:
            continue
        if own[index]:
            rows = _rows(sheet, part, own[index])
            drawn = _piece(sheet, part, own[index], [rows[box] for box in part], spacing)
            pieces.append((part, own[index], drawn))
        else:
            lonely += part
    if lonely:
        pieces.append((lonely, [], _lonely(sheet, lonely, spacing)))
    return _beside(sheet, pieces, spacing, first_alone=bool(edge))


def _lonely(sheet: Sheet, lonely: list[int], spacing: Spacing) -> Drawn:
    sizes = [(sheet.boxes[box].width, sheet.boxes[box].height) for box in lonely]
    corners = shelves(sizes, spacing.sibling, 0.0)
    right = [x + width for (x, _), (width, _) in zip(corners, sizes, strict=True)]
    low = [y + height for (_, y), (_, height) in zip(corners, sizes, strict=True)]
    return Drawn(corners, [], max(right), max(low))


def _beside(sheet: Sheet, pieces: list[Piece], spacing: Spacing, *, first_alone: bool) -> Drawn:
    """The pieces side by side; the one with the pins reaches from top to bottom at the left."""
    sizes = [(drawn.width, drawn.height) for _, _, drawn in pieces]
    if first_alone:
        right = sizes[0][0] + spacing.component
        rest = shelves(sizes[1:], spacing.component, 0.0)
        places = [(0.0, 0.0), *((right + x, sheet.head + y) for x, y in rest)]
    else:
        places = shelves(sizes, spacing.component, PAGE)
    made = Drawn([(0.0, 0.0)] * len(sheet.boxes), [[]] * len(sheet.strands), 0.0, 0.0)
    for (boxes, strands, drawn), (x, y) in zip(pieces, places, strict=True):
        for box, (left, top) in zip(boxes, drawn.corners, strict=True):
            made.corners[box] = (left + x, top + y)
        for strand, way in zip(strands, drawn.ways, strict=True):
            made.ways[strand] = [(px + x, py + y) for px, py in way] if x or y else way
        made.width = max(made.width, x + drawn.width)
        foot = sheet.foot if first_alone and x else 0.0
        made.height = max(made.height, y + drawn.height + foot)
    return made


# --- rows


def _rows(sheet: Sheet, part: Sequence[int], strands: Sequence[int]) -> dict[int, int]:
    """The row of each box of a part. Strands beside each other count once: so what is opened, and
    then joined by more of them, stays where it was."""
    place = {box: index for index, box in enumerate(part)}
    ends = dict.fromkeys(
        (place[strand.source], place[strand.target])
        for strand in (sheet.strands[index] for index in strands)
        if strand.source != strand.target
    )
    found = rank(len(part), [u for u, _ in ends], [v for _, v in ends])
    return {box: found[index] for box, index in place.items()}


def _edged_rows(sheet: Sheet, parts: Sequence[Sequence[int]]) -> dict[int, int]:
    """Rows between those of the pins: what only leads out stands low, all else high."""
    solid = len(sheet.boxes) - sheet.pins
    low = len(sheet.boxes) - sheet.bottoms
    rows: dict[int, int] = {}
    leading_out: list[list[int]] = []
    between = {box for part in parts for box in part if box < solid}
    strands = [
        index
        for index, strand in enumerate(sheet.strands)
        if strand.source in between and strand.target in between
    ]
    for part in parts:
        for inner, own in _inner_parts(sheet, [box for box in part if box < solid], strands):
            rows.update({box: row + 1 for box, row in _rows(sheet, inner, own).items()})
            if not any(solid <= box < low for box in part):
                leading_out.append(inner)
    last = max(rows.values(), default=0)
    for inner in leading_out:
        shift = last - max(rows[box] for box in inner)
        for box in inner:
            rows[box] += shift
    if sheet.titled:
        rows[0] = 0
    rows.update({box: 0 if box < low else last + 1 for box in range(solid, len(sheet.boxes))})
    first = min(rows.values())
    return {box: row - first for box, row in rows.items()}


def _inner_parts(
    sheet: Sheet, boxes: list[int], strands: list[int]
) -> list[tuple[list[int], list[int]]]:
    """What falls apart without the pins, each part with its strands."""
    place = {box: index for index, box in enumerate(boxes)}
    own = [index for index in strands if sheet.strands[index].source in place]
    ends = [(sheet.strands[i].source, sheet.strands[i].target) for i in own]
    parts = components(len(boxes), [place[u] for u, _ in ends], [place[v] for _, v in ends])
    number = {boxes[index]: at for at, part in enumerate(parts) for index in part}
    by_part: list[list[int]] = [[] for _ in parts]
    for index, (u, _) in zip(own, ends, strict=True):
        by_part[number[u]].append(index)
    return [([boxes[index] for index in part], by_part[at]) for at, part in enumerate(parts)]


# --- one piece


def _piece(
    sheet: Sheet, part: Sequence[int], own: Sequence[int], rows: list[int], spacing: Spacing
) -> Drawn:
    """Lay out boxes that strands, or the edge, hold together."""
    place = {box: index for index, box in enumerate(part)}
    boxes = [sheet.boxes[box] for box in part]
    axes = [sheet.axes[box] for box in part]
    pins = sum(box >= len(sheet.boxes) - sheet.pins for box in part)
    loops: list[int] = []
    kept: list[int] = []
    ends: list[Strand] = []
    for index, strand in enumerate(own):
        one = sheet.strands[strand]
        if one.source == one.target:
            loops.append(index)
            continue
        kept.append(index)
        ends.append(
            Strand(
                place[one.source], place[one.target], one.source_port, one.target_port,
                one.start, one.end,
            )
        )  # fmt: skip
    outside = too_long(rows, ends)
    inside = [number for number in range(len(ends)) if number not in outside]
    inner = [ends[number] for number in inside]
    graph, axis, inner = arranged(rows, inner, boxes, axes, spacing, pins)
    placed = _heights(graph, boxes, axis, inner, spacing)
    corners = [(axis[i] - axes[i], placed.top[i]) for i in range(len(boxes))]
    right = max(x + box.width for (x, _), box in zip(corners, boxes, strict=True))
    right = max([right, *axis[graph.boxes :]])
    outer = [ends[number] for number in sorted(outside)]
    drawn = with_outer(inner_ways(graph, inner, axis), outer, rows, right, spacing)
    points, first = routes(drawn, placed, boxes, rows, spacing)
    looped: dict[int, list[Point]] = {}
    for index in loops:
        box = place[sheet.strands[own[index]].source]
        looped[index] = _loop(corners[box], boxes[box], spacing)
    numbers = [kept[number] for number in inside + sorted(outside)]
    return _at_zero(boxes, corners, (points, first, numbers), looped)


def _heights(
    graph: Levels, boxes: list[Box], axis: list[float], strands: Sequence[Strand], spacing: Spacing
) -> Placed:
    """Rows below each other, each as high as its highest box, boxes in the middle of their row."""
    heights = [0.0] * (1 + max(graph.row))
    for box, row in zip(boxes, graph.row, strict=False):
        heights[row] = max(heights[row], box.height)
    apart = gaps(graph, boxes, axis, strands, spacing)
    tops = list(
        accumulate((height + gap for height, gap in zip(heights, apart, strict=False)), initial=0.0)
    )
    middle = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    return Placed(
        axis=axis,
        top=[middle[graph.row[i]] - box.height / 2 for i, box in enumerate(boxes)],
        bottom=[middle[graph.row[i]] + box.height / 2 for i, box in enumerate(boxes)],
        row_top=tops,
        row_bottom=[top + height for top, height in zip(tops, heights, strict=True)],
    )


def _loop(corner: Point, box: Box, spacing: Spacing) -> list[Point]:
    """A wire from a box to itself, round its right side."""
    (left, top), bottom = corner, corner[1] + box.height
    middle, side = left + box.width / 2, left + box.width + spacing.sibling / 3
    out = LOOP_OUT
    return [
        (middle, bottom),
        (middle, bottom + out),
        (side, bottom + out),
        (side, top + box.height / 2),
        (side, top - out),
        (middle, top - out),
        (middle, top),
    ]


def _at_zero(
    boxes: list[Box],
    corners: list[Point],
    routed: tuple[Floats, list[int], list[int]],
    looped: dict[int, list[Point]],
) -> Drawn:
    """Moved so that nothing is left of or above zero."""
    points, first, numbers = routed
    at = np.array(corners)
    sizes = np.array([(box.width, box.height) for box in boxes])
    loops = np.array([point for way in looped.values() for point in way]).reshape(-1, 2)
    low = np.concatenate((at, points, loops)).min(axis=0)
    width, height = (np.concatenate((at + sizes, points, loops)).max(axis=0) - low).tolist()
    moved = [(x, y) for x, y in (points - low).tolist()]
    ways: list[list[Point]] = [[] for _ in range(len(numbers) + len(looped))]
    for index, (begin, end) in zip(numbers, pairwise(first), strict=True):
        ways[index] = moved[begin:end]
    left, top = low.tolist()
    for index, way in looped.items():
        ways[index] = [(x - left, y - top) for x, y in way]
    return Drawn([(x, y) for x, y in (at - low).tolist()], ways, width, height)
