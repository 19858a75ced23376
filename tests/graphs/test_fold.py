"""What is folded: nothing is lost, nothing goes round in a circle, and it can be opened again."""

from __future__ import annotations

from collections import Counter
from functools import cache

import networkx as nx
import pytest

from graphviewer.graphs.build import build
from graphviewer.graphs.data import PLAIN, Fold, Graph, Shaping, Vertex, View
from graphviewer.graphs.inside import AT_ONCE, key_in, keys_of
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.graphs.programs import LSTM, NET, random_program

VIEWS: tuple[View, ...] = ("expression", "grad_fn")
OPEN: frozenset[str] = frozenset()
REPEATS = Shaping(repeats=True, opened=OPEN)
CHAINS = Shaping(chains=True, opened=OPEN)
SEEDS = range(24)


@cache
def recorded(source: str) -> tuple[Tape, TapeIndex]:
    tape = record(source)
    assert tape.error is None, tape.error
    return tape, TapeIndex(tape)


def graph_of(source: str, view: View, shaping: Shaping) -> Graph:
    tape, index = recorded(source)
    return build(tape, index, view, None, shaping)


def stands_for(graph: Graph) -> dict[tuple[str, int, int], int]:
    """For each vertex of the unfolded graph what it has become."""
    found: dict[tuple[str, int, int], int] = {}
    for place, vertex in enumerate(graph.vertices):
        inside = graph.folds[vertex.ref].members if vertex.kind == "fold" else (vertex,)
        for one in inside:
            assert (one.kind, one.ref, one.copy) not in found, "drawn twice"
            found[one.kind, one.ref, one.copy] = place
    return found


def named(vertex: Vertex) -> tuple[str, int, int]:
    return vertex.kind, vertex.ref, vertex.copy


def assert_same_graph(whole: Graph, folded: Graph) -> None:
    """Every link is inside a fold or between what stands for its ends, and there are no others."""
    now = stands_for(folded)
    cards = {(one.kind, one.ref) for one in whole.vertices}
    assert {(kind, ref) for kind, ref, _ in now} == cards
    ends = [(named(whole.vertices[k.source]), named(whole.vertices[k.target])) for k in whole.links]
    drawn = {(k.source, k.target) for k in folded.links}
    back: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for link in folded.links:
        back.setdefault((link.source, link.target), set()).update(link.edges)
    wanted: set[tuple[int, int]] = set()
    for link, (source, target) in zip(whole.links, ends, strict=True):
        goal = now[target]
        sources = [now[source]] if source in now else _others(now, source)
        if goal in sources:
            continue
        pair = next((one, goal) for one in sources if (one, goal) in drawn)
        assert set(link.edges) <= back[pair]
        wanted.add(pair)
    assert wanted == drawn
    if nx.is_directed_acyclic_graph(nx.DiGraph((k.source, k.target) for k in whole.links)):
        assert nx.is_directed_acyclic_graph(nx.DiGraph(drawn))


def _others(now: dict[tuple[str, int, int], int], card: tuple[str, int, int]) -> list[int]:
    """The cards that can stand for a further card of a leaf."""
    return [place for one, place in now.items() if one[:2] == card[:2]]


def repetitions(fold: Fold) -> list[tuple[Vertex, ...]]:
    ends = (*fold.starts[1:], len(fold.members))
    return [fold.members[a:b] for a, b in zip(fold.starts, ends, strict=True)]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("seed", SEEDS)
def test_folding_keeps_every_link_and_makes_no_circle(seed: int, view: View) -> None:
    source = random_program(seed)
    whole = graph_of(source, view, PLAIN)
    for shaping in (REPEATS, CHAINS, Shaping(repeats=True, chains=True, opened=OPEN)):
        assert_same_graph(whole, graph_of(source, view, shaping))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_opened_keeps_them_too(seed: int, view: View) -> None:
    source = random_program(seed)
    whole, shaping = graph_of(source, view, PLAIN), Shaping(repeats=True, chains=True, opened=OPEN)
    for _ in range(3):
        folded = graph_of(source, view, shaping)
        closed = [one for one in folded.folds if one.members]
        if not closed:
            break
        opened = (shaping.opened or OPEN) | {key_in(closed[seed % len(closed)], 0)}
        shaping = Shaping(repeats=True, chains=True, opened=opened)
        again = graph_of(source, view, shaping)
        assert_same_graph(whole, again)
        assert {group.key for group in again.groups} == opened


