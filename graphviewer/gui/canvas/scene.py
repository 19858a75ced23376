"""The whole graph laid out once: boxes as arrays, arrows as paths, and when each thing happens."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF

from graphviewer.gui.canvas.arrows import Arrow, End, Point, down, pair, swung, up
from graphviewer.gui.canvas.labels import Label, place_labels
from graphviewer.gui.canvas.plan import Plan, Planner
from graphviewer.gui.canvas.ways import PORT, apart, make_ways
from graphviewer.layout.layered import Box, Layout, Spacing, Wire, layered
from graphviewer.tape.graph import Graph, Link, View, build
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

NEVER = np.iinfo(np.int64).max
NEAR = 160.0  # vertices this close are joined by twin arrows that swing apart
SLICE = 60  # vertices or links between two pauses
TIGHT = 24.0  # from a card without a name to its signs
SPACING = Spacing(rank=34.0, steepest=1.8, sibling=40.0, lane=26.0, port=PORT)
# signs and nodes whose two inputs may change places
COMMUTATIVE = frozenset(("+", "×", "AddBackward0", "MulBackward0"))
Floats = npt.NDArray[np.float64]
Steps = npt.NDArray[np.int64]


class Lines(NamedTuple):
    """The two arrows of one link; in the grad_fn view they run along the same line."""

    forward: Arrow
    backward: Arrow


class Scene:
    """Positions in scene pixels; nothing in it depends on the playhead or on colours."""

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        view: View,
        language: str = "en",
        *,
        at_once: bool = True,
    ) -> None:
        self.tape = tape
        self.index = index
        self.view = view
        self.language = language
        self.plans: list[Plan] = []
        self.lines: list[Lines] = []
        self._runs: dict[int, Steps] = {}
        if at_once:
            deque(self.prepare(), 0)
            deque(self.place(layered(*self.boxes(), spacing=SPACING)), 0)

    def prepare(self) -> Iterator[None]:
        """Read the graph and plan its vertices, in slices; then `boxes` can be laid out."""
        self.graph: Graph = build(self.tape, self.index, self.view)
        yield
        planner = Planner(self.tape, self.index, self.graph, self.language)
        yield from planner.measure()
        for plan in planner.plans():
            self.plans.append(plan)
            if len(self.plans) % SLICE == 0:
                yield
        self.made: Steps = np.array([v.step for v in self.graph.vertices], np.int64)
        self.link_made: Steps = np.array(
            [max(self.made[k.source], self.made[k.target]) for k in self.graph.links], np.int64
        )
        self.places: dict[tuple[str, int], list[int]] = defaultdict(list)
        for place, vertex in enumerate(self.graph.vertices):
            self.places[vertex.kind, vertex.ref].append(place)
        self.touching: dict[int, list[int]] = defaultdict(list)
        for place, link in enumerate(self.graph.links):
            self.touching[link.source].append(place)
            self.touching[link.target].append(place)
        yield

    def boxes(self) -> tuple[list[Box], list[Wire]]:
        """What a layout is given."""
        boxes = [
            Box(
                p.width,
                p.height,
                p.height / 2 if p.round else None,
                TIGHT if p.compact else None,
                p.title in COMMUTATIVE,
            )
            for p in self.plans
        ]
        links = self.graph.links
        return boxes, [Wire(k.source, k.target, k.source_port, k.target_port) for k in links]

    def place(self, found: Layout) -> Iterator[None]:
        """Take the positions and draw the arrows, in slices."""
        self.x: Floats = np.array(found.x, np.float64)
        self.y: Floats = np.array(found.y, np.float64)
        self.w: Floats = np.array([p.width for p in self.plans], np.float64)
        self.h: Floats = np.array([p.height for p in self.plans], np.float64)
        self.width, self.height = found.width, found.height
        self.ends = [self._end(place) for place in range(len(self.plans))]
        yield
        routes = apart(self.graph, found.routes, self.w)
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
            if self.view == "grad_fn":
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
        self.link_box: Floats = np.array(boxes, np.float64).reshape(-1, 4)

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
        if self.view == "grad_fn":
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

    def rect(self, place: int) -> QRectF:
        """The whole box of a vertex, with what stands beside a sign."""
        return QRectF(self.x[place], self.y[place], self.w[place], self.h[place])

    @property
    def bounds(self) -> QRectF:
        """All of it, labels included."""
        rect = QRectF(0, 0, self.width, self.height)
        for label in self.labels:
            rect = rect.united(label.rect)
        return rect

    @cached_property
    def segments(self) -> list[QLineF]:
        """Every link as one straight line, for pictures too small to show more."""
        return [
            QLineF(one.forward.tail[0], one.forward.tail[1], one.forward.tip[0], one.forward.tip[1])
            for one in self.lines
        ]

    @cached_property
    def labels(self) -> list[Label]:
        """Where contributions are written: placed once, for the widest they will be."""
        left = np.array([end.rect.left() for end in self.ends], np.float64)  # none left of a sign
        boxes = np.column_stack((left, self.y, self.x + self.w, self.y + self.h))
        return place_labels(self.tape, self.graph, boxes, self.lines)

    def flows(self, run: int | None) -> Steps:
        """For each link the step at which a backward run sends a gradient along it, or NEVER."""
        if run is None:
            return np.full(len(self.graph.links), NEVER, np.int64)
        found = self._runs.get(run)
        if found is None:
            found = np.array([self._flow(link, run) for link in self.graph.links], np.int64)
            self._runs[run] = found
        return found

    def forget_runs(self) -> None:
        """Read anew what runs send: the tape has grown."""
        self._runs.clear()

    def _flow(self, link: Link, run: int) -> int:
        """The executed step of the node whose gradients travel back along the link."""
        last = len(self.tape.steps)
        steps: list[int] = []
        for node, place in link.edges:
            at = self.index.executed_at(node, last, run)
            if at is not None and self._sent(at, place):
                steps.append(at)
        if not link.edges and link.tensor is not None:
            target = self.graph.vertices[link.target]
            node_of = self.tape.tensors[link.tensor].node
            if target.kind == "tensor" and node_of is not None:
                at = self.index.executed_at(node_of, last, run)
                if at is not None and self._received(at, self.tape.tensors[link.tensor].output_nr):
                    steps.append(at)
        return min(steps, default=NEVER)

    def _sent(self, step: int, place: int) -> bool:
        out = self.tape.steps[step].gradients_out
        return place < len(out) and out[place] is not None

    def _received(self, step: int, port: int) -> bool:
        gradients = self.tape.steps[step].gradients_in
        return port < len(gradients) and gradients[port] is not None
