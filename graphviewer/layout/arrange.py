"""Order and places together: the terms of a sum change sides where wires become much shorter.

Inputs stand left to right in their order at each box. A `free` box (a sum, a product of elements)
gives that up where turning its inputs round saves crossings or much of the length of all wires.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graphviewer.layout.data import Box, Spacing, Wire
from graphviewer.layout.levels import Levels, levels
from graphviewer.layout.order import order
from graphviewer.layout.positions import positions

MOST_KNOTS = 300  # of a graph in which turns are tried: each costs an order and its places
MOST_TURNS = 8  # boxes tried, the nearest to the loss first
CROSSING = 160.0  # px of wire that are worth a crossing
WIDE = 0.5  # px of wire that are worth a px of width
GAIN, LEAST = 0.93, 120.0  # a turn must leave at most this share of the cost, and save so many px

Found = tuple[float, Levels, list[float]]  # cost, ordered graph, centres


def arranged(
    rows: Sequence[int], wires: Sequence[Wire], boxes: Sequence[Box], spacing: Spacing
) -> tuple[Levels, list[float]]:
    """The graph with its rows in order, and the centre of each knot."""
    ports = list(wires)
    best = _tried(rows, ports, boxes, spacing)
    if best[1].knots <= MOST_KNOTS:
        for box in _turning(rows, wires, boxes):
            turned = [_turned(wire) if wire.target == box else wire for wire in ports]
            found = _tried(rows, turned, boxes, spacing)
            if found[0] < min(GAIN * best[0], best[0] - LEAST):
                best, ports = found, turned
    return best[1], best[2]


def _turning(rows: Sequence[int], wires: Sequence[Wire], boxes: Sequence[Box]) -> list[int]:
    """Free boxes with several feeds, the lowest first."""
    feeds: dict[int, set[int]] = {}
    for wire in wires:
        feeds.setdefault(wire.target, set()).add(wire.source)
    found = [box for box, many in feeds.items() if boxes[box].free and len(many) > 1]
    return sorted(found, key=lambda box: (-rows[box], box))[:MOST_TURNS]


def _turned(wire: Wire) -> Wire:
    return replace(wire, target_port=-wire.target_port)


def _tried(
    rows: Sequence[int], wires: Sequence[Wire], boxes: Sequence[Box], spacing: Spacing
) -> Found:
    graph = levels(rows, wires)
    crossings = order(graph)
    widths = [box.width for box in boxes]
    centre = positions(graph, widths, spacing, tangled=crossings > 0)
    halves = [width / 2 for width in widths] + [0.0] * (graph.knots - graph.boxes)
    low = min(x - half for x, half in zip(centre, halves, strict=True))
    high = max(x + half for x, half in zip(centre, halves, strict=True))
    sway = sum(abs(centre[u] - centre[v]) for u, v in zip(graph.upper, graph.lower, strict=True))
    return sway + CROSSING * crossings + WIDE * (high - low), graph, centre
