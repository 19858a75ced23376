"""What a layout is asked for a graph with its plans, and the answer where the view knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphviewer.graphs.data import Graph, Group, Vertex
from graphviewer.gui.canvas.measures import META, ROW
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.canvas.ways import PORT
from graphviewer.layout.data import Box, Direction, Frame, Spacing, Wire
from graphviewer.layout.serve import Request

TIGHT = 24.0  # from a card without a name to its signs
SPACINGS: dict[Direction, Spacing] = {
    "down": Spacing(rank=34.0, slope=0.35, steepest=1.6, sibling=40.0, lane=26.0, port=PORT),
    "right": Spacing(rank=52.0, slope=0.4, steepest=1.7, sibling=30.0, lane=26.0, port=PORT),
}
# cells are small, their links carry numbers, and results stand straight below their signs
SCALARS: dict[Direction, Spacing] = {
    "down": Spacing(rank=44.0, steepest=1.8, sibling=24.0, lane=22.0, port=22.0, sway=160.0),
    "right": Spacing(
        rank=72.0, slope=0.4, steepest=1.7, sibling=18.0, lane=22.0, port=22.0, sway=160.0
    ),
}
# signs and nodes whose two inputs may change places
COMMUTATIVE = frozenset(("+", "×", "AddBackward0", "MulBackward0"))
ROLES = ("element", "sign", "sum", "product")  # of scalars: each stands in rows of its own
PAIR = 2  # what comes to a sign in the order of its inputs
FRAME_TITLE = 34.0  # height kept free for a frame's title
FRAME_MARK = 14.0  # width of what stands before it


def frame_title(group: Group) -> float:
    """The width of a frame's title with its class below."""
    said = max(width_of(group.title, ROW, bold=True), width_of(group.kind, META))
    return FRAME_MARK + said


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
            *_block(graph, vertex),
        )
        for p, vertex in zip(plans, graph.vertices, strict=True)
    ]
    crowded = _crowded(graph)
    wires = [
        Wire(k.source, k.target, k.source_port, 0 if k.target in crowded else k.target_port)
        for k in graph.links
    ]
    groups = [
        Frame(
            parent=group.parent,
            title=FRAME_TITLE,
            width=frame_title(group),
        )
        for group in graph.groups
    ]
    spacings = SCALARS if graph.view == "scalars" else SPACINGS
    return Request(boxes, wires, spacings[direction], groups, direction)


def _block(graph: Graph, vertex: Vertex) -> tuple[int | None, int]:
    """What a scalar belongs to, all of a tensor's elements or all signs before them, and where."""
    if vertex.kind != "scalar":
        return None, 0
    one = graph.scalars[vertex.ref]
    return 4 * one.tensor + ROLES.index(one.role), abs(vertex.ref)


def _crowded(graph: Graph) -> set[int]:
    """Signs between scalars that so many come to that nobody tells their order: any will do."""
    coming = Counter(link.target for link in graph.links) if graph.scalars else Counter()
    return {
        target
        for target, number in coming.items()
        if number > PAIR and graph.vertices[target].kind == "scalar"
    }
