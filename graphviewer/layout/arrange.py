"""Order and places together: the terms of a sum change sides where wires become much shorter.

Inputs stand left to right in their order at each box. A `free` box (a sum, a product of elements)
gives that up where turning its inputs round saves crossings or much of the length of all wires.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graphviewer.layout.data import Box, Spacing
from graphviewer.layout.levels import Levels, levels
from graphviewer.layout.order import order, places
from graphviewer.layout.positions import positions
from graphviewer.layout.sheet import Strand

SKIP = 2  # a wire longer than the other by more rows passes something
MOST_KNOTS = 150  # of a graph in which turns are tried: each costs an order and its places
MOST_TURNS = 8  # boxes tried, the nearest to the loss first
CROSSING = 160.0  # px of wire that are worth a crossing
WIDE = 0.5  # px of wire that are worth a px of width
GAIN, LEAST = 0.93, 120.0  # a turn must leave at most this share of the cost, and save so many px

Found = tuple[float, Levels, list[float]]  # cost, ordered graph, axes


def arranged(
    rows: Sequence[int],
    wires: Sequence[Strand],
    boxes: Sequence[Box],
    axes: Sequence[float],
    spacing: Spacing,
    pins: int = 0,
) -> tuple[Levels, list[float], list[Strand]]:
    """The graph with its rows in order, the axis of each knot, and the wires as they come to boxes.

    `axes` are those of the boxes, each from its left edge. The last `pins` boxes are pins.
    """
    ports = _skips_left(rows, wires, boxes)
    halves = list(axes), [box.width - axis for box, axis in zip(boxes, axes, strict=True)]
    best = _tried(rows, ports, halves, spacing, pins)
    if best[1].knots <= MOST_KNOTS:
        for box in _turning(rows, wires, boxes):
            turned = [_turned(wire) if wire.target == box else wire for wire in ports]
            found = _tried(rows, turned, halves, spacing, pins)
            if found[0] < min(GAIN * best[0], best[0] - LEAST):
                best, ports = found, turned
    return best[1], best[2], _as_they_come(best[1], ports, boxes)


def _as_they_come(graph: Levels, wires: Sequence[Strand], boxes: Sequence[Box]) -> list[Strand]:
    """The wires, those to a free box with ports in the order in which they come to it."""
    place = places(graph)
    into: dict[int, list[int]] = {}
    for number, wire in enumerate(wires):
        if boxes[wire.target].free:
            into.setdefault(wire.target, []).append(number)
    found = list(wires)
    for numbers in into.values():
        if len(numbers) > 1:
            above = {n: place[graph.upper[graph.first[n + 1] - 1]] for n in numbers}
            numbers.sort(key=lambda n: (above[n], wires[n].source_port, wires[n].target_port))
            for port, number in enumerate(numbers):
                found[number] = replace(wires[number], target_port=port)
    return found


def _skips_left(rows: Sequence[int], wires: Sequence[Strand], boxes: Sequence[Box]) -> list[Strand]:
    """Wires of which those that pass many rows come to a free box at the left.

    Further inputs of a chain's boxes stand at its right: a wire beside it is shorter at its left.
    """
    into: dict[int, list[int]] = {}
    for number, wire in enumerate(wires):
        if boxes[wire.target].free:
            into.setdefault(wire.target, []).append(number)
    ports = list(wires)
    for numbers in into.values():
        if len(numbers) != 2:
            continue
        first, second = sorted(numbers, key=lambda number: wires[number].target_port)
        if rows[wires[second].source] < rows[wires[first].source] - SKIP:
            for number in numbers:
                ports[number] = _turned(wires[number])
    return ports


def _turning(rows: Sequence[int], wires: Sequence[Strand], boxes: Sequence[Box]) -> list[int]:
    """Free boxes with several feeds, the lowest first."""
    feeds: dict[int, set[int]] = {}
    for wire in wires:
        feeds.setdefault(wire.target, set()).add(wire.source)
    found = [box for box, many in feeds.items() if boxes[box].free and len(many) > 1]
    return sorted(found, key=lambda box: (-rows[box], box))[:MOST_TURNS]


def _turned(wire: Strand) -> Strand:
    return replace(wire, target_port=-wire.target_port)


def _tried(
    rows: Sequence[int],
    wires: Sequence[Strand],
    halves: tuple[list[float], list[float]],
    spacing: Spacing,
    pins: int,
) -> Found:
    graph = levels(rows, wires, pins)
    crossings = order(graph)
    bends = [0.0] * (graph.knots - graph.boxes)
    lefts, rights = halves[0] + bends, halves[1] + bends
    axis = positions(graph, lefts, rights, spacing, crossings)
    low = min([x - half for x, half in zip(axis, lefts, strict=True)])
    high = max([x + half for x, half in zip(axis, rights, strict=True)])
    sway = sum([abs(axis[u] - axis[v]) for u, v in zip(graph.upper, graph.lower, strict=True)])
    return sway + CROSSING * crossings + WIDE * (high - low), graph, axis
