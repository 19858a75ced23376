"""From a layout's routes to the ways of arrows: where each leaves a card, and meets a sign."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.arrows import BESIDE, End, Point, Way

PORT = 34.0  # between arrows at one card, so that each has room for the gradient beside it
LEAN, FAR = 0.35, 60.0  # an arrow to something farther aside leaves its card so much nearer to it
ROW_RUN = 30.0  # the longest run upright within a sign's own row
ASLANT = 12.0  # a way that goes farther aside for its fall would run through the sign beside
APPROACH = 18.0  # so near to a circle a straight way turns to meet it aslant
LONG_RUN = 60.0  # a longer one may pass other rows: a gap and a card are higher
NEAREST = 6.0  # between the ends of two arrows at one card
CORNER = 24.0  # kept free at a card's corners
WIDEST = math.radians(52)  # how far from its top a circle is met
STEEPEST = math.radians(62)  # the same where several come beside one that comes straight
BETWEEN = math.radians(50)  # the least angle between two arrows that meet one circle
DAMPED = 0.8  # of the angle under which a circle sees where its arrow comes from


def apart(
    graph: Graph, routes: Sequence[tuple[Point, ...]], widths: npt.NDArray[np.float64]
) -> list[tuple[Point, ...]]:
    """Routes whose starts on one card are spread: each gradient arrow needs a tip of its own."""
    outs: dict[int, list[int]] = defaultdict(list)
    for place, link in enumerate(graph.links):
        outs[link.source].append(place)
    spread = list(routes)
    for source, places in outs.items():
        if len({routes[k][0][0] for k in places}) == len(places):
            continue
        ordered = sorted(places, key=lambda k: (_heads(routes[k]), routes[k][-1][0], k))
        ahead = [n for n, k in enumerate(ordered) if _heads(routes[k]) == routes[k][0][0]]
        anchor = ahead[0] if len(ahead) == 1 else (len(ordered) - 1) / 2
        gap = min(
            PORT,
            (float(widths[source]) - 2 * _corner(float(widths[source]))) / max(1, len(ordered)),
        )
        for rank, place in enumerate(ordered):
            spread[place] = _shifted(routes[place], (rank - anchor) * gap)
    return spread


def _shifted(route: tuple[Point, ...], shift: float) -> tuple[Point, ...]:
    """A route whose start is moved along its card, with the upright run within the card's row."""
    (x, y), (bend, low) = route[0], route[3]
    moved = 2
    if len(route) > 4 and abs(bend - x) < 1:
        moved = 4
        if low - y > LONG_RUN:  # it may pass other rows too: only the bend below the card is new
            half = y + ROW_RUN / 2
            knee = ((x, y), (x, half), (x, half), (x, y + ROW_RUN), (x, y + ROW_RUN), (x, low))
            route, moved = (*knee, *route[3:]), 2
    return (*((x + shift, y) for x, y in route[:moved]), *route[moved:])


def _corner(width: float) -> float:
    """What arrows leave free at either end of an edge."""
    return min(CORNER, 0.15 * width)


def _heads(route: tuple[Point, ...]) -> float:
    """The x a route goes to first, if it leaves its own."""
    start = route[0][0]
    return next((x for x, _ in route[3::3] if abs(x - start) >= 1), start)


def ways_to(
    graph: Graph, routes: Sequence[tuple[Point, ...]], ends: Sequence[End], links: Sequence[int]
) -> Iterator[tuple[int, Way, float]]:
    """Each of some links into one vertex, with its way and on which side the gradient runs."""
    places = sorted(links, key=lambda k: (routes[k][-1][0], graph.links[k].target_port))
    end = ends[graph.links[places[0]].target]
    stops = {k: _stops(routes[k], ends[graph.links[k].source], end) for k in places}
    if any(stops[b][-1][0] - stops[a][-1][0] < NEAREST for a, b in pairwise(places)):
        # drawn towards where they come from they would change places
        stops = {k: _stops(routes[k], ends[graph.links[k].source], end, lean=False) for k in places}
    angles: list[float | None] = [None] * len(places)
    if end.circle and stops[places[0]][0][1] < end.rect.top():
        angles = list(_spread(sorted(_seen(end, stops[k]) for k in places)))
    for number, (place, angle) in enumerate(zip(places, angles, strict=True)):
        line = stops[place]
        if angle is not None:
            line = [*line[:-1], *_approach(line, end), end.rim(angle)]
        left = len(places) == 2 and number == 0 and end.circle
        way = Way(tuple(line), ends[graph.links[place].source], end, angle)
        yield place, way, -BESIDE if left else BESIDE


