"""Where a few words stand beside an arrow: near it, off all else, nearer to it than to another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.lines import Pair

Floats = npt.NDArray[np.float64]
CLEAR, OTHERS = 5.0, 18.0  # pixels words keep off any arrow, and off others if they can
GAPS = (9.0, 13.0, 18.0, 24.0, 29.0, 35.0, 42.0)  # from a point of the arrow
PARTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)  # of the arrow's length
ASIDE, WRONG = 12.0, 4.0  # what an end of the arrow, and the forward arrow's side, count in pixels
DOUBT, SURE = 12.0, 0.7  # what it counts if another arrow is hardly farther away than its own
TRIED = 48  # candidates looked at together
STEP = 9.0  # pixels between two points of an arrow
# where rectangles stand round a point: which way from it, and which of their points is nearest
_ROUND = np.array(
    [(way, 0.0, (1 - way) / 2, share) for way in (1.0, -1.0) for share in (0.5, 0.2, 0.8)]
    + [(0.0, way, share, (1 - way) / 2) for way in (1.0, -1.0) for share in (0.5, 0.2, 0.8)]
)


class Around:
    """What words keep off: boxes (a row each: left, top, right, bottom), arrows, what is taken.

    `ink` is of the arrows, as `ink_of` has it.
    """

    def __init__(
        self, boxes: Floats, arrows: Sequence[Pair], ink: Floats, taken: Iterable[QRectF] = ()
    ) -> None:
        self._boxes = boxes
        self._arrows = arrows
        self._ink = ink
        self._taken = [_sides(rect) for rect in taken]

    def take(self, rect: QRectF) -> None:
        """Later words keep off this."""
        self._taken.append(_sides(rect))

    def place(self, links: Sequence[int], size: tuple[float, float]) -> QRectF | None:
        """The best rectangle of a size for words on some links with the same ends, if any fits."""
        tries = _candidates([self._arrows[link] for link in links], size)
        own = np.isin(self._ink[:, 2], links)
        reach = GAPS[-1] + max(size) + OTHERS
        near = _near(self._ink[:, :2], self._ink[own, :2], reach)
        inks = self._ink[own & near, :2], self._ink[~own & near, :2]
        ground = np.array([*self._boxes, *self._taken], np.float64).reshape(-1, 4)
        best, found = math.inf, None
        for start in range(0, len(tries), TRIED):
            some = tries[start : start + TRIED]
            if some[0, 0] >= best:
                break
            costs = _costs(some, size, inks, ground)
            place = int(costs.argmin())
            if costs[place] < best:
                _, left, top = some[place].tolist()
                best, found = float(costs[place]), QRectF(left, top, *size)
        return found


def _candidates(pairs: Sequence[Pair], size: tuple[float, float]) -> Floats:
    """Cost, left and top of rectangles round points of arrows, a row each; the cheapest first.

    Words stand on the far side of the gradient's arrow from the forward one.
    """
    rows = [(*_at(pair, part), ASIDE * 2 * abs(part - 0.5)) for pair in pairs for part in PARTS]
    x, y, across, along, aside = (column[:, None, None] for column in np.array(rows).T)
    gaps = np.array(GAPS)[:, None]
    ways, shares = _ROUND[:, :2], _ROUND[:, 2:] * size
    left = x + gaps * ways[:, 0] - shares[:, 0]
    top = y + gaps * ways[:, 1] - shares[:, 1]
    middle = (left + size[0] / 2 - x) * across + (top + size[1] / 2 - y) * along
    costs = gaps + aside + np.where(middle < 0, WRONG, 0.0)
    found = np.stack(np.broadcast_arrays(costs, left, top), -1).reshape(-1, 3)
    return found[np.argsort(found[:, 0], kind="stable")]


def _at(pair: Pair, part: float) -> tuple[float, float, float, float]:
    """A point of the gradient's arrow, and the direction away from the forward one."""
    there, back = pair
    at, angle = back.line.pointAtPercent(part), math.radians(back.line.angleAtPercent(part))
    normal = math.sin(angle), math.cos(angle)
    other = there.line.pointAtPercent(1 - part)
    away = (at.x() - other.x()) * normal[0] + (at.y() - other.y()) * normal[1]
    side = -1.0 if away < -1 or (abs(away) <= 1 and normal[0] < 0) else 1.0
    return at.x(), at.y(), side * normal[0], side * normal[1]


def _costs(
    tries: Floats, size: tuple[float, float], inks: tuple[Floats, Floats], ground: Floats
) -> Floats:
    """What each candidate costs once it is known what is near it; infinite where it cannot be."""
    left, top = tries[:, 1:].T
    covered = (
        (ground[:, 0] < (left + size[0])[:, None] + 4)
        & (ground[:, 2] > left[:, None] - 4)
        & (ground[:, 1] < (top + size[1])[:, None] + 2)
        & (ground[:, 3] > top[:, None] - 2)
    ).any(1)
    found = np.full(len(tries), math.inf)
    if covered.all():
        return found
    costs, left, top = tries[~covered].T
    right, bottom = left + size[0], top + size[1]
    own, others = (_off(ink, left, top, right, bottom) for ink in inks)
    doubt = np.where(own > SURE * others, DOUBT, 0.0)
    costs = costs + np.maximum(0.0, OTHERS - others) + doubt
    fits = (own >= CLEAR) & (others >= CLEAR) & (own <= others)
    found[~covered] = np.where(fits, costs, math.inf)
    return found


def _off(ink: Floats, left: Floats, top: Floats, right: Floats, bottom: Floats) -> Floats:
    """How far each candidate is from the nearest of some points."""
    if not len(ink):
        return np.full(len(left), math.inf)
    x, y = ink[:, 0], ink[:, 1]
    across = np.maximum(0.0, np.maximum(left[:, None] - x, x - right[:, None]))
    along = np.maximum(0.0, np.maximum(top[:, None] - y, y - bottom[:, None]))
    found: Floats = np.hypot(across, along).min(1)
    return found


def _near(points: Floats, own: Floats, reach: float) -> npt.NDArray[np.bool_]:
    low, high = own.min(0) - reach, own.max(0) + reach
    found: npt.NDArray[np.bool_] = ((points >= low) & (points <= high)).all(1)
    return found


def ink_of(arrows: Sequence[Pair]) -> Floats:
    """Points along every arrow, a row each: x, y and the link's place."""
    rows = [
        np.column_stack((points, np.full(len(points), place)))
        for place, pair in enumerate(arrows)
        for one in (pair[:1] if pair[0] is pair[1] else pair)
        if len(points := points_along(one))
    ]
    return np.concatenate(rows) if rows else np.zeros((0, 3))


def points_along(arrow: Arrow) -> Floats:
    """Points of an arrow, not much farther apart than STEP, and its tip: x and y, a row each."""
    parts = arrow.line.toSubpathPolygons()
    corners = np.array([part.at(k).toTuple() for part in parts for k in range(part.size())])
    if not len(corners):
        return np.array([arrow.tip])
    way = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))))
    stops = np.linspace(0.0, way[-1], max(8, int(way[-1] / STEP)) + 1)
    x, y = (np.interp(stops, way, corners[:, axis]) for axis in (0, 1))
    return np.vstack((np.column_stack((x, y)), arrow.tip))


def _sides(rect: QRectF) -> tuple[float, float, float, float]:
    return rect.left(), rect.top(), rect.right(), rect.bottom()
