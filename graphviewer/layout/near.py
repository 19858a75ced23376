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
        self.watched = [  # by what stands beside it, and by what is drawn to it
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
        awake = [True] * len(self.centre)  # something it looks at has moved
        for turn in range(TURNS):
            moved = 0.0
            for block in moving if turn % 2 == 0 else reversed(moving):
                if not awake[block]:
                    continue
                awake[block] = False
                room = self._step(block)
                if room:
                    moved = max(moved, room)
                    if self.pushing:  # looks far
                        awake = [True] * len(awake)
                    else:
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
        centre = self.centre
        group, fresh, wish = {block: None}, [block], 0.0
        ways: list[tuple[float, int]] = []  # from the group to the ends outside it
        apart: list[tuple[float, int]] = []  # and to what is in its way, but does not touch it
        while fresh:
            ways += [(centre[end] - centre[one], end) for one in fresh for end in self.tips[one]]
            ways = sorted([way for way in ways if way[1] not in group])
            middle = (ways[(len(ways) - 1) // 2][0] + ways[len(ways) // 2][0]) / 2 if ways else 0.0
            if abs(middle) < STILL or middle * wish < 0:
                return 0.0
            wish = middle
            touching: dict[int, None] = {}
            for one in fresh:
                for slack, other in self._beside(one, wish):
                    if slack >= STILL:
                        apart.append((slack, other))
                    elif other not in group:
                        touching[other] = None
            if len(group) >= CROWD and touching:
                return 0.0
            group |= touching
            fresh = list(touching)
        room = min([abs(wish), *[slack for slack, other in apart if other not in group]])
        for one in group:
            centre[one] += room if wish > 0 else -room
        return room

    def _beside(self, block: int, wish: float) -> list[tuple[float, int]]:
        """The room up to each of the neighbours on the side wished for, and they."""
        centre = self.centre
        here = centre[block]
        if wish > 0:
            return [(centre[other] - gap - here, other) for other, gap in self.rights[block]]
        return [(here - gap - centre[other], other) for other, gap in self.lefts[block]]


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
