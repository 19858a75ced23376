"""Where arrows run: forward ones along the layout's routes, the gradient's own beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

Point = tuple[float, float]
HEAD, HALF = 11.0, 5.0  # length and half width of a forward arrow's head
BOLD_HEAD, BOLD_HALF = 13.0, 6.5  # of a gradient arrow's
BESIDE = 10.0  # from a forward arrow to the gradient's, along the whole way
FLAT, FLAT_SHARE = 12.0, 0.6  # a way so flat has room for less: cards stand close above and below
STUB, STUB_SHARE = 13.0, 0.22  # the straight part at an arrow's end, px and of the height it spans
REACH = 0.5  # how far a curve's control points reach
SAMPLES = 12  # points of a curve between two stops
MOST_SAMPLES, APART = 48, 60.0  # and more of them where it is long
CORNER = 10.0  # what smoothing may take off where a straight part meets a curve
STRAIGHT = 1.0  # stops this near above each other are joined by a line

EXCHANGED = QTransform(0, 1, 1, 0, 0, 0)


class End(NamedTuple):
    """The shape an arrow touches: a card's rectangle, or a sign (round ends) where `round`.

    All is reckoned as if arrows ran down: where they run right, a wide sign is a tall one here.
    """

    rect: QRectF
    round: bool

    @property
    def circle(self) -> bool:
        """Whether it is round without a flat part where arrows come to it."""
        return self.round and self.rect.width() - self.rect.height() < 1

    @property
    def radius(self) -> float:
        """Of a sign's round ends."""
        return min(self.rect.width(), self.rect.height()) / 2

    def cap(self, *, bottom: bool = False) -> QPointF:
        """The centre of a sign's round end, the upper one or the lower one."""
        rect, radius = self.rect, self.radius
        y = rect.bottom() - radius if bottom else rect.top() + radius
        return QPointF(rect.center().x(), y)

    def rim(self, angle: float) -> Point:
        """The point of a circle at an angle from its top, clockwise."""
        centre, radius = self.cap(), self.radius
        return centre.x() + radius * math.sin(angle), centre.y() - radius * math.cos(angle)

    def edge(self, x: float, *, bottom: bool) -> Point:
        """The point of the outline at `x`, on the lower or the upper side."""
        rect = self.rect
        side = rect.bottom() if bottom else rect.top()
        if not self.round:
            return min(max(x, rect.left() + 6), rect.right() - 6), side
        radius, centre = self.radius, self.cap(bottom=bottom)
        inset = rect.width() / 2 - radius  # the flat part of a pill
        x = min(
            max(x, centre.x() - inset - radius * 0.94),
            centre.x() + inset + radius * 0.94,
        )
        beyond = max(0.0, abs(x - centre.x()) - inset)
        rise = math.sqrt(max(0.0, radius * radius - beyond * beyond))
        return x, centre.y() + (rise if bottom else -rise)


class Arrow(NamedTuple):
    """A line, its head, and points along it; `tip` touches the shape it points at."""

    line: QPainterPath
    head: QPolygonF
    tip: Point
    tail: Point
    middle: Point


class Way(NamedTuple):
    """Where a pair of arrows runs: stops with upright ways through them, the ends on outlines.

    `angle` tells where on a circle it ends, from the top; None: it comes to a card, upright.
    """

    stops: tuple[Point, ...]
    source: End
    target: End
    angle: float | None


Mark = tuple[float, float, float, float]  # a point and the direction there, of length 1


def pair(way: Way, beside: float) -> tuple[Arrow, Arrow]:
    """The forward arrow and the gradient's, `beside` to its right (left if negative)."""
    marks = _spine(way)
    if any(abs(a[0] - b[0]) > FLAT * abs(a[1] - b[1]) for a, b in pairwise(way.stops)):
        beside *= FLAT_SHARE
    moved = _moved(marks, beside, way)
    there = _arrow([(x, y) for x, y, _, _ in marks], HEAD, HALF)
    return there, _arrow(moved[::-1], BOLD_HEAD, BOLD_HALF)


def swung(source: End, target: End, start: float, end: float) -> list[Point]:
    """A curve between two shapes above each other that swings out on its way.

    It leaves the upper one `start` to the right of the middle and meets the lower one at `end`.
    """
    middle = target.rect.center().x()
    room = min(abs(start) + 20.0, source.rect.width() / 2)
    base = min(max(middle, source.rect.left() + room), source.rect.right() - room)
    top = source.edge(base + start, bottom=True)
    foot = target.edge(middle + end, bottom=False)
    gap = foot[1] - top[1]
    out = (top[0] + 0.16 * start, top[1] + 0.42 * gap)
    back = (middle + 1.5 * end, foot[1] - 0.4 * gap)
    return [(x, y) for x, y, _, _ in _curve(top, out, back, foot, 2 * SAMPLES)]


def down(points: Sequence[Point]) -> Arrow:
    """A forward arrow along points."""
    return _arrow(points, HEAD, HALF)


def up(points: Sequence[Point]) -> Arrow:
    """A gradient's arrow from the last of some points to the first."""
    return _arrow(points[::-1], BOLD_HEAD, BOLD_HALF)


def mirrored(arrow: Arrow) -> Arrow:
    """An arrow with its axes exchanged: one that runs down then runs right."""
    line, head = arrow.line * EXCHANGED, arrow.head * EXCHANGED
    return Arrow(line, head, arrow.tip[::-1], arrow.tail[::-1], arrow.middle[::-1])


