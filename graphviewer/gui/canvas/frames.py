"""What iterations of one structure share: room for whatever each says, and where it stands.

So stepping from one to the next changes numbers, and nothing moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphviewer.graphs.build import build
from graphviewer.graphs.data import PLAIN, Graph, Shaping, Vertex, View
from graphviewer.gui.canvas.geometry import Geometry
from graphviewer.gui.canvas.labels import widest_contributions
from graphviewer.gui.canvas.measures import Measures
from graphviewer.gui.canvas.plan import Planner
from graphviewer.gui.canvas.planned import Plan, beneath
from graphviewer.gui.canvas.widths import Widths
from graphviewer.layout.data import Direction
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

SAMPLES = 12  # iterations that are measured before one is laid out, to know how wide numbers get
MOST = 24  # structures kept
ANY = Vertex("op", 0)  # stands for the vertex in what is compared
Signature = tuple[object, ...]


class Draft:
    """The graph of a span with what its cards will say, before anything has a place."""

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        view: View,
        language: str,
        span: Span | None,
        shaping: Shaping = PLAIN,
        direction: Direction = "down",
    ) -> None:
        self.graph: Graph = build(tape, index, view, span, shaping)
        self.shaping = shaping
        self.direction: Direction = direction
        self.measures = Measures(tape, index, language, span, self.graph.vertices)
        self._about = (tape, index, self.graph, language)
        self._span = span

    def planner(self, measures: Measures) -> Planner:
        """Plans its vertices by some measures."""
        return Planner(*self._about, measures, self._span)

    def plans(self, measures: Measures) -> Iterator[Plan]:
        """Its vertices as they are planned by some measures, for its direction."""
        plans = self.planner(measures).plans()
        return map(beneath, plans) if self.direction == "right" else plans

    def signature(self) -> Signature:
        """Equal for graphs that differ in numbers only. To be asked before measuring."""
        plans = tuple(plan._replace(vertex=ANY) for plan in self.plans(self.measures))
        ports = tuple((k.source, k.target, k.source_port, k.target_port) for k in self.graph.links)
        groups = tuple((g.title, g.kind, g.parent) for g in self.graph.groups)
        return (self.graph.view, self.direction, plans, ports, groups)

    def measure(self) -> Iterator[None]:
        """Measure what its cards say, in slices."""
        yield from self.measures.run()

    def widths(self) -> list[Widths]:
        """What was measured, vertex by vertex."""
        return [self.measures.widths(vertex) for vertex in self.graph.vertices]

    def contributions(self) -> list[float]:
        """For each link the widest contribution it sends."""
        tape, _, graph, _ = self._about
        return widest_contributions(tape, graph, self._span)


class Frame:
    """One structure, with room for all that has been seen of it."""

    def __init__(self, draft: Draft) -> None:
        self._widths = [Widths().with_other(one) for one in draft.widths()]
        self.contributions = draft.contributions()
        self.plans: list[Plan] = []
        self.geometry: Geometry | None = None
        self._plan(draft)

    def hold(self, draft: Draft) -> None:
        """Make room for what another graph of the structure says; where it stands may change."""
        found = draft.widths()
        wider = list(map(Widths.with_other, self._widths, found))
        contributions = list(map(max, self.contributions, draft.contributions()))
        if wider != self._widths or contributions != self.contributions:
            self._widths, self.contributions = wider, contributions
            self._plan(draft)

    def _plan(self, draft: Draft) -> None:
        measures = draft.measures
        for vertex, widths in zip(draft.graph.vertices, self._widths, strict=True):
            measures.take(vertex, widths)
        plans = [plan._replace(vertex=ANY) for plan in draft.plans(measures)]
        if plans != self.plans or self.geometry is None:
            self.plans, self.geometry = plans, None
        elif self.geometry is not None:
            self.geometry.labels = None

    def plans_for(self, graph: Graph) -> list[Plan]:
        """The plans, each for its vertex of a graph of this structure."""
        return [
            plan._replace(vertex=vertex)
            for plan, vertex in zip(self.plans, graph.vertices, strict=True)
        ]


class Frames:
    """The frames of a tape, in one language."""

    def __init__(self) -> None:
        self._kept: dict[Signature, Frame] = {}

    def clear(self) -> None:
        """Forget all: another tape, or another language."""
        self._kept.clear()

    def frame(
        self, tape: Tape, index: TapeIndex, language: str, draft: Draft
    ) -> Iterator[Frame | None]:
        """The frame of a draft, yielded last; None while more is to be measured."""
        signature = draft.signature()
        for _ in draft.measure():
            yield None
        frame = self._kept.get(signature)
        if frame is not None:
            frame.hold(draft)
        else:
            frame = Frame(draft)
            while len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[signature] = frame
            for span in samples(tape):
                view, shaping = draft.graph.view, draft.shaping
                other = Draft(tape, index, view, language, span, shaping, draft.direction)
                if other.signature() == signature:
                    for _ in other.measure():
                        yield None
                    frame.hold(other)
        yield frame


def samples(tape: Tape) -> Sequence[Span]:
    """Iterations spread evenly over those that were kept, the first and the last among them."""
    rows = tape.iterations
    places = {round(k * (len(rows) - 1) / (SAMPLES - 1)) for k in range(SAMPLES)} if rows else set()
    return [Span(rows[k].first_step, rows[k].last_step) for k in sorted(places)]
