"""The steps of a graph in the program's order, and the cards between them.

A step is a sign, a node that something comes to, or a closed module. The other vertices are cards:
made by a step, or leaves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from graphviewer.graphs.data import Graph, Link, Vertex
from graphviewer.graphs.repeats import Steps, sequence
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape


class InOrder:
    """Places of steps in `order`; of other vertices their makers and users, by place in `order`."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        reached = {link.target for link in graph.links}
        self.order = [
            place
            for place, vertex in enumerate(graph.vertices)
            if vertex.kind in ("op", "module") or (vertex.kind == "node" and place in reached)
        ]
        self.nth = {place: nth for nth, place in enumerate(self.order)}
        self.into: dict[int, list[Link]] = defaultdict(list)
        self.out: dict[int, list[Link]] = defaultdict(list)
        self.makers: dict[int, set[int]] = defaultdict(set)  # of a card: steps
        self.users: dict[int, set[int]] = defaultdict(set)
        for link in graph.links:
            self.into[link.target].append(link)
            self.out[link.source].append(link)
            source, target = self.nth.get(link.source), self.nth.get(link.target)
            if source is not None and target is None:
                self.makers[link.target].add(source)
            if target is not None and source is None:
                self.users[link.source].add(target)

    @property
    def is_kept(self) -> bool:
        """Whether every link leads on in this order, through cards too."""
        for link in self.graph.links:
            source, target = self.nth.get(link.source), self.nth.get(link.target)
            if source is not None and target is not None and source >= target:
                return False
        return all(
            max(made) < min(self.users[card])
            for card, made in self.makers.items()
            if card in self.users
        )


def told_apart(tape: Tape, index: TapeIndex, steps: InOrder) -> Steps:
    """The steps of a graph as a sequence in which repeated structure can be found."""
    kinds: list[Hashable] = []
    things: list[list[Hashable]] = []
    for place in steps.order:
        vertex = steps.graph.vertices[place]
        into = sorted(steps.into[place], key=by_target)
        out = sorted(steps.out[place], key=by_source)
        touched: list[Hashable] = [_thing(steps.graph, link) for link in into]
        touched += dict.fromkeys(_made(tape, vertex, out))
        kinds.append(_kind(tape, index, steps.graph, vertex, into, out))
        things.append(touched)
    return sequence(kinds, things)


def by_target(link: Link) -> int:
    """Its place among what comes to its target."""
    return link.target_port


def by_source(link: Link) -> int:
    """Its place among what leaves its source."""
    return link.source_port


def _thing(graph: Graph, link: Link) -> Hashable:
    """What travels along a link."""
    if link.tensor is not None:
        return link.tensor
    source = graph.vertices[link.source]
    return source.kind, source.ref, link.source_port


def _made(tape: Tape, vertex: Vertex, out: list[Link]) -> list[Hashable]:
    match vertex.kind:
        case "op":
            op = tape.ops[vertex.ref]
            return [one for one in op.outputs if one not in op.inputs]
        case "node":
            return [
                (vertex.kind, vertex.ref, port) for port in range(tape.nodes[vertex.ref].outputs)
            ]
        case _:
            return [link.tensor for link in out]


def _kind(
    tape: Tape, index: TapeIndex, graph: Graph, vertex: Vertex, into: list[Link], out: list[Link]
) -> Hashable:
    """Equal for steps of one kind: what is done, in which box, with what shapes and dtypes."""
    match vertex.kind:
        case "op":
            op = tape.ops[vertex.ref]
            shapes = tuple(_shape(tape, one) for one in (*op.inputs, *op.outputs))
            return op.name, op.in_place, op.grad_enabled, vertex.group, shapes
        case "node":
            node = tape.nodes[vertex.ref]
            tensor = index.tensor_at((node.id, 0))
            edges = tuple(edge is not None for edge in node.edges)
            shape = _shape(tape, tensor) if tensor is not None else None
            return node.name, edges, vertex.group, shape
        case _:
            fold = graph.folds[vertex.ref]
            shapes = tuple(_shape(tape, k.tensor) for k in (*into, *out) if k.tensor is not None)
            return fold.kind, len(fold.members), vertex.group, shapes


def _shape(tape: Tape, tensor: int) -> Hashable:
    row = tape.tensors[tensor]
    return row.shape, row.dtype, row.device


def name_of(tape: Tape, graph: Graph, vertex: Vertex) -> str:
    """What a step is called in the title of a fold."""
    match vertex.kind:
        case "op":
            return tape.ops[vertex.ref].name
        case "node":
            return tape.nodes[vertex.ref].name.rstrip("0123456789").removesuffix("Backward")
        case "module" | "fold":
            fold = graph.folds[vertex.ref]
            return fold.kind or fold.title
        case _:
            return tape.tensors[vertex.ref].name
