"""Where the circles of a network stand: a row for each layer, turned for columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.planned import Plan
from graphviewer.layout.data import Direction, Layout

BESIDE, ABOVE = 150.0, 64.0  # room for what is said of a layer, left of its row or above its column
BETWEEN = {"down": 104.0, "right": 158.0}  # from one layer to the next, with few edges
MORE = 28.0  # farther apart where the weights of many edges lie between
MANY = 24  # edges
# wide layers stand farther apart, for lines and their numbers to keep from each other: by this much
# of their breadth less so many pixels, up to so far, and all of them no farther than so much of it
STEEP, LESS, FARTHEST, TALLEST = 0.55, 85.0, 320.0, 0.95
APART = 18.0  # between neurons of a layer
LEGEND, LEGEND_WIDTH = 56.0, 740.0  # kept free below
LEGEND_ROW, LEGEND_NARROW = 24.0, 510.0  # and for its second line, where all is narrower than that
NOTE_LINE = 17.0  # and for each note there
NEAR = 1.2  # squared, in halves of a label
Point = tuple[float, float]


def network_layout(graph: Graph, plans: Sequence[Plan], direction: Direction) -> Layout:
    """The layout of a graph that says how far across and how many ranks down its vertices stand."""
    assert graph.places is not None
    right = direction == "right"
    both = list(zip(graph.places, plans, strict=True))
    steps: dict[float, float] = {}
    for (_, rank), plan in both:
        steps[rank] = max(steps.get(rank, 0.0), _breadth(plan, right=right) + APART)
    ranks = _ranks(graph, plans, _gap(graph, steps, right=right), right=right)
    before = max((_before(p, right=right) - at * steps[rank] for (at, rank), p in both), default=0)
    corners, middles = [], []
    for (across, rank), plan in both:
        along, over = ranks[round(rank)], before + across * steps[rank]
        middle = (along, ABOVE + over) if right else (BESIDE + over, along)
        middles.append(middle)
        corners.append(_corner(plan, middle))
    routes = [
        _route(middles[link.source], middles[link.target], right=right) for link in graph.links
    ]
    boxes = list(zip(corners, plans, strict=True))
    width = max((x + plan.width for (x, _), plan in boxes), default=0.0)
    least = LEGEND_NARROW if width < LEGEND_WIDTH else width
    shift = max(0.0, least - width) / 2  # a narrow network stands over the legend's middle
    height = max((y + plan.height for (_, y), plan in boxes), default=0.0)
    return Layout(
        x=tuple(x + shift for x, _ in corners),
        y=tuple(y for _, y in corners),
        routes=tuple(tuple((x + shift, y) for x, y in route) for route in routes),
        width=max(width, least),
        height=height + legend_height(graph, width),
    )


def legend_height(graph: Graph, width: float) -> float:
    """What is kept free below a network of a width: scales, in two lines where it is narrow, and
    notes on batches and on what may not have been kept."""
    network = graph.network
    assert network is not None
    batch = any(one.examples > 1 for one in network.passes)
    wide = sum(map(len, network.shown)) < sum(network.widths)
    return LEGEND + LEGEND_ROW * (width < LEGEND_WIDTH) + NOTE_LINE * (batch + wide)


def clear_spots(
    lines: Sequence[QLineF], wide: float, tall: float, shares: Sequence[float]
) -> list[list[float]]:
    """For each line how far along it a label may stand, first where it covers no other line."""
    ends = np.array([(one.x1(), one.y1(), one.x2(), one.y2()) for one in lines]).reshape(-1, 4)
    scale = np.array([wide / 2, tall / 2])  # a label is a circle of radius 1 in these units
    starts, ways = ends[:, :2] / scale, (ends[:, 2:] - ends[:, :2]) / scale
    lengths = np.maximum((ways**2).sum(axis=1), 1e-9)
    found = []
    for number in range(len(lines)):
        crossed = []
        for share in shares:
            from_start = starts[number] + share * ways[number] - starts
            at = np.clip((from_start * ways).sum(axis=1) / lengths, 0.0, 1.0)
            near = ((from_start - at[:, None] * ways) ** 2).sum(axis=1) < NEAR
            crossed.append(int(near.sum()))
        order = sorted(range(len(shares)), key=crossed.__getitem__)
        found.append([shares[k] for k in order])
    return found


def _gap(graph: Graph, steps: dict[float, float], *, right: bool) -> float:
    """How far apart layers stand, by the broadest of them; `steps` is from neuron to neuron."""
    assert graph.places is not None
    usual = BETWEEN["right" if right else "down"]
    broad = max((across * steps[rank] for across, rank in graph.places), default=0.0)
    between = max(1, len(steps) - 1)
    return max(usual, min(STEEP * broad - LESS, FARTHEST, TALLEST * (broad + BESIDE) / between))


def _ranks(graph: Graph, plans: Sequence[Plan], gap: float, *, right: bool) -> dict[int, float]:
    """How far along the middle of each layer stands that is not hidden, by rank."""
    assert graph.places is not None
    thick: dict[int, float] = {}
    counts: dict[int, int] = {}
    for (_, rank), plan in zip(graph.places, plans, strict=True):
        size = (plan.sign if plan.round else plan.width) if right else _height(plan)
        thick[round(rank)] = max(thick.get(round(rank), 0.0), size)
        counts[round(rank)] = counts.get(round(rank), 0) + 1
    found: dict[int, float] = {}
    at, above = 30.0 if right else 0.0, 0
    for rank in sorted(thick):
        if found:
            usual = BETWEEN["right" if right else "down"]
            more = MORE * (counts[rank] * counts[above] > MANY)
            at += max(gap, usual + more) if plans_round(graph, plans, rank) else usual / 2
        found[rank] = at + thick[rank] / 2
        at, above = at + thick[rank], rank
    return found


def plans_round(graph: Graph, plans: Sequence[Plan], rank: int) -> bool:
    """Whether a rank is one of neurons, not the loss."""
    assert graph.places is not None
    return any(
        plan.round for (_, one), plan in zip(graph.places, plans, strict=True) if one == rank
    )


def _height(plan: Plan) -> float:
    return plan.ring if plan.round else plan.height


def _breadth(plan: Plan, *, right: bool) -> float:
    """How much of its layer a neuron takes: below a circle, or at one side of it, are its words."""
    return plan.height if right else (plan.width + plan.sign) / 2


def _before(plan: Plan, *, right: bool) -> float:
    """From its middle to its edge at the left, or above."""
    if not plan.round:
        return (plan.height if right else plan.width) / 2
    return (plan.ring if right else plan.sign) / 2


def _corner(plan: Plan, middle: Point) -> Point:
    x, y = middle
    if not plan.round:
        return x - plan.width / 2, y - plan.height / 2
    return x - plan.sign_left - plan.sign / 2, y - plan.ring / 2


def _route(start: Point, end: Point, *, right: bool) -> tuple[Point, ...]:
    (x0, y0), (x1, y1) = start, end
    if right:
        return start, ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), end
    return start, (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), end
