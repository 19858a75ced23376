"""The rows with the distances to keep between neighbours."""

from __future__ import annotations

from itertools import chain

import numpy as np
import numpy.typing as npt

from graphviewer.layout.data import Spacing
from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Ints

NO = -1


class Field:
    """Rows in order; arrays over all knots, as there are too many rows to work on each.

    `sequence` are the knots row by row, `place` is each knot's place in its row, `at` that in the
    sequence. `left` and `right` are its neighbours or NO, `gap` is the distance to keep from axis
    to axis with the neighbour at the left.
    """

    def __init__(
        self, graph: Levels, lefts: list[float], rights: list[float], spacing: Spacing
    ) -> None:
        count = graph.knots
        sequence = np.fromiter(chain.from_iterable(graph.rows), np.int64, count)
        sizes = np.fromiter(map(len, graph.rows), np.int64, len(graph.rows))
        begins = np.cumsum(sizes) - sizes
        self.graph = graph
        self.sequence = sequence
        self.at = np.empty(count, np.int64)
        self.at[sequence] = np.arange(count)
        self.places: Ints = np.empty(count, np.int64)
        self.places[sequence] = np.arange(count) - np.repeat(begins, sizes)
        self.place: list[int] = self.places.tolist()
        thin = (sequence >= graph.solid).astype(np.int64)
        apart = np.array((spacing.sibling, spacing.margin, spacing.lane))[thin[:-1] + thin[1:]]
        inner = np.ones(count, np.bool_)  # has a neighbour at its left
        inner[begins] = False
        u, v = sequence[:-1][inner[1:]], sequence[1:][inner[1:]]
        self.left: Ints = np.full(count, NO)
        self.right: Ints = np.full(count, NO)
        self.left[v], self.right[u] = u, v
        self.gap: npt.NDArray[np.float64] = np.zeros(count)
        self.gap[v] = np.asarray(rights)[u] + np.asarray(lefts)[v] + apart[inner[1:]]
        self.neighbours = u, v
