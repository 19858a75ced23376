"""The way of each wire: smooth curves in the gaps between rows, straight past the boxes of a row.

A curve bends only in the gap between two rows, where no box is, so no wire can cut through a box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from graphviewer.layout.data import Box, Point, Spacing
from graphviewer.layout.levels import Levels

STRAIGHT = 0.01  # centres this near stand above each other, px
EDGE_SHARE = 0.8  # the part of a box's edge that wires may use unless it says otherwise
BULGE = 0.6  # how far parallel wires swing apart, in gaps between rows
CROWDED_BULGE = 0.25  # the same where other wires meet their target


class Placed(Struct):
    """Centres of all knots, and top and bottom of each box and each row."""

    centre: list[float]
    top: list[float]
    bottom: list[float]
    row_top: list[float]
    row_bottom: list[float]


def routes(
    graph: Levels, placed: Placed, boxes: Sequence[Box], spacing: Spacing
) -> list[list[Point]]:
    """Cubic Bézier pieces for each wire, from the source's bottom edge to the target's top edge."""
    starts, ends = attachments(graph, placed, boxes, spacing)
    swings = _swings(graph)
    return [
        _route(graph, placed, wire, (starts[wire], ends[wire]), swings.get(wire, 0.0))
        for wire in range(len(graph.first) - 1)
    ]


def _route(
    graph: Levels, placed: Placed, wire: int, ends: tuple[Point, Point], swing: float
) -> list[Point]:
    first, last = graph.first[wire], graph.first[wire + 1] - 1
    start, end = ends
    row = graph.row[graph.upper[first]]
    stops: list[Point] = [start, (start[0], placed.row_bottom[row])]
    for segment in range(first, last):
        row += 1
        x = placed.centre[graph.lower[segment]]
        stops += [(x, placed.row_top[row]), (x, placed.row_bottom[row])]
    stops += [(end[0], placed.row_top[row + 1]), end]
    if swing:
        return _swung(stops, swing)
    return _smooth(stops)


def _smooth(stops: list[Point]) -> list[Point]:
    """Curves with upright ends through the stops; straight runs become one piece."""
    kept = [stops[0]]
    for index in range(1, len(stops) - 1):
        (x, y), after = stops[index], stops[index + 1][0]
        inside = abs(kept[-1][0] - x) < STRAIGHT and abs(after - x) < STRAIGHT
        if not inside and y > kept[-1][1]:
            kept.append((x, y))
    if len(kept) > 1 and kept[-1] == stops[-1]:
        kept.pop()
    kept.append(stops[-1])
    points = [kept[0]]
    for x, y in kept[1:]:
        x0, y0 = points[-1]
        half = (y - y0) / 2
        points += [(x0, y0 + half), (x, y - half), (x, y)]
    return points


def _swung(stops: list[Point], swing: float) -> list[Point]:
    """A wire between neighbouring rows that swings out sideways in the gap."""
    start, (x0, y0), (x1, y1), end = stops
    gap = y1 - y0
    points = _smooth([start, (x0, y0)]) if start[1] < y0 else [start]
    out = swing * gap
    points += [(x0 + out, y0 + 0.35 * gap), (x1 + out, y1 - 0.35 * gap), (x1, y1)]
    return points + _smooth([(x1, y1), end])[1:] if y1 < end[1] else points


def _swings(graph: Levels) -> dict[int, float]:
    """For wires that join the same two boxes in neighbouring rows, how far each swings out."""
    beside: dict[tuple[int, int], list[int]] = {}
    for wire in range(len(graph.first) - 1):
        first = graph.first[wire]
        if graph.first[wire + 1] - first == 1:
            beside.setdefault((graph.upper[first], graph.lower[first]), []).append(wire)
    swings: dict[int, float] = {}
    for (_, target), wires in beside.items():
        if len(wires) > 1:
            wires.sort(key=lambda w: (graph.lower_port[graph.first[w]], w))
            half = (len(wires) - 1) / 2
            bulge = BULGE if len(wires) == len(graph.ins[target]) else CROWDED_BULGE
            for index, wire in enumerate(wires):
                swings[wire] = bulge * (index - half) / half
    return swings


# --- where wires meet the edges of boxes


def attachments(
    graph: Levels, placed: Placed, boxes: Sequence[Box], spacing: Spacing
) -> tuple[list[Point], list[Point]]:
    """For each wire the points where it leaves its source and where it meets its target."""
    wires = len(graph.first) - 1
    starts: list[Point] = [(0.0, 0.0)] * wires
    ends: list[Point] = [(0.0, 0.0)] * wires
    opened = {graph.first[wire]: wire for wire in range(wires)}
    closed = {graph.first[wire + 1] - 1: wire for wire in range(wires)}
    centre = placed.centre
    for knot, box in enumerate(boxes):
        half = EDGE_SHARE * (box.radius or box.width / 2)
        x, bottom, top = centre[knot], placed.bottom[knot], placed.top[knot]
        outs = _sorted(graph.outs[knot], graph.upper_port, graph.lower, graph.lower_port, centre)
        groups = _groups(graph, outs)
        for group, shift in zip(
            groups, _shifts(groups, graph.lower, centre, x, half, spacing.port), strict=True
        ):
            for segment in group:
                starts[opened[segment]] = (x + shift, bottom - _inset(box, shift))
        ins = _sorted(graph.ins[knot], graph.lower_port, graph.upper, graph.upper_port, centre)
        single = [[segment] for segment in ins]
        for segment, shift in zip(
            ins, _shifts(single, graph.upper, centre, x, half, spacing.port), strict=True
        ):
            ends[closed[segment]] = (x + shift, top + _inset(box, shift))
    return starts, ends


def _inset(box: Box, shift: float) -> float:
    """How far below the box's top edge its shape begins, `shift` from the middle."""
    if box.radius is None:
        return 0.0
    return box.height / 2 - sqrt(max(0.0, box.radius**2 - shift**2))


def _sorted(
    segments: list[int], port: list[int], far: list[int], far_port: list[int], centre: list[float]
) -> list[int]:
    if len(segments) < 2:
        return segments
    return sorted(segments, key=lambda s: (port[s], centre[far[s]], far_port[s], s))


def _groups(graph: Levels, outs: list[int]) -> list[list[int]]:
    """Wires that leave at one point: those of one port, unless two run side by side."""
    if len(outs) < 2:
        return [outs] if outs else []
    targets = Counter(graph.lower[segment] for segment in outs)
    apart = any(number > 1 for number in targets.values())
    groups: list[list[int]] = []
    for segment in outs:
        port = graph.upper_port[segment]
        if groups and not apart and graph.upper_port[groups[-1][0]] == port:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups


def _shifts(
    groups: list[list[int]],
    far: list[int],
    centre: list[float],
    middle: float,
    half: float,
    gap: float,
) -> list[float]:
    """Shifts along an edge, in order; the only group with a wire straight on gets the middle."""
    count = len(groups)
    if count < 2:
        return [0.0] * count
    ahead = [
        index
        for index, group in enumerate(groups)
        if any(abs(centre[far[segment]] - middle) < STRAIGHT for segment in group)
    ]
    anchor = float(ahead[0]) if len(ahead) == 1 else (count - 1) / 2
    gap = min(gap, half / max(anchor, count - 1 - anchor))
    return [(index - anchor) * gap for index in range(count)]
