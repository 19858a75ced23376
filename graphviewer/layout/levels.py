"""A ranked graph whose long wires have a bend in every row: segments join adjacent rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from graphviewer.layout.sheet import Ints, Strands

# beyond this the longest wires pass outside: 2,000 uses of one tensor would need 2,000,000
MOST_SEGMENTS = 60_000
BUNDLE = 8  # so many of one box go outside together


class Levels(Struct):
    """Knots are the boxes (first `boxes` of them, same numbers) and then the bends of long wires.

    The last `pins` boxes are points on the edge of a frame: no wider than a wire, as bends are.
    Segment i runs from knot `upper[i]` down to knot `lower[i]`; wire w has the segments from
    `first[w]` up to `first[w + 1]`. `rows` are the knots of each row, left to right. For work on
    all at once `table` has the ends and ports of the segments once more, `row_at` the rows.
    """

    boxes: int
    row: list[int]
    upper: list[int]
    lower: list[int]
    upper_port: list[int]
    lower_port: list[int]
    table: Ints
    row_at: Ints
    first: list[int]
    ins: list[list[int]]  # segments that end in a knot, by port
    outs: list[list[int]]  # segments that leave a knot, by port
    rows: list[list[int]]
    pins: int = 0
    aims: list[tuple[int, float, float]] = []  # wires that meet frames beside their axes, and where

    @property
    def solid(self) -> int:
        """The first knot that is no wider than a wire: it and all after it."""
        return self.boxes - self.pins

    @property
    def knots(self) -> int:
        """Number of boxes and bends."""
        return len(self.row)


def too_long(row: Sequence[int], strands: Strands) -> list[int]:
    """The longest wires, as many as need more bends than MOST_SEGMENTS allows, and their bundles.

    A bundle is what leaves one box, or comes to one box, by many wires: it goes one way as a whole.
    """
    source, target = strands.ends[:2]
    rows = np.asarray(row, np.int64)
    spans = (rows[target] - rows[source]).tolist()
    excess = sum(spans) - max(MOST_SEGMENTS, 2 * len(strands))
    if excess <= 0:
        return []
    chosen: set[int] = set()
    for number in sorted(range(len(strands)), key=lambda number: -spans[number]):
        if excess <= 0 or spans[number] < 2:
            break
        chosen.add(number)
        excess -= spans[number]
    leaving = Counter(source[list(chosen)].tolist())
    coming = Counter(target[list(chosen)].tolist())
    for number, (u, v) in enumerate(zip(source.tolist(), target.tolist(), strict=True)):
        if (leaving[u] >= BUNDLE or coming[v] >= BUNDLE) and spans[number] > 1:
            chosen.add(number)
    return sorted(chosen)


def levels(row: Sequence[int], strands: Strands, pins: int = 0) -> Levels:
    """Put bends into long wires. The rows are filled by order.initial."""
    boxes, wires = len(row), len(strands)
    source, target, source_port, target_port = strands.ends
    rows = np.asarray(row, np.int64)
    spans = rows[target] - rows[source]
    first = np.concatenate(([0], np.cumsum(spans)))
    wire = np.repeat(np.arange(wires), spans)
    step = np.arange(len(wire)) - first[wire]
    # each wire has one segment more than bends, so wire w's bends lag w behind its segments
    bend = boxes + np.arange(len(wire)) - wire
    starts, ends = step == 0, step == spans[wire] - 1
    upper = np.where(starts, source[wire], bend - 1)
    lower = np.where(ends, target[wire], bend)
    upper_port = np.where(starts, source_port[wire], 0)
    lower_port = np.where(ends, target_port[wire], 0)
    row_at = np.concatenate((rows, (rows[source[wire]] + step + 1)[~ends]))
    start, end = strands.aside
    aims = np.flatnonzero((start != 0) | (end != 0))
    made = Levels(
        boxes=boxes,
        row=row_at.tolist(),
        upper=upper.tolist(),
        lower=lower.tolist(),
        upper_port=upper_port.tolist(),
        lower_port=lower_port.tolist(),
        table=np.stack((upper, lower, upper_port, lower_port)),
        row_at=row_at,
        first=first.tolist(),
        ins=[],
        outs=[],
        rows=[],
        pins=pins,
        aims=[(int(number), float(start[number]), float(end[number])) for number in aims],
    )
    made.ins = _by_knot(made.knots, lower, lower_port)
    made.outs = _by_knot(made.knots, upper, upper_port)
    return made


def _by_knot(count: int, ends: Ints, ports: Ints) -> list[list[int]]:
    """The segments at each knot, by port."""
    segments = np.lexsort((ports, ends)).tolist()
    stops = np.cumsum(np.bincount(ends, minlength=count)).tolist()
    return [segments[start:stop] for start, stop in pairwise([0, *stops])]
