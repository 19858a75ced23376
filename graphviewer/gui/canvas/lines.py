"""The arrows of a graph, drawn when they are first looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np

from graphviewer.graphs.data import Graph
from graphviewer.gui.canvas.arrows import Arrow, End, Point, down, mirrored, pair, swung, up
from graphviewer.gui.canvas.ways import ways_to

ONE_LINE = ("grad_fn", "scalars")  # views whose gradients run along the forward arrows
LOW = 12.0  # of a run within a row
NEAR = 160.0  # vertices this close are joined by twin arrows that swing apart


def _direct(route: Sequence[Point]) -> bool:
    """Whether a route bends at once: neither of its ends stands in a row with something higher."""
    stops = route[::3]
    ends = (stops[:2], stops[-2:]) if len(stops) > 2 else ()
    return all(abs(a[0] - b[0]) >= 1 or abs(a[1] - b[1]) < LOW for a, b in ends)


class Pair(NamedTuple):
    """The two arrows of one link; in the grad_fn view they run along the same line."""

    forward: Arrow
    backward: Arrow


class Lines(Sequence[Pair]):
    """A pair for each link: 10,000 take a second, and few of them are seen at once.

    Routes and ends run down; with `across` the arrows are drawn with their axes exchanged.
    """

    def __init__(
        self,
        graph: Graph,
        routes: Sequence[tuple[Point, ...]],
        ends: Sequence[End],
        *,
        across: bool = False,
    ) -> None:
        self._graph = graph
        self._routes = routes
        self._ends = ends
        self._across = across
        self._made: list[Pair | None] = [None] * len(graph.links)
        self.twins = self._find_twins()
        self._into: dict[int, list[int]] = defaultdict(list)
        for place, link in enumerate(graph.links):
            if place not in self.twins:
                self._into[link.target].append(place)

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> list[Pair]: ...
    def __getitem__(self, place: int | slice) -> Pair | list[Pair]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        found = self._made[place]
        return self._draw(place) if found is None else found

    def __iter__(self) -> Iterator[Pair]:
        return (self[place] for place in range(len(self)))

    def is_drawn(self, place: int) -> bool:
        """Whether a link's arrows have been drawn."""
        return self._made[place] is not None

    def _draw(self, place: int) -> Pair:
        """Draw a link's arrows, and with them those of the links that end beside it."""
        link = self._graph.links[place]
        twin = self.twins.get(place)
        if twin is not None:
            made = self._twin(self._ends[link.source], self._ends[link.target], *twin)
            return self._keep(place, made)
        alike, one_line = self._graph.view == "grad_fn", self._graph.view in ONE_LINE
        for one, way, beside in ways_to(
            self._graph, self._routes, self._ends, self._into[link.target]
        ):
            there, back = pair(way, 0.0 if one_line else beside)
            self._keep(one, Pair(back, back) if alike else Pair(there, back))
        drawn = self._made[place]
        assert drawn is not None
        return drawn

    def _keep(self, place: int, made: Pair) -> Pair:
        if self._across:
            back = mirrored(made.backward)
            there = back if made.forward is made.backward else mirrored(made.forward)
            made = Pair(there, back)
        self._made[place] = made
        return made

    def _find_twins(self) -> dict[int, tuple[float, float]]:
        """Links that join the same two neighbours: rank among them about 0, and side."""
        links, ends, routes = self._graph.links, self._ends, self._routes
        several = Counter((link.source, link.target) for link in links)
        coming = Counter(link.target for link in links)
        same: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, link in enumerate(links):
            if not 1 < several[link.source, link.target] == coming[link.target]:
                continue  # beside other inputs they keep to their ports
            gap = ends[link.target].rect.top() - ends[link.source].rect.bottom()
            if (
                0 < gap < NEAR
                and _direct(routes[place])
                and abs(routes[place][0][0] - routes[place][-1][0]) < NEAR
            ):
                same[link.source, link.target].append(place)
        found: dict[int, tuple[float, float]] = {}
        for places in same.values():
            if len(places) < 2:
                continue
            places.sort(key=lambda place: links[place].target_port)
            for number, place in enumerate(places):
                rank = number - (len(places) - 1) / 2
                found[place] = (rank, float(np.sign(rank)) or 1.0)
        return found

    def _twin(self, source: End, target: End, rank: float, side: float) -> Pair:
        if self._graph.view == "grad_fn":
            back = up(swung(source, target, 64.0 * rank, 56.0 * rank))
            return Pair(back, back)
        points = swung(source, target, 46.0 * rank, 24.0 * rank)
        if self._graph.view in ONE_LINE:
            return Pair(down(points), up(points))
        return Pair(
            down(points),
            up(swung(source, target, 46.0 * rank + 22.0 * side, 24.0 * rank + 9.0 * side)),
        )
