"""A layout in which some boxes were dragged elsewhere: their wires and frames follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.planned import Plan
from graphviewer.layout.data import Direction, Layout, Point, Rectangle

LEAST = 30.0  # pixels a wire leaves a box by before it turns
Offset = tuple[float, float]
STAYS = (0.0, 0.0)


def arranged(
    found: Layout,
    graph: Graph,
    plans: Sequence[Plan],
    offsets: Mapping[int, Offset],
    direction: Direction,
) -> Layout:
    """The layout with boxes moved by their offsets, in pixels by place.

    A wire whose ends move alike moves whole; of another the ends stay at their ports and what is
    between is drawn anew. A frame is as far from what stands in it as it was.
    """
    x = tuple(at + offsets.get(place, STAYS)[0] for place, at in enumerate(found.x))
    y = tuple(at + offsets.get(place, STAYS)[1] for place, at in enumerate(found.y))
    routes = tuple(
        _route(route, offsets.get(link.source, STAYS), offsets.get(link.target, STAYS), direction)
        for route, link in zip(found.routes, graph.links, strict=True)
    )
    right = max((at + plan.width for at, plan in zip(x, plans, strict=True)), default=0.0)
    low = max((at + plan.height for at, plan in zip(y, plans, strict=True)), default=0.0)
    moved = replace(found, x=x, y=y, routes=routes)
    return replace(
        moved,
        width=max(found.width, right),
        height=max(found.height, low),
        groups=_frames(found, moved, graph, plans),
    )


def _route(
    route: tuple[Point, ...], source: Offset, target: Offset, direction: Direction
) -> tuple[Point, ...]:
    if source == target:
        dx, dy = source
        return route if source == STAYS else tuple((x + dx, y + dy) for x, y in route)
    (x0, y0), (x1, y1) = route[0], route[-1]
    x0, y0, x1, y1 = x0 + source[0], y0 + source[1], x1 + target[0], y1 + target[1]
    if direction == "right":
        pull = max(LEAST, abs(x1 - x0) / 2)
        return (x0, y0), (x0 + pull, y0), (x1 - pull, y1), (x1, y1)
    pull = max(LEAST, abs(y1 - y0) / 2)
    return (x0, y0), (x0, y0 + pull), (x1, y1 - pull), (x1, y1)


def _frames(
    before: Layout, after: Layout, graph: Graph, plans: Sequence[Plan]
) -> tuple[Rectangle, ...]:
    """Each frame round the boxes in it, with the room on each side that it had."""
    inside: list[list[int]] = [[] for _ in before.groups]
    for place, vertex in enumerate(graph.vertices):
        group = vertex.group
        while group is not None:
            inside[group].append(place)
            group = graph.groups[group].parent
    frames = []
    for frame, places in zip(before.groups, inside, strict=True):
        was, now = _round(before, plans, places), _round(after, plans, places)
        left, top = frame[0] + now[0] - was[0], frame[1] + now[1] - was[1]
        right = frame[0] + frame[2] + now[2] - was[2]
        low = frame[1] + frame[3] + now[3] - was[3]
        frames.append((left, top, right - left, low - top))
    return tuple(frames)


def _round(layout: Layout, plans: Sequence[Plan], places: Sequence[int]) -> Rectangle:
    """Left, top, right and bottom of some boxes."""
    if not places:
        return 0.0, 0.0, 0.0, 0.0
    return (
        min(layout.x[k] for k in places),
        min(layout.y[k] for k in places),
        max(layout.x[k] + plans[k].width for k in places),
        max(layout.y[k] + plans[k].height for k in places),
    )
