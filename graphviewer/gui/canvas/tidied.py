"""How a graph that does not fit opens for few of its cards to be cut at the canvas's edges."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from graphviewer.gui.canvas.following import LINKED
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.stage import WHOLE, Stage
from graphviewer.gui.canvas.state import around, lit_at

SMALLER, SIZES = 0.88, 9  # how much smaller it opens at most for that, and how many sizes are tried
FARTHEST, PLACES = 0.16, 24  # of the room: how far it is moved, and how many places are tried
AWAY = 8.0  # cards that moving it by its size would cost: what it was opened at stays in view
COST = 2.0  # whole cards that one that is cut is worth
SIGN = 2.0  # cards that the sign of an operation is worth
LARGE = 4.0  # how much being large counts: a power
ASIDE, ABOVE = 24.0, 6.0  # pixels seen beyond the room; above it a strip hides what is there
CLOSE = 0.7  # of those that a card may take
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


class Tidied(Stage):
    """A stage with a scene at a step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self._step = -1

    def _tidied(self, room: QRectF) -> tuple[float, QPointF]:
        scene = self.scene
        if scene is None or scene.graph.network is not None:
            return super()._tidied(room)
        linked = around(scene, lit_at(scene, self._step))
        return tidied(scene, self.camera.bounds, room, linked, self.camera.scale)


class _Side(NamedTuple):
    """Ways along one axis: how far, and which cards are then seen along it, whole, in the room."""

    ways: Floats
    seen: Mask
    whole: Mask
    inside: Mask


def tidied(
    scene: Scene, bounds: QRectF, room: QRectF, linked: Iterable[int], scale: float
) -> tuple[float, QPointF]:
    """A factor by which to show a scene smaller than at `scale`, and how far to move the camera.

    `room` is what is in view now. The cards `linked` with the step count most, and those of them
    that are whole stay so. What lies beyond the graph's `bounds` is not looked at for it.
    """
    x, y, x1, y1 = scene.x, scene.y, scene.x + scene.w, scene.y + scene.h
    weight = np.array([SIGN if one.kind == "op" else 1.0 for one in scene.graph.vertices])
    weight[np.fromiter(linked, np.intp)] = LINKED
    near = _near(room.left(), room.width(), x, x1) & _near(room.top(), room.height(), y, y1)
    x, y, x1, y1, weight = x[near], y[near], x1[near], y1[near], weight[near]
    # where the graph's beginning is in view it stays so
    end = bounds.top() if room.top() <= bounds.top() else bounds.bottom()
    best, found = -math.inf, (1.0, QPointF())
    kept: Mask | None = None
    for factor in np.linspace(1.0, max(SMALLER, min(1.0, WHOLE / scale)), SIZES).tolist():
        wide, high = room.width() / factor, room.height() / factor
        start = room.center() - QPointF(wide, high) / 2
        aside, above = ASIDE / (scale * factor), ABOVE / (scale * factor)
        across = _side(start.x(), wide, aside, (bounds.left(), bounds.right()), (x, x1))
        down = _side(start.y(), high, above, (bounds.top(), end), (y, y1))
        if kept is None:
            kept = (weight == LINKED) & across.inside[0] & down.inside[0]
        whole = (across.whole * weight) @ down.whole.T
        cut = (across.seen * weight) @ down.seen.T - whole
        moved = np.abs(across.ways)[:, None] / wide + np.abs(down.ways) / high
        worth = factor**LARGE * (whole - COST * cut) - AWAY * moved
        worth[~np.outer(across.inside[:, kept].all(1), down.inside[:, kept].all(1))] = -math.inf
        if worth.max() > best:
            best = float(worth.max())
            i, j = np.unravel_index(int(np.argmax(worth)), worth.shape)
            found = factor, QPointF(across.ways[i], down.ways[j])
    return found


def _near(start: float, size: float, low: Floats, high: Floats) -> Mask:
    """Which cards could come into a room along an axis."""
    reach = size * (0.5 / SMALLER + FARTHEST)
    near: Mask = (high > start + size / 2 - reach) & (low < start + size / 2 + reach)
    return near


def _side(
    start: float,
    size: float,
    edge: float,
    bounds: tuple[float, float],
    cards: tuple[Floats, Floats],
) -> _Side:
    """The ways along an axis of a room that begins at `start`; the first is the shortest."""
    first, last = bounds[0], bounds[1] - size
    ways = np.zeros(1)
    if first < last:
        tried = np.linspace(-FARTHEST * size, FARTHEST * size, PLACES)
        ways = np.clip(start + np.append(0.0, tried), first, last) - start
    (low, high), begin = cards, (start + ways)[:, None]
    end, close = begin + size, edge * CLOSE
    seen = (high > begin - edge) & (low < end + edge)
    whole = (low >= begin - close) & (high <= end + close)
    return _Side(ways, seen, whole, (low >= begin) & (high <= end))
