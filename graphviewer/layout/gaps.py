"""How far rows stand apart: the more a wire sweeps sideways between two, the more room it has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphviewer.layout.data import Box, Spacing
from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Floats

FAR, FAR_SLOPE = 800.0, 0.02  # a sweep over more px needs a little more room still
# and so from a box's row into a lane, round the corner of what stands beside it
FAR_INTO, FAR_INTO_SLOPE = 500.0, 0.033
UPRIGHT = 4.0  # a wire that moves sideways by less counts as straight, px


def gaps(graph: Levels, boxes: Sequence[Box], axis: Floats, spacing: Spacing) -> Floats:
    """The distance between each row and the next. `axis` is that of each knot."""
    found = np.zeros(int(graph.row_at.max()))
    if not graph.upper:
        return found + spacing.rank
    upper, lower = graph.table[:2]
    content = np.zeros(graph.knots)  # a bend is content with anything
    content[: graph.boxes] = [spacing.rank if box.gap is None else box.gap for box in boxes]
    sweep = np.abs(_sweeps(graph, axis))
    most = spacing.steepest * spacing.rank
    room = np.minimum(most, np.maximum(spacing.rank, spacing.slope * sweep))
    into = (upper >= graph.solid) | (lower >= graph.solid)
    far, slope = np.where(into, FAR_INTO, FAR), np.where(into, FAR_INTO_SLOPE, FAR_SLOPE)
    room += np.minimum(spacing.rank, slope * np.maximum(0.0, sweep - far))
    wish = np.where(sweep > UPRIGHT, room, np.minimum(content[upper], content[lower]))
    key = upper * graph.knots + lower
    by = np.argsort(key, kind="stable")
    twice = np.flatnonzero(np.diff(key[by]) == 0)
    wish[by[twice]] = wish[by[twice + 1]] = most  # they swing apart
    np.maximum.at(found, graph.row_at[upper], wish)
    # a row that nothing enters from the one above cannot be, but an outer wire leaves none here
    found[found == 0.0] = spacing.rank
    return found


def _sweeps(graph: Levels, axis: Floats) -> Floats:
    """How far each segment runs sideways."""
    upper, lower = graph.table[:2]
    ways = axis[lower] - axis[upper]
    for number, start, end in graph.aims:
        ways[graph.first[number]] -= start
        ways[graph.first[number + 1] - 1] += end
    found: Floats = ways
    return found
