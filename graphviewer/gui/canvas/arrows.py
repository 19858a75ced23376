"""Where arrows run: forward ones along the layout's routes, the gradient's own beside them."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

Point = tuple[float, float]
HEAD, HALF = 11.0, 5.0  # length and half width of a forward arrow's head
BOLD_HEAD, BOLD_HALF = 13.0, 6.5  # of a gradient arrow's
UPRIGHT = 0.62  # how far a curve's control points reach: arrows leave and arrive upright
LEAN, WIDE = 5.0, 40.0  # how far the flat part of a wide curve gives way, and how wide that is
BESIDE = 13.0  # from a forward arrow to the gradient's


class End(NamedTuple):
    """The shape an arrow touches: a card's rectangle, or a sign (round ends) where `round`."""

    rect: QRectF
    round: bool

    def edge(self, x: float, *, bottom: bool) -> Point:
        """The point of the outline at `x`, on the lower or the upper side."""
        rect = self.rect
        side = rect.bottom() if bottom else rect.top()
        if not self.round:
            return min(max(x, rect.left() + 6), rect.right() - 6), side
        radius = rect.height() / 2
        inset = rect.width() / 2 - radius  # the flat part of a pill
        x = min(
            max(x, rect.center().x() - inset - radius * 0.94),
            rect.center().x() + inset + radius * 0.94,
        )
        beyond = max(0.0, abs(x - rect.center().x()) - inset)
        rise = math.sqrt(max(0.0, radius * radius - beyond * beyond))
        return x, rect.center().y() + (rise if bottom else -rise)


class Arrow(NamedTuple):
    """A line, its head, and points along it; `tip` touches the shape it points at."""

    line: QPainterPath
    head: QPolygonF
    tip: Point
    tail: Point
    middle: Point


def forward(route: tuple[Point, ...], source: End, target: End, beside: float = 0.0) -> Arrow:
    """An arrow down a route, from the source's lower edge to the target's upper one.

    `beside` tells where the gradient's arrow will run: flat stretches give way to it.
    """
    points = _fitted(route, source, target, 0.0, -beside, stub=(0.0, HEAD))
    return _arrow(points, HEAD, HALF)


def backward(route: tuple[Point, ...], source: End, target: End, beside: float) -> Arrow:
    """The gradient's arrow up the same route, `beside` to its right (left if negative)."""
    points = _fitted(route, source, target, beside, beside, stub=(BOLD_HEAD, 0.0))
    return _arrow(tuple(reversed(points)), BOLD_HEAD, BOLD_HALF)


def swung(source: End, target: End, start: float, end: float) -> tuple[Point, ...]:
    """A curve between two shapes above each other that swings out on its way.

    It leaves the upper one `start` to the right of the middle and meets the lower one at `end`.
    """
    middle = target.rect.center().x()
    room = min(abs(start) + 20.0, source.rect.width() / 2)
    base = min(max(middle, source.rect.left() + room), source.rect.right() - room)
    top = source.edge(base + start, bottom=True)
    foot = target.edge(middle + end, bottom=False)
    gap = foot[1] - top[1]
    return (
        top,
        (top[0] + 0.16 * start, top[1] + 0.42 * gap),
        (middle + 1.5 * end, foot[1] - 0.4 * gap),
        foot,
    )


def _fitted(
    route: tuple[Point, ...],
    source: End,
    target: End,
    beside: float,
    lean: float,
    stub: tuple[float, float],
) -> tuple[Point, ...]:
    """A route moved sideways, its ends upright on the outlines, straight for `stub` at either."""
    down = source.rect.center().y() <= target.rect.center().y()
    sign = 1.0 if down else -1.0
    points = _beside(route, beside * sign) if beside else list(route)
    start = source.edge(points[0][0], bottom=down)
    end = target.edge(points[-1][0], bottom=not down)
    flat = len(points) == 4 and abs(route[1][1] - route[2][1]) < 1
    first = (start[0], start[1] + sign * stub[0])
    last = (end[0], end[1] - sign * stub[1])
    points[0], points[-1] = first, last
    points[1] = (first[0], _past(points[1][1], first[1], sign))
    points[-2] = (last[0], _past(points[-2][1], last[1], -sign))
    if flat:
        across = last[0] - first[0]
        sunk = -math.copysign(LEAN, across * lean) if lean and abs(across) > WIDE else 0.0
        reach = UPRIGHT * (last[1] - first[1])
        points[1] = (first[0], first[1] + reach + sunk)
        points[2] = (last[0], last[1] - reach + sunk)
    head = (start, start, first) if stub[0] else ()
    tail = (last, end, end) if stub[1] else ()
    return (*head, *points, *tail)


def _past(y: float, edge: float, sign: float) -> float:
    """A control point's y, at least a little beyond where its curve begins."""
    return edge + sign * max(8.0, sign * (y - edge))


def _beside(route: tuple[Point, ...], distance: float) -> list[Point]:
    """A parallel curve, near enough: control points moved along the normals of the route.

    A route that swings out and back keeps its form: it is only shifted.
    """
    swings = abs(route[0][0] - route[-1][0]) < 40 and len(route) == 4
    moved: list[Point] = []
    last = len(route) - 1
    for place, (x, y) in enumerate(route):
        before, after = route[max(0, place - 1)], route[min(last, place + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        if swings or place in (0, last):
            dx, dy = 0.0, 1.0
        length = math.hypot(dx, dy) or 1.0
        moved.append((x + distance * dy / length, y - distance * dx / length))
    return moved


def _arrow(points: tuple[Point, ...], head: float, half: float) -> Arrow:
    tip = points[-1]
    back = points[-2] if points[-2] != tip else points[-3]
    dx, dy = tip[0] - back[0], tip[1] - back[1]
    length = math.hypot(dx, dy) or 1.0
    dx, dy = dx / length, dy / length
    neck = (tip[0] - dx * head, tip[1] - dy * head)
    line = QPainterPath(QPointF(*points[0]))
    hidden = (tip[0] - dx * head * 0.8, tip[1] - dy * head * 0.8)
    shaft = (*points[:-2], hidden, hidden)
    for place in range(1, len(shaft) - 2, 3):
        line.cubicTo(*(QPointF(*shaft[place + k]) for k in range(3)))
    sides = [
        QPointF(*tip),
        QPointF(neck[0] - dy * half, neck[1] + dx * half),
        QPointF(neck[0] + dy * half, neck[1] - dx * half),
    ]
    middle = line.pointAtPercent(0.5)
    return Arrow(line, QPolygonF(sides), tip, points[0], (middle.x(), middle.y()))
