"""PyTorch's own nodes and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from graphviewer.graphs.data import MAX_USES_OF_ONE_CARD, Graph, Link, Vertex
from graphviewer.tape.span import Span, nodes_of
from graphviewer.tape.tape import Tape


def grad_fn_graph(tape: Tape, span: Span | None = None) -> Graph:
    """PyTorch's nodes with their next_functions; an AccumulateGrad with many uses once per use."""
    nodes = nodes_of(tape, span)
    uses = Counter(edge.to for node in nodes for edge in node.edges if edge is not None)
    shown = {node.id for node in nodes} | (set() if span is None else set(uses))
    often = {
        node
        for node in shown
        if tape.nodes[node].variable is not None and uses[node] > MAX_USES_OF_ONE_CARD
    }
    vertices: list[Vertex] = []
    place: dict[int, int] = {}
    order = sorted(shown - often, key=None if span is None else _leaves_first(tape))
    for number in order:
        place[number] = len(vertices)
        vertices.append(Vertex("node", number, 0, tape.nodes[number].step))
    links: list[Link] = []
    copies: Counter[int] = Counter()
    for node in nodes:
        if node.id in often:
            continue  # it leads nowhere: an AccumulateGrad has no edges
        for port, edge in enumerate(node.edges):
            if edge is None:
                continue
            source = place.get(edge.to)
            if source is None:
                source = len(vertices)
                vertices.append(Vertex("node", edge.to, copies[edge.to], node.step))
                copies[edge.to] += 1
            links.append(
                Link(source, place[node.id], edge.input_nr, port, edges=((node.id, port),))
            )
    return Graph("grad_fn", tuple(vertices), tuple(links))


def _leaves_first(tape: Tape) -> Callable[[int], tuple[bool, int]]:
    """The same order in every iteration, whichever of them made an AccumulateGrad."""

    def order(node: int) -> tuple[bool, int]:
        variable = tape.nodes[node].variable
        return (False, variable) if variable is not None else (True, node)

    return order
