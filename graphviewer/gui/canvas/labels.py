"""Contributions written beside gradient arrows, each where nothing else is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

from graphviewer.explain.numbers import short
from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.beside import Around
from graphviewer.gui.canvas.planned import NOTE
from graphviewer.gui.canvas.texts import width_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.span import Span, nodes_of, steps_within
from graphviewer.tape.tape import Tape

LONGEST = 190.0  # a wider contribution is left to the tooltip
LINE = 18.0
MOST_TOLD = 8  # contributions of one link that are written beside it
MANY = 400  # a graph with more links shows no labels: they could not be read


class Label(NamedTuple):
    """A line for each link of one bundle (links with the same ends)."""

    links: tuple[int, ...]
    rect: QRectF


def contribution(tape: Tape, index: TapeIndex, graph: Graph, link: int, step: int) -> str:
    """What a link has sent back in the run at a step; empty if nothing or not recorded."""
    texts: list[str] = []
    for node, place in graph.links[link].edges:
        at = index.executed_at(node, step)
        if at is None:
            continue
        out = tape.steps[at].gradients_out
        value = out[place] if place < len(out) else None
        if value is not None:
            texts.append(short(tape.values[value]))
    return "  ".join(texts)


def place_labels(
    tape: Tape,
    graph: Graph,
    around: Around,
    widest: Sequence[float],
    span: Span | None = None,
) -> list[Label]:
    """Labels where a gradient is one of several (else the card says it), kept off all else.

    `widest` has the widest contribution of each link.
    """
    if len(graph.links) > MANY:
        return []
    found: list[Label] = []
    for links in _bundles(tape, graph, span):
        width = max(widest[link] for link in links)
        if not 0 < width <= LONGEST:
            continue
        rect = around.place(links, (width + 4, LINE * len(links)))
        if rect is not None:
            around.take(rect)
            found.append(Label(links, rect))
    return found


def _bundles(tape: Tape, graph: Graph, span: Span | None) -> list[tuple[int, ...]]:
    edges = (edge for node in nodes_of(tape, span) for edge in node.edges if edge is not None)
    into = Counter((edge.to, edge.input_nr) for edge in edges)
    grouped: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, link in enumerate(graph.links):
        ports = [
            (edge.to, edge.input_nr)
            for node, at in link.edges
            if (edge := tape.nodes[node].edges[at]) is not None
        ]
        if any(into[port] > 1 or graph.view == "grad_fn" for port in ports):
            grouped[link.source, link.target].append(place)
    return [tuple(links) for links in grouped.values()]


def widest_contributions(tape: Tape, graph: Graph, span: Span | None = None) -> list[float]:
    """The widest contribution each link sends in any run, or in those of a span.

    All 0 where the graph is too large for labels.
    """
    widest = [0.0] * len(graph.links)
    if len(widest) > MANY:
        return widest
    executions: dict[int, list[Step]] = defaultdict(list)
    for step in steps_within(tape, span):
        if step.kind == "backward" and step.node is not None:
            executions[step.node].append(step)
    for link, drawn in enumerate(graph.links):
        if drawn.local is not None:
            continue  # between scalars stands the local derivative
        if graph.view == "modules" and len(drawn.edges) > 1:
            continue  # what a whole module sends back along one arrow: several contributions
        if len(drawn.edges) > MOST_TOLD:
            continue
        for node, place in set(drawn.edges):
            for step in executions.get(node, ()):
                out = step.gradients_out
                value = out[place] if place < len(out) else None
                if value is not None:
                    text = "+ " + short(tape.values[value])
                    widest[link] = max(widest[link], width_of(text, NOTE, bold=True))
    return widest
