"""Contributions written beside gradient arrows, each where nothing else is."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviewer.explain.numbers import short
from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.planned import NOTE
from graphviewer.gui.canvas.texts import width_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.span import Span, nodes_of, steps_within
from graphviewer.tape.tape import Tape

LONGEST = 190.0  # a wider contribution is left to the tooltip
LINE = 18.0
OWN, OTHERS = 6.0, 18.0  # pixels a label keeps off its own arrows, and off others
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
    boxes: npt.NDArray[np.float64],
    arrows: Sequence[tuple[Arrow, Arrow]],
    widest: Sequence[float],
    span: Span | None = None,
) -> list[Label]:
    """Labels where a gradient is one of several (else the card says it), kept off all else.

    `widest` has the widest contribution of each link.
    """
    if len(graph.links) > MANY:
        return []
    inked = ink_of(arrows)
    taken: list[QRectF] = []
    found: list[Label] = []
    for links in _bundles(tape, graph, span):
        width = max(widest[link] for link in links)
        if not 0 < width <= LONGEST:
            continue
        size = (width + 4, LINE * len(links))
        own = np.isin(inked[:, 2], links)
        rect = None
        for clear in (OTHERS, OWN):  # near its own arrow and well off others, if it can be
            places = candidates_beside([arrows[k] for k in links], size)
            margin = np.where(own, OWN, clear)
            rect = rect or free_place(places, boxes, inked, own, margin, taken)
        if rect is not None:
            taken.append(rect)
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


def ink_of(arrows: Sequence[tuple[Arrow, Arrow]]) -> npt.NDArray[np.float64]:
    """Points along every arrow, a row each: x, y and the link's place."""
    marks = [(*p, k) for k, pair in enumerate(arrows) for one in _each(pair) for p in _along(one)]
    return np.array(marks, np.float64).reshape(-1, 3)


def _each(pair: tuple[Arrow, Arrow]) -> Sequence[Arrow]:
    return pair[:1] if pair[0] is pair[1] else pair


def _along(arrow: Arrow) -> Iterable[tuple[float, float]]:
    count = max(8, int(arrow.line.length() / 9))
    for part in range(count + 1):
        point = arrow.line.pointAtPercent(part / count)
        yield point.x(), point.y()
    yield arrow.tip


def candidates_beside(
    arrows: Sequence[tuple[Arrow, Arrow]], size: tuple[float, float]
) -> Iterable[QRectF]:
    """Beside the bundle, at the middle and towards either end, first where the gradient runs."""
    for gap in (9.0, 16.0, 26.0, 40.0):
        for part in (0.5, 0.35, 0.65, 0.2, 0.8):
            yield from _beside(arrows, size, part, gap)


def _beside(
    arrows: Sequence[tuple[Arrow, Arrow]], size: tuple[float, float], part: float, gap: float
) -> Iterable[QRectF]:
    """Rectangles on the normals at a point, on the far side of each arrow from its forward one."""
    for there, back in reversed(arrows):
        at = back.line.pointAtPercent(part)
        angle = math.radians(back.line.angleAtPercent(part))
        normal = (math.sin(angle), math.cos(angle))
        other = there.line.pointAtPercent(1 - part)
        away = (at.x() - other.x()) * normal[0] + (at.y() - other.y()) * normal[1]
        first = -1.0 if away < -1 or (abs(away) <= 1 and normal[0] < 0) else 1.0
        for side in (first, -first):
            reach = gap + abs(normal[0]) * size[0] / 2 + abs(normal[1]) * size[1] / 2
            x, y = at.x() + side * reach * normal[0], at.y() + side * reach * normal[1]
            yield QRectF(x - size[0] / 2, y - size[1] / 2, *size)


def free_place(
    candidates: Iterable[QRectF],
    boxes: npt.NDArray[np.float64],
    inked: npt.NDArray[np.float64],
    own: npt.NDArray[np.bool_],
    margin: npt.NDArray[np.float64],
    taken: Sequence[QRectF],
) -> QRectF | None:
    """The first of some rectangles that keeps off boxes, arrows and what is `taken`."""
    for rect in candidates:
        left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
        over_box = (
            (boxes[:, 0] < right + 4)
            & (boxes[:, 2] > left - 4)
            & (boxes[:, 1] < bottom + 2)
            & (boxes[:, 3] > top - 2)
        )
        over_ink = (
            (inked[:, 0] < right + margin)
            & (inked[:, 0] > left - margin)
            & (inked[:, 1] < bottom + margin / 2)
            & (inked[:, 1] > top - margin / 2)
        )
        if over_box.any() or over_ink.any() or any(rect.intersects(t) for t in taken):
            continue
        across = np.maximum(0.0, np.maximum(left - inked[:, 0], inked[:, 0] - right))
        along = np.maximum(0.0, np.maximum(top - inked[:, 1], inked[:, 1] - bottom))
        away = np.hypot(across, along)
        # nearer to another arrow than to its own it would be read as that one's
        if away[own].min() <= away[~own].min(initial=np.inf):
            return rect
    return None
