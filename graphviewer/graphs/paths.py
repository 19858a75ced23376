"""Paths from a scalar to what backward started from: how many, which, and what they add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from graphviewer.graphs.data import Graph

MOST_PATHS = 64  # listed one by one; more are only counted


class Paths(Struct, frozen=True):
    """All ways from vertex `start` to some goals along links whose derivative is followed.

    `listed` has links (places in Graph.links) from the start on, the first MOST_PATHS ways.
    `links` are those of every way. `hidden` says that gradient also comes through an op or a
    tensor drawn whole, where no way can be followed.
    """

    start: int
    count: int
    listed: tuple[tuple[int, ...], ...]
    links: frozenset[int]
    hidden: bool = False


class Ways:
    """Answers for any start in one graph, towards some goals (vertices)."""

    def __init__(
        self, graph: Graph, goals: frozenset[int], left_out: frozenset[int] = frozenset()
    ) -> None:
        """`left_out` are links that no gradient is sent along."""
        self._graph = graph
        self._goals = goals
        self._out: dict[int, list[int]] = defaultdict(list)
        self._dark: dict[int, list[int]] = defaultdict(list)  # links that gradient takes unseen
        for place, link in enumerate(graph.links):
            if place in left_out:
                continue
            if link.local is not None:
                self._out[link.source].append(place)
            elif link.edges or graph.vertices[link.source].kind == "op":
                self._dark[link.source].append(place)
        self._counts: dict[int, int] = {}

    def count(self, start: int) -> int:
        """How many ways lead from a vertex to the goals."""
        for place in self._below_first(start):
            after = sum(self._counts[self._graph.links[k].target] for k in self._out[place])
            self._counts[place] = after + (place in self._goals)
        return self._counts[start]

    def paths(self, start: int) -> Paths:
        """The ways from a vertex."""
        count = self.count(start)
        listed: list[tuple[int, ...]] = []
        for way in self._walk(start):
            if len(listed) == MOST_PATHS:
                break
            listed.append(way)
        links = frozenset(self._on_a_way(start))
        return Paths(start, count, tuple(listed), links, self._goes_unseen(start))

    def total(
        self, start: int, weights: Mapping[int, float], at_goals: Mapping[int, float]
    ) -> float:
        """The sum over all ways of the product of their links' weights and the goal's own.

        In float64. Raises KeyError where a link on a way has no weight.
        """
        totals: dict[int, float] = {}
        for place in self._below_first(start, anew=True):
            total = at_goals.get(place, 0.0)
            for k in self._out[place]:
                target = self._graph.links[k].target
                if self._leads(target):
                    total += weights[k] * totals[target]
            totals[place] = total
        return totals[start]

    def reached(self, start: int) -> list[int]:
        """A vertex and all that follows from it, also what leads to no goal."""
        return self._below_first(start, anew=True)

    def _leads(self, place: int) -> bool:
        return self.count(place) > 0

    def _below_first(self, start: int, *, anew: bool = False) -> list[int]:
        """What can be reached from a vertex, each after all that follows from it."""
        known: Mapping[int, int] = {} if anew else self._counts
        done: list[int] = []
        seen: set[int] = set()
        stack: list[tuple[int, bool]] = [(start, False)]
        while stack:
            place, ready = stack.pop()
            if ready:
                done.append(place)
            elif place not in seen and place not in known:
                seen.add(place)
                stack.append((place, True))
                stack.extend((self._graph.links[k].target, False) for k in self._out[place])
        return done

    def _walk(self, start: int) -> Iterator[tuple[int, ...]]:
        """Ways one after the other; only vertices from which a goal can be reached are entered."""
        way: list[int] = []
        if not self._leads(start):
            return
        if start in self._goals:
            yield ()
        rest = [iter(self._out[start])]
        while rest:
            link = next(rest[-1], None)
            if link is None:
                rest.pop()
                if way:
                    way.pop()
                continue
            target = self._graph.links[link].target
            if not self._leads(target):
                continue
            way.append(link)
            if target in self._goals:
                yield tuple(way)
            rest.append(iter(self._out[target]))

    def _on_a_way(self, start: int) -> Iterator[int]:
        for place in self._below_first(start, anew=True):
            for k in self._out[place]:
                if self._leads(self._graph.links[k].target):
                    yield k

    def _goes_unseen(self, start: int) -> bool:
        """Whether a way through something drawn whole leads on to a goal."""
        stack, seen = [(start, False)], set()
        while stack:
            place, dark = stack.pop()
            if (place, dark) in seen:
                continue
            seen.add((place, dark))
            if dark and place in self._goals:
                return True
            links = self._graph.links
            stack.extend((links[k].target, dark) for k in self._out[place])
            stack.extend((links[k].target, True) for k in self._dark[place])
        return False
