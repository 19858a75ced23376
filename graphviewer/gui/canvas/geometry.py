"""Where everything in a scene stands: boxes as arrays, arrows as paths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.arrows import End, Point
from graphviewer.gui.canvas.labels import Label
from graphviewer.gui.canvas.lines import Lines
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.ways import apart
from graphviewer.layout.layered import Layout

ROOM = 40.0  # an arrow keeps so close to its route, with its head and the gradient beside it
SWING = 160.0  # and so close where twins swing apart
Floats = npt.NDArray[np.float64]


class Geometry:
    """Positions in scene pixels. Graphs of one structure share it."""

    def __init__(self, graph: Graph, plans: Sequence[Plan], found: Layout) -> None:
        self.graph = graph
        self.plans = plans
        self.found = found
        self.x: Floats = np.array(found.x, np.float64)
        self.y: Floats = np.array(found.y, np.float64)
        self.w: Floats = np.array([p.width for p in plans], np.float64)
        self.h: Floats = np.array([p.height for p in plans], np.float64)
        self.ends = [_end(plan, x, y) for plan, x, y in zip(plans, found.x, found.y, strict=True)]
        routes = apart(graph, found.routes, self.w)
        self.lines = Lines(graph, routes, self.ends)
        self.link_box, self.runs = _extents(routes)
        twins = list(self.lines.twins)
        self.link_box[twins] += np.array([-SWING, 0.0, SWING, 0.0])
        self.labels: list[Label] | None = None  # placed when first asked for
        self._segments: list[QLineF] | None = None

    @property
    def boxes(self) -> Floats:
        """What labels are kept off: the space left of a sign is free for them."""
        left = np.array([end.rect.left() for end in self.ends], np.float64)
        return np.column_stack((left, self.y, self.x + self.w, self.y + self.h))

    @property
    def segments(self) -> list[QLineF]:
        """Every link as one straight line, for pictures too small to show more."""
        if self._segments is None:
            self._segments = [QLineF(*run) for run in self.runs.tolist()]
        return self._segments


def _end(plan: Plan, x: float, y: float) -> End:
    if plan.round:
        x += (plan.width - plan.sign) / 2
        return End(QRectF(x, y, plan.sign, plan.height), round=True)
    return End(QRectF(x, y, plan.width, plan.height), round=False)


def _extents(routes: Sequence[tuple[Point, ...]]) -> tuple[Floats, Floats]:
    """For each link a rectangle that holds its arrows, and the straight line between its ends."""
    if not routes:
        return np.zeros((0, 4)), np.zeros((0, 4))
    points = np.fromiter(chain.from_iterable(chain.from_iterable(routes)), np.float64)
    points = points.reshape(-1, 2)
    starts = np.cumsum([0, *map(len, routes[:-1])])
    lasts = np.append(starts[1:], len(points)) - 1
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    return np.hstack((low - ROOM, high + ROOM)), np.hstack((points[starts], points[lasts]))
