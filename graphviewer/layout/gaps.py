"""How far rows stand apart: the more a wire sweeps sideways between two, the more room it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphviewer.layout.data import Box, Spacing
from graphviewer.layout.levels import Levels

UPRIGHT = 4.0  # a wire that moves sideways by less counts as straight, px


def gaps(
    graph: Levels, boxes: Sequence[Box], centre: Sequence[float], spacing: Spacing
) -> list[float]:
    """The distance between each row and the next."""
    found = [0.0] * max(graph.row)
    most = spacing.steepest * spacing.rank
    same = Counter(zip(graph.upper, graph.lower, strict=True))
    for (upper, lower), count in same.items():
        sweep = abs(centre[upper] - centre[lower])
        wish = min(_wish(boxes, upper, spacing), _wish(boxes, lower, spacing))
        if count > 1:
            wish = most  # they swing apart
        elif sweep > UPRIGHT:
            wish = min(most, max(spacing.rank, spacing.slope * sweep))
        row = graph.row[upper]
        found[row] = max(found[row], wish)
    # a row that nothing enters from the one above cannot be, but an outer wire leaves none here
    return [gap or spacing.rank for gap in found]


def _wish(boxes: Sequence[Box], knot: int, spacing: Spacing) -> float:
    """What a box is content with; a bend is content with anything."""
    if knot >= len(boxes):
        return 0.0
    gap = boxes[knot].gap
    return spacing.rank if gap is None else gap
