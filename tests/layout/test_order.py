"""Order within rows: crossings counted right, trees without one, sweeps never for the worse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviewer.layout.crossings import crossings
from graphviewer.layout.layered import Box, Wire
from graphviewer.layout.levels import Levels, levels
from graphviewer.layout.order import FINE, _Sweeper, initial, order, places
from graphviewer.layout.ranks import rank
from graphviewer.layout.sheet import Strands
from tests.layout.graphs import Graph, dags, scattered


def ranked(graph: Graph) -> Levels:
    boxes, wires = graph
    rows = rank(len(boxes), [w.source for w in wires], [w.target for w in wires])
    return levels(rows, Strands.of(wires))


def joined(graph: Graph) -> Graph:
    """The graph with a sink that every box feeds, so that it is one part."""
    boxes, wires = graph
    return [*boxes, Box(10, 10)], [*wires, *(Wire(i, len(boxes), 0, i) for i in range(len(boxes)))]


def counted_slowly(graph: Levels) -> int:
    place = places(graph)
    segments = [
        (graph.row[u], (place[u], p), (place[v], q))
        for u, v, p, q in zip(
            graph.upper, graph.lower, graph.upper_port, graph.lower_port, strict=True
        )
    ]
    return sum(
        row == other and top < over and bottom > under
        for row, top, bottom in segments
        for other, over, under in segments
    )


@settings(max_examples=100, deadline=None)
@given(dags(most=10))
def test_crossings_are_counted_as_pair_by_pair(graph: Graph) -> None:
    made = ranked(joined(graph))
    made.rows = initial(made)
    assert crossings(made) == counted_slowly(made)


@settings(max_examples=60, deadline=None)
@given(dags(most=10))
def test_sweeps_never_make_it_worse_and_tell_what_is_left(graph: Graph) -> None:
    made = ranked(joined(graph))
    made.rows = initial(made)
    before = crossings(made)
    left = order(made)
    assert left == crossings(made) <= before
    assert sorted(knot for row in made.rows for knot in row) == list(range(made.knots))


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=40))
def test_a_tree_of_inputs_has_no_crossing_and_keeps_their_order(picks: list[int]) -> None:
    wires = [Wire(box, pick % box, 0, box) for box, pick in enumerate(picks, 1)]
    made = ranked(([Box(10, 10)] * (len(picks) + 1), wires))
    assert order(made) == 0


def test_sweeps_remove_crossings_of_a_random_graph() -> None:
    made = ranked(scattered(200))
    made.rows = initial(made)
    before = crossings(made)
    assert order(made) < 0.9 * before


def test_rows_that_no_sweep_betters_are_swapped_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def idle(sweeper: _Sweeper, crossed: set[int], *, down: bool) -> None:
        pass

    monkeypatch.setattr(_Sweeper, "sort", idle)
    made = ranked(scattered(500))
    assert len(made.upper) > FINE
    made.rows = initial(made)
    before = crossings(made)
    left = order(made)
    assert left == crossings(made) < before
