"""Where each box and bend stands: main chains and long wires straight, the rest balanced.

After Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001), with widths,
main chains that are aligned before all else, and a last round that draws boxes nearer to what
they are wired to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from graphviewer.layout.data import Spacing
from graphviewer.layout.field import NO, Field
from graphviewer.layout.levels import Levels
from graphviewer.layout.near import draw_near
from graphviewer.layout.ranks import depths, neighbours, topological
from graphviewer.layout.relax import relaxed, straightened

MAIN_LEAD = (
    2  # a feed is the main one if its longest way from a source is so much longer than the others'
)
PIN_DEPTH = 4  # what stands at the edge of a frame counts as if so much led to it
TANGLED = 0.25  # crossings a segment
STAIRS, NARROW = 3.0, 1500.0  # times the widest row, or this many px where all are narrow


def positions(
    graph: Levels, lefts: list[float], rights: list[float], spacing: Spacing, crossings: int
) -> list[float]:
    """Where the axis of each knot runs, from a layout's own zero; all keep their distances.

    `lefts` and `rights` are what a knot reaches out from its axis. Straight wires can spread wide;
    of a tangle, with many crossings, none is straight anyway.
    """
    fields = Field(graph, lefts, rights, spacing)
    straight = _straight(graph, fields.place)
    axis = _chosen(graph, fields, straight, lefts, rights, crossings)
    for aim in graph.aims:
        _aim(graph, fields, axis, *aim)
    return axis


def _aim(
    graph: Levels, fields: Field, axis: list[float], wire: int, start: float, end: float
) -> None:
    """Move the pins and bends of a wire to where it meets a frame, as far as there is room."""
    first, last = graph.first[wire], graph.first[wire + 1] - 1
    source, target = graph.upper[first], graph.lower[last]
    thin = [knot for knot in (source, *graph.lower[first : last + 1]) if knot >= graph.solid]
    if not thin:
        return
    wish = axis[target] + end if target < graph.solid and end else axis[source] + start
    low = max(axis[u] + fields.gap[k] if (u := fields.left[k]) != NO else wish for k in thin)
    high = min(axis[v] - fields.gap[v] if (v := fields.right[k]) != NO else wish for k in thin)
    if low <= high:
        for knot in thin:
            axis[knot] = min(max(wish, low), high)


def _chosen(
    graph: Levels,
    fields: Field,
    straight: list[int],
    lefts: list[float],
    rights: list[float],
    crossings: int,
) -> list[float]:
    if crossings > TANGLED * len(graph.upper) or _climbs(graph, fields, straight):
        return _compact(graph, fields, straight)
    return _balanced(graph, fields, straight, lefts, rights)


def _climbs(graph: Levels, fields: Field, straight: list[int]) -> bool:
    """Whether what is straight holds each other off like stairs, far wider than any row."""
    widest = max(sum([fields.gap[knot] for knot in row]) for row in graph.rows)
    pushed = fields.compact(_blocks(graph, straight), leftmost=True)
    return max(pushed) > STAIRS * max(widest, NARROW)


def _compact(graph: Levels, fields: Field, straight: list[int]) -> list[float]:
    return straightened(graph, fields, straight, relaxed(graph, fields.gap, straight))


def _balanced(
    graph: Levels, fields: Field, straight: list[int], lefts: list[float], rights: list[float]
) -> list[float]:
    """Brandes and Köpf's four runs, and the mean of the two amid."""
    runs: list[list[float]] = []
    for down in (True, False):
        for leftmost in (True, False):
            partner = _align(graph, fields.place, straight, down=down, leftmost=leftmost)
            runs.append(fields.compact(_blocks(graph, partner), leftmost=leftmost))
    axis = _balance(runs, lefts, rights)
    draw_near(graph, fields, _blocks(graph, straight), axis)
    return axis


# --- which segments are straight whatever else happens


