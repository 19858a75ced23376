"""Lays out one sheet: parts that no strand joins are laid out alone, and stand side by side.

Sugiyama's four stages: rows (ranks), order within a row (order), places (positions), routes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from graphviewer.layout.arrange import arranged
from graphviewer.layout.attach import Placed
from graphviewer.layout.components import PAGE, components, shelves
from graphviewer.layout.data import Box, Point, Spacing
from graphviewer.layout.gaps import gaps
from graphviewer.layout.levels import Levels, too_long
from graphviewer.layout.lift import lifted
from graphviewer.layout.ranks import rank
from graphviewer.layout.routes import inner_ways, routes, with_outer
from graphviewer.layout.sheet import Drawn, Floats, Ints, Sheet

LOOP_OUT = 7.0  # px that a wire from a box to itself runs above and below the box
Piece = tuple[list[int], list[int], Drawn]  # boxes and strands of the sheet, where they stand


def draw(sheet: Sheet, spacing: Spacing) -> Drawn:
    """Place the boxes and route the strands, which hold no cycle but loops."""
    count = len(sheet.boxes)
    source, target = sheet.strands.ends[:2].tolist()
    joined = components(count, source, target)
    number = [0] * count
    for index, part in enumerate(joined):
        for box in part:
            number[box] = index
    own: list[list[int]] = [[] for _ in joined]
    for strand, box in enumerate(source):
        own[number[box]].append(strand)
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
            drawn = _piece(sheet, part, own[index], _rows(sheet, part, own[index]), spacing)
            pieces.append((part, own[index], drawn))
        else:
            lonely += part
    if len(joined) == len(pieces) == 1:
        return pieces[0][2]
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


def _rows(sheet: Sheet, part: Sequence[int], strands: Sequence[int]) -> list[int]:
    """The row of each box of a part. Strands beside each other count once: so what is opened, and
    then joined by more of them, stays where it was."""
    source, target = _numbered(len(sheet.boxes), part)[sheet.strands.ends[:2, strands]].tolist()
    ends = dict.fromkeys((u, v) for u, v in zip(source, target, strict=True) if u != v)
    return rank(len(part), [u for u, _ in ends], [v for _, v in ends])


def _numbered(count: int, part: Sequence[int]) -> Ints:
    """For each of `count` boxes its place in the part; of others anything."""
    place = np.empty(count, np.int64)
    place[np.asarray(part, np.int64)] = np.arange(len(part))
    return place


def _edged_rows(sheet: Sheet, parts: Sequence[Sequence[int]]) -> dict[int, int]:
    """Rows between those of the pins: what only leads out stands low, all else high."""
    solid = len(sheet.boxes) - sheet.pins
    low = len(sheet.boxes) - sheet.bottoms
    rows: dict[int, int] = {}
    leading_out: list[list[int]] = []
    between = {box for part in parts for box in part if box < solid}
    ends = sheet.strands.ends[:2].T.tolist()
    strands = [index for index, (u, v) in enumerate(ends) if u in between and v in between]
    for part in parts:
        for inner, own in _inner_parts(sheet, [box for box in part if box < solid], strands):
            found = _rows(sheet, inner, own)
            rows.update({box: row + 1 for box, row in zip(inner, found, strict=True)})
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
    source, target = sheet.strands.ends[:2].tolist()
    own = [index for index in strands if source[index] in place]
    ends = [(source[index], target[index]) for index in own]
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
    boxes = [sheet.boxes[box] for box in part]
    axes = [sheet.axes[box] for box in part]
    solid = len(sheet.boxes) - sheet.pins
    pins = sum(box >= solid for box in part) if sheet.pins else 0
    strands = sheet.strands.some(own)
    strands.ends[:2] = _numbered(len(sheet.boxes), part)[strands.ends[:2]]
    rows = lifted(rows, strands, boxes, _upper_edge(sheet, part), spacing)
    loop = strands.ends[0] == strands.ends[1]
    long = np.zeros(len(own), np.bool_)
    long[too_long(rows, strands)] = True
    inside, outside = np.flatnonzero(~loop & ~long), np.flatnonzero(long)
    graph, at, inner = arranged(rows, strands.some(inside), boxes, axes, spacing, pins)
    axis = np.array(at)
    sizes = np.array([(box.width, box.height) for box in boxes])
    placed = _heights(graph, boxes, sizes[:, 1], axis, spacing)
    corners = np.column_stack((axis[: len(boxes)] - axes, placed.top))
    right = float(np.concatenate((corners[:, 0] + sizes[:, 0], axis[graph.boxes :])).max())
    drawn = with_outer(inner_ways(graph, inner, axis), strands.some(outside), rows, right, spacing)
    points, first = routes(drawn, placed, boxes, rows, spacing)
    looped: dict[int, list[Point]] = {}
    for index in np.flatnonzero(loop).tolist():
        box = int(strands.ends[0, index])
        left, top = corners[box].tolist()
        looped[index] = _loop((left, top), boxes[box], spacing)
    numbers = [*inside.tolist(), *outside.tolist()]
    return _at_zero(corners, sizes, (points, first, numbers), looped)


def _upper_edge(sheet: Sheet, part: Sequence[int]) -> list[int]:
    """Of a part, by their places in it, the pins at the top and what the title is kept free by."""
    if not (sheet.tops or sheet.titled):
        return []
    solid, low = len(sheet.boxes) - sheet.pins, len(sheet.boxes) - sheet.bottoms
    return [
        place for place, box in enumerate(part) if solid <= box < low or (sheet.titled and box == 0)
    ]


def _heights(
    graph: Levels, boxes: list[Box], own: Floats, axis: Floats, spacing: Spacing
) -> Placed:
    """Rows below each other, each as high as its highest box, boxes in the middle of their row."""
    row = graph.row_at[: graph.boxes]
    heights = np.zeros(1 + int(graph.row_at.max()))
    np.maximum.at(heights, row, own)
    apart = gaps(graph, boxes, axis, spacing)
    tops = np.concatenate(([0.0], np.cumsum(heights[:-1] + apart)))
    middle = (tops + heights / 2)[row]
    return Placed(axis, middle - own / 2, middle + own / 2, tops, tops + heights)


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
    corners: Floats,
    sizes: Floats,
    routed: tuple[Floats, list[int], list[int]],
    looped: dict[int, list[Point]],
) -> Drawn:
    """Moved so that nothing is left of or above zero."""
    points, first, numbers = routed
    loops = np.array([point for way in looped.values() for point in way]).reshape(-1, 2)
    low = np.concatenate((corners, points, loops)).T.copy().min(axis=1)
    high = np.concatenate((corners + sizes, points, loops)).T.copy().max(axis=1)
    width, height = (high - low).tolist()
    moved = _points(points - low)
    ways: list[Sequence[Point]] = [()] * (len(numbers) + len(looped))
    for index, (begin, end) in zip(numbers, pairwise(first), strict=True):
        ways[index] = moved[begin:end]
    left, top = low.tolist()
    for index, way in looped.items():
        ways[index] = [(x - left, y - top) for x, y in way]
    return Drawn(list(_points(corners - low)), ways, width, height)


def _points(at: Floats) -> tuple[Point, ...]:
    return tuple(zip(at[:, 0].tolist(), at[:, 1].tolist(), strict=True))
