"""The way of each wire: smooth curves in the gaps between rows, straight past the boxes of a row.

A curve bends only in the gap between two rows, where no box is, so no wire can cut through a box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphviewer.layout.attach import STRAIGHT, Placed, Way, attachments
from graphviewer.layout.data import Box, Point, Spacing
from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Strand

BULGE = 0.6  # how far parallel wires swing apart, in gaps between rows
CROWDED_BULGE = 0.25  # the same where other wires meet their target


def routes(
    ways: Sequence[Way], placed: Placed, boxes: Sequence[Box], row: Sequence[int], spacing: Spacing
) -> list[list[Point]]:
    """Cubic Bézier pieces for each wire, from the source's bottom edge to the target's top edge."""
    starts, ends = attachments(ways, placed, boxes, spacing.port)
    swings = _swings(ways)
    made: list[list[Point]] = []
    for number, way in enumerate(ways):
        start, end = starts[number], ends[number]
        stops: list[Point] = [start, (start[0], placed.row_bottom[row[way.wire.source]])]
        for x, first, last in way.runs:
            stops += [(x, placed.row_top[first]), (x, placed.row_bottom[last])]
        stops += [(end[0], placed.row_top[row[way.wire.target]]), end]
        swing = swings.get(number)
        made.append(_swung(stops, swing) if swing else _smooth(stops))
    return made


def inner_ways(graph: Levels, wires: Sequence[Strand], axis: Sequence[float]) -> list[Way]:
    """Wires that pass the rows by their bends."""
    return [
        Way(
            wire,
            [
                (axis[knot], graph.row[knot], graph.row[knot])
                for knot in graph.lower[graph.first[index] : graph.first[index + 1] - 1]
            ],
        )
        for index, wire in enumerate(wires)
    ]


def outer_ways(
    wires: Sequence[Strand], row: Sequence[int], right: float, spacing: Spacing
) -> list[Way]:
    """Wires that pass all boxes at the right, those of one source or one target in one lane."""
    leaving = Counter(wire.source for wire in wires)
    coming = Counter(wire.target for wire in wires)
    lanes: dict[tuple[bool, int], float] = {}
    ways: list[Way] = []
    for wire in wires:
        fans_out = leaving[wire.source] >= coming[wire.target]
        key = fans_out, wire.source if fans_out else wire.target
        x = lanes.setdefault(key, right + spacing.margin + len(lanes) * spacing.lane)
        ways.append(Way(wire, [(x, row[wire.source] + 1, row[wire.target] - 1)]))
    return ways


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


def _swings(ways: Sequence[Way]) -> dict[int, float]:
    """For wires that join the same two boxes in neighbouring rows, how far each swings out."""
    beside: dict[tuple[int, int], list[int]] = {}
    coming: Counter[int] = Counter()
    for number, way in enumerate(ways):
        coming[way.wire.target] += 1
        if not way.runs and way.wire.start is None and way.wire.end is None:
            beside.setdefault((way.wire.source, way.wire.target), []).append(number)
    swings: dict[int, float] = {}
    for (_, target), numbers in beside.items():
        if len(numbers) > 1:
            numbers.sort(key=lambda number: (ways[number].wire.target_port, number))
            half = (len(numbers) - 1) / 2
            bulge = BULGE if len(numbers) == coming[target] else CROWDED_BULGE
            for index, number in enumerate(numbers):
                swings[number] = bulge * (index - half) / half
    return swings
