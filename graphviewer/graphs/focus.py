"""What leads to a vertex, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graphviewer.graphs.data import Focus, Graph


def out_of_focus(graph: Graph, focus: Focus) -> frozenset[int]:
    """The places of vertices that are left out; none where the vertex itself is not there."""
    wanted = {(focus.kind, focus.ref), *focus.others}
    start = [n for n, one in enumerate(graph.vertices) if (one.kind, one.ref) in wanted]
    if not start:
        return frozenset()
    kept: set[int] = set()
    if focus.toward != "descendants":
        kept |= reached(start, _neighbours((k.target, k.source) for k in graph.links))
    if focus.toward != "ancestors":
        kept |= reached(start, _neighbours((k.source, k.target) for k in graph.links))
    return frozenset(range(len(graph.vertices))) - kept


def reached(start: Iterable[int], neighbours: Mapping[int, Sequence[int]]) -> set[int]:
    """Everything that can be come to, the start included."""
    found = set(start)
    waiting = list(found)
    while waiting:
        for one in neighbours.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _neighbours(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found
