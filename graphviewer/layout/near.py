"""The last round of places: straight blocks move to the middle of what they are wired to."""

from __future__ import annotations

from graphviewer.layout.field import NO, Field
from graphviewer.layout.levels import Levels

TURNS = 8
STILL = 0.5  # px; moves below this end the round
MOST_PUSHED = 250  # knots of a graph in which blocks push each other
CROWD = 48  # blocks that may be pushed along at most


def draw_near(graph: Levels, field: Field, blocks: list[list[int]], centre: list[float]) -> None:
    """Move blocks to the middle of their ends, in the room they have or pushing others along."""
    _Mover(graph, field, blocks, centre, pushing=graph.knots <= MOST_PUSHED).run()


class _Mover:
    def __init__(
        self,
        graph: Levels,
        field: Field,
        blocks: list[list[int]],
        centre: list[float],
        *,
        pushing: bool,
    ) -> None:
        self.field, self.blocks, self.centre = field, blocks, centre
        self.solid = graph.solid
        self.owner = [0] * graph.knots
        for number, knots in enumerate(blocks):
            for knot in knots:
                self.owner[knot] = number
        self.pulls = [self._outside(graph, number) for number in range(len(blocks))]
        # a pushing block listens to its two tips only: what joins it on the way comes to it
        self.tips = [
            [graph.upper[s] for s in graph.ins[knots[0]]]
            + [graph.lower[s] for s in graph.outs[knots[-1]]]
            for knots in blocks
        ]
        self.pushing = pushing

    def run(self) -> None:
        """Turns from the left and from the right until all is still."""
        moving = [number for number, ends in enumerate(self.pulls) if ends]
        moving.sort(key=lambda number: (self.centre[self.blocks[number][0]], number))
        for turn in range(TURNS):
            moved = 0.0
            for number in moving if turn % 2 == 0 else reversed(moving):
                moved = max(moved, self._step(number))
            if moved < STILL:
                return

    def _outside(self, graph: Levels, number: int) -> list[int]:
        """What a block should stand amid: its inputs if it joins several, its outputs, or both."""
        knots, owner = self.blocks[number], self.owner
        ins = [graph.upper[s] for k in knots for s in graph.ins[k]]
        outs = [graph.lower[s] for k in knots for s in graph.outs[k]]
        ins = [knot for knot in ins if owner[knot] != number]
        outs = [knot for knot in outs if owner[knot] != number]
        if not ins:  # a source stands at its first use; to the others its wires run on
            outs = [knot for knot in outs if knot < self.solid] or outs
        if len(ins) > 1 >= len(outs):
            return ins
        if len(outs) > 1 >= len(ins):
            return outs
        return ins + outs

    def _step(self, number: int) -> float:
        wish = self._wish([number], self.pulls)
        if abs(wish) < STILL:
            return 0.0
        room = self._room([number], wish)
        if room >= STILL:
            return self._move([number], wish, room)
        return self._push(number) if self.pushing else 0.0

    def _push(self, number: int) -> float:
        """Move a block with all that touches it, if the ends of the whole wish it."""
        group = [number]
        wish = self._wish(group, self.tips)
        room = self._room(group, wish)
        while room < STILL <= abs(wish) and len(group) < CROWD:
            group += self._touching(group, wish)
            together = self._wish(group, self.tips)
            wish = together if together * wish > 0 else 0.0
            room = self._room(group, wish)
        return self._move(group, wish, room) if room >= STILL else 0.0

    def _move(self, group: list[int], wish: float, room: float) -> float:
        for block in group:
            here = self.centre[self.blocks[block][0]] + (room if wish > 0 else -room)
            for knot in self.blocks[block]:
                self.centre[knot] = here
        return room

    def _wish(self, group: list[int], pulls: list[list[int]]) -> float:
        """How far the group should move: the middle of the medians of its ways to its ends."""
        centre, owner = self.centre, self.owner
        inside = set(group)
        ways = [
            centre[end] - centre[self.blocks[block][0]]
            for block in group
            for end in pulls[block]
            if owner[end] not in inside
        ]
        if not ways:
            return 0.0
        ways.sort()
        return (ways[(len(ways) - 1) // 2] + ways[len(ways) // 2]) / 2

    def _room(self, group: list[int], wish: float) -> float:
        """How far the group can move before it meets a block outside it."""
        inside = set(group)
        room = abs(wish)
        for block in group:
            for knot in self.blocks[block]:
                beside, slack = self._beside(knot, wish)
                if beside != NO and self.owner[beside] not in inside:
                    room = min(room, slack)
        return max(0.0, room)

    def _touching(self, group: list[int], wish: float) -> list[int]:
        """Blocks outside the group that stand in its way."""
        inside = set(group)
        found: dict[int, None] = {}
        for block in group:
            for knot in self.blocks[block]:
                beside, slack = self._beside(knot, wish)
                if beside != NO and slack < STILL and self.owner[beside] not in inside:
                    found[self.owner[beside]] = None
        return list(found)

    def _beside(self, knot: int, wish: float) -> tuple[int, float]:
        """The neighbour on the side wished for, and the room up to it."""
        field, centre = self.field, self.centre
        if wish > 0:
            beside = field.right[knot]
            return beside, centre[beside] - field.gap[beside] - centre[knot] if beside != NO else 0
        beside = field.left[knot]
        return beside, centre[knot] - field.gap[knot] - centre[beside] if beside != NO else 0