def _spine(way: Way) -> list[Mark]:
    """Points along the way with their directions: straight stubs at the ends, curves between."""
    stops = way.stops
    (x0, y0), (x1, y1) = stops[0], stops[-1]
    sign = math.copysign(1.0, y1 - y0)
    first = min(STUB, STUB_SHARE * abs(stops[1][1] - y0))
    last = min(STUB, STUB_SHARE * abs(y1 - stops[-2][1]))
    leave, arrive = (0.0, sign), (0.0, sign)
    if way.angle is not None:
        arrive = (-math.sin(way.angle), math.cos(way.angle))
    marks: list[Mark] = [(x0, y0, *leave)]
    here, heading = (x0, y0 + sign * first), leave
    for place, stop in enumerate(stops[1:], 1):
        at, to = stop, (0.0, sign)
        if place == len(stops) - 1:
            at, to = (x1 - arrive[0] * last, y1 - arrive[1] * last), arrive
        marks += _piece(here, heading, at, to)
        here, heading = at, to
    return [*marks, (x1, y1, *arrive)]


def _piece(start: Point, leave: Point, end: Point, arrive: Point) -> list[Mark]:
    """The way between two stops."""
    if abs(start[0] - end[0]) < STRAIGHT and arrive[0] == 0.0:
        rise = end[1] - start[1]
        near = min(CORNER / abs(rise), 0.5) * rise if rise else 0.0
        inner = [(start[0], start[1] + near, *leave), (end[0], end[1] - near, *arrive)]
        return [(*start, *leave), *inner, (*end, *arrive)]
    reach = near = REACH * abs(end[1] - start[1])
    if arrive[0] != 0.0:
        # as far as the curve keeps falling
        near = min(0.3 * math.dist(start, end), reach / max(0.2, abs(arrive[1])))
        reach *= 0.8
    out = (start[0] + leave[0] * reach, start[1] + leave[1] * reach)
    back = (end[0] - arrive[0] * near, end[1] - arrive[1] * near)
    count = min(MOST_SAMPLES, SAMPLES + int(math.dist(start, end) / APART))
    return _curve(start, out, back, end, count)


def _curve(a: Point, b: Point, c: Point, d: Point, count: int) -> list[Mark]:
    """Points of a cubic Bézier curve with its directions."""
    marks: list[Mark] = []
    for number in range(count + 1):
        t = number / count
        u = 1 - t
        k0, k1, k2, k3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        d0, d1, d2 = u * u, 2 * u * t, t * t
        dx = d0 * (b[0] - a[0]) + d1 * (c[0] - b[0]) + d2 * (d[0] - c[0])
        dy = d0 * (b[1] - a[1]) + d1 * (c[1] - b[1]) + d2 * (d[1] - c[1])
        length = math.hypot(dx, dy) or 1.0
        x = k0 * a[0] + k1 * b[0] + k2 * c[0] + k3 * d[0]
        y = k0 * a[1] + k1 * b[1] + k2 * c[1] + k3 * d[1]
        marks.append((x, y, dx / length, dy / length))
    return marks


def _moved(marks: list[Mark], beside: float, way: Way) -> list[Point]:
    """The same way at a distance, its ends on the outlines again."""
    if beside == 0.0:
        return [(x, y) for x, y, _, _ in marks]
    points: list[Point] = []
    for x, y, dx, dy in marks:
        at = (x + beside * dy, y - beside * dx)
        # on the inside of a sharp bend the parallel runs backwards for a bit: left out
        if points and (at[0] - points[-1][0]) * dx + (at[1] - points[-1][1]) * dy <= 0:
            continue
        points.append(at)
    points[0] = _on(way.source, points[0], marks[0], -1.0)
    points[-1] = _on(way.target, points[-1], marks[-1], 1.0)
    return points


def _on(end: End, point: Point, mark: Mark, forwards: float) -> Point:
    """A point beside an arrow's end, moved along its direction until it lies on the outline."""
    _, _, dx, dy = mark
    if not end.round:
        return point
    if not end.circle:
        return end.edge(point[0], bottom=point[1] > end.rect.center().y())
    centre, radius = end.cap(bottom=point[1] > end.rect.center().y()), end.radius
    aside = (point[0] - centre.x()) * dy - (point[1] - centre.y()) * dx
    along = math.sqrt(max(0.0, radius * radius - aside * aside))
    x, y = centre.x() + aside * dy, centre.y() - aside * dx
    return x - forwards * along * dx, y - forwards * along * dy


def _arrow(points: Sequence[Point], head: float, half: float) -> Arrow:
    tip = points[-1]
    back = next((p for p in reversed(points) if math.dist(p, tip) > 0.7 * head), points[0])
    dx, dy = tip[0] - back[0], tip[1] - back[1]
    length = math.hypot(dx, dy) or 1.0
    dx, dy = dx / length, dy / length
    neck = (tip[0] - dx * head, tip[1] - dy * head)
    hidden = (tip[0] - dx * head * 0.8, tip[1] - dy * head * 0.8)
    shaft = [p for p in points if math.dist(p, tip) > head]
    line = _smooth([*(shaft or points[:1]), hidden])
    sides = [
        QPointF(*tip),
        QPointF(neck[0] - dy * half, neck[1] + dx * half),
        QPointF(neck[0] + dy * half, neck[1] - dx * half),
    ]
    middle = line.pointAtPercent(0.5)
    return Arrow(line, QPolygonF(sides), tip, points[0], (middle.x(), middle.y()))


def _smooth(points: Sequence[Point]) -> QPainterPath:
    """A path without corners close to a polyline."""
    line = QPainterPath(QPointF(*points[0]))
    for (x, y), (x1, y1) in pairwise(points[1:]):
        line.quadTo(x, y, (x + x1) / 2, (y + y1) / 2)
    line.lineTo(*points[-1])
    return line
