"""The order of the boxes in each row: few crossings, inputs left to right in their order."""

from __future__ import annotations

from math import nan

import numpy as np

from graphviewer.layout.crossings import Counter
from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Ints, begins

TRANSPOSE_ROUNDS = 3
FINE = 600  # segments of a graph that gets the best of it
# (segments, sweeps, those without a gain before giving up)
SWEEPS = ((FINE, 24, 4), (1_300, 3, 2), (400_000, 2, 1))
ONE = 100  # segments that a crossing counts for: where there are few, few rows are looked at
NOWHERE = [nan]  # is right of nothing, and left of nothing
Ends = list[list[tuple[int, float]]]  # for each knot those it is wired to, and the port's place


def order(graph: Levels) -> int:
    """Fill and sort graph.rows; the number of crossings left."""
    graph.rows = initial(graph)
    if not graph.upper:
        return 0
    counter = Counter(graph)
    best, crossed = counter.count()
    if best == 0:
        return 0
    work = min(len(graph.upper), ONE * best)
    limit, patience = next(
        ((sweeps, idle) for size, sweeps, idle in SWEEPS if work <= size), (0, 0)
    )
    if not limit:
        return best
    fine = work <= FINE  # of others only the last is swapped: the next sweep moves it again
    sweeper = _Sweeper(graph)
    kept, met, rough = [list(row) for row in graph.rows], crossed, True
    idle = 0
    for sweep in range(limit):
        sweeper.sort(crossed, down=sweep % 2 == 1)
        found, crossed = counter.count()
        if fine:
            found -= sweeper.swap(crossed)
        idle = 0 if found < best else idle + 1
        last = sweep == limit - 1 or idle >= patience
        if last and not fine:
            found -= sweeper.swap(crossed)
        if found < best:
            best, kept, met = found, [list(row) for row in graph.rows], crossed
            rough = not (fine or last)
        if best == 0 or last:
            break
    graph.rows = kept
    if rough:  # the best has not been swapped
        best -= sweeper.swap_again(met)
    return best


def initial(graph: Levels) -> list[list[int]]:
    """Rows as a walk from the sinks by port order meets the knots: a tree has no crossing."""
    row, ins, upper = graph.row, graph.ins, graph.upper
    rows: list[list[int]] = [[] for _ in range(1 + max(row, default=-1))]
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
            rows[row[knot]].append(knot)
            into = ins[knot]
            if len(into) == 1:
                stack.append(upper[into[0]])
            elif into:
                stack.extend([upper[segment] for segment in reversed(into)])
    return rows


def places(graph: Levels) -> list[int]:
    """For each knot its place in its row."""
    place = [0] * graph.knots
    for row in graph.rows:
        for index, knot in enumerate(row):
            place[knot] = index
    return place


