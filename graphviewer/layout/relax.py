"""Places by drawing whole rows to their neighbours: compact where straight wires would spread wide.

Each row in turn takes the places nearest to the mean of what its knots are wired to that keep order
and distances: an isotonic regression, solved by pooling adjacent violators.
"""

from __future__ import annotations

from itertools import accumulate

from graphviewer.layout.blocks import Blocks
from graphviewer.layout.field import NO, Field
from graphviewer.layout.levels import Levels

SWEEPS = 8  # down and up in turn; further ones changed less than 2 % of the length
BREAK = 40.0  # a chain that sways by more is not straight
LANE_WEIGHT = 8.0  # a bend inside a long wire is to be avoided so much more than a slanting end


def relaxed(graph: Levels, field: Field, straight: list[int]) -> list[float]:
    """Centres of the knots."""
    gap = field.gap.tolist()
    centre = _packed(graph, gap)
    above, below = _pulls(graph, straight)
    both = [up + down for up, down in zip(above, below, strict=True)]
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        pulls = both if sweep >= SWEEPS // 2 else above if down else below
        for row in graph.rows if down else reversed(graph.rows):
            _draw(row, pulls, gap, centre)
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


def _packed(graph: Levels, gap: list[float]) -> list[float]:
    centre = [0.0] * graph.knots
    for row in graph.rows:
        offsets = list(accumulate([gap[knot] for knot in row]))
        middle = offsets[-1] / 2 if offsets else 0.0
        for knot, offset in zip(row, offsets, strict=True):
            centre[knot] = offset - middle
    return centre


def _pulls(
    graph: Levels, straight: list[int]
) -> tuple[list[list[tuple[int, float]]], list[list[tuple[int, float]]]]:
    """For each knot its neighbours above and below, each with how strongly it draws."""
    above: list[list[tuple[int, float]]] = [[] for _ in range(graph.knots)]
    below: list[list[tuple[int, float]]] = [[] for _ in range(graph.knots)]
    for u, v in zip(graph.upper, graph.lower, strict=True):
        lane = (u >= graph.solid and v >= graph.solid) or straight[v] == u
        weight = LANE_WEIGHT if lane else 1.0
        above[v].append((u, weight))
        below[u].append((v, weight))
    return above, below


def _draw(
    row: list[int], pulls: list[list[tuple[int, float]]], gap: list[float], centre: list[float]
) -> None:
    """Move one row to the weighted least-squares places that keep its order and distances."""
    sums: list[float] = []
    weights: list[float] = []
    counts: list[int] = []
    offset = 0.0
    for knot in row:
        offset += gap[knot]
        total = weight = 0.0
        for other, pull in pulls[knot]:
            total += pull * centre[other]
            weight += pull
        if weight == 0.0:
            weight, total = 0.05, 0.05 * centre[knot]
        total -= weight * offset
        count = 1
        while sums and sums[-1] * weight > total * weights[-1]:
            total += sums.pop()
            weight += weights.pop()
            count += counts.pop()
        sums.append(total)
        weights.append(weight)
        counts.append(count)
    index, offset = 0, 0.0
    for total, weight, count in zip(sums, weights, counts, strict=True):
        place = total / weight
        for knot in row[index : index + count]:
            offset += gap[knot]
            centre[knot] = place + offset
        index += count
