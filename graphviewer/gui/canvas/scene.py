"""The whole graph laid out once: boxes as arrays, arrows as paths, and when each thing happens."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviewer.graphs.data import PLAIN, Graph, Link, Shaping, View
from graphviewer.graphs.inside import inside
from graphviewer.graphs.neurons import belongings
from graphviewer.gui.canvas.arranged import arranged
from graphviewer.gui.canvas.frames import Draft, Frame, Frames
from graphviewer.gui.canvas.geometry import Geometry
from graphviewer.gui.canvas.labels import Label, place_labels, widest_contributions
from graphviewer.gui.canvas.neuron_places import network_layout
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.request import request
from graphviewer.layout.data import Direction, Layout
from graphviewer.layout.serve import Request
from graphviewer.session.tracing import Tracer
from graphviewer.tape.arrangement import NOTHING, Arrangement, names
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

NEVER = np.iinfo(np.int64).max
SLICE = 60  # vertices between two pauses
Floats = npt.NDArray[np.float64]
Steps = npt.NDArray[np.int64]


class Scene:
    """Positions in scene pixels; nothing in it depends on the playhead or on colours.

    Of the whole tape, or of a span: then `frames` keeps what spans of one structure share.
    """

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        view: View,
        language: str = "en",
        *,
        span: Span | None = None,
        shaping: Shaping = PLAIN,
        direction: Direction = "down",
        arrangement: Arrangement = NOTHING,
        frames: Frames | None = None,
        at_once: bool = True,
    ) -> None:
        self.tape = tape
        self.index = index
        self.view = view
        self.language = language
        self.span = span
        self.shaping = shaping
        self.direction: Direction = direction
        self.arrangement = arrangement
        self.plans: list[Plan] = []
        self._frames = frames if frames is not None else Frames()
        self._frame: Frame | None = None
        self._runs: dict[int, Steps] = {}
        self._links_of: dict[tuple[int, int, bool], list[int]] | None = None
        if at_once:
            deque(self.prepare(), 0)
            if not self.placed:
                self.place(self.request().done())

    def prepare(self) -> Iterator[None]:
        """Read the graph and plan its vertices, in slices; then `request` can be laid out."""
        about = (self.tape, self.index, self.view, self.language, self.span)
        draft = Draft(*about, self.shaping, self.direction)
        self.graph: Graph = draft.graph
        yield
        if self.span is None:
            yield from self._plan(draft)
        else:
            for frame in self._frames.frame(self.tape, self.index, self.language, draft):
                self._frame = frame
                yield
            assert self._frame is not None
            self.plans = self._frame.plans_for(self.graph)
        self._know()
        if self._frame is not None and self._frame.geometry is not None:
            self._stand(self._frame.geometry)
            self.arrange(self.arrangement)
        elif self.graph.places is not None:
            self.place(network_layout(self.graph, self.plans, self.direction))
        yield

    def _know(self) -> None:
        """Note when everything was made, what is drawn where, and what touches what."""
        self.made: Steps = np.array([v.step for v in self.graph.vertices], np.int64)
        self.link_made: Steps = np.array(
            [max(self.made[k.source], self.made[k.target]) for k in self.graph.links], np.int64
        )
        self.places: dict[tuple[str, int], list[int]] = defaultdict(list)
        for place, vertex in enumerate(self.graph.vertices):
            self.places[vertex.kind, vertex.ref].append(place)
            if vertex.kind in ("module", "fold"):  # what happens inside happens there
                for one in inside(self.graph, vertex):
                    self.places[one.kind, one.ref].append(place)
            elif vertex.kind == "neuron":
                for of in belongings(self.tape, self.graph, vertex):
                    self.places[of].append(place)
            elif vertex.kind == "scalar":  # and to a tensor to all of its elements
                scalar = self.graph.scalars[vertex.ref]
                of = ("tensor", scalar.tensor) if scalar.op is None else ("op", scalar.op)
                self.places[of].append(place)
        self.touching: dict[int, list[int]] = defaultdict(list)
        for place, link in enumerate(self.graph.links):
            self.touching[link.source].append(place)
            self.touching[link.target].append(place)
        self._know_groups()

    def _know_groups(self) -> None:
        """Note what folds and frames are called, and when each frame's first vertex is made."""
        self.fold_at = {fold.key: place for place, fold in enumerate(self.graph.folds)}
        self.group_at = {group.key: place for place, group in enumerate(self.graph.groups)}
        self.begun = [int(self.made.max()) for _ in self.graph.groups] if len(self.made) else []
        for vertex in self.graph.vertices:
            group = vertex.group
            while group is not None and vertex.step < self.begun[group]:
                self.begun[group] = vertex.step
                group = self.graph.groups[group].parent

    def _plan(self, draft: Draft) -> Iterator[None]:
        yield from draft.measure()
        for plan in draft.plans(draft.measures):
            self.plans.append(plan)
            if len(self.plans) % SLICE == 0:
                yield

    @property
    def placed(self) -> bool:
        """Whether everything has its place: at once if its structure was drawn, or is a grid."""
        return hasattr(self, "geometry")

    def is_like(self, other: Scene) -> bool:
        """Whether the two have one structure, so that one can stand in the other's place."""
        return self._frame is not None and self._frame is other._frame

    def request(self) -> Request:
        """What a layout is asked."""
        return request(self.graph, self.plans, self.direction)

    def place(self, found: Layout) -> None:
        """Take the positions, but for what was dragged elsewhere."""
        offsets = self._offsets()
        geometry = Geometry(self.graph, self.plans, found, self.direction)
        if offsets:
            placed = arranged(found, self.graph, self.plans, offsets, self.direction)
            geometry = Geometry(self.graph, self.plans, placed, self.direction)
        geometry.laid, geometry.offsets = found, offsets
        if self._frame is not None:
            self._frame.geometry = geometry
        self._stand(geometry)

    def arrange(self, arrangement: Arrangement, *, dragging: bool = False) -> None:
        """Show what is arranged; nothing is laid out anew. To place labels anew takes long: while
        something is dragged its own are left out."""
        self.arrangement = arrangement
        before = self.geometry
        if self._offsets() != before.offsets or (before.astir and not dragging):
            self.place(before.laid)
            if dragging:
                self.geometry.keep(before)

    def _offsets(self) -> dict[int, tuple[float, float]]:
        """How far which vertices were dragged, by place."""
        wanted = self.arrangement.offsets
        if not wanted:
            return {}
        return {place: wanted[key] for place, key in enumerate(self.keys) if key in wanted}

    @cached_property
    def keys(self) -> list[str]:
        """What an arrangement calls each vertex."""
        return names((plan.vertex.kind, plan.title) for plan in self.plans)

    @cached_property
    def _by_key(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.keys)}

    def place_of(self, key: str) -> int | None:
        """The vertex that an arrangement calls so, if it is drawn."""
        return self._by_key.get(key)

    def _stand(self, geometry: Geometry) -> None:
        self.geometry = geometry
        self.x, self.y, self.w, self.h = geometry.x, geometry.y, geometry.w, geometry.h
        self.ends, self.lines, self.link_box = geometry.ends, geometry.lines, geometry.link_box

    @cached_property
    def tracer(self) -> Tracer:
        """Local derivatives and paths between its scalars."""
        return Tracer(self.tape, self.index, self.graph, self.span)

    def rect(self, place: int) -> QRectF:
        """The whole box of a vertex, with what stands beside a sign."""
        return QRectF(self.x[place], self.y[place], self.w[place], self.h[place])

    @property
    def bounds(self) -> QRectF:
        """All of it, labels included."""
        rect = QRectF(0, 0, self.geometry.found.width, self.geometry.found.height)
        if self.geometry.offsets:
            rect = rect.united(QRectF(self.x.min(), self.y.min(), 1, 1))
        for note in self.arrangement.notes:
            rect = rect.united(note_rect(note))
        for label in self.labels:
            rect = rect.united(label.rect)
        return rect

    @property
    def labels(self) -> list[Label]:
        """Where contributions are written: placed once, for the widest they will be."""
        geometry = self.geometry
        if geometry.labels is None:
            frame = self._frame
            widest = (
                widest_contributions(self.tape, self.graph)
                if frame is None
                else frame.contributions
            )
            geometry.labels = place_labels(
                self.tape, self.graph, geometry.around(), widest, self.span
            )
        return geometry.labels

    # --- what runs send

    def flows(self, run: int | None) -> Steps:
        """For each link the step at which a backward run sends a gradient along it, or NEVER."""
        found = self._runs.get(run) if run is not None else None
        if found is None:
            found = np.full(len(self.graph.links), NEVER, np.int64)
            if run is not None:
                places, steps = self._flow(run)
                found[places] = steps  # the first counts: it comes last
                self._runs[run] = found
        return found

    def forget_runs(self) -> None:
        """Read anew what runs send: the tape has grown."""
        self._runs.clear()

    def _flow(self, run: int) -> tuple[list[int], list[int]]:
        """Links and the steps of nodes whose gradients travel back along them, the last first."""
        links_of = self._links_of
        if links_of is None:
            links_of = self._links_of = self._by_gradient()
        places: list[int] = []
        steps: list[int] = []
        first, last = self.tape.runs[run].first_step, self.index.run_end(run)
        for step in reversed(self.tape.steps[first : last + 1]):
            if step.run != run or step.node is None:
                continue
            for inward, gradients in ((False, step.gradients_out), (True, step.gradients_in)):
                for port, gradient in enumerate(gradients):
                    if gradient is not None:
                        found = links_of.get((step.node, port, inward), ())
                        places += found
                        steps += [step.index] * len(found)
        return places, steps

    def _carries(self, link: Link) -> bool:
        """Whether a link without edges between scalars, or from an op to one, is a gradient's."""
        source, target = self.graph.vertices[link.source], self.graph.vertices[link.target]
        if target.kind != "scalar":
            return False
        return link.local is not None or source.kind == "op"

    def _by_gradient(self) -> dict[tuple[int, int, bool], list[int]]:
        """The links that a node's gradient out, or in, travels along."""
        found: dict[tuple[int, int, bool], list[int]] = defaultdict(list)
        for place, link in enumerate(self.graph.links):
            for node, edge in link.edges:
                found[node, edge, False].append(place)
            if link.edges or link.tensor is None:
                continue
            row, into = self.tape.tensors[link.tensor], self.graph.vertices[link.target].kind
            # what leads to a scalar of a tensor, or to the sum that makes it
            if row.node is not None and (into == "tensor" or self._carries(link)):
                found[row.node, row.output_nr, True].append(place)
        return found
