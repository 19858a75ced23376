"""Where wires meet the edges of boxes: in port order, a wire straight on in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.layout.data import Box
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


class Ways(Struct):
    """Wires with the upright runs that each makes between its ends.

    Run i goes at `x[i]` from row `first[i]` to row `last[i]`; wire w has the runs from `at[w]` up
    to `at[w + 1]`.
    """

    wires: list[Strand]
    at: npt.NDArray[np.int64]
    x: npt.NDArray[np.float64]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]


class _End(Struct):
    """One end of a wire: its port, and where the wire comes from or goes to."""

    port: int
    far: float
    far_port: int
    way: int
    far_box: int  # the box at the other end if the wire has no run, else -1


def attachments(
    ways: Ways, placed: Placed, boxes: Sequence[Box], gap: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """For each wire the points where it leaves its source and where it meets its target."""
    wires, axis = ways.wires, np.asarray(placed.axis)
    insets = np.array([_inset(box, 0.0) for box in boxes])
    u = np.fromiter((wire.source for wire in wires), np.intp, len(wires))
    v = np.fromiter((wire.target for wire in wires), np.intp, len(wires))
    starts = np.column_stack((axis[u], (np.asarray(placed.bottom) - insets)[u]))
    ends = np.column_stack((axis[v], (np.asarray(placed.top) + insets)[v]))
    for number, wire in enumerate(wires):
        if wire.start is not None:
            starts[number, 0] += wire.start
        if wire.end is not None:
            ends[number, 0] += wire.end
    outs, ins = _ends(ways, placed.axis, u, v)
    for number, many in outs.items():
        box, x, bottom = boxes[number], placed.axis[number], placed.bottom[number]
        groups = _groups(many)
        half = EDGE_SHARE * (box.radius or box.width / 2)
        for group, shift in zip(groups, _shifts(groups, x, half, gap), strict=True):
            for end in group:
                starts[end.way] = (x + shift, bottom - _inset(box, shift))
    for number, many in ins.items():
        box, x, top = boxes[number], placed.axis[number], placed.top[number]
        single = [[end] for end in _sorted(many)]
        half = EDGE_SHARE * (box.radius or box.width / 2)
        for (end,), shift in zip(single, _shifts(single, x, half, gap), strict=True):
            ends[end.way] = (x + shift, top + _inset(box, shift))
    return starts, ends


def _ends(
    ways: Ways, axis: list[float], u: npt.NDArray[np.intp], v: npt.NDArray[np.intp]
) -> tuple[dict[int, list[_End]], dict[int, list[_End]]]:
    """The ends by port of wires that share an edge: for each box those leaving, those coming."""
    outs: dict[int, list[_End]] = {}
    ins: dict[int, list[_End]] = {}
    crowded_out = (np.bincount(u, minlength=len(axis)) > 1)[u].tolist()
    crowded_in = (np.bincount(v, minlength=len(axis)) > 1)[v].tolist()
    at = ways.at.tolist()
    for number, wire in enumerate(ways.wires):
        first, last = at[number], at[number + 1] - 1
        source, target = wire.source, wire.target
        if crowded_out[number] and wire.start is None:
            if first <= last:
                end = _End(wire.source_port, float(ways.x[first]), 0, number, -1)
            else:
                far = axis[target] + (wire.end or 0.0)
                end = _End(wire.source_port, far, wire.target_port, number, target)
            outs.setdefault(source, []).append(end)
        if crowded_in[number] and wire.end is None:
            if first <= last:
                end = _End(wire.target_port, float(ways.x[last]), 0, number, -1)
            else:
                far = axis[source] + (wire.start or 0.0)
                end = _End(wire.target_port, far, wire.source_port, number, source)
            ins.setdefault(target, []).append(end)
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