def _straight(graph: Levels, place: list[int]) -> list[int]:
    """The knot each knot stands straight under, or NO: main chains first, then long wires."""
    main = [False] * len(graph.upper)
    for wire in _main_wires(graph):
        for segment in range(graph.first[wire], graph.first[wire + 1]):
            main[segment] = True
    straight = [NO] * graph.knots
    for row in graph.rows[1:]:
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
        kept += _without_crossings(_compatible(lanes, kept, place), place)
        for u, v in kept:
            straight[v] = u
    return straight


def _main_wires(graph: Levels) -> list[int]:
    """The backbone of the picture: wires from a box's deepest feed to that feed's highest user."""
    wires = len(graph.first) - 1
    source = [graph.upper[graph.first[w]] for w in range(wires)]
    target = [graph.lower[graph.first[w + 1] - 1] for w in range(wires)]
    before, after = neighbours(graph.boxes, source, target)
    order = topological(before, after)
    depth, height = depths(order, before), depths(order[::-1], after)
    for pin in range(graph.solid, graph.boxes):  # what comes from outside has a past
        depth[pin] = height[pin] = PIN_DEPTH
    feed = [_leader(list(dict.fromkeys(feeds)), depth, MAIN_LEAD) for feeds in before]
    user = [
        _leader([v for v in dict.fromkeys(fed) if feed[v] == u], height, 1)
        if before[u] or len(set(fed)) == 1
        else NO  # a source with several uses stands at the first, not over the farthest
        for u, fed in enumerate(after)
    ]
    pairs = [(u, v) for u, v in zip(source, target, strict=True)]
    many = {pair for pair in set(pairs) if before[pair[1]].count(pair[0]) > 1}
    return [
        w for w, (u, v) in enumerate(pairs) if feed[v] == u and user[u] == v and (u, v) not in many
    ]


def _leader(boxes: list[int], length: list[int], lead: int) -> int:
    if not boxes:
        return NO
    if len(boxes) == 1:
        return boxes[0]
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


# --- Brandes and Köpf's four runs


def _align(
    graph: Levels, place: list[int], straight: list[int], *, down: bool, leftmost: bool
) -> list[int]:
    """For each knot the knot above that it is aligned with, or NO."""
    fixed_up = straight
    fixed_down = [NO] * graph.knots
    for v, u in enumerate(straight):
        if u != NO:
            fixed_down[u] = v
    partner = list(straight)
    rows = graph.rows[1:] if down else graph.rows[-2::-1]
    fixed, taken = (fixed_up, fixed_down) if down else (fixed_down, fixed_up)
    segments_of, ends = (graph.ins, graph.upper) if down else (graph.outs, graph.lower)
    for row in rows:
        walls = sorted((place[fixed[v]], place[v]) for v in row if fixed[v] != NO)
        tops, bottoms = [top for top, _ in walls], [bottom for _, bottom in walls]
        reached = NO if leftmost else graph.knots
        for v in row if leftmost else reversed(row):
            if fixed[v] != NO:
                reached = place[fixed[v]]
                continue
            around = sorted({place[ends[s]]: ends[s] for s in segments_of[v]}.items())
            if not around:
                continue
            middle = (len(around) - 1) // 2, len(around) // 2
            for index in middle if leftmost else middle[::-1]:
                at, u = around[index]
                beyond = at > reached if leftmost else at < reached
                if beyond and taken[u] == NO and _fits(at, place[v], tops, bottoms):
                    reached = at
                    if down:
                        partner[v] = u
                    else:
                        partner[u] = v
                    break
    return partner


def _blocks(graph: Levels, partner: list[int]) -> list[list[int]]:
    """Knots aligned with each other, top to bottom. `partner` is the knot above, or NO."""
    below = [NO] * graph.knots
    for v, u in enumerate(partner):
        if u != NO:
            below[u] = v
    blocks: list[list[int]] = []
    for row in graph.rows:
        for knot in row:
            if partner[knot] == NO:
                block = [knot]
                while below[block[-1]] != NO:
                    block.append(below[block[-1]])
                blocks.append(block)
    return blocks


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