class _Sweeper:
    """Sorts rows by the mean place of each knot's neighbours, ports as parts of a place."""

    def __init__(self, graph: Levels) -> None:
        self.graph = graph
        self.place = places(graph)
        upper, lower, upper_port, lower_port = graph.table
        self.above = ends_of(graph.ins, graph.upper, shifts(upper, upper_port))
        self.below = ends_of(graph.outs, graph.lower, shifts(lower, lower_port))

    def sort(self, crossed: set[int], *, down: bool) -> None:
        """One pass over the rows, each sorted by the row above (down) or below.

        Only rows are looked at that meet a crossing, or a row that has changed.
        """
        rows = self.graph.rows
        near = self.above if down else self.below
        changed = False
        for row in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            if changed or row in crossed or row - 1 in crossed:
                changed = len(rows[row]) > 1 and self._sort(rows[row], near)

    def swap(self, crossed: set[int]) -> int:
        """Swap neighbours in rows where that saves a crossing; how many it saves.

        Rows below which there are crossings now, and were none, are added to `crossed`.
        """
        total = 0
        for row, knots in enumerate(self.graph.rows):
            if len(knots) > 1 and (row in crossed or row - 1 in crossed):
                saved = self._swap(knots)
                if saved:
                    total += saved
                    crossed.update((row - 1, row))
        return total

    def swap_again(self, crossed: set[int]) -> int:
        """The same in rows as the graph has them now."""
        self.place = places(self.graph)
        return self.swap(crossed)

    def _sort(self, row: list[int], near: Ends) -> bool:
        """Sort a row by its neighbours; whether that changed it."""
        place = self.place
        keyed: list[tuple[float, int, int]] = []
        for index, knot in enumerate(row):
            ends = near[knot]
            if ends:
                total = 0.0
                for end, shift in ends:
                    total += place[end] + shift
                keyed.append((total / len(ends), index, knot))
        wanted = sorted(keyed)
        if wanted == keyed:
            return False
        # knots without a neighbour keep their places
        for (_, slot, _), (_, _, knot) in zip(keyed, wanted, strict=True):
            row[slot] = knot
            place[knot] = slot
        return True

    def _swap(self, row: list[int]) -> int:
        """Swap neighbours in a row where that saves a crossing; how many it saves."""
        up, down = self._keys(row, self.above), self._keys(row, self.below)
        stale = [True] * (len(row) - 1) + [False]  # pairs not looked at as they are now
        saved = 0
        for _ in range(TRANSPOSE_ROUNDS):
            swapped = False
            for index in range(len(row) - 1):
                if not stale[index]:
                    continue
                stale[index] = False
                beside = index + 1
                a, b, c, d = up[index], up[beside], down[index], down[beside]
                if a[-1] > b[0] or c[-1] > d[0]:
                    gain = _gain(a, b) + _gain(c, d)
                    if gain > 0:
                        saved += gain
                        row[index], row[beside] = row[beside], row[index]
                        up[index], up[beside], down[index], down[beside] = b, a, d, c
                        stale[index - 1] = stale[beside] = swapped = True
            if not swapped:
                break
        if saved:
            for index, knot in enumerate(row):
                self.place[knot] = index
        return saved

    def _keys(self, row: list[int], near: Ends) -> list[list[float]]:
        """Where each knot's neighbours stand, left to right; of one that has none, NaN."""
        place = self.place
        keys: list[list[float]] = []
        for knot in row:
            ends = near[knot]
            if len(ends) == 1:
                end, shift = ends[0]
                keys.append([place[end] + shift])
            elif ends:
                keys.append(sorted([place[end] + shift for end, shift in ends]))
            else:
                keys.append(NOWHERE)
        return keys


def _gain(left: list[float], right: list[float]) -> int:
    """Crossings with `left` before `right` minus crossings the other way round."""
    gain = 0
    for a in left:
        for b in right:
            if a > b:
                gain += 1
            elif a < b:
                gain -= 1
    return gain


def ends_of(by_knot: list[list[int]], ends: list[int], shift: list[float]) -> Ends:
    """For each knot what its segments end at, with how far aside of it."""
    pairs = list(zip(ends, shift, strict=True))
    return [
        [pairs[segments[0]]] if len(segments) == 1 else [pairs[segment] for segment in segments]
        for segments in by_knot
    ]


def shifts(knot: Ints, port: Ints) -> list[float]:
    """Where on the edge of its box each segment's port lies, from -0.45 to 0.45."""
    shift = np.zeros(len(knot))
    if np.any(port != port[0]):
        by = np.lexsort((port, knot))
        knots, ports = knot[by], port[by]
        fresh = begins(knots)
        other = begins(ports) & ~fresh
        heads = np.flatnonzero(fresh)
        counts = np.diff(np.append(heads, len(by)))
        ranks = np.cumsum(other)
        index: Ints = ranks - np.repeat(ranks[heads], counts)
        most = np.repeat(np.add.reduceat(other, heads, dtype=np.int64), counts)
        several = most > 0
        shift[by[several]] = 0.9 * (index[several] / most[several] - 0.5)
    found: list[float] = shift.tolist()
    return found
