"""What is where: one mask over the arrays of boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

from graphviewer.gui.canvas.scene import Scene

Places = npt.NDArray[np.intp]
Counter = Callable[[QRectF], tuple[int, int]]


def boxes_in(scene: Scene, rect: QRectF) -> Places:
    """Vertices whose boxes touch a rectangle of the scene, in drawing order."""
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    mask = (
        (scene.x < right)
        & (scene.x + scene.w > left)
        & (scene.y < bottom)
        & (scene.y + scene.h > top)
    )
    return np.flatnonzero(mask)


def counter(scene: Scene, seen: QRectF, some: Iterable[int]) -> Counter:
    """Tells of a part of `seen` how many of some vertices, and how many of all, touch it."""
    places = boxes_in(scene, seen)
    chosen = np.zeros(len(scene.x), np.bool_)
    chosen[np.fromiter(some, np.intp)] = True
    chosen, x, y = chosen[places], scene.x[places], scene.y[places]
    x1, y1 = x + scene.w[places], y + scene.h[places]

    def count(rect: QRectF) -> tuple[int, int]:
        under = (x < rect.right()) & (x1 > rect.left()) & (y < rect.bottom()) & (y1 > rect.top())
        return int(np.count_nonzero(under & chosen)), int(np.count_nonzero(under))

    return count


def links_in(scene: Scene, rect: QRectF) -> Places:
    """Links whose arrows may touch a rectangle of the scene."""
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    box = scene.link_box
    mask = (box[:, 0] < right) & (box[:, 2] > left) & (box[:, 1] < bottom) & (box[:, 3] > top)
    return np.flatnonzero(mask)


def vertex_at(scene: Scene, point: QPointF) -> int | None:
    """The vertex under a scene point, the topmost if several are."""
    x, y = point.x(), point.y()
    mask = (scene.x <= x) & (x <= scene.x + scene.w) & (scene.y <= y) & (y <= scene.y + scene.h)
    for place in reversed(np.flatnonzero(mask).tolist()):
        plan = scene.plans[place]
        if not plan.round:
            return int(place)
        # the space kept free at the left of a sign is not the sign
        if x >= scene.x[place] + plan.sign_left - 2:
            return int(place)
    return None


def neighbour(scene: Scene, place: int, dx: int, dy: int) -> int | None:
    """The nearest vertex in a direction, or None: near along it counts more than near across it."""
    cx, cy = scene.x + scene.w / 2, scene.y + scene.h / 2
    along = (cx - cx[place]) * dx + (cy - cy[place]) * dy
    across = np.abs((cx - cx[place]) * dy) + np.abs((cy - cy[place]) * dx)
    cost = np.where(along > 1, along + 2.5 * across, np.inf)
    best = int(np.argmin(cost)) if len(cost) else 0
    return best if len(cost) and np.isfinite(cost[best]) else None