@pytest.mark.parametrize("seed", SEEDS)
def test_the_repetitions_of_a_fold_do_the_same(seed: int) -> None:
    tape, _ = recorded(random_program(seed))
    for fold in graph_of(random_program(seed), "expression", REPEATS).folds:
        parts = repetitions(fold)
        assert len(parts) == fold.times >= 2
        done = {tuple(tape.ops[v.ref].name for v in part if v.kind == "op") for part in parts}
        assert len(done) == 1
        shapes = {
            tuple(tape.tensors[tape.ops[v.ref].outputs[0]].shape for v in part if v.kind == "op")
            for part in parts
        }
        assert len(shapes) == 1


def test_the_steps_of_an_lstm_are_one_vertex_with_its_shared_weights_before_it() -> None:
    tape, index = recorded(LSTM)
    graph = graph_of(LSTM, "expression", REPEATS)
    (fold,) = graph.folds
    assert (fold.times, fold.of) == (20, 20)
    per_step = sum(op.name != "sum" and bool(op.inputs) for op in tape.ops) / 20
    assert sum(v.kind == "op" for v in fold.members) == 20 * per_step
    before = {
        index.name(graph.vertices[k.source].ref)
        for k in graph.links
        if graph.vertices[k.target].kind == "fold"
    }
    assert {"x", "W", "U", "b"} <= before


def test_layers_without_modules_are_one_vertex_with_their_own_weights_inside() -> None:
    tape, index = recorded(NET)
    graph = graph_of(NET, "expression", REPEATS)
    (fold,) = graph.folds
    assert (fold.times, fold.title) == (12, "matmul, add, relu")
    leaves = [v.ref for v in fold.members if v.kind == "tensor" and tape.tensors[v.ref].is_leaf]
    assert Counter(tape.tensors[ref].shape for ref in leaves) == {(5, 5): 12, (5,): 12}
    assert next(index.name(v.ref) for v in graph.vertices if v.kind == "tensor") == "x"


def test_opening_shows_one_repetition_in_a_frame_and_the_others_folded() -> None:
    closed = graph_of(LSTM, "expression", REPEATS)
    key = key_in(closed.folds[0], closed.folds[0].starts[7])
    graph = graph_of(LSTM, "expression", Shaping(repeats=True, opened=frozenset({key})))
    assert [(fold.first, fold.times) for fold in graph.folds if fold.members] == [(0, 7), (8, 12)]
    (group,) = graph.groups
    assert (group.key, group.title) == (key, "8 / 20")
    inside = [v for v in graph.vertices if v.group == 0 and v.kind == "op"]
    assert len(inside) == sum(v.kind == "op" for v in closed.folds[0].members) / 20


def test_few_steps_are_opened_all_at_once() -> None:
    (net,) = graph_of(NET, "expression", REPEATS).folds
    assert AT_ONCE >= 12 * 3
    assert len(keys_of(net)) == 12
    (lstm,) = graph_of(LSTM, "expression", REPEATS).folds
    assert keys_of(lstm) == {lstm.key}


def test_a_chain_ends_where_the_program_gave_a_name() -> None:
    graph = graph_of(NET, "expression", CHAINS)
    assert {fold.title for fold in graph.folds} == {"matmul, add, relu", "pow, mean"}
    named_cards = {v.ref for v in graph.vertices if v.kind == "tensor"}
    assert len(named_cards) == 1 + 24 + 12 + 1  # the input, weights, results of layers, the loss


def test_a_repetition_with_something_hidden_is_drawn_as_it_is() -> None:
    tape, _ = recorded(NET)
    op = [op for op in tape.ops if op.name == "add"][5]
    shaping = Shaping(repeats=True, opened=OPEN, hidden=frozenset({("op", op.id)}))
    graph = graph_of(NET, "expression", shaping)
    assert [fold.times for fold in graph.folds] == [5, 6]
    assert sum(v.kind == "op" for v in graph.vertices) == 2 + 2  # of the layer, of the loss


def test_large_graphs_are_folded_unless_it_is_said_otherwise() -> None:
    source = LSTM.replace("20", "60")
    assert len(graph_of(source, "expression", PLAIN).vertices) < 20
    assert len(graph_of(source, "expression", Shaping(opened=OPEN)).vertices) > 500
