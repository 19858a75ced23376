"""Rows: every wire runs down, over as few rows as can be, and cycles are broken."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviewer.layout.ranks import backward_wires, rank
from tests.layout.graphs import scattered

Wires = list[tuple[int, int]]


@st.composite
def connected(draw: st.DrawFn) -> tuple[int, Wires]:
    """A connected acyclic graph: each box but the first has a wire from or to an earlier one."""
    count = draw(st.integers(2, 12))
    ends = [(draw(st.integers(0, v - 1)), v) for v in range(1, count)]
    extra = draw(st.lists(st.tuples(*[st.integers(0, count - 1)] * 2), max_size=count))
    wires = ends + [(min(pair), max(pair)) for pair in extra if pair[0] != pair[1]]
    place = draw(st.permutations(range(count)))
    return count, [(place[u], place[v]) for u, v in wires]


def ranked(count: int, wires: Wires) -> list[int]:
    return rank(count, [u for u, _ in wires], [v for _, v in wires])


def shortest(count: int, wires: Wires) -> int:
    """The least number of rows that wires can cross in all, by linear programming duality."""
    flow = nx.DiGraph()
    flow.add_nodes_from(range(count), demand=0)
    for u, v in wires:
        flow.add_edge(u, v, weight=-1)
        flow.nodes[u]["demand"] -= 1
        flow.nodes[v]["demand"] += 1
    cost, _ = nx.network_simplex(flow)
    return int(-cost)


@settings(max_examples=150, deadline=None)
@given(connected())
def test_wires_run_down_over_as_few_rows_as_can_be(graph: tuple[int, Wires]) -> None:
    rows = ranked(*graph)
    assert min(rows) == 0
    assert all(rows[u] < rows[v] for u, v in graph[1])
    assert sum(rows[v] - rows[u] for u, v in graph[1]) == shortest(*graph)


@pytest.mark.parametrize("seed", range(3))
def test_larger_graphs_are_ranked_best_too(seed: int) -> None:
    boxes, drawn = scattered(400, seed)
    wires = [(wire.source, wire.target) for wire in drawn]
    rows = ranked(len(boxes), wires)
    assert sum(rows[v] - rows[u] for u, v in wires) == shortest(len(boxes), wires)


def test_parameters_stand_just_above_their_consumers() -> None:
    chain = list(itertools.pairwise(range(6)))
    rows = ranked(9, [*chain, (6, 2), (7, 4), (8, 5)])
    assert [rows[parameter] for parameter in (6, 7, 8)] == [rows[2] - 1, rows[4] - 1, rows[5] - 1]


def test_a_branch_that_ends_early_stays_near_its_root() -> None:
    rows = ranked(8, [*itertools.pairwise(range(6)), (1, 6), (6, 7)])
    assert rows[6:] == [2, 3]


def test_a_box_amid_a_way_stands_in_the_emptiest_row_it_passes() -> None:
    chain = list(itertools.pairwise(range(6)))
    rows = ranked(11, [*chain, (0, 6), (6, 5), (7, 2), (8, 3), (9, 5), (10, 5)])
    assert [rows[parameter] for parameter in (7, 8, 9, 10)] == [1, 2, 4, 4]
    assert rows[6] == 3


@given(st.lists(st.tuples(*[st.integers(0, 7)] * 2), max_size=20))
def test_turning_the_chosen_wires_leaves_no_cycle(wires: Wires) -> None:
    wires = [(u, v) for u, v in wires if u != v]
    turned = backward_wires(8, [u for u, _ in wires], [v for _, v in wires])
    graph = nx.MultiDiGraph(
        [(v, u) if turn else (u, v) for (u, v), turn in zip(wires, turned, strict=True)]
    )
    assert nx.is_directed_acyclic_graph(graph)


def test_an_acyclic_graph_has_no_wire_turned() -> None:
    assert backward_wires(4, [0, 0, 1, 2], [1, 2, 3, 3]) == [False] * 4
