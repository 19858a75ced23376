"""Saved tensors, freed buffers, several runs, checkpoints, graphs of the backward itself."""

from __future__ import annotations

import pytest

from graphviewer.files.show import show
from graphviewer.tape.freed import freed_at, freed_before, held
from tests.record.everything import (
    HEAD,
    every_step_is_told,
    leaf_grads,
    run_plainly,
    steps,
    values,
    whys,
)
from tests.record.oracle import bound, recorded

TWICE = """
a = torch.tensor([2., 3.], requires_grad=True)
b = a.exp()
c = (b * b).sum()
c.backward(retain_graph=True)
c.backward()
"""


def test_each_node_holds_what_pytorch_saved_in_bytes() -> None:
    tape = recorded(HEAD + TWICE)
    space = run_plainly(TWICE.replace("c.backward()\n", ""))
    mul = space["c"].grad_fn.next_functions[0][0]
    kept = (mul._saved_self, mul._saved_other)
    (node,) = [node for node in tape.nodes if node.name == "MulBackward0"]
    bytes_of = {one.name: one.bytes for one in held(tape, node)}
    assert bytes_of == {
        name: one.numel() * one.element_size()
        for name, one in zip(("self", "other"), kept, strict=True)
    }
    assert {one.tensor for one in held(tape, node)} == {bound(tape, "b")}


def test_only_a_run_without_retain_graph_frees() -> None:
    tape = recorded(HEAD + TWICE)
    freed = freed_at(tape)
    assert {tape.nodes[node].name for node in freed} == {"MulBackward0", "ExpBackward0"}
    assert {tape.steps[step].run for step in freed.values()} == {1}
    node, step = next(iter(freed.items()))
    assert freed_before(tape, {node}, step - 1) == set()
    assert freed_before(tape, {node}, step) == {node}


def test_freed_is_what_pytorch_refuses_to_read() -> None:
    space = run_plainly(TWICE)
    with pytest.raises(RuntimeError, match="after they have already been freed"):
        _ = space["c"].grad_fn.next_functions[0][0]._saved_self


def test_a_second_backward_says_what_was_freed_and_where() -> None:
    tape = recorded(HEAD + TWICE + "c.backward()\n")
    (english,), (korean,) = whys(tape, "error"), whys(tape, "error", "ko")
    told = "MulBackward0 had kept b (8 bytes); the backward of line 9 freed that."
    assert told in english
    assert "retain_graph=True" in english
    assert "9번째 줄의 backward가" in korean


def test_show_has_what_a_node_keeps_and_when_it_went() -> None:
    tape = recorded(HEAD + TWICE)
    for position, freed in ((3, False), (len(tape.steps) - 1, True)):
        nodes = show(tape, position)["nodes"]
        assert isinstance(nodes, list)
        (mul,) = [one for one in nodes if isinstance(one, dict) and one["name"] == "MulBackward0"]
        assert (mul["freed"] is not None) == freed
        assert mul["keeps"] == [
            {"name": name, "tensor": bound(tape, "b"), "bytes": 8} for name in ("other", "self")
        ]


def test_parts_shared_by_two_losses_are_one_node_run_twice() -> None:
    source = """
x = torch.tensor(2., requires_grad=True)
s = x * x
a, b = s * 3, s.exp()
a.backward(retain_graph=True)
b.backward()
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "x")
    shared = tape.tensors[bound(tape, "s")].node
    assert [step.run for step in steps(tape, "backward") if step.node == shared] == [0, 1]


def test_create_graph_makes_a_second_layer() -> None:
    source = """
