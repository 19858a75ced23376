"""Where everything in a scene stands: boxes as arrays, arrows as paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.arrows import Arrow, End, Point, down, pair, swung, up
from graphviewer.gui.canvas.labels import Label
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.ways import apart, make_ways
from graphviewer.layout.layered import Layout

NEAR = 160.0  # vertices this close are joined by twin arrows that swing apart
SLICE = 60  # links between two pauses
Floats = npt.NDArray[np.float64]


class Lines(NamedTuple):
    """The two arrows of one link; in the grad_fn view they run along the same line."""

    forward: Arrow
    backward: Arrow


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
        self.ends = [self._end(place) for place in range(len(plans))]
        self.lines: list[Lines] = []
        self.link_box: Floats = np.zeros((0, 4))
        self.labels: list[Label] | None = None  # placed when first asked for
        self._segments: list[QLineF] | None = None

    def draw(self) -> Iterator[None]:
        """Draw the arrows, in slices."""
        routes = apart(self.graph, self.found.routes, self.w)
        twins = self._twins(routes)
        yield
        lines: dict[int, Lines] = {
            place: self._twin(
                self.ends[self.graph.links[place].source],
                self.ends[self.graph.links[place].target],
                *twin,
            )
            for place, twin in twins.items()
        }
        for place, way, beside in make_ways(self.graph, routes, self.ends, set(twins)):
            if self.graph.view == "grad_fn":
                back = pair(way, 0.0)[1]
                lines[place] = Lines(back, back)
            else:
                lines[place] = Lines(*pair(way, beside))
            if len(lines) % SLICE == 0:
                yield
        self.lines = [lines[place] for place in range(len(self.graph.links))]
        boxes: list[tuple[float, float, float, float]] = []
        for one in self.lines:
            rect = one.forward.line.boundingRect().united(one.backward.line.boundingRect())
            boxes.append((rect.left() - 8, rect.top() - 8, rect.right() + 8, rect.bottom() + 8))
            if len(boxes) % SLICE == 0:
                yield
        self.link_box = np.array(boxes, np.float64).reshape(-1, 4)

    @property
    def boxes(self) -> Floats:
        """What labels are kept off: the space left of a sign is free for them."""
        left = np.array([end.rect.left() for end in self.ends], np.float64)
        return np.column_stack((left, self.y, self.x + self.w, self.y + self.h))

    @property
    def segments(self) -> list[QLineF]:
        """Every link as one straight line, for pictures too small to show more."""
        if self._segments is None:
            ends = ((one.forward.tail, one.forward.tip) for one in self.lines)
            self._segments = [QLineF(*tail, *tip) for tail, tip in ends]
        return self._segments

    def _twins(self, routes: Sequence[tuple[Point, ...]]) -> dict[int, tuple[float, float]]:
        """Links that join the same two neighbours: rank among them about 0, and side."""
        same: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, link in enumerate(self.graph.links):
            gap = self.ends[link.target].rect.top() - self.ends[link.source].rect.bottom()
            if 0 < gap < NEAR and abs(routes[place][0][0] - routes[place][-1][0]) < NEAR:
                same[link.source, link.target].append(place)
        found: dict[int, tuple[float, float]] = {}
        for places in same.values():
            if len(places) < 2:
                continue
            places.sort(key=lambda place: self.graph.links[place].target_port)
            for number, place in enumerate(places):
                rank = number - (len(places) - 1) / 2
                found[place] = (rank, float(np.sign(rank)) or 1.0)
        return found

    def _twin(self, source: End, target: End, rank: float, side: float) -> Lines:
        if self.graph.view == "grad_fn":
            back = up(swung(source, target, 64.0 * rank, 56.0 * rank))
            return Lines(back, back)
        there = down(swung(source, target, 46.0 * rank, 24.0 * rank))
        return Lines(
            there,
            up(swung(source, target, 46.0 * rank + 22.0 * side, 24.0 * rank + 9.0 * side)),
        )

    def _end(self, place: int) -> End:
        plan = self.plans[place]
        rect = QRectF(self.x[place], self.y[place], plan.width, plan.height)
        if plan.round:
            rect = QRectF(rect.center().x() - plan.sign / 2, rect.top(), plan.sign, plan.height)
        return End(rect, plan.round)
