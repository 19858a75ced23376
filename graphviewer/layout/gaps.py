"""How far rows stand apart: the more a wire sweeps sideways between two, the more room it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphviewer.layout.data import Box, Spacing
from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Strand

FAR, FAR_SLOPE = 800.0, 0.02  # a sweep over more px needs a little more room still
UPRIGHT = 4.0  # a wire that moves sideways by less counts as straight, px


def gaps(
    graph: Levels,
    boxes: Sequence[Box],
    axis: Sequence[float],
    strands: Sequence[Strand],
    spacing: Spacing,
) -> list[float]:
    """The distance between each row and the next."""
    found = [0.0] * max(graph.row)
    most = spacing.steepest * spacing.rank
    same = Counter(zip(graph.upper, graph.lower, strict=True))
    sweeps = _sweeps(graph, axis, strands)
    for (upper, lower), sweep in zip(
        zip(graph.upper, graph.lower, strict=True), sweeps, strict=True
    ):
        wish = min(_wish(boxes, upper, spacing), _wish(boxes, lower, spacing))
        if same[upper, lower] > 1:
            wish = most  # they swing apart
        elif sweep > UPRIGHT:
            wish = min(most, max(spacing.rank, spacing.slope * sweep))
            wish += min(spacing.rank, FAR_SLOPE * max(0.0, sweep - FAR))
        row = graph.row[upper]
        found[row] = max(found[row], wish)
    # a row that nothing enters from the one above cannot be, but an outer wire leaves none here
    return [gap or spacing.rank for gap in found]


def _sweeps(graph: Levels, axis: Sequence[float], strands: Sequence[Strand]) -> list[float]:
    """How far each segment runs sideways."""
    ways = [
        axis[lower] - axis[upper] for upper, lower in zip(graph.upper, graph.lower, strict=True)
    ]
    for number, strand in enumerate(strands):
        ways[graph.first[number]] -= strand.start or 0.0
        ways[graph.first[number + 1] - 1] += strand.end or 0.0
    return [abs(way) for way in ways]


def _wish(boxes: Sequence[Box], knot: int, spacing: Spacing) -> float:
    """What a box is content with; a bend is content with anything."""
    if knot >= len(boxes):
        return 0.0
    gap = boxes[knot].gap
    return spacing.rank if gap is None else gap
