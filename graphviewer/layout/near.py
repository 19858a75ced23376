"""The last round of places: straight blocks move to the middle of what they are wired to."""

from __future__ import annotations

from graphviewer.layout.blocks import Blocks
from graphviewer.layout.levels import Levels

TURNS = 8
STILL = 0.5  # px; moves below this end the round
MOST_PUSHED = 250  # knots of a graph in which blocks push each other
CROWD = 48  # blocks that may be pushed along at most


def draw_near(graph: Levels, blocks: Blocks, centre: list[float]) -> None:
    """Move blocks to the middle of their ends, in the room they have or pushing others along.

    `centre` is where each block stands.
    """
    _Mover(graph, blocks, centre, pushing=graph.knots <= MOST_PUSHED).run()


class _Mover:
    def __init__(
        self, graph: Levels, blocks: Blocks, centre: list[float], *, pushing: bool
    ) -> None:
        self.centre = centre
        count = len(blocks)
        # what stands beside each block, and the distance to keep from it
        self.lefts: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.rights: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        for left, right, gap in blocks.pairs:
            self.lefts[right].append((left, gap))
            self.rights[left].append((right, gap))
        self.pulls = _pulls(graph, blocks)
        self.pushing = pushing
        # a pushing block listens to its two tips only: what joins it on the way comes to it
        self.tips = _tips(graph, blocks) if pushing else []
        for block, end in _leaves(graph, blocks).items():
            self.pulls[block] = [end]
            if pushing:
                self.tips[block] = [end]
        self.watched = [
            [other for other, _ in left + right]
            for left, right in zip(self.lefts, self.rights, strict=True)
        ]
        for block, ends in enumerate(self.pulls):
            for end in ends:
                self.watched[end].append(block)

    def run(self) -> None:
        """Turns from the left and from the right until all is still."""
        moving = [block for block, ends in enumerate(self.pulls) if ends]
        moving.sort(key=lambda block: (self.centre[block], block))
        awake = [True] * len(self.centre)  # something it looks at has moved; pushing looks far
        for turn in range(TURNS):
            moved = 0.0
            for block in moving if turn % 2 == 0 else reversed(moving):
                if awake[block]:
                    awake[block] = self.pushing
                    room = self._step(block)
                    if room:
                        moved = max(moved, room)
                        for other in self.watched[block]:
                            awake[other] = True
            if moved < STILL:
                return

    def _step(self, block: int) -> float:
        centre = self.centre
        here = centre[block]
        ways = sorted([centre[end] for end in self.pulls[block]])
        wish = (ways[(len(ways) - 1) // 2] + ways[len(ways) // 2]) / 2 - here
        if abs(wish) < STILL:
            return 0.0
        if wish > 0:
            room = min(
                [centre[beside] - gap for beside, gap in self.rights[block]], default=here + wish
            )
            room = min(wish, room - here)
        else:
            room = max(
                [centre[beside] + gap for beside, gap in self.lefts[block]], default=here + wish
            )
            room = min(-wish, here - room)
        if room >= STILL:
            centre[block] = here + (room if wish > 0 else -room)
            return room
        return self._push(block) if self.pushing else 0.0

    def _push(self, block: int) -> float:
        """Move a block with all that touches it, if the ends of the whole wish it."""
        group = [block]
        wish = self._wish(group)
        room = self._room(group, wish)
        while room < STILL <= abs(wish) and len(group) < CROWD:
            group += self._touching(group, wish)
            together = self._wish(group)
            wish = together if together * wish > 0 else 0.0
            room = self._room(group, wish)
        if room < STILL:
            return 0.0
        for one in group:
            self.centre[one] += room if wish > 0 else -room
        return room

    def _wish(self, group: list[int]) -> float:
        """How far the group should move: the middle of the medians of its ways to its ends."""
        centre = self.centre
        inside = set(group)
        ways = [
            centre[end] - centre[block]
            for block in group
            for end in self.tips[block]
            if end not in inside
        ]
        if not ways:
            return 0.0
        ways.sort()
        return (ways[(len(ways) - 1) // 2] + ways[len(ways) // 2]) / 2

    def _room(self, group: list[int], wish: float) -> float:
        """How far the group can move before it meets a block outside it."""
        inside = set(group)
        slacks = [
            slack
            for block in group
            for other, slack in self._beside(block, wish)
            if other not in inside
        ]
        return max(0.0, min([abs(wish), *slacks]))

    def _touching(self, group: list[int], wish: float) -> list[int]:
        """Blocks outside the group that stand in its way."""
        inside = set(group)
        found: dict[int, None] = {}
        for block in group:
            for other, slack in self._beside(block, wish):
                if slack < STILL and other not in inside:
                    found[other] = None
        return list(found)

    def _beside(self, block: int, wish: float) -> list[tuple[int, float]]:
        """The neighbours on the side wished for, and the room up to each."""
        centre = self.centre
        here = centre[block]
        if wish > 0:
            return [(other, centre[other] - gap - here) for other, gap in self.rights[block]]
        return [(other, here - gap - centre[other]) for other, gap in self.lefts[block]]


def _pulls(graph: Levels, blocks: Blocks) -> list[list[int]]:
    """What a block should stand amid: its inputs if it joins several, its outputs, or both."""
    owner, solid = blocks.owner, graph.solid
    ins: list[list[int]] = [[] for _ in range(len(blocks))]
    outs: list[list[int]] = [[] for _ in range(len(blocks))]
    ahead: list[list[int]] = [[] for _ in range(len(blocks))]  # of the outputs those to boxes
    for u, v in zip(graph.upper, graph.lower, strict=True):
        above, below = owner[u], owner[v]
        if above != below:
            ins[below].append(above)
            outs[above].append(below)
            if v < solid:
                ahead[above].append(below)
    found: list[list[int]] = []
    for into, out, boxes in zip(ins, outs, ahead, strict=True):
        # a source stands at its first use; to the others its wires run on
        used = out if into else boxes or out
        if len(into) > 1 >= len(used):
            found.append(into)
        elif len(used) > 1 >= len(into):
            found.append(used)
        else:
            found.append(into + used)
    return found


def _leaves(graph: Levels, blocks: Blocks) -> dict[int, int]:
    """For leaves and bends of the only wire of each, the block where that wire ends.

    Both are drawn there: a bend amid the two would keep what stands at its other side away.
    """
    owner, solid = blocks.owner, graph.solid
    found: dict[int, int] = {}
    for box in range(solid):
        if not graph.ins[box] and len(graph.outs[box]) == 1:
            bend = graph.lower[graph.outs[box][0]]
            if bend >= solid:
                last = blocks.bottoms[owner[bend]]
                if last >= solid and graph.outs[last]:  # neither a box nor a pin
                    end = owner[graph.lower[graph.outs[last][0]]]
                    found[owner[box]] = found[owner[bend]] = end
    return found


def _tips(graph: Levels, blocks: Blocks) -> list[list[int]]:
    """What each block is wired to at its top and at its bottom."""
    owner, upper, lower = blocks.owner, graph.upper, graph.lower
    return [
        [owner[upper[s]] for s in graph.ins[top]] + [owner[lower[s]] for s in graph.outs[bottom]]
        for top, bottom in zip(blocks.tops, blocks.bottoms, strict=True)
    ]
