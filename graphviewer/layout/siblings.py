"""What belongs together stands together: the boxes of a block side by side in a row, in order.

An order with few crossings scatters the elements of tensors among each other where each is wired
to many: nobody finds them then. What they are wired to one by one stays straight below them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np

from graphviewer.layout.crossings import crossings
from graphviewer.layout.data import Box
from graphviewer.layout.levels import Levels
from graphviewer.layout.order import Ends, ends_of, places, shifts
from graphviewer.layout.relax import pooled

APART = 24.0  # px between blocks, beside what is between their boxes
SWEEPS = 4
TURNS = 8  # swaps of neighbours through a row
MORE = 2.5  # of a row's crossings blocks may have so many times as many, and one more a box
WORTH, LEAST = 2.0, 12  # and likewise of those of the whole graph, and so many more
FEW = 150  # knots of a graph in which what is only parted gives no more crossings than those
NONE = -1
THROUGH = 1.5  # crossings for which a wire runs between the boxes of a block


def gathered(graph: Levels, boxes: Sequence[Box], free: int) -> int | None:
    """Order graph.rows by blocks; the number of crossings then.

    None where nothing is scattered, or where to gather it would cost too much clearness: the rows
    stay as they are then. `free` are the crossings there are.
    """
    blocks = _blocks(graph, boxes)
    if not any(_is_scattered(row, blocks, boxes) for row in graph.rows):
        return None
    least = 0 if graph.knots <= FEW and _in_order(graph, blocks, boxes) else LEAST
    kept = list(graph.rows)
    rows = _Rows(graph, boxes, blocks)
    rows.sweep()
    rows.gather()
    rows.sweep()
    rows.gather()
    found = crossings(graph)
    if found <= WORTH * free + least:
        return found
    graph.rows = kept
    return None


def apart(graph: Levels, boxes: Sequence[Box], lefts: Sequence[float]) -> list[float]:
    """What boxes reach out to the left of their axes, with a gap where another block ends."""
    blocks = _blocks(graph, boxes)
    found = list(lefts)
    for row in graph.rows:
        sizes = Counter(blocks[knot] for knot in row)
        for left, right in pairwise(row):
            ends = blocks[left], blocks[right]
            if max(left, right) < len(boxes) and ends[0] != ends[1]:
                found[right] += APART if sizes[ends[0]] > 1 or sizes[ends[1]] > 1 else 0.0
    return found


def _blocks(graph: Levels, boxes: Sequence[Box]) -> list[int]:
    """The block of each knot; what has none is one by itself."""
    own = [~knot if box.block is None else box.block for knot, box in enumerate(boxes)]
    return own + [~knot for knot in range(len(boxes), graph.knots)]


def _is_scattered(row: Sequence[int], blocks: Sequence[int], boxes: Sequence[Box]) -> bool:
    """Whether boxes of one block are not side by side, or not in order."""
    runs = groupby((knot for knot in row if knot < len(boxes)), key=blocks.__getitem__)
    seen: set[int] = set()
    for block, knots in runs:
        places = [boxes[knot].index for knot in knots]
        if block in seen or places != sorted(places):
            return True
        seen.add(block)
    return False


def _in_order(graph: Levels, blocks: Sequence[int], boxes: Sequence[Box]) -> bool:
    """Whether blocks are at most parted by other boxes, and read from left to right."""
    rows = ([(blocks[k], boxes[k].index) for k in row if k < len(boxes)] for row in graph.rows)
    return all(sorted(row, key=lambda one: one[0]) == sorted(row) for row in rows)


class _Rows:
    """The rows of a graph while they are ordered by blocks.

    In rows that are `whole` each block stands as one, in the others only in order.
    """

    def __init__(self, graph: Levels, boxes: Sequence[Box], blocks: Sequence[int]) -> None:
        self.graph = graph
        self.blocks = blocks
        self.index = [box.index for box in boxes]
        self.place = places(graph)
        self.whole: set[int] = set()
        upper, lower, leaves, comes = graph.table
        self.above = ends_of(graph.ins, graph.upper, shifts(upper, leaves))
        self.below = ends_of(graph.outs, graph.lower, shifts(lower, comes))
        some = [
            number
            for number, row in enumerate(graph.rows)
            if len({blocks[knot] for knot in row}) < len(row)
        ]
        self.near = range(max(0, some[0] - 1), min(len(graph.rows), some[-1] + 2))

    def sweep(self) -> None:
        """Sort rows by the row above, then by that below, and so on; the best are kept."""
        best = list(self.graph.rows)
        fewest = crossings(self.graph) if self.whole else -1
        for sweep in range(SWEEPS):
            down = sweep % 2 == 0
            rows = range(self.near.start, len(best)) if down else range(self.near.stop - 1, -1, -1)
            for row in rows:
                changed = len(best[row]) > 1 and self._sort(row, down=down)
                if not changed and row not in self.near:
                    break
            found = crossings(self.graph)
            if found < fewest or fewest < 0:
                best, fewest = list(self.graph.rows), found
        self.graph.rows = best
        self.place = places(self.graph)

    def gather(self) -> None:
        """Let the blocks of a row stand as one, where that is not dear."""
        for row in (*self.near, *self.near):
            knots = self.graph.rows[row]
            boxes = [knot for knot in knots if knot < len(self.index)]
            blocks = self._by_block(boxes)
            if len(blocks) < len(boxes):
                blocks.sort(key=lambda one: _mean([self.place[knot] for knot in one]))
                wanted = self._sifted(row, blocks)
                most = MORE * self._count(knots) + len(boxes) if wanted != knots else 0.0
                if wanted == knots or self._count(wanted) <= most:
                    self.whole.add(row)
                    self._put(row, wanted)

    def _by_block(self, row: Sequence[int]) -> list[list[int]]:
        """The blocks of a row, each in its order."""
        found: dict[int, list[int]] = {}
        for knot in row:
            found.setdefault(self.blocks[knot], []).append(knot)
        for block in found.values():
            if len(block) > 1:
                block.sort(key=self.index.__getitem__)
        return list(found.values())

    def _put(self, row: int, knots: list[int]) -> None:
        self.graph.rows[row] = knots
        for place, knot in enumerate(knots):
            self.place[knot] = place

    # --- by one side

    def _sort(self, row: int, *, down: bool) -> bool:
        """Sort a row by what its knots are wired to above (down) or below; whether it changed."""
        knots = self.graph.rows[row]
        wish = self._wishes(row, down=down)
        keyed: list[tuple[float, int, int]] = []
        for block in self._by_block(knots):
            keys = [wish[knot] for knot in block]
            if row in self.whole:
                keys = [_mean(keys)] * len(keys)
            elif len(keys) > 1:
                inner = np.arange(len(keys)) > 0
                keys = pooled(np.array(keys), np.ones(len(keys)), inner).tolist()
            keyed += [(key, len(keyed), knot) for key, knot in zip(keys, block, strict=True)]
        wanted = [knot for _, _, knot in sorted(keyed)]
        self._put(row, wanted)
        return wanted != knots

    def _wishes(self, row: int, *, down: bool) -> dict[int, float]:
        """How far to the right each knot of a row wants to be, in places of the next row.

        What nothing draws from there, as a leaf, wants to be by what it comes together with.
        """
        knots = self.graph.rows[row]
        near, far, back = self.above, self.below, self.above
        if not down:
            near, far, back = self.below, self.above, self.below
        found = {knot: _mean(self._ends([knot], near)) for knot in knots if near[knot]}
        met: dict[int, float] = {}
        for knot in knots:
            if not near[knot]:
                for end, _ in far[knot]:
                    if end not in met:
                        others = [found[one] for one, _ in back[end] if one in found]
                        met[end] = _mean(others) if others else self.place[end]
                wish = [met[end] for end, _ in far[knot]]
                found[knot] = _mean(wish) if wish else self.place[knot]
        return found

    # --- by both sides

    def _sifted(self, row: int, blocks: list[list[int]]) -> list[int]:
        """A row of blocks, neighbours swapped while that saves crossings, and its bends."""
        ends = [(self._ends(block, self.above), self._ends(block, self.below)) for block in blocks]
        # where all is one, as in a dense layer, they stand in the order of its inputs
        first = [self._first(block) if len(block) > 1 else NONE for block in blocks]
        for _ in range(TURNS):
            still = True
            for at in range(len(blocks) - 1):
                gain = sum(_gain(a, b) for a, b in zip(ends[at], ends[at + 1], strict=True))
                if gain > 0 or (gain == 0 and first[at] > first[at + 1] > NONE):
                    still = False
                    ends[at : at + 2] = ends[at + 1], ends[at]
                    first[at : at + 2] = first[at + 1], first[at]
                    blocks[at : at + 2] = blocks[at + 1], blocks[at]
            if still:
                break
        bends = [knot for knot in self.graph.rows[row] if knot >= len(self.index)]
        return self._with_bends(blocks, bends) if bends else [k for block in blocks for k in block]

    def _first(self, block: Sequence[int]) -> int:
        """The first segment that leaves a block: they are numbered in the order of inputs."""
        outs = self.graph.outs
        return min([outs[knot][0] for knot in block if outs[knot]], default=NONE)

    def _with_bends(self, blocks: list[list[int]], bends: list[int]) -> list[int]:
        """Blocks with bends where they cross least, rather beside blocks than inside."""
        boxes = [knot for block in blocks for knot in block]
        cost = np.full((len(bends), len(boxes) + 1), THROUGH)
        cost[:, np.cumsum([0, *map(len, blocks)])] = 0.0
        middle = np.zeros(len(bends))
        for near in (self.above, self.below):
            bend = np.array([self._ends([knot], near)[0] for knot in bends])
            keys = [self._ends([knot], near) for knot in boxes]
            owner = np.repeat(np.arange(len(boxes)), list(map(len, keys)))
            sides = np.sign(np.array([key for one in keys for key in one]) - bend[:, None])
            passed = np.zeros((len(boxes), len(bends)))  # what it costs to go to a box's right
            np.add.at(passed, owner, sides.T)
            cost[:, 1:] += np.cumsum(passed, axis=0).T
            middle += bend
        slots: list[list[tuple[float, int]]] = [[] for _ in range(len(boxes) + 1)]
        for slot, at, knot in zip(cost.argmin(axis=1), middle, bends, strict=True):
            slots[slot].append((at, knot))
        found: list[int] = []
        for number, slot in enumerate(slots):
            found += [knot for _, knot in sorted(slot)] + boxes[number : number + 1]
        return found

    def _ends(self, knots: Sequence[int], near: Ends) -> list[float]:
        place = self.place
        if len(knots) == 1 and len(near[knots[0]]) == 1:  # as at every bend
            end, shift = near[knots[0]][0]
            return [place[end] + shift]
        return sorted([place[end] + shift for knot in knots for end, shift in near[knot]])

    def _count(self, row: Sequence[int]) -> int:
        """The crossings above and below a row in an order."""
        total = 0
        for near in (self.above, self.below):
            seen: list[float] = []
            for knot in row:
                keys = self._ends([knot], near)
                if seen and keys and keys[0] < seen[-1]:
                    total += sum([len(seen) - bisect_right(seen, key) for key in keys])
                    for key in keys:
                        insort(seen, key)
                else:
                    seen += keys
        return total


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _gain(left: list[float], right: list[float]) -> int:
    """Crossings with `left` before `right` minus crossings the other way round; both are sorted."""
    below = sum([bisect_left(right, key) for key in left])
    return below - len(left) * len(right) + sum([bisect_right(right, key) for key in left])
