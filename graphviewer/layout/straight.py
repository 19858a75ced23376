"""Which knots stand straight below each other whatever else happens: main chains, long wires."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
import numpy.typing as npt

from graphviewer.layout.field import NO, Field
from graphviewer.layout.levels import Levels
from graphviewer.layout.ranks import depths, neighbours

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
        for row in torn:
            for u, v in _of_row(graph, graph.rows[row], main, field.place):
                above[v] = u
        good = ~np.isin(rows, list(torn))
        tops, bottoms = tops[good], bottoms[good]
    for u, v in zip(tops.tolist(), bottoms.tolist(), strict=True):
        above[v] = u
    return above


def _of_row(
    graph: Levels, row: list[int], main: npt.NDArray[np.bool_], place: list[int]
) -> list[tuple[int, int]]:
    """Of what comes to a row as many as do not cross, main chains first."""
    chains: list[tuple[int, int]] = []
    lanes: list[tuple[int, int]] = []
    for v in row:
        for segment in graph.ins[v]:
            u = graph.upper[segment]
            if main[segment]:
                chains.append((u, v))
            elif u >= graph.solid and v >= graph.solid:
                lanes.append((u, v))
    kept = _without_crossings(chains, place)
    return kept + _without_crossings(_compatible(lanes, kept, place), place)


def _main_wires(graph: Levels, field: Field) -> npt.NDArray[np.bool_]:
    """The backbone of the picture: wires from a box's deepest feed to that feed's highest user."""
    first = np.asarray(graph.first)
    upper, lower = graph.table[:2]
    source, target = upper[first[:-1]].tolist(), lower[first[1:] - 1].tolist()
    before, after = neighbours(graph.boxes, source, target)
    order = field.sequence[field.sequence < graph.boxes].tolist()
    depth, height = depths(order, before), depths(order[::-1], after)
    for pin in range(graph.solid, graph.boxes):  # what comes from outside has a past
        depth[pin] = height[pin] = PIN_DEPTH
    feed = [_leader(feeds, depth, MAIN_LEAD) for feeds in before]
    user = [
        _leader([v for v in fed if feed[v] == u], height, 1)
        if before[u] or len(set(fed)) == 1
        else NO  # a source with several uses stands at the first, not over the farthest
        for u, fed in enumerate(after)
    ]
    found: list[bool] = []
    taken: set[tuple[int, int]] = set()  # of wires side by side one is the main one
    for u, v in zip(source, target, strict=True):
        main = feed[v] == u and user[u] == v and (u, v) not in taken
        found.append(main)
        if main:
            taken.add((u, v))
    return np.array(found)


def _leader(boxes: list[int], length: list[int], lead: int) -> int:
    """The box that is so much farther than the others; boxes may be told twice."""
    if len(boxes) > 1:
        boxes = list(dict.fromkeys(boxes))
    if len(boxes) < 2:
        return boxes[0] if boxes else NO
    first, second = sorted(boxes, key=length.__getitem__, reverse=True)[:2]
    return first if length[first] - length[second] >= lead else NO


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
