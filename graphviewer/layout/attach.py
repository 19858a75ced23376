"""Where wires meet the edges of boxes: in port order, a wire straight on in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from graphviewer.layout.data import Box, Point
from graphviewer.layout.sheet import Strand

STRAIGHT = 0.01  # centres this near stand above each other, px
EDGE_SHARE = 0.8  # the part of a box's edge that wires may use


class Placed(Struct):
    """Axes of all knots, and top and bottom of each box and each row."""

    axis: list[float]
    top: list[float]
    bottom: list[float]
    row_top: list[float]
    row_bottom: list[float]


class Way(Struct):
    """A wire with the upright runs it makes between its ends: x, first row and last row of each."""

    wire: Strand
    runs: list[tuple[float, int, int]]


class _End(Struct):
    """One end of a wire: its port, and where the wire comes from or goes to."""

    port: int
    far: float
    far_port: int
    way: int
    far_box: int  # the box at the other end if the wire has no run, else -1


def attachments(
    ways: Sequence[Way], placed: Placed, boxes: Sequence[Box], gap: float
) -> tuple[list[Point], list[Point]]:
    """For each wire the points where it leaves its source and where it meets its target."""
    starts: list[Point] = [(0.0, 0.0)] * len(ways)
    ends: list[Point] = [(0.0, 0.0)] * len(ways)
    outs, ins = _ends(ways, placed.axis, len(boxes))
    for number, way in enumerate(ways):
        u, v = way.wire.source, way.wire.target
        if way.wire.start is not None:
            starts[number] = (placed.axis[u] + way.wire.start, placed.bottom[u])
        if way.wire.end is not None:
            ends[number] = (placed.axis[v] + way.wire.end, placed.top[v])
    for number, box in enumerate(boxes):
        half = EDGE_SHARE * (box.radius or box.width / 2)
        x, bottom, top = placed.axis[number], placed.bottom[number], placed.top[number]
        groups = _groups(outs[number])
        for group, shift in zip(groups, _shifts(groups, x, half, gap), strict=True):
            for end in group:
                starts[end.way] = (x + shift, bottom - _inset(box, shift))
        single = [[end] for end in _sorted(ins[number])]
        for (end,), shift in zip(single, _shifts(single, x, half, gap), strict=True):
            ends[end.way] = (x + shift, top + _inset(box, shift))
    return starts, ends


def _ends(
    ways: Sequence[Way], axis: list[float], count: int
) -> tuple[list[list[_End]], list[list[_End]]]:
    """For each box the ends of the wires that leave it and of those that meet it by port."""
    outs: list[list[_End]] = [[] for _ in range(count)]
    ins: list[list[_End]] = [[] for _ in range(count)]
    for number, way in enumerate(ways):
        wire, runs = way.wire, way.runs
        u, v, p, q = wire.source, wire.target, wire.source_port, wire.target_port
        below, above = axis[v] + (wire.end or 0.0), axis[u] + (wire.start or 0.0)
        if wire.start is None:
            far = _End(p, runs[0][0], 0, number, -1) if runs else _End(p, below, q, number, v)
            outs[u].append(far)
        if wire.end is None:
            far = _End(q, runs[-1][0], 0, number, -1) if runs else _End(q, above, p, number, u)
            ins[v].append(far)
    return outs, ins


def _sorted(ends: list[_End]) -> list[_End]:
    if len(ends) < 2:
        return ends
    return sorted(ends, key=lambda end: (end.port, end.far, end.far_port, end.way))


def _groups(ends: list[_End]) -> list[list[_End]]:
    """Wires that leave at one point: those of one port, unless two run side by side."""
    if len(ends) < 2:
        return [ends] if ends else []
    targets = Counter(end.far_box for end in ends if end.far_box >= 0)
    apart = any(number > 1 for number in targets.values())
    groups: list[list[_End]] = []
    for end in _sorted(ends):
        if groups and not apart and groups[-1][0].port == end.port:
            groups[-1].append(end)
        else:
            groups.append([end])
    return groups


def _shifts(groups: list[list[_End]], middle: float, half: float, gap: float) -> list[float]:
    """Shifts along an edge, in order; the only group with a wire straight on gets the middle."""
    count = len(groups)
    if count < 2:
        return [0.0] * count
    ahead = [
        index
        for index, group in enumerate(groups)
        if any(abs(end.far - middle) < STRAIGHT for end in group)
    ]
    anchor = float(ahead[0]) if len(ahead) == 1 else (count - 1) / 2
    gap = min(gap, half / max(anchor, count - 1 - anchor))
    return [(index - anchor) * gap for index in range(count)]


def _inset(box: Box, shift: float) -> float:
    """How far below the box's top edge its shape begins, `shift` from the middle."""
    if box.radius is None:
        return 0.0
    return box.height / 2 - sqrt(max(0.0, box.radius**2 - shift**2))
