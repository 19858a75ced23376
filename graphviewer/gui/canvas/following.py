"""Where the camera looks for a step to be seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import islice

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from graphviewer.gui.canvas.moment import Moment
from graphviewer.gui.canvas.scene import Scene

MOST, MANY = 60, 1000  # cards of a step that are tried to be seen at once, or looked at for that
TRIED = 7  # places along each side where a step's cards may come to stand
EDGE = 0.08  # of the room, kept round them there
SPARSE = 0.4  # of the vertices: where fewer are single numbers, a graph opens at those
LINKED = 4.0  # cards that one linked with the step is worth
ENOUGH = 0.6  # of the most cards that can be seen: with so many nothing is moved for more


def area(scene: Scene, places: Iterable[int]) -> QRectF:
    """The rectangle of the scene that holds some vertices; empty without any."""
    chosen = np.fromiter(places, np.intp)
    if not len(chosen):
        return QRectF()
    x, y, w, h = (side[chosen] for side in (scene.x, scene.y, scene.w, scene.h))
    return QRectF(QPointF(x.min(), y.min()), QPointF((x + w).max(), (y + h).max()))


def nearest(scene: Scene, point: QPointF, places: Iterable[int] | None = None) -> QRectF:
    """The vertex nearest to a point of the scene, of some or of all; empty without any."""
    chosen = np.arange(len(scene.x)) if places is None else np.fromiter(places, np.intp)
    if not len(chosen):
        return QRectF()
    x, y, w, h = (side[chosen] for side in (scene.x, scene.y, scene.w, scene.h))
    across = np.maximum(0, np.maximum(x - point.x(), point.x() - x - w))
    down = np.maximum(0, np.maximum(y - point.y(), point.y() - y - h))
    return area(scene, [int(chosen[np.argmin(np.hypot(across, down))])])


def fits_in(room: QRectF, rect: QRectF) -> bool:
    """Whether a rectangle is no larger than another."""
    return rect.width() <= room.width() and rect.height() <= room.height()


def sight(moment: Moment, fits: Callable[[QRectF], bool], middle: QPointF) -> QRectF:
    """What to bring into view of a step: its cards and their neighbours, or its cards alone.

    Where these are too far apart to be seen at once it is the one nearest to `middle`, a sign if
    there is one, with as many of the others as fit, then of the neighbours, and never the empty
    space between them. Empty for a step that is about nothing in the graph.
    """
    scene, lit = moment.scene, moment.lit
    rect = area(scene, moment.around())
    if fits(rect):
        return rect
    rect = area(scene, lit.vertices)
    if not fits(rect):
        signs = [place for place in lit.vertices if scene.graph.vertices[place].kind == "op"]
        if signs:
            middle = nearest(scene, middle, signs).center()
        rect = crammed(scene, lit.vertices, fits, middle)
    return _grown(scene, rect, moment.around() - lit.vertices, fits)


def sparse(scene: Scene, fits: Callable[[QRectF], bool]) -> QRectF | None:
    """Where single numbers are, in a graph that has them at a few places only; None elsewhere."""
    of = scene.graph.scalars
    places = [k for k, one in enumerate(scene.graph.vertices) if one.kind == "scalar"]
    places = [k for k in places if of[scene.graph.vertices[k].ref].role == "element"]
    if not 0 < len(places) < SPARSE * len(scene.x):
        return None
    return crammed(scene, places, fits, area(scene, places).center())


def crammed(
    scene: Scene, places: Iterable[int], fits: Callable[[QRectF], bool], middle: QPointF
) -> QRectF:
    """The vertex nearest to `middle`, and as many of the others as fit into view with it."""
    chosen = tuple(places)
    found = nearest(scene, middle, chosen)
    for place in chosen[:MOST]:
        more = found.united(scene.rect(place))
        if fits(more):
            found = more
    return found


def _grown(
    scene: Scene, rect: QRectF, beside: Iterable[int], fits: Callable[[QRectF], bool]
) -> QRectF:
    """A rectangle with as many of some vertices as fit into view with it, the nearest first."""
    away = {place: _apart(scene.rect(place), rect) for place in islice(beside, MANY)}
    for place in sorted(away, key=away.__getitem__)[:MOST]:
        more = rect.united(scene.rect(place))
        if fits(more):
            rect = more
    return rect


def _apart(one: QRectF, other: QRectF) -> float:
    """How far the middles of two rectangles are from each other."""
    between = one.center() - other.center()
    return math.hypot(between.x(), between.y())


def fuller(scene: Scene, room: QRectF, rect: QRectF, linked: Iterable[int]) -> QPointF:
    """How far to move `room`, which has `rect` in it and keeps it, for it to show more cards.

    Those `linked` with the step count most. Nothing where it shows most of those that it can: what
    is looked at moves for good reasons only.
    """
    aside = min(EDGE * room.width(), (room.width() - rect.width()) / 2)
    above = min(EDGE * room.height(), (room.height() - rect.height()) / 2)
    if aside < 0 or above < 0:
        return QPointF()
    rect = rect.adjusted(-aside, -above, aside, above)
    right, down = rect.left() - room.left(), rect.top() - room.top()
    left, up = rect.right() - room.right(), rect.bottom() - room.bottom()
    weight = np.ones(len(scene.x))
    weight[np.fromiter(linked, np.intp)] = LINKED
    x, y, x1, y1 = scene.x, scene.y, scene.x + scene.w, scene.y + scene.h
    far = room.united(room.translated(left, up)).united(room.translated(right, down))
    near = (x > far.left()) & (y > far.top()) & (x1 < far.right()) & (y1 < far.bottom())
    x, y, x1, y1, weight = x[near], y[near], x1[near], y1[near], weight[near]
    # the first way along each side is none
    dx = np.append(0.0, np.linspace(left, right, TRIED))[:, None]
    dy = np.append(0.0, np.linspace(up, down, TRIED))[:, None]
    beside = (x > room.left() + dx) & (x1 < room.right() + dx)
    level = (y > room.top() + dy) & (y1 < room.bottom() + dy)
    counts = (beside * weight) @ level.T
    most = counts[1:, 1:].max()
    if counts[0, 0] >= ENOUGH * most:
        return QPointF()
    found = np.argwhere(counts[1:, 1:] == most) + 1
    ways = [(float(dx[across, 0]), float(dy[along, 0])) for across, along in found]
    return QPointF(*min(ways, key=lambda way: math.hypot(*way)))


def crowd(scene: Scene, room: QRectF, *, across: bool) -> QRectF:
    """A part as large as `room` and level with it, or below it in a graph that runs `across`.

    It is the part with most cards that an arrow leads to or from, so that a large graph does not
    open beside its trunk. Empty where none is level with the room.
    """
    x, y = scene.x + scene.w / 2, scene.y + scene.h / 2
    used = np.zeros(len(x), np.bool_)
    used[[end for link in scene.graph.links for end in (link.source, link.target)]] = True
    if across:
        level, size, width = (x > room.left()) & (x < room.right()), scene.h, room.height()
        places = y[used & level]
    else:
        level, size, width = (y > room.top()) & (y < room.bottom()), scene.w, room.width()
        places = x[used & level]
    if not len(places):
        return QRectF()
    places = np.sort(places)
    reach = max(0.0, width - float(np.median(size)))
    ends = np.searchsorted(places, places + reach, side="right")
    first = int(np.argmax(ends - np.arange(len(places))))
    start = float(places[first] + places[ends[first] - 1] - width) / 2
    if across:
        return QRectF(room.left(), start, room.width(), width)
    return QRectF(start, room.top(), width, room.height())
