"""The recorded graph is exactly PyTorch's, and runs in its order."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from graphviewer.graphs.expression import expression_graph
from graphviewer.record.nodes import KEY
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import (
    bound,
    gradient_of,
    plain,
    recorded,
    same,
    value_of,
    walk,
    walk_tape,
)
from tests.record.programs import HEAD, PROGRAMS

# Programs without their backward passes, and the variable at the root of each graph.
FORWARD = {
    "product": (
        """
a = torch.tensor(3., requires_grad=True)
b = a.exp()
c = a * b
""",
        "c",
    ),
    "chain": (
        """
a = torch.ones(3, requires_grad=True)
b = a + 1
c = b * b
d = c.sum()
""",
        "d",
    ),
    "views": (
        """
x = torch.ones(2, 3, requires_grad=True)
y = x * 1
v = y[:, -1]
v.mul_(2)
y[0, 0] = 7.
z = y.t().reshape(-1)
w = (z * z).sum() + v.sum()
""",
        "w",
    ),
    "mlp": (
        """
net = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3))
loss = F.cross_entropy(net(torch.ones(2, 4)), torch.tensor([0, 2]))
""",
        "loss",
    ),
    "lstm": (
        """
cell = nn.LSTMCell(2, 3)
h = c = torch.zeros(1, 3)
for _ in range(3):
    h, c = cell(torch.ones(1, 2), (h, c))
loss = h.sum() * c.sum()
""",
        "loss",
    ),
    "many outputs": (
        """
x = torch.arange(6., requires_grad=True)
a, b, c = x.chunk(3)
m, i = torch.stack([a, b, c]).max(dim=0)
for row in torch.stack([a, m]):
    b = b * row
loss = b.sum()
""",
        "loss",
    ),
    "composites": (
        """
x = torch.ones(2, 4, requires_grad=True)
y = 1 / x + x.softmax(1) - x.std()
loss = F.layer_norm(y, (4,)).norm()
""",
        "loss",
    ),
}


def hooked_order(root: torch.Tensor) -> list[str]:
    """Names of the nodes in the order the engine runs them, by hooks of the test's own."""
    names: list[str] = []
    seen: set[Any] = set()
    handles = []
    stack = [root.grad_fn]
    while stack:
        node = stack.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        name = type(node).__name__
        handles.append(node.register_prehook(lambda _, name=name: names.append(name)))
        stack.extend(to for to, _ in node.next_functions)
    torch.autograd.backward(root)
    for handle in handles:
        handle.remove()
    return names


@pytest.mark.parametrize("name", FORWARD)
def test_an_independent_walk_finds_the_same_nodes_and_edges(name: str) -> None:
    source, root = FORWARD[name]
    space, _, _ = plain(HEAD + source)
    tape = recorded(HEAD + source)
    node = tape.tensors[bound(tape, root)].node
    assert node is not None
    assert walk_tape(tape, node) == walk(space[root].grad_fn)


@pytest.mark.parametrize("name", FORWARD)
def test_the_engine_runs_the_nodes_in_the_recorded_order(name: str) -> None:
    source, root = FORWARD[name]
    space, _, _ = plain(HEAD + source)
    tape = recorded(HEAD + source + f"\n{root}.backward()\n")
    order = [
        tape.nodes[step.node].name
        for step in tape.steps
        if step.kind in ("backward", "accumulate") and step.node is not None
    ]
    assert order == hooked_order(space[root])


@pytest.mark.parametrize("name", FORWARD)
def test_each_named_intermediate_has_the_gradient_retain_grad_keeps(name: str) -> None:
    source, root = FORWARD[name]
    space, _, _ = plain(HEAD + source)
    for tensor in space.values():
        if isinstance(tensor, torch.Tensor) and tensor.grad_fn is not None:
            tensor.retain_grad()
    torch.autograd.backward(space[root])
    tape = recorded(HEAD + source + f"\n{root}.backward()\n")
    for variable, tensor in space.items():
        if isinstance(tensor, torch.Tensor) and tensor.grad is not None:
            assert same(gradient_of(tape, variable), tensor.grad), variable


def test_a_product_is_one_node_and_two_leaves_and_nothing_else() -> None:
    tape = recorded(HEAD + PROGRAMS["product"])
    assert [node.name for node in tape.nodes] == [
        "AccumulateGrad",
        "AccumulateGrad",
        "MulBackward0",
    ]
    assert {saved.name: saved.tensor for saved in tape.nodes[2].saved} == {"self": 0, "other": 1}


