"""The modules view against PyTorch's own tree of modules, and against the tape's operations."""

from __future__ import annotations

from itertools import combinations

import pytest
import torch
from torch import nn

from graphviewer.graphs.data import Fold, Graph, Shaping
from graphviewer.graphs.modules import all_opened, has_modules, modules_graph, toggled
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.tape import Tape
from tests.record.everything import HEAD, run_plainly
from tests.record.oracle import recorded

BLOCKS = """
import torch.nn.functional as F
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)
        self.norm = nn.LayerNorm(2)
        self.scale = nn.Parameter(torch.ones(2))
    def forward(self, x):
        return F.relu(self.norm(self.first(x)) + x) * self.scale
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([Block() for _ in range(3)])
        self.cell = nn.Linear(2, 2, bias=False)
    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return self.cell(self.cell(x))
net = Net()
x = torch.ones(1, 2)
loss = (net(x) - 1).square().mean()
loss.backward()
"""


@pytest.fixture(scope="module")
def tape() -> Tape:
    return recorded(HEAD + BLOCKS)


class Walk:
    """Which modules are called inside which, by hooks of the test's own."""

    def __init__(self, source: str) -> None:
        self.net: nn.Module = run_plainly(source)["net"]
        self.parent: dict[str, str | None] = {}
        self.kind: dict[str, str] = {}
        times: dict[int, int] = {}
        running: list[str] = []
        for path, module in self.net.named_modules():
            name = f"net.{path}" if path else "net"

            def enter(one: nn.Module, _args: object, name: str = name) -> None:
                times[id(one)] = times.get(id(one), 0) + 1
                key = f"{name}#{times[id(one)]}"
                self.parent[key] = running[-1] if running else None
                self.kind[key] = type(one).__name__
                running.append(key)

            module.register_forward_pre_hook(enter)
            module.register_forward_hook(lambda *_: running.pop() and None)
        self.net(torch.ones(1, 2))


def graph_of(tape: Tape, opened: frozenset[str] | None = None) -> Graph:
    return modules_graph(tape, TapeIndex(tape), None, Shaping(opened=opened))


def boxes(graph: Graph) -> list[Fold]:
    return [graph.folds[vertex.ref] for vertex in graph.vertices if vertex.kind == "module"]


def test_every_call_is_listed_with_its_class() -> None:
    walk = Walk(HEAD + BLOCKS)
    folds = graph_of(recorded(HEAD + BLOCKS)).folds
    assert {fold.key: fold.kind for fold in folds} == walk.kind


def test_with_all_open_frames_stand_in_each_other_as_calls_do(tape: Tape) -> None:
    graph = graph_of(tape, all_opened(graph_of(tape)))
    found = {
        group.key: None if group.parent is None else graph.groups[group.parent].key
        for group in graph.groups
    }
    assert found == Walk(HEAD + BLOCKS).parent
    assert not boxes(graph)


def test_by_default_modules_are_open_down_to_those_that_hold_no_others(tape: Tape) -> None:
    graph = graph_of(tape)
    leaves = {key for key in Walk(HEAD + BLOCKS).parent if "first" in key or "norm" in key}
    leaves |= {"net.cell#1", "net.cell#2"}
    assert {fold.key for fold in boxes(graph)} == leaves
    assert {group.key for group in graph.groups} == {"net#1", *(f"net.blocks.{k}#1" for k in "012")}


def test_a_closed_module_counts_its_own_parameters(tape: Tape) -> None:
    walk = Walk(HEAD + BLOCKS)
    for opened in (frozenset[str](), frozenset({"net#1"})):
        for fold in boxes(graph_of(tape, opened)):
            path = fold.key.rpartition("#")[0].removeprefix("net").removeprefix(".")
            module = walk.net.get_submodule(path)
            held = [one.ref for one in fold.members if one.kind == "tensor"]
            sizes = sorted(tape.tensors[one].shape for one in held)
            assert sizes == sorted(tuple(one.shape) for one in module.parameters()), fold.key


def test_a_parameter_stands_in_the_frame_of_its_own_module(tape: Tape) -> None:
    index = TapeIndex(tape)
    graph = graph_of(tape, all_opened(graph_of(tape)))
    for vertex in graph.vertices:
        if vertex.kind == "tensor" and tape.tensors[vertex.ref].is_parameter:
            assert vertex.group is not None
            path = graph.groups[vertex.group].key.rpartition("#")[0]
            assert index.name(vertex.ref).rpartition(".")[0] == path
    given = next(op.outputs[0] for op in tape.ops if op.code == "torch.ones(1, 2)")
    assert [v.group for v in graph.vertices if (v.kind, v.ref) == ("tensor", given)] == [None]


