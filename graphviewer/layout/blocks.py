"""Knots that stand straight below each other move as one: blocks, pushed about as wholes.

Two long blocks beside each other hold each other off in every row that both pass, but only the
widest of these distances counts: what pushes looks at pairs of blocks, of which there are few.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphviewer.layout.field import NO, Field
from graphviewer.layout.sheet import Ints

Pair = tuple[int, int, float]  # a block, one at its right, the distance to keep


class Blocks:
    """Blocks numbered by their tops, row by row, left to right.

    `owner` is each knot's block, `tops` and `bottoms` are the outermost knots of each.
    """

    def __init__(self, field: Field, above: list[int]) -> None:
        """`above` is for each knot the one it stands straight under, or NO."""
        owner = [NO] * len(above)
        tops: list[int] = []
        bottoms: list[int] = []
        for knot in field.sequence.tolist():
            over = above[knot]
            if over == NO:
                owner[knot] = len(tops)
                tops.append(knot)
                bottoms.append(knot)
            else:
                owner[knot] = owner[over]
                bottoms[owner[over]] = knot
        self.above, self.owner = above, owner
        self.tops, self.bottoms = tops, bottoms
        self.pairs = _pairs(np.array(owner), field, len(tops))

    def __len__(self) -> int:
        return len(self.tops)

    @property
    def below(self) -> list[int]:
        """The knot straight below each knot, or NO."""
        found = [NO] * len(self.above)
        for knot, over in enumerate(self.above):
            if over != NO:
                found[over] = knot
        return found

    def widest(self, reaches: list[float]) -> list[float]:
        """Of what the knots reach out, the most in each block."""
        found = np.full(len(self), -np.inf)
        np.maximum.at(found, np.array(self.owner), np.array(reaches))
        return found.tolist()

    def compact(self, group: Sequence[int], count: int, *, leftmost: bool) -> list[float]:
        """Groups of blocks as far to one side as they go, then each drawn back to its neighbours.

        `group` is that of each of the blocks, whose places are given back.
        """
        at, queue, arcs = self._pushed(group, [0.0] * count, leftmost=leftmost)
        for one in reversed(queue):
            if arcs[one]:
                limit = min([at[other] - gap for other, gap in arcs[one]])
                at[one] = max(at[one], limit)
        return [at[one] if leftmost else -at[one] for one in group]

    def settle(self, wish: list[float]) -> list[float]:
        """Blocks amid the places they come to when pushed right of, and left of, what they wish."""
        right, queue, arcs = self._pushed(range(len(self)), wish, leftmost=True)
        left = list(wish)
        for one in reversed(queue):
            if arcs[one]:
                left[one] = min(left[one], *[left[other] - gap for other, gap in arcs[one]])
        return [(a + b) / 2 for a, b in zip(right, left, strict=True)]

    def _pushed(
        self, group: Sequence[int], wish: list[float], *, leftmost: bool
    ) -> tuple[list[float], list[int], list[list[tuple[int, float]]]]:
        """How far from the side each group stands, at its wish or beyond; the groups from that
        side on; and what holds each off what lies beyond it."""
        arcs: list[list[tuple[int, float]]] = [[] for _ in wish]
        waiting = [0] * len(wish)
        for left, right, gap in self.pairs:
            near, far = (group[left], group[right]) if leftmost else (group[right], group[left])
            arcs[near].append((far, gap))
            waiting[far] += 1
        queue = [one for one, number in enumerate(waiting) if number == 0]
        at = list(wish)
        for one in queue:  # grows while it is walked
            here = at[one]
            for other, gap in arcs[one]:
                if here + gap > at[other]:
                    at[other] = here + gap
                waiting[other] -= 1
                if waiting[other] == 0:
                    queue.append(other)
        return at, queue, arcs


def _pairs(owner: Ints, field: Field, count: int) -> list[Pair]:
    u, v = field.neighbours
    if not len(u):
        return []
    key, gap = owner[u] * count + owner[v], field.gap[v]
    by = np.lexsort((gap, key))
    key, gap = key[by], gap[by]
    last = np.append(key[1:] != key[:-1], True)  # of a pair the widest distance
    left, right = np.divmod(key[last], count)
    return list(zip(left.tolist(), right.tolist(), gap[last].tolist(), strict=True))