def test_gradients_are_there_at_the_step_that_sends_them_and_not_before() -> None:
    tape = recorded(HEAD + PROGRAMS["chain"])
    first = tape.runs[0].first_step
    order = [step.kind for step in tape.steps[first:]]
    assert order == ["backward", "backward", "backward", "accumulate"]
    shown = [
        [
            None if (g := gradient_of(tape, name, step)) is None else g.array().tolist()
            for name in "abcd"
        ]
        for step in range(first - 1, first + 4)
    ]
    ones, fours = [1.0] * 3, [4.0] * 3
    assert shown == [
        [None, None, None, None],
        [None, None, ones, 1.0],
        [None, fours, ones, 1.0],
        [fours, fours, ones, 1.0],
        [fours, fours, ones, 1.0],
    ]


def test_the_chain_is_drawn_as_cards_and_signs() -> None:
    tape = recorded(HEAD + PROGRAMS["chain"])
    index = TapeIndex(tape)
    graph = expression_graph(tape, index)
    cards = [index.name(vertex.ref) for vertex in graph.vertices if vertex.kind == "tensor"]
    signs = [tape.ops[vertex.ref].name for vertex in graph.vertices if vertex.kind == "op"]
    assert cards == ["a", "b", "c", "d"]
    assert signs == ["add", "mul", "sum"]
    back = [link.edges for link in graph.links if link.edges]
    assert len(back) == 4  # one for a + 1, two for b * b, one for the sum
    assert all(len(edges) == 1 for edges in back)


def test_nodes_that_create_graph_builds_belong_to_their_run() -> None:
    tape = recorded(HEAD + PROGRAMS["second derivative"])
    assert [run.kind for run in tape.runs] == ["grad", "backward"]
    assert any(node.run == 0 for node in tape.nodes)
    assert all(node.run is None for node in tape.nodes if node.op is not None)
    value = value_of(tape, "g")
    assert value is not None
    assert value.array() == 12.0


def test_a_composite_function_is_one_op_with_all_its_nodes() -> None:
    tape = recorded(HEAD + PROGRAMS["mlp"])
    op = next(op for op in tape.ops if op.name == "cross_entropy")
    assert [tape.nodes[node].name for node in op.nodes] == [
        "LogSoftmaxBackward0",
        "NllLossBackward0",
    ]
    linear = next(op for op in tape.ops if op.name == "linear")
    assert linear.module == "net.0"
    index = TapeIndex(tape)
    assert [index.name(tensor) for tensor in linear.inputs] == ["X", "net.0.weight", "net.0.bias"]


def test_a_hook_changes_what_the_formula_uses_not_what_was_sent() -> None:
    tape = recorded(HEAD + PROGRAMS["hooks"])
    mul = [step for step in tape.steps if step.kind == "backward"]
    sent = [tape.values[ref].array().tolist() for ref in mul[1].gradients_out if ref is not None]
    used = mul[2].gradients_in[0]
    assert used is not None
    assert sent == [[2.0, 4.0], [2.0, 4.0]]
    assert tape.values[used].array().tolist() == [40.0, 80.0]


def test_nothing_is_left_on_nodes_or_in_torch_after_a_run() -> None:
    before = (torch.autograd.graph._engine_run_backward, torch.compile)
    apply = torch.autograd.Function.__dict__["apply"]
    leaf = torch.ones(2, requires_grad=True)
    node: Any = torch.autograd.graph.get_gradient_edge(leaf).node
    torch.leaf_of_a_test = leaf  # type: ignore[attr-defined]  # reachable from the program
    try:
        tape = recorded(HEAD + "x = torch.leaf_of_a_test\n(x * 2).sum().backward()\n")
    finally:
        del torch.leaf_of_a_test  # type: ignore[attr-defined]
    steps = len(tape.steps)
    torch.autograd.backward((leaf * 3).sum())
    assert len(tape.steps) == steps
    assert set(node.metadata) == {KEY}
    assert isinstance(node.metadata[KEY], int)
    assert (torch.autograd.graph._engine_run_backward, torch.compile) == before
    assert torch.autograd.Function.__dict__["apply"] is apply
    assert torch._C._len_torch_function_stack() == 0
    assert not torch.nn.modules.module._global_forward_pre_hooks
    assert not torch.nn.modules.module._global_forward_hooks


def test_a_second_recording_is_not_confused_by_nodes_that_outlive_the_first() -> None:
    leaf = torch.ones(2, requires_grad=True)
    node: Any = torch.autograd.graph.get_gradient_edge(leaf).node
    torch.leaf_of_a_test = leaf  # type: ignore[attr-defined]
    source = HEAD + "x = torch.leaf_of_a_test\n(x * 2).sum().backward()\n"
    try:
        for _ in range(2):
            leaf.grad = None
            tape = recorded(source)
            assert [row.name for row in tape.nodes] == [
                "AccumulateGrad",
                "MulBackward0",
                "SumBackward0",
            ]
    finally:
        del torch.leaf_of_a_test  # type: ignore[attr-defined]
    assert node.metadata
