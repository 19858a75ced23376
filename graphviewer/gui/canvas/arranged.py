"""A layout in which some boxes were dragged elsewhere: their wires follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from graphviewer.gui.canvas.planned import Plan
from graphviewer.layout.data import Direction, Layout, Point, Wire

LEAST = 30.0  # pixels a wire leaves a box by before it turns
Offset = tuple[float, float]
STAYS = (0.0, 0.0)


def arranged(
    found: Layout,
    plans: Sequence[Plan],
    wires: Sequence[Wire],
    offsets: Mapping[int, Offset],
    direction: Direction,
) -> Layout:
    """The layout with boxes moved by their offsets, in pixels by place.

    A wire whose ends move alike moves whole; of another the ends stay at their ports and what is
    between is drawn anew. The width and height are those of the boxes where they are now.
    """
    if not offsets:
        return found
    x = tuple(at + offsets.get(place, STAYS)[0] for place, at in enumerate(found.x))
    y = tuple(at + offsets.get(place, STAYS)[1] for place, at in enumerate(found.y))
    routes = tuple(
        _route(route, offsets.get(wire.source, STAYS), offsets.get(wire.target, STAYS), direction)
        for route, wire in zip(found.routes, wires, strict=True)
    )
    right = max((at + plan.width for at, plan in zip(x, plans, strict=True)), default=0.0)
    low = max((at + plan.height for at, plan in zip(y, plans, strict=True)), default=0.0)
    return replace(
        found,
        x=x,
        y=y,
        routes=routes,
        width=max(found.width, right),
        height=max(found.height, low),
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