def everything_opened_or_not() -> list[frozenset[str]]:
    keys = ["net#1", "net.blocks.0#1", "net.blocks.1#1", "net.blocks.0.first#1", "net.cell#2"]
    return [frozenset(one) for size in (0, 1, 2, 5) for one in combinations(keys, size)]


def named(keys: frozenset[str]) -> str:
    return "+".join(sorted(keys)) or "none"


def place_of(graph: Graph, op: Op) -> int:
    """The vertex that stands for an op."""
    found = [
        place
        for place, vertex in enumerate(graph.vertices)
        if (vertex.kind, vertex.ref) == ("op", op.id)
        or (
            vertex.kind == "module"
            and any((one.kind, one.ref) == ("op", op.id) for one in graph.folds[vertex.ref].members)
        )
    ]
    assert len(found) == 1, op
    return found[0]


@pytest.mark.parametrize("opened", everything_opened_or_not(), ids=named)
def test_what_ops_hand_on_is_an_arrow_wherever_it_leaves_a_box(
    tape: Tape, opened: frozenset[str]
) -> None:
    graph = graph_of(tape, opened)
    arrows = {(link.source, link.target) for link in graph.links}
    makers = {tensor: op for op in tape.ops for tensor in op.outputs}
    shown = [op for op in tape.ops if op.inputs and tape.steps[op.step].kind == "forward"]
    for op in shown:
        for tensor in op.inputs:
            maker = makers.get(tensor)
            if maker is None or not maker.inputs:
                continue
            source, target = place_of(graph, maker), place_of(graph, op)
            cards = [
                place
                for place, vertex in enumerate(graph.vertices)
                if (vertex.kind, vertex.ref) == ("tensor", tensor)
            ]
            by_card = any((source, card) in arrows and (card, target) in arrows for card in cards)
            assert source == target or (source, target) in arrows or by_card


@pytest.mark.parametrize("opened", everything_opened_or_not(), ids=named)
def test_a_gradient_edge_is_drawn_once_and_only_between_vertices(
    tape: Tape, opened: frozenset[str]
) -> None:
    graph = graph_of(tape, opened)
    assert all(link.source != link.target for link in graph.links)
    edges = [edge for link in graph.links for edge in link.edges]
    assert len(edges) == len(set(edges))
    for link in graph.links:
        for node, _ in link.edges:
            op = tape.nodes[node].op
            assert op is not None
            assert link.target == place_of(graph, tape.ops[op])


def test_opening_and_closing_come_back_to_the_same_graph(tape: Tape) -> None:
    graph = graph_of(tape)
    first = toggled(graph, Shaping(), "net.blocks.1#1")
    assert first == {group.key for group in graph.groups} - {"net.blocks.1#1"}
    again = toggled(graph_of(tape, first), Shaping(opened=first), "net.blocks.1#1")
    assert graph_of(tape, again) == graph


def test_a_cell_in_a_loop_is_as_many_boxes() -> None:
    source = """
cell = nn.LSTMCell(2, 3)
x = torch.ones(4, 1, 2)
h, c = torch.zeros(1, 3), torch.zeros(1, 3)
for t in range(4):
    h, c = cell(x[t], (h, c))
h.sum().backward()
"""
    graph = graph_of(recorded(HEAD + source))
    assert [fold.title for fold in boxes(graph)] == [f"cell #{k}" for k in (1, 2, 3, 4)]
    between = [
        link
        for link in graph.links
        if {graph.vertices[link.source].kind, graph.vertices[link.target].kind} == {"module"}
    ]
    assert len(between) == 6  # h and c, three times


def test_a_tape_that_knows_paths_only_is_grouped_by_them(tape: Tape) -> None:
    old = Tape(
        meta=tape.meta,
        values=tape.values,
        tensors=tape.tensors,
        bindings=tape.bindings,
        nodes=tape.nodes,
        runs=tape.runs,
        steps=tape.steps,
        ops=[
            Op(**{name: getattr(op, name) for name in Op.__struct_fields__ if name != "within"})
            for op in tape.ops
        ],
    )
    keys = {fold.key for fold in graph_of(old).folds}
    assert {"net#1", "net.blocks#1", "net.blocks.2.first#1", "net.cell#1"} <= keys


def test_a_program_without_modules_has_none() -> None:
    assert not has_modules(recorded(HEAD + "x = torch.ones(1, requires_grad=True)\n(x * 2).sum()"))


def test_of_a_hundred_blocks_only_boxes_are_drawn() -> None:
    source = """
net = nn.Sequential(*[nn.Sequential(*[nn.Tanh() for _ in range(30)]) for _ in range(60)])
net(torch.ones(1, requires_grad=True)).sum().backward()
"""
    graph = graph_of(recorded(HEAD + source))
    assert len(boxes(graph)) == 60
    assert len(graph.vertices) < 70
