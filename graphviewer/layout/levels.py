"""A ranked graph whose long wires have a bend in every row: segments join adjacent rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.layout.data import Wire
from graphviewer.layout.sheet import Strand

# beyond this the longest wires pass outside: 2,000 uses of one tensor would need 2,000,000
MOST_SEGMENTS = 60_000
BUNDLE = 8  # so many of one box go outside together
Ints = npt.NDArray[np.int64]


class Levels(Struct):
    """Knots are the boxes (first `boxes` of them, same numbers) and then the bends of long wires.

    The last `pins` boxes are points on the edge of a frame: no wider than a wire, as bends are.
    Segment i runs from knot `upper[i]` down to knot `lower[i]`; wire w has the segments from
    `first[w]` up to `first[w + 1]`. `rows` are the knots of each row, left to right. `table` has
    as its rows the upper and lower ends and ports of the segments once more.
    """

    boxes: int
    row: list[int]
    upper: list[int]
    lower: list[int]
    upper_port: list[int]
    lower_port: list[int]
    table: Ints
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


def too_long(row: Sequence[int], wires: Sequence[Wire]) -> set[int]:
    """The longest wires, as many as need more bends than MOST_SEGMENTS allows, and their bundles.

    A bundle is what leaves one box, or comes to one box, by many wires: it goes one way as a whole.
    """
    spans = [row[wire.target] - row[wire.source] for wire in wires]
    excess = sum(spans) - max(MOST_SEGMENTS, 2 * len(wires))
    if excess <= 0:
        return set()
    chosen: set[int] = set()
    for number in sorted(range(len(wires)), key=lambda number: -spans[number]):
        if excess <= 0 or spans[number] < 2:
            break
        chosen.add(number)
        excess -= spans[number]
    leaving = Counter(wires[number].source for number in chosen)
    coming = Counter(wires[number].target for number in chosen)
    for number, wire in enumerate(wires):
        many = leaving[wire.source] >= BUNDLE or coming[wire.target] >= BUNDLE
        if many and spans[number] > 1:
            chosen.add(number)
    return chosen


def levels(row: Sequence[int], wires: Sequence[Wire], pins: int = 0) -> Levels:
    """Put bends into long wires. The rows are filled by order.initial."""
    boxes = len(row)
    source = np.fromiter((w.source for w in wires), np.int64, len(wires))
    target = np.fromiter((w.target for w in wires), np.int64, len(wires))
    rows = np.asarray(row, np.int64)
    spans = rows[target] - rows[source]
    first = np.concatenate(([0], np.cumsum(spans)))
    wire = np.repeat(np.arange(len(wires)), spans)
    step = np.arange(len(wire)) - first[wire]
    # each wire has one segment more than bends, so wire w's bends lag w behind its segments
    bend = boxes + np.arange(len(wire)) - wire
    starts, ends = step == 0, step == spans[wire] - 1
    upper = np.where(starts, source[wire], bend - 1)
    lower = np.where(ends, target[wire], bend)
    bend_rows = (rows[source[wire]] + step + 1)[~ends]
    ports = np.array([(w.source_port, w.target_port) for w in wires], np.int64).reshape(-1, 2)
    upper_port = np.where(starts, ports[wire, 0], 0)
    lower_port = np.where(ends, ports[wire, 1], 0)
    made = Levels(
        boxes=boxes,
        row=[*row, *bend_rows.tolist()],
        upper=upper.tolist(),
        lower=lower.tolist(),
        upper_port=upper_port.tolist(),
        lower_port=lower_port.tolist(),
        table=np.stack((upper, lower, upper_port, lower_port)),
        first=first.tolist(),
        ins=[],
        outs=[],
        rows=[],
        pins=pins,
        aims=[
            (number, wire.start or 0.0, wire.end or 0.0)
            for number, wire in enumerate(wires)
            if isinstance(wire, Strand) and (wire.start or wire.end)
        ],
    )
    made.ins = _by_knot(made.knots, made.lower, made.lower_port)
    made.outs = _by_knot(made.knots, made.upper, made.upper_port)
    return made


def _by_knot(count: int, ends: list[int], ports: list[int]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for segment, knot in enumerate(ends):
        found[knot].append(segment)
    for segments in found:
        if len(segments) > 1:
            segments.sort(key=ports.__getitem__)
    return found
