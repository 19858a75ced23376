"""Where each box and bend stands: main chains and long wires straight, the rest balanced.

After Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001), with widths,
main chains that are aligned before all else, and a last round that draws boxes nearer to what
they are wired to. What is straight anyway is one block in all of it.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from graphviewer.layout.blocks import Blocks
from graphviewer.layout.data import Spacing
from graphviewer.layout.field import NO, Field
from graphviewer.layout.gaps import UPRIGHT
from graphviewer.layout.levels import Levels
from graphviewer.layout.near import draw_near
from graphviewer.layout.relax import SMALL, relaxed, straightened
from graphviewer.layout.straight import straight

TANGLED = 0.25  # crossings a segment
BEND = 150.0  # px of wire that are worth a bend in a chain or a long wire of a small graph
WIDE = 0.5  # and that are worth a px of width
STAIRS, NARROW = 3.0, 1500.0  # times the widest row, or this many px where all are narrow
# a block's row, the block, and the one or two it may be aligned with: their places, and they
Choice = tuple[int, int, list[tuple[int, int]]]


def positions(
    graph: Levels, lefts: list[float], rights: list[float], spacing: Spacing, crossings: int
) -> list[float]:
    """Where the axis of each knot runs, from a layout's own zero; all keep their distances.

    `lefts` and `rights` are what a knot reaches out from its axis. Straight wires can spread wide;
    of a tangle, with many crossings, few are straight anyway: of a small one both ways are tried.
    """
    field = Field(graph, lefts, rights, spacing)
    above = straight(graph, field)
    axis = _chosen(graph, field, above, lefts, rights, crossings, spacing.sway)
    for aim in graph.aims:
        _aim(graph, field, axis, *aim)
    return axis


def _aim(
    graph: Levels, field: Field, axis: list[float], wire: int, start: float, end: float
) -> None:
    """Move the pins and bends of a wire to where it meets a frame, as far as there is room."""
    first, last = graph.first[wire], graph.first[wire + 1] - 1
    source, target = graph.upper[first], graph.lower[last]
    thin = [knot for knot in (source, *graph.lower[first : last + 1]) if knot >= graph.solid]
    if not thin:
        return
    wish = axis[target] + end if target < graph.solid and end else axis[source] + start
    left, right, gap = field.left, field.right, field.gap
    low = max(axis[left[k]] + float(gap[k]) if left[k] != NO else wish for k in thin)
    high = min(axis[right[k]] - float(gap[right[k]]) if right[k] != NO else wish for k in thin)
    if low <= high:
        for knot in thin:
            axis[knot] = min(max(wish, low), high)


def _chosen(
    graph: Levels,
    field: Field,
    above: list[int],
    lefts: list[float],
    rights: list[float],
    crossings: int,
    sway: float,
) -> list[float]:
    if crossings <= TANGLED * len(graph.upper):
        blocks = Blocks(field, above)
        if not _climbs(graph, field, blocks):
            return _balanced(graph, field, blocks, lefts, rights)
    drawn = straightened(field, above, relaxed(graph, field, above), sway)
    if graph.knots > SMALL:
        return drawn
    upright = _balanced(graph, field, Blocks(field, above), lefts, rights)
    return min(upright, drawn, key=lambda axis: _cost(graph, above, axis))


def _cost(graph: Levels, above: list[int], axis: list[float]) -> float:
    """What places are worth in px of wire: how far wires sway, what is bent, the width."""
    at = np.array(axis)
    upper, lower = graph.table[:2]
    sway = np.abs(at[upper] - at[lower])
    firm = (upper >= graph.solid) & (lower >= graph.solid)
    firm |= np.asarray(above)[lower] == upper
    bent = np.count_nonzero(firm & (sway > UPRIGHT))
    return float(sway.sum() + WIDE * np.ptp(at)) + BEND * bent


def _climbs(graph: Levels, field: Field, blocks: Blocks) -> bool:
    """Whether what is straight holds each other off like stairs, far wider than any row."""
    gap: list[float] = field.gap.tolist()
    widest = max(sum([gap[knot] for knot in row]) for row in graph.rows)
    pushed = blocks.compact(range(len(blocks)), len(blocks), leftmost=True)
    return max(pushed) > STAIRS * max(widest, NARROW)


def _balanced(
    graph: Levels, field: Field, blocks: Blocks, lefts: list[float], rights: list[float]
) -> list[float]:
    """Brandes and Köpf's four runs, and the mean of the two amid."""
    runs: list[list[float]] = []
    for down in (True, False):
        choices = _choices(graph, field, blocks, down=down)
        for leftmost in (True, False):
            group, count = _aligned(len(blocks), choices, down=down, leftmost=leftmost)
            runs.append(blocks.compact(group, count, leftmost=leftmost))
    axis = _balance(runs, blocks.widest(lefts), blocks.widest(rights))
    draw_near(graph, blocks, axis)
    return [axis[block] for block in blocks.owner]


