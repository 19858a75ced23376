"""What a layout is asked for a graph with its plans, and the answer where the view knows it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.measures import META, ROW
from graphviewer.gui.canvas.planned import PAD, Plan
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.canvas.ways import PORT
from graphviewer.layout.data import Box, Direction, Frame, Layout, Spacing, Wire
from graphviewer.layout.layered import layered
from graphviewer.layout.serve import asked

TIGHT = 24.0  # from a card without a name to its signs
SPACINGS: dict[Direction, Spacing] = {
    "down": Spacing(rank=34.0, steepest=1.8, sibling=40.0, lane=26.0, port=PORT),
    "right": Spacing(rank=52.0, slope=0.4, steepest=1.7, sibling=30.0, lane=26.0, port=PORT),
}
# cells are small, and their links carry numbers
SCALARS: dict[Direction, Spacing] = {
    "down": Spacing(rank=44.0, steepest=1.8, sibling=24.0, lane=22.0, port=22.0),
    "right": Spacing(rank=72.0, slope=0.4, steepest=1.7, sibling=18.0, lane=22.0, port=22.0),
}
# signs and nodes whose two inputs may change places
COMMUTATIVE = frozenset(("+", "×", "AddBackward0", "MulBackward0"))
FRAME_TITLE = 34.0  # height kept free for a frame's title


class Request(Struct, frozen=True):
    """Boxes, wires and frames to lay out, and which way."""

    boxes: list[Box]
    wires: list[Wire]
    groups: list[Frame]
    direction: Direction
    spacing: Spacing

    def done(self) -> Layout:
        """Laid out here and now."""
        return layered(
            self.boxes,
            self.wires,
            spacing=self.spacing,
            groups=self.groups,
            direction=self.direction,
        )

    def sent(self) -> bytes:
        """As it is sent to a process that lays out."""
        return asked(self.boxes, self.wires, self.spacing, self.groups, self.direction)


def request(graph: Graph, plans: Sequence[Plan], direction: Direction) -> Request:
    """What to ask for a graph."""
    boxes = [
        Box(
            p.width,
            p.height,
            p.ring / 2 if p.round else None,
            TIGHT if p.compact and vertex.kind == "tensor" else None,
            p.title in COMMUTATIVE,
            vertex.group,
            p.ring / 2 if p.round and direction == "right" else None,
        )
        for p, vertex in zip(plans, graph.vertices, strict=True)
    ]
    wires = [Wire(k.source, k.target, k.source_port, k.target_port) for k in graph.links]
    groups = [
        Frame(
            parent=group.parent,
            title=FRAME_TITLE,
            width=2 * PAD + 24 + width_of(group.title, ROW, bold=True) + width_of(group.kind, META),
        )
        for group in graph.groups
    ]
    spacings = SCALARS if graph.view == "scalars" else SPACINGS
    return Request(boxes, wires, groups, direction, spacings[direction])


def given(graph: Graph, plans: Sequence[Plan]) -> Layout:
    """The layout of a view that knows its places: straight arrows from bottom to top."""
    assert graph.places is not None
    routes = []
    for link in graph.links:
        (x0, y0), (x1, y1) = graph.places[link.source], graph.places[link.target]
        source, target = plans[link.source], plans[link.target]
        x0, y0 = x0 + source.width / 2, y0 + source.height
        x1 = x1 + target.width / 2
        routes.append(((x0, y0), (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), (x1, y1)))
    both = list(zip(graph.places, plans, strict=True))
    return Layout(
        x=tuple(x for x, _ in graph.places),
        y=tuple(y for _, y in graph.places),
        routes=tuple(routes),
        width=max((at[0] + plan.width for at, plan in both), default=0.0),
        height=max((at[1] + plan.height for at, plan in both), default=0.0),
    )
