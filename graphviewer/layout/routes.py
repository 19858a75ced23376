"""The way of each wire: smooth curves in the gaps between rows, straight past the boxes of a row.

A curve bends only in the gap between two rows, where no box is, so no wire can cut through a box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from graphviewer.layout.attach import STRAIGHT, Placed, Ways, attachments
from graphviewer.layout.data import Box, Point, Spacing
from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Floats, Ints, Strands, begins

BULGE = 0.6  # how far parallel wires swing apart, in gaps between rows
CROWDED_BULGE = 0.25  # the same where other wires meet their target


def routes(
    ways: Ways, placed: Placed, boxes: Sequence[Box], row: Sequence[int], spacing: Spacing
) -> tuple[Floats, list[int]]:
    """Cubic Bézier pieces from each wire's source's bottom edge to its target's top edge.

    All points one below the other, and where those of each wire begin, with the end of the last.
    """
    starts, ends = attachments(ways, placed, boxes, spacing.port)
    stops, first = _stops(ways, placed, row, starts, ends)
    swings = _swings(ways)
    swung = {
        number: _swung([(x, y) for x, y in stops[first[number] : first[number + 1]].tolist()], out)
        for number, out in swings.items()
    }
    return _smooth(stops, first, swung)


def _stops(
    ways: Ways, placed: Placed, row: Sequence[int], starts: Floats, ends: Floats
) -> tuple[Floats, Ints]:
    """Where each wire enters and leaves a gap between rows: its ends, and both ends of each run."""
    rows = np.asarray(row, np.int64)
    top, bottom = placed.row_top, placed.row_bottom
    runs = np.diff(ways.at)
    first = np.concatenate(([0], np.cumsum(4 + 2 * runs)))
    stops = np.empty((int(first[-1]), 2))
    source, target = rows[ways.strands.ends[:2]]
    begin, end = first[:-1], first[1:] - 1
    stops[begin], stops[end] = starts, ends
    stops[begin + 1] = np.column_stack((starts[:, 0], bottom[source]))
    stops[end - 1] = np.column_stack((ends[:, 0], top[target]))
    number = np.repeat(np.arange(len(runs)), runs)
    at = begin[number] + 2 + 2 * (np.arange(len(number)) - ways.at[number])
    stops[at] = np.column_stack((ways.x, top[ways.first]))
    stops[at + 1] = np.column_stack((ways.x, bottom[ways.last]))
    return stops, first


def inner_ways(graph: Levels, strands: Strands, axis: Floats) -> Ways:
    """Wires that pass the rows by their bends."""
    bend_rows = graph.row_at[graph.boxes :]
    at = np.asarray(graph.first, np.int64) - np.arange(len(strands) + 1)
    return Ways(strands, at, axis[graph.boxes :], bend_rows, bend_rows)


def with_outer(
    inner: Ways, outer: Strands, row: Sequence[int], right: float, spacing: Spacing
) -> Ways:
    """With wires that pass all boxes at the right, those of one source or target in one lane."""
    if not len(outer):
        return inner
    sources, targets = outer.ends[:2].tolist()
    leaving, coming = Counter(sources), Counter(targets)
    lanes: dict[tuple[bool, int], float] = {}
    x: list[float] = []
    for source, target in zip(sources, targets, strict=True):
        fans_out = leaving[source] >= coming[target]
        key = fans_out, source if fans_out else target
        x.append(lanes.setdefault(key, right + spacing.margin + len(lanes) * spacing.lane))
    return Ways(
        Strands(
            np.hstack((inner.strands.ends, outer.ends)),
            np.hstack((inner.strands.meets, outer.meets)),
        ),
        np.concatenate((inner.at, inner.at[-1] + 1 + np.arange(len(outer)))),
        np.concatenate((inner.x, x)),
        np.concatenate((inner.first, [row[source] + 1 for source in sources])),
        np.concatenate((inner.last, [row[target] - 1 for target in targets])),
    )


def _smooth(
    stops: Floats, first: Ints, swung: Mapping[int, list[Point]]
) -> tuple[Floats, list[int]]:
    """Curves with upright ends through the stops; straight runs become one piece."""
    x, y = stops.T
    begin, end = first[:-1], first[1:] - 1
    near = np.abs(np.diff(x)) < STRAIGHT
    kept = np.ones(len(stops), np.bool_)
    kept[1:-1] = ~(near[:-1] & near[1:])  # on a straight run
    kept[1:] &= np.diff(y) > 0
    kept[begin] = kept[end] = True
    kept[end - 1] &= y[end] > y[end - 1]
    number = np.repeat(np.arange(len(begin)), np.diff(first))[kept]
    points = stops[kept]
    fresh = np.ones(len(points), np.bool_)
    fresh[1:] = number[1:] != number[:-1]
    before = np.roll(points, 1, axis=0)
    half = (points[:, 1] - before[:, 1]) / 2
    pieces = np.stack(
        (
            np.column_stack((before[:, 0], before[:, 1] + half)),
            np.column_stack((points[:, 0], points[:, 1] - half)),
            points,
        ),
        axis=1,
    ).reshape(-1, 2)
    wanted = np.repeat(~fresh, 3)
    wanted[2::3] = True  # of a wire's first stop only the stop itself
    counts = np.bincount(number, minlength=len(begin)) * 3 - 2
    made, bounds = pieces[wanted], np.concatenate(([0], np.cumsum(counts)))
    if not swung:
        return made, bounds.tolist()
    parts = [
        np.array(swung[w]) if w in swung else made[bounds[w] : bounds[w + 1]]
        for w in range(len(begin))
    ]
    return np.concatenate(parts), np.cumsum([0, *map(len, parts)]).tolist()


def _upright(stops: Sequence[Point]) -> list[Point]:
    """A straight piece between two stops, none where they are one."""
    (x, y), (x1, y1) = stops
    third = (y1 - y) / 2
    return [(x, y), (x, y + third), (x1, y1 - third), (x1, y1)] if y < y1 else [(x, y)]


def _swung(stops: list[Point], swing: float) -> list[Point]:
    """A wire between neighbouring rows that swings out sideways in the gap."""
    start, (x0, y0), (x1, y1), end = stops
    gap = y1 - y0
    points = _upright([start, (x0, y0)])
    out = swing * gap
    points += [(x0 + out, y0 + 0.35 * gap), (x1 + out, y1 - 0.35 * gap), (x1, y1)]
    return points + _upright([(x1, y1), end])[1:]


def _swings(ways: Ways) -> dict[int, float]:
    """For wires that join the same two boxes in neighbouring rows, how far each swings out."""
    source, target = ways.strands.ends[:2]
    pair = source * (target.max(initial=0) + 1) + target
    if begins(np.sort(pair)).all():
        return {}
    by_port = np.isnan(ways.strands.meets).all(axis=0)
    beside: dict[int, list[int]] = {}
    for number in np.flatnonzero(by_port & (np.diff(ways.at) == 0)).tolist():
        beside.setdefault(int(pair[number]), []).append(number)
    coming = np.bincount(target).tolist()
    target_port = ways.strands.ends[3].tolist()
    swings: dict[int, float] = {}
    for numbers in beside.values():
        if len(numbers) > 1:
            numbers.sort(key=lambda number: (target_port[number], number))
            half = (len(numbers) - 1) / 2
            crowded = coming[int(target[numbers[0]])] > len(numbers)
            bulge = CROWDED_BULGE if crowded else BULGE
            for index, number in enumerate(numbers):
                swings[number] = bulge * (index - half) / half
    return {number: swing for number, swing in swings.items() if swing}