# --- Brandes and Köpf's four runs


def _choices(graph: Levels, field: Field, blocks: Blocks, *, down: bool) -> list[Choice]:
    """What blocks may be aligned with at their tops (down) or at their bottoms.

    Only these are looked at: what is straight is aligned in all four runs, nothing crosses it.
    """
    segments_of, ends = (graph.ins, graph.upper) if down else (graph.outs, graph.lower)
    own, others = (blocks.tops, blocks.bottoms) if down else (blocks.bottoms, blocks.tops)
    next_of = blocks.above if down else blocks.below
    place, owner, row_of = field.place, blocks.owner, graph.row
    walls: dict[int, tuple[list[int], list[int]]] = {}
    found: list[Choice] = []
    for v in sorted(own, key=field.at.tolist().__getitem__):
        middle = [ends[segment] for segment in segments_of[v]]
        if len(middle) > 1:
            around = sorted(set(middle), key=place.__getitem__)
            middle = around[(len(around) - 1) // 2 : len(around) // 2 + 1]
        middle = [u for u in middle if others[owner[u]] == u]
        if not middle:
            continue
        row = row_of[v]
        if row not in walls:
            fixed = [knot for knot in graph.rows[row] if next_of[knot] != NO]
            walls[row] = [place[k] for k in fixed], [place[next_of[k]] for k in fixed]
        here, there = walls[row]
        at = bisect_left(here, place[v])
        low = there[at - 1] if at else NO
        high = there[at] if at < len(there) else graph.knots
        free = [(place[u], owner[u]) for u in middle if low < place[u] < high]
        if free:
            found.append((row, owner[v], free))
    return found


def _aligned(
    count: int, choices: list[Choice], *, down: bool, leftmost: bool
) -> tuple[list[int], int]:
    """The group of blocks that each block is aligned with, and the number of groups."""
    over = [NO] * count
    last = NO
    reached = 0
    for row, block, free in choices if leftmost else reversed(choices):
        if row != last:
            last, reached = row, NO
        for place, other in free if leftmost else reversed(free):
            if reached == NO or (place > reached if leftmost else place < reached):
                reached = place
                if down:
                    over[block] = other
                else:
                    over[other] = block
                break
    group: list[int] = []
    groups = 0
    for other in over:  # numbered by their tops: what a block hangs from comes before it
        if other == NO:
            group.append(groups)
            groups += 1
        else:
            group.append(group[other])
    return group, groups


def _balance(runs: list[list[float]], lefts: list[float], rights: list[float]) -> list[float]:
    """The mean of the two middle runs, each laid against the narrowest at its own side."""
    bounds = [
        (
            min([x - half for x, half in zip(run, lefts, strict=True)]),
            max([x + half for x, half in zip(run, rights, strict=True)]),
        )
        for run in runs
    ]
    low, high = min(bounds, key=lambda bound: bound[1] - bound[0])
    for index, run in enumerate(runs):
        shift = low - bounds[index][0] if index % 2 == 0 else high - bounds[index][1]
        runs[index] = [x + shift for x in run]
    middles: list[float] = []
    for at in zip(*runs, strict=True):
        _, second, third, _ = sorted(at)
        middles.append((second + third) / 2)
    return middles
