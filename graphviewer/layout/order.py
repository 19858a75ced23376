"""The order of the boxes in each row: few crossings, inputs left to right in their order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviewer.layout.levels import Levels

TRANSPOSE_ROUNDS = 3
# (segments, sweeps, those without a gain before giving up): small graphs get the best of it
SWEEPS = ((600, 24, 4), (1_300, 4, 2), (400_000, 2, 1))


def order(graph: Levels) -> int:
    """Fill and sort graph.rows; the number of crossings left."""
    graph.rows = initial(graph)
    best = crossings(graph)
    if best == 0:
        return 0
    kept = [list(row) for row in graph.rows]
    sweeper = _Sweeper(graph)
    limit, patience = next(
        ((sweeps, idle) for size, sweeps, idle in SWEEPS if len(graph.upper) <= size), (0, 0)
    )
    idle = 0
    for sweep in range(limit):
        sweeper.sweep(down=sweep % 2 == 1)
        sweeper.transpose()
        found = crossings(graph)
        idle = 0 if found < best else idle + 1
        if found < best:
            best = found
            kept = [list(row) for row in graph.rows]
        if best == 0 or idle >= patience:
            break
    graph.rows = kept
    return best


def initial(graph: Levels) -> list[list[int]]:
    """Rows as a walk from the sinks by port order meets the knots: a tree has no crossing."""
    rows: list[list[int]] = [[] for _ in range(1 + max(graph.row, default=-1))]
    seen = [False] * graph.knots
    for sink in range(graph.boxes):
        if graph.outs[sink]:
            continue
        stack = [sink]
        while stack:
            knot = stack.pop()
            if seen[knot]:
                continue
            seen[knot] = True
            rows[graph.row[knot]].append(knot)
            stack.extend([graph.upper[segment] for segment in reversed(graph.ins[knot])])
    return rows


def places(graph: Levels) -> list[int]:
    """For each knot its place in its row."""
    place = [0] * graph.knots
    for row in graph.rows:
        for index, knot in enumerate(row):
            place[knot] = index
    return place


def crossings(graph: Levels) -> int:
    """Number of pairs of segments that cross, all rows at once."""
    if not graph.upper:
        return 0
    flat = np.empty(
        graph.knots, np.int64
    )  # rows one after the other, so no pair of two rows counts
    flat[np.fromiter((knot for row in graph.rows for knot in row), np.int64, graph.knots)] = (
        np.arange(graph.knots)
    )
    upper, lower = np.asarray(graph.upper), np.asarray(graph.lower)
    top = _dense(flat[upper], np.asarray(graph.upper_port))
    bottom = _dense(flat[lower], np.asarray(graph.lower_port))
    return _inversions(bottom[np.lexsort((bottom, top))])


def _dense(place: npt.NDArray[np.int64], port: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Numbers that sort as (place, port) does."""
    by = np.lexsort((port, place))
    fresh = np.ones(len(by), np.int64)
    fresh[1:] = (np.diff(place[by]) != 0) | (np.diff(port[by]) != 0)
    fresh[0] = 0
    dense = np.empty(len(by), np.int64)
    dense[by] = np.cumsum(fresh)
    return dense


def _inversions(keys: npt.NDArray[np.int64]) -> int:
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


class _Sweeper:
    """Sorts rows by the mean place of each knot's neighbours, ports as parts of a place."""

    def __init__(self, graph: Levels) -> None:
        self.graph = graph
        self.place = places(graph)
        self.upper_shift = _shifts(graph.outs, graph.upper_port, len(graph.upper))
        self.lower_shift = _shifts(graph.ins, graph.lower_port, len(graph.upper))

    def sweep(self, *, down: bool) -> None:
        """One pass over all rows, each sorted by the row above (down) or below."""
        graph = self.graph
        rows = graph.rows[1:] if down else graph.rows[-2::-1]
        segments_of = graph.ins if down else graph.outs
        ends = graph.upper if down else graph.lower
        shift = self.upper_shift if down else self.lower_shift
        for row in rows:
            if len(row) > 1:
                self._sort(row, segments_of, ends, shift)

    def _sort(
        self, row: list[int], segments_of: list[list[int]], ends: list[int], shift: list[float]
    ) -> None:
        place = self.place
        keyed: list[tuple[float, int, int]] = []
        for index, knot in enumerate(row):
            segments = segments_of[knot]
            if len(segments) == 1:
                segment = segments[0]
                keyed.append((place[ends[segment]] + shift[segment], index, knot))
            elif segments:
                total = sum([place[ends[segment]] + shift[segment] for segment in segments])
                keyed.append((total / len(segments), index, knot))
        slots = [index for _, index, _ in keyed]  # knots without a neighbour keep their places
        keyed.sort()
        for slot, (_, _, knot) in zip(slots, keyed, strict=True):
            row[slot] = knot
            place[knot] = slot

    def transpose(self) -> None:
        """Swap neighbours in a row where that saves a crossing."""
        for row in self.graph.rows:
            if len(row) > 1:
                self._transpose_row(row)

    def _transpose_row(self, row: list[int]) -> None:
        place, graph = self.place, self.graph
        up = {k: self._keys(graph.ins[k], graph.upper, self.upper_shift) for k in row}
        down = {k: self._keys(graph.outs[k], graph.lower, self.lower_shift) for k in row}
        for _ in range(TRANSPOSE_ROUNDS):
            swapped = False
            for index in range(len(row) - 1):
                u, v = row[index], row[index + 1]
                gain = _gain(up[u], up[v]) + _gain(down[u], down[v])
                if gain > 0:
                    row[index], row[index + 1] = v, u
                    place[v], place[u] = index, index + 1
                    swapped = True
            if not swapped:
                return

    def _keys(self, segments: list[int], ends: list[int], shift: list[float]) -> list[float]:
        place = self.place
        if len(segments) == 1:
            return [place[ends[segments[0]]] + shift[segments[0]]]
        return sorted([place[ends[segment]] + shift[segment] for segment in segments])


def _gain(left: list[float], right: list[float]) -> int:
    """Crossings with `left` before `right` minus crossings the other way round."""
    if not left or not right or left[-1] < right[0]:
        return -len(left) * len(right)
    return sum([(a > b) - (a < b) for a in left for b in right])


def _shifts(by_knot: list[list[int]], ports: list[int], count: int) -> list[float]:
    """Where on the box's edge each segment's port lies, from -0.45 to 0.45."""
    shift = [0.0] * count
    for segments in by_knot:
        if len(segments) > 1:
            distinct = sorted({ports[segment] for segment in segments})
            if len(distinct) > 1:
                where = {port: index for index, port in enumerate(distinct)}
                for segment in segments:
                    shift[segment] = 0.9 * (where[ports[segment]] / (len(distinct) - 1) - 0.5)
    return shift
