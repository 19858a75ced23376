"""Contributions written beside gradient arrows, each where nothing else is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from graphviewer.explain.numbers import short
from graphviewer.gui.canvas.arrows import Arrow
from graphviewer.gui.canvas.plan import NOTE, width_of
from graphviewer.tape.graph import Graph
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

LONGEST = 190.0  # a wider contribution is left to the tooltip
LINE = 18.0
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
) -> list[Label]:
    """Labels where a gradient is one of several (else the card says it), kept off all else."""
    if len(graph.links) > MANY:
        return []
    bundles = _bundles(tape, graph)
    executions = _executions(tape)
    inked = np.array([p for pair in arrows for one in pair for p in _along(one)]).reshape(-1, 2)
    taken: list[QRectF] = []
    found: list[Label] = []
    for links in bundles:
        width = max(_widest(tape, graph, link, executions) for link in links)
        if not 0 < width <= LONGEST:
            continue
        size = (width + 4, LINE * len(links))
        rect = _free(_candidates([arrows[k][1] for k in links], size), boxes, inked, taken)
        if rect is not None:
            taken.append(rect)
            found.append(Label(links, rect))
    return found


def _bundles(tape: Tape, graph: Graph) -> list[tuple[int, ...]]:
    into: dict[tuple[int, int], int] = defaultdict(int)
    for node in tape.nodes:
        for edge in node.edges:
            if edge is not None:
                into[edge.to, edge.input_nr] += 1
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


def _widest(tape: Tape, graph: Graph, link: int, executions: dict[int, list[int]]) -> float:
    """The widest contribution a link sends in any run."""
    edges = set(graph.links[link].edges)
    widest = 0.0
    for node, place in edges:
        for step in executions.get(node, ()):
            out = tape.steps[step].gradients_out
            value = out[place] if place < len(out) else None
            if value is not None:
                widest = max(widest, width_of("+ " + short(tape.values[value]), NOTE, bold=True))
    return widest


def _executions(tape: Tape) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for step in tape.steps:
        if step.kind == "backward" and step.node is not None:
            found[step.node].append(step.index)
    return found


def _along(arrow: Arrow) -> Iterable[tuple[float, float]]:
    for part in range(17):
        point = arrow.line.pointAtPercent(part / 16)
        yield point.x(), point.y()
    yield arrow.tip


def _candidates(arrows: Sequence[Arrow], size: tuple[float, float]) -> Iterable[QRectF]:
    """Right of the bundle, then left, at the middle and towards either end."""
    for part in (0.5, 0.35, 0.65, 0.2, 0.8):
        points = [arrow.line.pointAtPercent(part) for arrow in arrows]
        y = sum(p.y() for p in points) / len(points) - size[1] / 2
        for gap in (12.0, 26.0, 40.0):
            yield QRectF(max(p.x() for p in points) + gap, y, *size)
        for gap in (12.0, 26.0, 40.0):
            yield QRectF(min(p.x() for p in points) - gap - size[0], y, *size)


def _free(
    candidates: Iterable[QRectF],
    boxes: npt.NDArray[np.float64],
    inked: npt.NDArray[np.float64],
    taken: Sequence[QRectF],
) -> QRectF | None:
    for rect in candidates:
        left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
        over_box = (
            (boxes[:, 0] < right + 4)
            & (boxes[:, 2] > left - 4)
            & (boxes[:, 1] < bottom + 2)
            & (boxes[:, 3] > top - 2)
        )
        over_ink = (
            (inked[:, 0] < right + 6)
            & (inked[:, 0] > left - 6)
            & (inked[:, 1] < bottom + 3)
            & (inked[:, 1] > top - 3)
        )
        if not over_box.any() and not over_ink.any() and not any(rect.intersects(t) for t in taken):
            return rect
    return None
