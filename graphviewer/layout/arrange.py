"""Order and places together: the terms of a sum change sides where wires become much shorter.

Inputs stand left to right in their order at each box. A `free` box (a sum, a product of elements)
gives that up where turning its inputs round saves crossings or much of the length of all wires.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from graphviewer.layout.data import Box, Spacing
from graphviewer.layout.levels import Levels, levels
from graphviewer.layout.order import order, places
from graphviewer.layout.positions import positions
from graphviewer.layout.sheet import Strands
from graphviewer.layout.siblings import apart, gathered

SKIP = 2  # a wire longer than the other by more rows passes something
MOST_KNOTS = 150  # of a graph in which turns are tried: each costs an order and its places
MOST_TURNS = 8  # boxes tried, the nearest to the loss first
CROSSING = 160.0  # px of wire that are worth a crossing
WIDE = 0.5  # px of wire that are worth a px of width
GAIN, LEAST = 0.93, 120.0  # a turn must leave at most this share of the cost, and save so many px


def arranged(
    rows: Sequence[int],
    strands: Strands,
    boxes: Sequence[Box],
    axes: Sequence[float],
    spacing: Spacing,
    pins: int = 0,
) -> tuple[Levels, list[float], Strands]:
    """The graph with its rows in order, the axis of each knot, and the wires as they come to boxes.

    `axes` are those of the boxes, each from its left edge. The last `pins` boxes are pins.
    """
    into = _into_free(strands, boxes)
    strands = _skips_left(rows, strands, into)
    halves = list(axes), [box.width - axis for box, axis in zip(boxes, axes, strict=True)]
    if any(box.block is not None for box in boxes):
        found = _by_blocks(rows, strands, boxes, halves, spacing, pins)
        if found is not None:
            return found.graph, found.axis, _as_they_come(found.graph, strands, into)
    graph = levels(rows, strands, pins)
    best = _placed(graph, halves, spacing, order(graph))
    if best.graph.knots <= MOST_KNOTS:
        for box in _turning(rows, strands, into):
            turned = _turned(strands, into[box])
            graph = levels(rows, turned, pins)
            found = _placed(graph, halves, spacing, order(graph))
            if found.cost < min(GAIN * best.cost, best.cost - LEAST):
                best, strands = found, turned
    return best.graph, best.axis, _as_they_come(best.graph, strands, into)


class _Tried(Struct):
    """An ordered graph with its places, and what that is worth."""

    graph: Levels
    axis: list[float]
    crossings: int
    width: float

    @property
    def cost(self) -> float:
        """In px of wire."""
        axis = np.array(self.axis)
        upper, lower = self.graph.table[:2]
        sway = float(np.abs(axis[upper] - axis[lower]).sum())
        return sway + CROSSING * self.crossings + WIDE * self.width


def _by_blocks(
    rows: Sequence[int],
    strands: Strands,
    boxes: Sequence[Box],
    halves: tuple[list[float], list[float]],
    spacing: Spacing,
    pins: int,
) -> _Tried | None:
    """With the boxes of blocks side by side; None where none are scattered. There are no turns:
    what comes to a free box has no order until it stands."""
    free = np.array([box.free for box in boxes])
    target, port = strands.ends[1], strands.ends[3]
    graph = levels(rows, strands.coming(np.where(free[target], 0, port)), pins)
    crossings = gathered(graph, boxes, order(graph))
    if crossings is None:
        return None
    return _placed(graph, (apart(graph, boxes, halves[0]), halves[1]), spacing, crossings)


def _into_free(strands: Strands, boxes: Sequence[Box]) -> dict[int, list[int]]:
    """The numbers of the wires that come to each free box."""
    free = np.array([box.free for box in boxes])
    target = strands.ends[1]
    into: dict[int, list[int]] = {}
    for number in np.flatnonzero(free[target]).tolist():
        into.setdefault(int(target[number]), []).append(number)
    return into


def _as_they_come(graph: Levels, strands: Strands, into: dict[int, list[int]]) -> Strands:
    """The wires, those to a free box with ports in the order in which they come to it."""
    several = [numbers for numbers in into.values() if len(numbers) > 1]
    if not several:
        return strands
    place, first = places(graph), graph.first
    source_port, target_port = strands.ends[2:].tolist()
    found = list(target_port)
    for numbers in several:
        above = {number: place[graph.upper[first[number + 1] - 1]] for number in numbers}
        ordered = sorted(numbers, key=lambda n: (above[n], source_port[n], target_port[n]))
        for port, number in enumerate(ordered):
            found[number] = port
    return strands.coming(np.array(found))


def _skips_left(rows: Sequence[int], strands: Strands, into: dict[int, list[int]]) -> Strands:
    """Wires of which those that pass many rows come to a free box at the left.

    Further inputs of a chain's boxes stand at its right: a wire beside it is shorter at its left.
    """
    source, _, _, target_port = strands.ends.tolist()
    skips: list[int] = []
    for numbers in into.values():
        if len(numbers) == 2:
            first, second = sorted(numbers, key=target_port.__getitem__)
            if rows[source[second]] < rows[source[first]] - SKIP:
                skips += numbers
    return _turned(strands, skips) if skips else strands


def _turning(rows: Sequence[int], strands: Strands, into: dict[int, list[int]]) -> list[int]:
    """Free boxes with several feeds, the lowest first."""
    source = strands.ends[0]
    found = [box for box, numbers in into.items() if len(set(source[numbers].tolist())) > 1]
    return sorted(found, key=lambda box: (-rows[box], box))[:MOST_TURNS]


def _turned(strands: Strands, numbers: Sequence[int]) -> Strands:
    target_port = strands.ends[3].copy()
    target_port[numbers] *= -1
    return strands.coming(target_port)


def _placed(
    graph: Levels, halves: tuple[list[float], list[float]], spacing: Spacing, crossings: int
) -> _Tried:
    bends = [0.0] * (graph.knots - graph.boxes)
    lefts, rights = halves[0] + bends, halves[1] + bends
    axis = positions(graph, lefts, rights, spacing, crossings)
    low = min([x - half for x, half in zip(axis, lefts, strict=True)])
    high = max([x + half for x, half in zip(axis, rights, strict=True)])
    return _Tried(graph, axis, crossings, high - low)
