"""Which knots stand straight below each other whatever else happens: main chains, long wires."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
import numpy.typing as npt

from graphviewer.layout.field import NO, Field
from graphviewer.layout.levels import Levels
from graphviewer.layout.ranks import depths, neighbours
from graphviewer.layout.sheet import Ints, begins

MAIN_LEAD = (
    2  # a feed is the main one if its longest way from a source is so much longer than the others'
)
PIN_DEPTH = 4  # what stands at the edge of a frame counts as if so much led to it


def straight(graph: Levels, field: Field) -> list[int]:
    """The knot each knot stands straight under, or NO: main chains first, then long wires."""
    above: list[int] = [NO] * graph.knots
    if not graph.upper:
        return above
    upper, lower = graph.table[:2]
    main = np.repeat(_main_wires(graph, field), np.diff(graph.first))
    wanted = np.flatnonzero(main | ((upper >= graph.solid) & (lower >= graph.solid)))
    wanted = wanted[np.argsort(field.at[upper[wanted]], kind="stable")]
    tops, bottoms = upper[wanted], lower[wanted]
    clash = (np.diff(field.at[tops]) <= 0) | (np.diff(field.at[bottoms]) <= 0)
    if clash.any():  # in most rows none do
        rows = graph.row_at[bottoms]
        torn = set(rows[1:][clash].tolist())
        mains: list[bool] = main.tolist()
        for row in torn:
            for u, v in _of_row(graph, graph.rows[row], mains, field.place):
                above[v] = u
        good = ~np.isin(rows, list(torn))
        tops, bottoms = tops[good], bottoms[good]
    for u, v in zip(tops.tolist(), bottoms.tolist(), strict=True):
        above[v] = u
    return above


def _of_row(
    graph: Levels, row: list[int], main: list[bool], place: list[int]
) -> list[tuple[int, int]]:
    """Of what comes to a row as many as do not cross, main chains first."""
    upper, solid = graph.upper, graph.solid
    chains: list[tuple[int, int]] = []
    lanes: list[tuple[int, int]] = []
    for v in row:
        for segment in graph.ins[v]:
            u = upper[segment]
            if main[segment]:
                chains.append((u, v))
            elif u >= solid and v >= solid:
                lanes.append((u, v))
    kept = _without_crossings(chains, place)
    return kept + _without_crossings(_compatible(lanes, kept, place), place)


def _main_wires(graph: Levels, field: Field) -> npt.NDArray[np.bool_]:
    """The backbone of the picture: wires from a box's deepest feed to that feed's highest user."""
    count, first = graph.boxes, np.asarray(graph.first)
    upper, lower = graph.table[:2]
    source, target = upper[first[:-1]], lower[first[1:] - 1]
    before, after = neighbours(count, source.tolist(), target.tolist())
    order = field.sequence[field.sequence < count].tolist()
    depth, height = np.array(depths(order, before)), np.array(depths(order[::-1], after))
    depth[graph.solid :] = height[graph.solid : count] = PIN_DEPTH  # what comes in has a past
    by = np.lexsort((source, target))
    wires = by[begins(source[by]) | begins(target[by])]  # of those side by side the first
    source, target = source[wires], target[wires]
    deepest = _leaders(target, source, depth, MAIN_LEAD) == source
    highest = _leaders(source[deepest], target[deepest], height, 1) == target[deepest]
    # a source with several uses stands at the first, not over the farthest
    leads = (np.bincount(target, minlength=count) > 0) | (np.bincount(source, minlength=count) == 1)
    found = np.zeros(len(first) - 1, np.bool_)
    found[wires[deepest]] = highest & leads[source[deepest]]
    return found


def _leaders(of: Ints, boxes: Ints, length: Ints, lead: int) -> Ints:
    """Of those of its `boxes` the one that is so much farther than all others, or NO, for each."""
    by = np.lexsort((-length[boxes], of))
    ordered, boxes, far = of[by], boxes[by], length[boxes[by]]
    first = begins(ordered)
    ahead = first.copy()
    ahead[:-1] &= first[1:] | (far[:-1] - far[1:] >= lead)
    found = np.full(len(length), NO)
    found[ordered[ahead]] = boxes[ahead]
    return found[of]


def _compatible(
    pairs: list[tuple[int, int]], kept: list[tuple[int, int]], place: list[int]
) -> list[tuple[int, int]]:
    """Those pairs that neither cross a kept one nor share an end with one; `kept` in order."""
    if not kept:
        return pairs
    tops = [place[u] for u, _ in kept]
    bottoms = [place[v] for _, v in kept]
    return [(u, v) for u, v in pairs if _fits(place[u], place[v], tops, bottoms)]


def _fits(top: int, bottom: int, tops: list[int], bottoms: list[int]) -> bool:
    index = bisect_left(tops, top)
    return (
        index
        == bisect_right(tops, top)
        == bisect_left(bottoms, bottom)
        == bisect_right(bottoms, bottom)
    )


def _without_crossings(pairs: list[tuple[int, int]], place: list[int]) -> list[tuple[int, int]]:
    """The longest run of pairs of which no two cross or share an end, left to right."""
    if len(pairs) < 2:
        return list(pairs)
    pairs = sorted(pairs, key=lambda pair: (place[pair[0]], -place[pair[1]]))
    ends: list[int] = []  # smallest last bottom of a run of each length
    last: list[int] = []  # which pair that is
    back: list[int] = []
    for index, (_, v) in enumerate(pairs):
        length = bisect_left(ends, place[v])
        if length == len(ends):
            ends.append(place[v])
            last.append(index)
        else:
            ends[length] = place[v]
            last[length] = index
        back.append(last[length - 1] if length else NO)
    found: list[tuple[int, int]] = []
    index = last[-1]
    while index != NO:
        found.append(pairs[index])
        index = back[index]
    return found[::-1]
