"""How often the segments of ordered rows cross."""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Ints

AT_ONCE = 60_000  # pairs compared
CLOSE = 200  # segments between two rows up to which pairs are counted by their distance


def crossings(graph: Levels) -> int:
    """Number of pairs of segments that cross, all rows at once."""
    return Counter(graph).count()[0] if graph.upper else 0


class Counter:
    """Counts the crossings of a graph as its rows stand."""

    def __init__(self, graph: Levels) -> None:
        self.graph = graph
        upper, lower, upper_port, lower_port = graph.table
        self.row = graph.row_at[upper]  # of each segment that of its upper end
        self.tops = upper, np.ptp(upper_port) + 1, upper_port
        self.bottoms = lower, np.ptp(lower_port) + 1, lower_port

    def count(self) -> tuple[int, set[int]]:
        """The number of crossings, and the rows below which there are any."""
        knots = self.graph.knots
        at = np.empty(knots, np.int64)  # rows one after the other, so no pair of two rows counts
        at[np.fromiter(chain.from_iterable(self.graph.rows), np.int64, knots)] = np.arange(knots)
        (upper, upper_ports, upper_port), (lower, lower_ports, lower_port) = self.tops, self.bottoms
        bottom = at[lower] * lower_ports + lower_port
        by = np.lexsort((bottom, at[upper] * upper_ports + upper_port))
        keys = bottom[by]
        farthest = np.maximum.accumulate(keys)
        crossing = np.flatnonzero(farthest[:-1] > keys[1:]) + 1  # one before it ends right of it
        if not len(crossing):
            return 0, set()
        most = int(np.bincount(self.row).max())
        return _inversions(keys, most), set(self.row[by[crossing]].tolist())


def _inversions(keys: Ints, most: int) -> int:
    """Pairs that stand in falling order, none of them `most` places apart.

    Short rows are compared with themselves shifted by every distance, by as many at once as are
    quick; long ones merged.
    """
    if most > CLOSE:
        return _merged(keys)
    count = len(keys)
    shifted = sliding_window_view(np.append(keys, np.full(most - 1, keys.max())), count)[1:]
    step = max(1, AT_ONCE // count)
    return sum(
        int(np.count_nonzero(keys > shifted[first : first + step]))
        for first in range(0, most - 1, step)
    )


def _merged(keys: Ints) -> int:
    """Pairs that stand in falling order, by merging blocks of doubling size."""
    total, size, count = 0, 1, len(keys)
    span = int(keys.max()) + 1
    at = np.arange(count)
    keys = keys.copy()
    while size < count:
        block = at // (2 * size)
        right = (at // size) % 2 == 1
        lifted = keys + block * span
        left = lifted[~right]  # sorted: blocks rise, and each half is sorted within
        after = np.searchsorted(left, lifted[right], side="right")
        ends = np.minimum((block[right] + 1) * size, len(left))
        total += int((ends - after).sum())
        lifted.sort(kind="stable")
        keys = lifted - block * span
        size *= 2
    return total
