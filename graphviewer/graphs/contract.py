"""A graph with some of its vertices drawn as one, some in frames, and some not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from graphviewer.graphs.data import Fold, Graph, Group, Link, Vertex

MOST_ARROWS = 4  # between a fold and another vertex; more are drawn as one


class Lump(NamedTuple):
    """Places that become one vertex, and cards elsewhere that another card of theirs stands for."""

    fold: Fold  # without its members
    parts: tuple[tuple[int, ...], ...]  # by repetition
    group: int | None
    alike: Mapping[int, int]


class Frame(NamedTuple):
    """What of an opened fold stands in its frame, by place."""

    fold: Fold  # without its members
    group: Group
    places: tuple[int, ...]


def contracted(
    graph: Graph, lumps: Sequence[Lump], frames: Sequence[Frame], left_out: Collection[int]
) -> Graph:
    """The graph without the vertices in some places; links within a lump are gone with it."""
    if not lumps and not frames and not left_out:
        return graph
    made = _Contraction(graph, lumps, frames, frozenset(left_out))
    folds = (
        *graph.folds,
        *(made.fold(lump) for lump in lumps),
        *(frame.fold for frame in frames),
    )
    groups = (*graph.groups, *(frame.group for frame in frames))
    whole = replace(
        graph,
        vertices=tuple(made.vertices),
        links=tuple(made.links()),
        folds=folds,
        groups=groups,
        places=None if graph.places is None else tuple(graph.places[k] for k in made.kept),
    )
    return _without_empty_frames(whole)


class _Contraction:
    def __init__(
        self,
        graph: Graph,
        lumps: Sequence[Lump],
        frames: Sequence[Frame],
        left_out: frozenset[int],
    ) -> None:
        self.graph, self.left_out = graph, left_out
        self._lump_of = {
            place: n for n, lump in enumerate(lumps) for part in lump.parts for place in part
        }
        alike = {place: one for lump in lumps for place, one in lump.alike.items()}
        group_of = {
            place: len(graph.groups) + n for n, frame in enumerate(frames) for place in frame.places
        }
        self.vertices: list[Vertex] = []
        self.kept: list[int] = []
        self.now: dict[int, int] = {}  # by place in the graph: the place here
        fold_at: dict[int, int] = {}
        for place, vertex in enumerate(graph.vertices):
            if place in left_out or place in alike:
                continue
            lump = self._lump_of.get(place)
            if lump is not None and lump in fold_at:
                self.now[place] = fold_at[lump]
                continue
            self.now[place] = len(self.vertices)
            self.kept.append(place)
            if lump is None:
                group = group_of.get(place, vertex.group)
                self.vertices.append(replace(vertex, group=group))
                continue
            fold_at[lump] = len(self.vertices)
            inside = (k for part in lumps[lump].parts for k in part)
            step = min(graph.vertices[k].step for k in inside)
            fold = len(graph.folds) + lump
            self.vertices.append(Vertex("fold", fold, 0, step, lumps[lump].group))
        for place, one in alike.items():
            if one in self.now and place not in left_out:
                self.now[place] = self.now[one]

    def fold(self, lump: Lump) -> Fold:
        """A lump's fold with its members."""
        members: list[Vertex] = []
        starts: list[int] = []
        for part in lump.parts:
            starts.append(len(members))
            members += (self.graph.vertices[k] for k in part if k not in self.left_out)
        repeated = tuple(starts) if lump.fold.of > 1 else ()
        return replace(lump.fold, members=tuple(members), starts=repeated)

    def links(self) -> list[Link]:
        """Links between what is left, those between a fold and another vertex bundled."""
        found: list[Link] = []
        bundles: dict[tuple[int, int], list[Link]] = defaultdict(list)
        for link in self.graph.links:
            source, target = self.now.get(link.source), self.now.get(link.target)
            if source is None or target is None or source == target:
                continue
            moved = replace(link, source=source, target=target)
            if link.source in self._lump_of or link.target in self._lump_of:
                if not bundles[source, target]:
                    found.append(moved)  # keeps its place among the links
                bundles[source, target].append(moved)
            else:
                found.append(moved)
        ports: Counter[tuple[int, bool]] = Counter()
        whole: list[Link] = []
        for link in found:
            bundle = bundles.get((link.source, link.target))
            bundled = [link] if bundle is None else _bundled(bundle, self._is_fold(link.target))
            whole += [self._ported(one, ports) for one in bundled]
        return whole

    def _is_fold(self, place: int) -> bool:
        return self.vertices[place].kind == "fold"

    def _ported(self, link: Link, ports: Counter[tuple[int, bool]]) -> Link:
        """A link whose ports at folds are numbered in the order they come."""
        if self._is_fold(link.source):
            link = replace(link, source_port=ports[link.source, False])
            ports[link.source, False] += 1
        if self._is_fold(link.target):
            link = replace(link, target_port=ports[link.target, True])
            ports[link.target, True] += 1
        return link


def _bundled(links: Sequence[Link], to_fold: bool) -> list[Link]:
    """Between a fold and another vertex: an arrow for each thing, or one for very many.

    What a fold uses more than once comes to it once.
    """
    if not to_fold and len(links) <= MOST_ARROWS:
        return list(links)
    found: dict[object, list[Link]] = defaultdict(list)
    for link in links:
        found[link.tensor if link.tensor is not None else link.source_port].append(link)
    if len(found) <= MOST_ARROWS:
        return [_one(some) for some in found.values()]
    return [_one([link for some in found.values() for link in some])]


def _one(links: Sequence[Link]) -> Link:
    """One link for several; it carries a tensor if they all carry the same."""
    first = links[0]
    if len(links) == 1:
        return first
    edges = tuple(dict.fromkeys(chain.from_iterable(link.edges for link in links)))
    same = all(link.tensor == first.tensor for link in links)
    return replace(first, edges=edges, tensor=first.tensor if same else None)


def _without_empty_frames(graph: Graph) -> Graph:
    """Groups that hold nothing any more are gone; the others are numbered anew."""
    filled: set[int] = set()
    for vertex in graph.vertices:
        group = vertex.group
        while group is not None and group not in filled:
            filled.add(group)
            group = graph.groups[group].parent
    if len(filled) == len(graph.groups):
        return graph
    kept = sorted(filled)
    now = {place: n for n, place in enumerate(kept)}
    groups = [graph.groups[place] for place in kept]
    return replace(
        graph,
        groups=tuple(
            replace(one, parent=now[one.parent] if one.parent is not None else None)
            for one in groups
        ),
        vertices=tuple(
            replace(one, group=now[one.group]) if one.group is not None else one
            for one in graph.vertices
        ),
    )
