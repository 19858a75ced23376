"""The graph of a span of steps, held against the graph of the whole tape."""

from __future__ import annotations

import pytest

from graphviewer.graphs.build import build
from graphviewer.graphs.data import Graph, View
from graphviewer.graphs.expression import names_within
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Seed
from graphviewer.tape.span import Span, made_within, roots_of
from graphviewer.tape.tape import Tape
from graphviewer.tape.thin import Budget
from tests.record.thinned import both

VIEWS: tuple[View, ...] = ("expression", "grad_fn")
PLAIN = """import torch
net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for i in range(4):
    loss = net(torch.randn(5, 2)).pow(2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
"""
CARRIED = """import torch
w = torch.tensor(0.5, requires_grad=True)
h = torch.tensor(1.0)
for i in range(4):
    h = torch.tanh(w * h)
    loss = h * h
    loss.backward(retain_graph=True)
"""
OLDER = """import torch
x = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (x * x).sum()
for i in range(4):
    loss.backward(retain_graph=True)
"""
OFTEN = """import torch
w = torch.tensor(0.5, requires_grad=True)
for i in range(3):
    y = w * w.sin() + w.cos() * w.exp() + w.tanh()
    y.backward()
"""
PROGRAMS = {"plain": PLAIN, "carried": CARRIED, "older": OLDER, "often": OFTEN}


@pytest.fixture(scope="module", params=PROGRAMS)
def tape(request: pytest.FixtureRequest) -> Tape:
    return record(PROGRAMS[request.param])


def spans(tape: Tape) -> list[Span]:
    assert len(tape.iterations) > 2
    return [Span(row.first_step, row.last_step) for row in tape.iterations]


def things(graph: Graph, kind: str) -> set[int]:
    return {vertex.ref for vertex in graph.vertices if vertex.kind == kind}


@pytest.mark.parametrize("view", VIEWS)
def test_every_link_is_true_to_the_tape(tape: Tape, view: View) -> None:
    index = TapeIndex(tape)
    for span in spans(tape):
        graph = build(tape, index, view, span)
        assert graph.vertices
        for link in graph.links:
            source, target = graph.vertices[link.source], graph.vertices[link.target]
            for node, place in link.edges:
                edge = tape.nodes[node].edges[place]
                assert edge is not None
                if view == "grad_fn":
                    assert (edge.to, edge.input_nr) == (source.ref, link.source_port)
                else:
                    assert index.tensor_at((edge.to, edge.input_nr)) == source.ref
            if target.kind == "op":
                assert tape.ops[target.ref].inputs[link.target_port] == source.ref
            if source.kind == "op":
                assert tape.ops[source.ref].outputs[link.source_port] == target.ref


@pytest.mark.parametrize("view", VIEWS)
def test_the_iterations_together_are_the_whole(tape: Tape, view: View) -> None:
    index = TapeIndex(tape)
    kind = "op" if view == "expression" else "node"
    whole = build(tape, index, view)
    parts = [build(tape, index, view, span) for span in spans(tape)]
    assert set().union(*(things(part, kind) for part in parts)) == things(whole, kind)
    edges = {edge for link in whole.links for edge in link.edges}
    assert {edge for part in parts for link in part.links for edge in link.edges} == edges


@pytest.mark.parametrize("view", VIEWS)
def test_of_other_iterations_there_is_only_what_is_used(tape: Tape, view: View) -> None:
    index = TapeIndex(tape)
    for span in spans(tape):
        graph = build(tape, index, view, span)
        targets = {link.target for link in graph.links}
        older = any(tape.nodes[s.node].step not in span for r in tape.runs for s in r.seeds)
        for place, vertex in enumerate(graph.vertices):
            if vertex.step not in span and not older:
                assert place not in targets
            assert vertex.step <= span.last


@pytest.mark.parametrize("view", VIEWS)
def test_a_span_of_everything_is_the_whole_graph(tape: Tape, view: View) -> None:
    index = TapeIndex(tape)
    whole, all_of_it = (build(tape, index, view, span) for span in (None, Span(0, len(tape.steps))))
    assert set(whole.vertices) == set(all_of_it.vertices)
    assert len(whole.links) == len(all_of_it.links)


def test_iterations_of_one_program_have_one_structure() -> None:
    tape = record(PLAIN)
    index = TapeIndex(tape)
    for view in VIEWS:
        graphs = [build(tape, index, view, span) for span in spans(tape)]
        shapes = [[(k.source, k.target, k.target_port) for k in graph.links] for graph in graphs]
        assert all(shape == shapes[0] for shape in shapes)


def test_a_carried_state_is_a_card_without_a_past() -> None:
    tape = record(CARRIED)
    index = TapeIndex(tape)
    span = spans(tape)[2]
    graph = build(tape, index, "expression", span)
    older = [
        place
        for place, v in enumerate(graph.vertices)
        if v.kind == "tensor" and tape.tensors[v.ref].node is not None and v.step < span.first
    ]
    assert len(older) == 1
    assert not any(link.target == older[0] for link in graph.links)
    assert any(link.source == older[0] and link.edges for link in graph.links)


def test_a_graph_made_before_the_loop_is_what_its_runs_are_about() -> None:
    tape = record(OLDER)
    index = TapeIndex(tape)
    for span in spans(tape):
        graph = build(tape, index, "grad_fn", span)
        names = {tape.nodes[v.ref].name for v in graph.vertices}
        assert names == {"AccumulateGrad", "MulBackward0", "SumBackward0"}
        assert len(build(tape, index, "expression", span).vertices) == 5


def test_uses_are_counted_within_the_span() -> None:
    tape = record(OFTEN)
    index = TapeIndex(tape)
    w = next(row.id for row in tape.tensors if index.name(row.id) == "w")
    for span in spans(tape):
        cards = [v for v in build(tape, index, "expression", span).vertices if v.ref == w]
        assert [v.copy for v in cards if v.kind == "tensor"] == [0, 1, 2, 3, 4]
    plain = record(PLAIN)
    graph = build(plain, TapeIndex(plain), "expression", spans(plain)[1])
    assert all(v.copy == 0 for v in graph.vertices)


def test_names_are_numbered_within_the_span() -> None:
    tape = record(CARRIED)
    index = TapeIndex(tape)
    span = spans(tape)[2]
    names = names_within(tape, index, span)
    losses = {names[row.id] for row in made_within(tape.tensors, span) if row.id in names}
    assert {"loss", "h₂"} <= losses
    assert "h₁" in names.values()
    index.look_within(names)
    assert {index.name(tensor) for tensor in names} == set(names.values())
    index.look_within({})
    assert "loss₃" in {index.name(row.id) for row in tape.tensors}


def test_a_run_that_stands_for_iterations_left_out_has_no_root() -> None:
    tape = both(PLAIN.replace("range(4)", "range(40)"), Budget(steps=200, bytes=2**20)).thinned
    skips = {step.index for step in tape.steps if step.kind == "skip"}
    assert skips
    standing = [run for run in tape.runs if run.first_step in skips]
    assert all(roots_of(tape, run) == () for run in standing)
    real = [run for run in tape.runs if run.first_step not in skips]
    assert real
    assert all(isinstance(seed, Seed) for run in real for seed in roots_of(tape, run))
    assert all(roots_of(tape, run) == run.seeds != () for run in real)