x = torch.tensor(2., requires_grad=True)
(g,) = torch.autograd.grad(x ** 3, x, create_graph=True)
(h,) = torch.autograd.grad(g, x, create_graph=True)
h.backward()
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "g", "h")
    assert leaf_grads(tape, source, "x")
    assert {node.run for node in tape.nodes} >= {None, 0, 1}
    layer = tape.nodes[tape.tensors[bound(tape, "h")].node or 0].run
    assert layer == 1
    assert any("built by an earlier backward run" in why for why in whys(tape, "backward"))
    nodes = show(tape)["nodes"]
    assert isinstance(nodes, list)
    assert [one["run"] for one in nodes if isinstance(one, dict)] == [n.run for n in tape.nodes]


@pytest.mark.parametrize("reentrant", [True, False])
def test_a_checkpoint_gives_pytorchs_gradients_and_words(reentrant: bool) -> None:
    source = f"""
from torch.utils.checkpoint import checkpoint
calls = []
def part(x, w):
    calls.append(1)
    return (x * w).sin()
x = torch.tensor([1., 2.], requires_grad=True)
w = torch.tensor([3., 4.], requires_grad=True)
y = checkpoint(part, x, w, use_reentrant={reentrant})
y.sum().backward()
print(len(calls))
"""
    tape = recorded(HEAD + source)
    assert tape.output == "2\n"  # once forward, once in backward: none for us
    assert leaf_grads(tape, source, "x", "w")
    assert every_step_is_told(tape)
    leaves = {tape.tensors[step.tensor or 0].name for step in steps(tape, "accumulate")}
    inner = {"x.detach()", "w.detach()"} if reentrant else set()
    assert {name for name in leaves if "detach" in name} == inner
    told = " ".join(whys(tape, "backward"))
    assert ("Reentrant checkpoint" if reentrant else "made again for this step") in told


def test_a_custom_function_is_one_node_with_its_saved_tensors() -> None:
    source = """
class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        large = a > 1
        ctx.mark_non_differentiable(large)
        return a * a * b, large
    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, g, _):
        a, b = ctx.saved_tensors
        return 2 * a * b * g, a * a * g
class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([2., 5.]))
    def forward(self, x):
        return Cube.apply(x, self.w)
a = torch.tensor([3., 1.], requires_grad=True)
layer = Layer()
y, large = layer(a)
y.sum().backward()
"""
    tape = recorded(HEAD + source)
    assert leaf_grads(tape, source, "a", "layer.w")
    assert values(tape, source, "y", "large")
    (node,) = [node for node in tape.nodes if node.name == "CubeBackward"]
    assert [one.tensor for one in held(tape, node)] == [bound(tape, "a"), bound(tape, "layer.w")]
    (op,) = [op for op in tape.ops if op.name == "Cube"]
    assert op.module == "layer"
    assert not tape.tensors[bound(tape, "large")].requires_grad
    assert any("backward method of Cube" in why for why in whys(tape, "backward"))


def test_each_leaf_is_one_tensor_in_a_failing_custom_function() -> None:
    source = """
class Bad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        return a.exp()
    @staticmethod
    def backward(ctx, g):
        raise ValueError("no")
a = torch.tensor(3., requires_grad=True)
for _ in range(3):
    try:
        (Bad.apply(a) + a * a).backward()
    except ValueError:
        pass
Bad.apply(a).backward()
"""
    tape = recorded(HEAD + source)
    assert tape.error is not None
    rows = {row.object for row in tape.tensors if row.is_leaf and row.requires_grad}
    assert len(rows) == 1


def test_functional_jacobians_and_products_are_pytorchs() -> None:
    source = """
from torch.autograd.functional import hessian, hvp, jacobian, vjp
x = torch.tensor([1., 2.])
def cube(x):
    return x * x * x
def square(x):
    return (x * x).sum()
J = jacobian(cube, x)
_, v = vjp(cube, x, torch.ones(2))
_, h = hvp(square, x, torch.tensor([1., 3.]))
H = hessian(square, x)
"""
    tape = recorded(HEAD + source)
    assert values(tape, source, "J", "v", "h", "H")
    assert len(tape.runs) > 4
    assert every_step_is_told(tape)
