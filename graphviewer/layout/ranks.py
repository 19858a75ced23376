"""Which row each box stands in: as late as the loss allows, parameters beside their consumer."""

from __future__ import annotations

from collections.abc import Sequence

from graphviewer.layout.simplex import shorten


def neighbours(
    count: int, source: Sequence[int], target: Sequence[int]
) -> tuple[list[list[int]], list[list[int]]]:
    """For each box the boxes that feed it and the boxes it feeds, once per wire."""
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for u, v in zip(source, target, strict=True):
        before[v].append(u)
        after[u].append(v)
    return before, after


def topological(before: list[list[int]], after: list[list[int]]) -> list[int]:
    """Boxes with sources first; shorter than the number of boxes if there is a cycle."""
    waiting = [len(feeds) for feeds in before]
    order = [v for v, number in enumerate(waiting) if number == 0]
    for u in order:  # grows while it is walked
        for v in after[u]:
            waiting[v] -= 1
            if waiting[v] == 0:
                order.append(v)
    return order


def backward_wires(count: int, source: Sequence[int], target: Sequence[int]) -> list[bool]:
    """Wires to turn round so that no cycle but loops is left: those that close one in a depth-first
    walk."""
    turned = [False] * len(source)
    proper = [wire for wire, u in enumerate(source) if u != target[wire]]
    if all(source[wire] < target[wire] for wire in proper):  # the boxes are in order as they are
        return turned
    before, after = neighbours(
        count, [source[wire] for wire in proper], [target[wire] for wire in proper]
    )
    if len(topological(before, after)) == count:
        return turned
    out: list[list[int]] = [[] for _ in range(count)]
    for wire in proper:
        out[source[wire]].append(wire)
    state = [0] * count  # 0 not seen, 1 on the walk's path, 2 done
    for start in range(count):
        if state[start]:
            continue
        state[start] = 1
        path = [(start, iter(out[start]))]
        while path:
            u, wires = path[-1]
            for wire in wires:
                v = target[wire]
                if state[v] == 1:
                    turned[wire] = True
                elif state[v] == 0:
                    state[v] = 1
                    path.append((v, iter(out[v])))
                    break
            else:
                state[u] = 2
                path.pop()
    return turned


def depths(order: Sequence[int], before: list[list[int]]) -> list[int]:
    """Number of wires on the longest way from a source to each box; `order` has sources first."""
    depth = [0] * len(before)
    for v in order:
        feeds = before[v]
        if len(feeds) == 1:
            depth[v] = 1 + depth[feeds[0]]
        elif feeds:
            depth[v] = 1 + max([depth[u] for u in feeds])
    return depth


def rank(count: int, source: Sequence[int], target: Sequence[int]) -> list[int]:
    """The row of each box of a connected acyclic graph, from 0 at the top; every wire runs down."""
    before, after = neighbours(count, source, target)
    order = topological(before, after)
    rows = _from_the_sinks(order, before, after)
    shorten(rows, before, after)
    top = min(rows, default=0)
    rows = [row - top for row in rows]
    _spread(rows, before, after)
    return rows


def _spread(rows: list[int], before: list[list[int]], after: list[list[int]]) -> None:
    """Boxes amid a way from a fork to a join move to the emptiest row it passes.

    That makes no way longer, and room where others stand: a bend is narrower than a box.
    """
    count = [0] * (1 + max(rows, default=0))
    for row in rows:
        count[row] += 1
    for box, (feeds, users) in enumerate(zip(before, after, strict=True)):
        if len(feeds) != 1 or len(users) != 1:
            continue
        fork, join, row = feeds[0], users[0], rows[box]
        if rows[join] - rows[fork] > 2 and len(after[fork]) > 1 and len(before[join]) > 1:
            count[row] -= 1
            free = range(rows[join] - 1, rows[fork], -1)
            best = min(free, key=lambda other: (count[other], other != row))
            rows[box] = best
            count[best] += 1


def _from_the_sinks(order: list[int], before: list[list[int]], after: list[list[int]]) -> list[int]:
    """The deepest sink's ancestors as late as can be, then other sinks near their inputs."""
    depth = depths(order, before)
    place = [0] * len(order)
    for index, v in enumerate(order):
        place[v] = index
    rows = [0] * len(order)
    early = [0] * len(order)  # the first row that its feeds allow, and then its own
    placed = [False] * len(order)
    sinks = sorted((v for v in order if not after[v]), key=lambda v: (-depth[v], v))
    for sink in sinks:
        region = _place_ancestors(sink, placed, before)
        region.sort(key=place.__getitem__)
        for v in region:
            feeds = before[v]
            if len(feeds) == 1:
                early[v] = early[feeds[0]] + 1
            elif feeds:
                early[v] = max([early[u] for u in feeds]) + 1
        for v in reversed(region):
            users = after[v]
            if len(users) == 1:
                early[v] = rows[users[0]] - 1
            elif users:
                early[v] = min([rows[w] for w in users if placed[w]]) - 1
            rows[v] = early[v]
    return rows


def _place_ancestors(sink: int, placed: list[bool], before: list[list[int]]) -> list[int]:
    """A sink and its ancestors that were not placed, as placed now."""
    placed[sink] = True
    found = [sink]
    for v in found:  # grows while it is walked
        for u in before[v]:
            if not placed[u]:
                placed[u] = True
                found.append(u)
    return found
