"""Places by drawing whole rows to their neighbours: compact where straight wires would spread wide.

Each row in turn takes the places nearest to the mean of what its knots are wired to that keep order
and distances: an isotonic regression, solved by pooling adjacent violators.
"""

from __future__ import annotations

import numpy as np

from graphviewer.layout.blocks import Blocks
from graphviewer.layout.field import NO, Field
from graphviewer.layout.levels import Levels

# Sweeps down and up in turn: those that look only where they come from, and those to both sides.
# Large graphs gain less than 2 % of length by more; in small ones chains stand straighter.
ROUGH, FINE = 1, 3
SMALL, SMALL_ROUGH, SMALL_FINE = 250, 4, 4  # knots of a small graph, and its sweeps
BREAK = 40.0  # a chain that sways by more is not straight
LANE_WEIGHT = 8.0  # a bend inside a long wire is to be avoided so much more than a slanting end
IDLE = 0.05  # how strongly what nothing draws stays where it is


def relaxed(graph: Levels, field: Field, straight: list[int]) -> list[float]:
    """Centres of the knots."""
    offset = np.cumsum(field.gap[field.sequence])[field.at]  # in its row, from any one zero a row
    offsets: list[float] = offset.tolist()
    centre = _packed(graph, offsets)
    upper, lower = graph.table[:2]
    lane = (upper >= graph.solid) & (lower >= graph.solid)
    lane |= np.asarray(straight)[lower] == upper
    pull = np.where(lane, LANE_WEIGHT, 1.0).tolist()
    above = _pulls(graph.knots, graph.lower, graph.upper, pull)
    below = _pulls(graph.knots, graph.upper, graph.lower, pull)
    both = [up + down for up, down in zip(above, below, strict=True)]
    small = graph.knots <= SMALL
    rough, fine = (SMALL_ROUGH, SMALL_FINE) if small else (ROUGH, FINE)
    # the first goes the way in which fewer have nothing that draws them: those stay behind
    down = small or above.count([]) <= below.count([])
    for sweep in range(rough + fine):
        pulls = both if sweep >= rough else above if down else below
        for row in graph.rows if down else reversed(graph.rows):
            _draw(row, pulls, offsets, centre)
        down = not down
    return centre


def straightened(field: Field, straight: list[int], axis: list[float]) -> list[float]:
    """The same with chains and lanes straight as far as they were nearly so."""
    above = list(straight)
    low, high = list(axis), list(axis)  # of the block down to each knot
    for knot in field.sequence.tolist():
        over = above[knot]
        if over != NO:
            least, most = min(low[over], axis[knot]), max(high[over], axis[knot])
            if most - least > BREAK:
                above[knot] = NO
            else:
                low[knot], high[knot] = least, most
    blocks = Blocks(field, above)
    sums, counts = [0.0] * len(blocks), [0] * len(blocks)
    for knot, block in enumerate(blocks.owner):
        sums[block] += axis[knot]
        counts[block] += 1
    places = blocks.settle([total / count for total, count in zip(sums, counts, strict=True)])
    return [places[block] for block in blocks.owner]


def _packed(graph: Levels, offset: list[float]) -> list[float]:
    """Each row as narrow as can be, all rows with one middle."""
    centre = [0.0] * graph.knots
    for row in graph.rows:
        middle = (offset[row[0]] + offset[row[-1]]) / 2 if row else 0.0
        for knot in row:
            centre[knot] = offset[knot] - middle
    return centre


def _pulls(
    knots: int, drawn: list[int], to: list[int], pull: list[float]
) -> list[list[tuple[int, float]]]:
    """For each knot its neighbours on one side, each with how strongly it draws."""
    found: list[list[tuple[int, float]]] = [[] for _ in range(knots)]
    for knot, other, weight in zip(drawn, to, pull, strict=True):
        found[knot].append((other, weight))
    return found


def _draw(
    row: list[int],
    pulls: list[list[tuple[int, float]]],
    offset: list[float],
    centre: list[float],
) -> None:
    """Move one row to the weighted least-squares places that keep its order and distances.

    Less its offset a knot must not stand left of the one before it: what does is pooled.
    """
    wishes: list[float] = []
    weights: list[float] = []
    counts: list[int] = []
    for knot in row:
        ends = pulls[knot]
        if len(ends) == 1:
            other, weight = ends[0]
            wish = centre[other]
        elif ends:
            weight = sum([pull for _, pull in ends])
            wish = sum([pull * centre[other] for other, pull in ends]) / weight
        else:
            wish, weight = centre[knot], IDLE
        wish -= offset[knot]
        count = 1
        while wishes and wishes[-1] > wish:
            more = weights.pop()
            wish = (wish * weight + wishes.pop() * more) / (weight + more)
            weight += more
            count += counts.pop()
        wishes.append(wish)
        weights.append(weight)
        counts.append(count)
    at = 0
    for wish, count in zip(wishes, counts, strict=True):
        for knot in row[at : at + count]:
            centre[knot] = wish + offset[knot]
        at += count