def _approach(line: Sequence[Point], end: End) -> list[Point]:
    """A last stop before a circle for a way that comes straight past other rows."""
    (x, y), low = line[-2], end.rect.top() - APPROACH
    upright = len(line) > 2 and abs(x - line[-1][0]) < 1
    return [(x, low)] if upright and y < low - 1 else []


def _stops(route: tuple[Point, ...], source: End, target: End, *, lean: bool = True) -> list[Point]:
    """The route's stops, its ends on the outlines and drawn towards where they go."""
    stops = list(route[::3])
    lower = source.rect.center().y() <= target.rect.center().y()
    start = _drawn(stops, source)
    end = _drawn(stops[::-1], target) if lean else stops[-1][0]
    if len(stops) > 2 and abs(stops[1][0] - stops[0][0]) < 1:
        stops[1] = (start, stops[1][1])
    if len(stops) > 2 and abs(stops[-2][0] - stops[-1][0]) < 1:
        stops[-2] = (end, stops[-2][1])
    stops[0] = source.edge(start, bottom=lower)
    stops[-1] = target.edge(end, bottom=not lower)
    run = stops[-1][1] - stops[-2][1]
    if target.circle and len(stops) > 2 and abs(stops[-2][0] - end) < 1 and 0 <= run < ROW_RUN:
        fall = stops[-2][1] - stops[-3][1]
        if run < APPROACH + 2 or abs(end - stops[-3][0]) <= ASLANT * fall:
            stops.pop(-2)  # a circle is met aslant: no upright run within its row
    return stops


def _drawn(stops: Sequence[Point], end: End) -> float:
    """Where a way leaves a card: nearer to where it goes, if that is far aside."""
    x = stops[0][0]
    aside = next((other - x for other, _ in stops if abs(other - x) >= 1), 0.0)
    if end.round or abs(aside) < FAR:
        return x
    if abs(stops[1][0] - x) < 1 and abs(stops[1][1] - stops[0][1]) > LONG_RUN:
        return x  # it passes other rows straight on: cards stand beside it
    corner = _corner(end.rect.width())
    low, high = end.rect.left() + corner, end.rect.right() - corner
    return min(max(x + LEAN * aside, min(x, low)), max(x, high))


def _seen(end: End, stops: Sequence[Point]) -> float:
    """The angle at which a circle is met, for a way that comes from where it comes from."""
    centre = end.cap()
    x, y = stops[-2]
    aside = x - centre.x()
    if abs(aside) < 2 or (len(stops) > 2 and abs(x - stops[-1][0]) < 2):
        return 0.0
    angle = DAMPED * math.atan2(aside, max(1.0, centre.y() - y))
    return min(WIDEST, max(-WIDEST, angle))


def _spread(angles: Sequence[float]) -> list[float]:
    """Angles in order, kept apart: of two one straight from above stays where it is."""
    if len(angles) > 2:
        last = len(angles) - 1
        if angles.count(0.0) == 1:  # one comes straight: the others stand beside it
            anchor = angles.index(0.0)
            gap = min(BETWEEN, STEEPEST / max(anchor, last - anchor))
            return [(number - anchor) * gap for number in range(last + 1)]
        gap = min(BETWEEN, 2 * WIDEST / last)
        if min(b - a for a, b in pairwise(angles)) >= 0.8 * gap:
            return list(angles)
        most = WIDEST - gap * last / 2
        first = min(most, max(-most, sum(angles) / len(angles))) - gap * last / 2
        return [first + gap * number for number in range(last + 1)]
    if len(angles) < 2 or angles[1] - angles[0] >= BETWEEN:
        return list(angles)
    left, right = angles
    if left == 0.0:
        return [left, BETWEEN]
    if right == 0.0:
        return [-BETWEEN, right]
    most = WIDEST - BETWEEN / 2
    middle = min(most, max(-most, (left + right) / 2))
    return [middle - BETWEEN / 2, middle + BETWEEN / 2]
