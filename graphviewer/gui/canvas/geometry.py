"""Where everything in a scene stands: boxes as arrays, arrows as paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.arrows import End, Point
from graphviewer.gui.canvas.beside import Around, ink_of
from graphviewer.gui.canvas.far import Far
from graphviewer.gui.canvas.labels import Label
from graphviewer.gui.canvas.lines import Lines
from graphviewer.gui.canvas.planned import UNDER_MARKS, Plan
from graphviewer.gui.canvas.ways import apart
from graphviewer.layout.layered import Direction, Layout

ROOM = 60.0  # an arrow keeps so close to its route, with its head and the gradient beside it
SWING = 160.0  # and so close where twins swing apart
EXCHANGED = [1, 0, 3, 2]
Floats = npt.NDArray[np.float64]


class Geometry:
    """Positions in scene pixels. Graphs of one structure share it."""

    def __init__(
        self, graph: Graph, plans: Sequence[Plan], found: Layout, direction: Direction = "down"
    ) -> None:
        self.graph = graph
        self.plans = plans
        self.found = found
        self.x: Floats = np.array(found.x, np.float64)
        self.y: Floats = np.array(found.y, np.float64)
        self.w: Floats = np.array([p.width for p in plans], np.float64)
        self.h: Floats = np.array([p.height for p in plans], np.float64)
        self.ends = [_end(plan, x, y) for plan, x, y in zip(plans, found.x, found.y, strict=True)]
        across = direction == "right"
        if across:  # all arrows are reckoned as if they ran down
            turned = [tuple([(y, x) for x, y in route]) for route in found.routes]
            routes = apart(graph, turned, self.h)
            self.lines = Lines(graph, routes, [_turned(end) for end in self.ends], across=True)
        else:
            routes = apart(graph, found.routes, self.w)
            self.lines = Lines(graph, routes, self.ends)
        self.link_box, self.runs = _extents(routes)
        twins = list(self.lines.twins)
        self.link_box[twins] += np.array([-SWING, 0.0, SWING, 0.0])
        if across:
            self.link_box, self.runs = self.link_box[:, EXCHANGED], self.runs[:, EXCHANGED]
        self.labels: list[Label] | None = None  # placed when first asked for
        self.laid = found  # before anything was dragged, by `offsets`
        self.offsets: dict[int, tuple[float, float]] = {}
        self.spots: dict[int, QRectF] | None = None  # of local derivatives, by link
        self.astir: frozenset[int] = frozenset()  # vertices that are being dragged
        self._far: Far | None = None

    @property
    def boxes(self) -> Floats:
        """What labels are kept off: the space left of a sign is free for them, or above it.

        Below the words under a sign stand its marks.
        """
        left = np.array(
            [x if plan.under else end.rect.left()
             for x, plan, end in zip(self.found.x, self.plans, self.ends, strict=True)],
            np.float64,
        )  # fmt: skip
        marks = [UNDER_MARKS if plan.under else 0.0 for plan in self.plans]
        return np.column_stack((left, self.y, self.x + self.w, self.y + self.h + marks))

    @cached_property
    def _ink(self) -> Floats:
        return ink_of(self.lines)

    def around(self, taken: Iterable[QRectF] = ()) -> Around:
        """Where words may stand beside its arrows."""
        return Around(self.boxes, self.lines, self._ink, taken)

    def stirs(self, link: int) -> bool:
        """Whether an end of an arrow is being dragged."""
        drawn = self.graph.links[link]
        return drawn.source in self.astir or drawn.target in self.astir

    def keep(self, before: Geometry) -> None:
        """While something is dragged: what is written at other arrows stays, the rest waits."""
        moved = dict(before.offsets.items() ^ self.offsets.items())
        self.astir = before.astir.union(moved)
        self.labels = [
            label for label in before.labels or () if not any(map(self.stirs, label.links))
        ]
        if before.spots is not None:
            self.spots = {link: spot for link, spot in before.spots.items() if not self.stirs(link)}

    @property
    def far(self) -> Far:
        """All of it as seen from afar."""
        if self._far is None:
            self._far = Far(self.plans, self.ends, self.runs)
        return self._far


def _end(plan: Plan, x: float, y: float) -> End:
    if plan.round:
        return End(QRectF(x + plan.sign_left, y, plan.sign, plan.ring), round=True)
    return End(QRectF(x, y, plan.width, plan.height), round=False)


def _turned(end: End) -> End:
    rect = end.rect
    return End(QRectF(rect.y(), rect.x(), rect.height(), rect.width()), end.round)


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
