"""The rows with the distances to keep, and straight blocks of knots pushed about in them."""

from __future__ import annotations

from itertools import pairwise

from graphviewer.layout.data import Spacing
from graphviewer.layout.levels import Levels
from graphviewer.layout.order import places

NO = -1


class Field:
    """The rows with the distances to keep between neighbours."""

    def __init__(
        self, graph: Levels, lefts: list[float], rights: list[float], spacing: Spacing
    ) -> None:
        self.graph = graph
        self.place = places(graph)
        self.left: list[int] = [NO] * graph.knots  # each knot's neighbour at the left
        self.right: list[int] = [NO] * graph.knots
        self.gap: list[float] = [0.0] * graph.knots  # axis to axis with the neighbour at the left
        solid = graph.solid
        for row in graph.rows:
            for u, v in pairwise(row):
                self.left[v], self.right[u] = u, v
                bends = (u >= solid) + (v >= solid)
                apart = (spacing.sibling, spacing.margin, spacing.lane)[bends]
                self.gap[v] = rights[u] + lefts[v] + apart

    def compact(self, blocks: list[list[int]], *, leftmost: bool) -> list[float]:
        """Blocks as far to one side as they go, then each drawn back to its neighbours."""
        far = self.right if leftmost else self.left
        gap = self.gap if leftmost else self._gaps_right()
        owner = self._owners(blocks)
        # distance from the side the blocks are pushed to
        at, queue = self._pushed(blocks, owner, [0.0] * len(blocks), leftmost=leftmost)
        for block in reversed(queue):
            limits = [at[owner[far[k]]] - gap[far[k]] for k in blocks[block] if far[k] != NO]
            if limits:
                at[block] = max(at[block], min(limits))
        sign = 1.0 if leftmost else -1.0
        return [sign * at[block] for block in owner]

    def settle(self, blocks: list[list[int]], wish: list[float]) -> list[float]:
        """Blocks amid the places they come to when pushed right of, and left of, what they wish."""
        owner = self._owners(blocks)
        right, _ = self._pushed(blocks, owner, wish, leftmost=True)
        left, _ = self._pushed(blocks, owner, [-x for x in wish], leftmost=False)
        middle = [(a - b) / 2 for a, b in zip(right, left, strict=True)]
        return [middle[block] for block in owner]

    def _owners(self, blocks: list[list[int]]) -> list[int]:
        owner = [0] * self.graph.knots
        for block, knots in enumerate(blocks):
            for knot in knots:
                owner[knot] = block
        return owner

    def _pushed(
        self, blocks: list[list[int]], owner: list[int], wish: list[float], *, leftmost: bool
    ) -> tuple[list[float], list[int]]:
        """Where each block stands at its wish or beyond, and the blocks from one side on."""
        near, far = (self.left, self.right) if leftmost else (self.right, self.left)
        gap = self.gap if leftmost else self._gaps_right()
        waiting = [sum([near[knot] != NO for knot in knots]) for knots in blocks]
        queue = [block for block, number in enumerate(waiting) if number == 0]
        at = list(wish)
        for block in queue:  # grows while it is walked
            here = at[block]
            for knot in blocks[block]:
                beside = far[knot]
                if beside != NO:
                    other = owner[beside]
                    pushed = here + gap[beside]
                    if pushed > at[other]:
                        at[other] = pushed
                    waiting[other] -= 1
                    if waiting[other] == 0:
                        queue.append(other)
        return at, queue

    def _gaps_right(self) -> list[float]:
        return [0.0 if knot == NO else self.gap[knot] for knot in self.right]
