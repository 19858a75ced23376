"""Places by drawing whole rows to their neighbours: compact where straight wires would spread wide.

Every second row at once takes the places nearest to the mean of what its knots are wired to that
keep order and distances, then the others: isotonic regressions, solved by pooling adjacent
violators (Barlow et al., 1972) in all rows together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.layout.blocks import Blocks
from graphviewer.layout.field import NO, Field
from graphviewer.layout.levels import Levels
from graphviewer.layout.sheet import Floats, Ints

TURNS = 5  # of all rows; large graphs gain less than 1 % of length by more
SMALL, SMALL_TURNS = 250, 16  # knots of a small graph, in which chains stand straighter by more
IDLE = 0.05  # how strongly what nothing draws stays where it is
LANE_WEIGHT = 8.0  # a bend inside a long wire is to be avoided so much more than a slanting end


def relaxed(graph: Levels, field: Field, straight: list[int]) -> list[float]:
    """Centres of the knots."""
    offset = np.cumsum(field.gap[field.sequence])[field.at]  # in its row, from any one zero a row
    upper, lower = graph.table[:2]
    lane = (upper >= graph.solid) & (lower >= graph.solid)
    lane |= np.asarray(straight)[lower] == upper
    pull = np.where(lane, LANE_WEIGHT, 1.0)
    centre = _packed(field, offset)
    halves = [_half(field, offset, pull, odd=odd) for odd in (False, True)]
    for _ in range(SMALL_TURNS if graph.knots <= SMALL else TURNS):
        for half in halves:
            half.draw(centre)
    found: list[float] = centre.tolist()
    return found


def straightened(field: Field, straight: list[int], axis: list[float], sway: float) -> list[float]:
    """The same with chains and lanes straight that sway by no more than so many px."""
    above = list(straight)
    low, high = list(axis), list(axis)  # of the block down to each knot
    hanging = np.array(straight)[field.sequence] != NO
    for knot in field.sequence[hanging].tolist():
        over, here = above[knot], axis[knot]
        least, most = min(low[over], here), max(high[over], here)
        if most - least > sway:
            above[knot] = NO
        else:
            low[knot], high[knot] = least, most
    blocks = Blocks(field, above)
    owner = np.array(blocks.owner)
    places = blocks.settle((np.bincount(owner, axis) / np.bincount(owner)).tolist())
    return [places[block] for block in blocks.owner]


class _Half(Struct):
    """Every second row: its knots row by row, and what draws them."""

    knots: Ints
    ends: Ints  # of each wire to them its knot, by its place in `knots`
    others: Ints  # and what it comes from
    pull: Floats  # and how strongly it draws
    weight: Floats  # the sum of these for each knot
    still: Ints  # places of those that nothing draws
    offset: Floats
    inner: npt.NDArray[np.bool_]  # has a neighbour at its left

    def draw(self, centre: Floats) -> None:
        """Move the rows to the weighted least-squares places that keep order and distances.

        Less its offset a knot must not stand left of the one before it: what does is pooled.
        """
        drawn = np.bincount(self.ends, self.pull * centre[self.others], len(self.knots))
        wish = drawn / self.weight
        wish[self.still] = centre[self.knots[self.still]]
        centre[self.knots] = pooled(wish - self.offset, self.weight, self.inner) + self.offset


def _half(field: Field, offset: Floats, pull: Floats, *, odd: bool) -> _Half:
    graph, sequence = field.graph, field.sequence
    upper, lower = graph.table[:2]
    knots = sequence[graph.row_at[sequence] % 2 == odd]
    place = np.empty(graph.knots, np.int64)
    place[knots] = np.arange(len(knots))
    down = graph.row_at[upper] % 2 == odd  # of these it is the upper end
    ends = place[np.where(down, upper, lower)]
    weight: Floats = np.bincount(ends, pull, len(knots)).astype(np.float64)
    still = np.flatnonzero(weight == 0)
    weight[still] = IDLE
    return _Half(
        knots=knots,
        ends=ends,
        others=np.where(down, lower, upper),
        pull=pull,
        weight=weight,
        still=still,
        offset=offset[knots],
        inner=field.left[knots] != NO,
    )


def pooled(wish: Floats, weight: Floats, inner: npt.NDArray[np.bool_]) -> Floats:
    """The rising rows nearest to what is wished: neighbours that fall stand at their mean.

    Rows one after the other, knot by knot; `inner` ones stand right of another of their row.
    """
    sums, mean, first = wish * weight, wish, ~inner
    begins = np.arange(len(wish))
    while True:
        rises = first.copy()
        rises[1:] |= mean[1:] >= mean[:-1]
        heads = np.flatnonzero(rises)
        if len(heads) == len(mean):
            return np.repeat(mean, np.diff(begins, append=len(wish)))
        sums, weight = np.add.reduceat(sums, heads), np.add.reduceat(weight, heads)
        begins, first = begins[heads], first[heads]
        mean = sums / weight


def _packed(field: Field, offset: Floats) -> Floats:
    """Each row as narrow as can be, all rows with one middle."""
    sequence, row = field.sequence, field.graph.row_at
    first, last = sequence[field.left[sequence] == NO], sequence[field.right[sequence] == NO]
    middle = (offset[first] + offset[last]) / 2  # row by row
    found: Floats = offset - middle[row]
    return found
