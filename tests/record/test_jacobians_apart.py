"""Nodes that get no local Jacobian, and what the program notices of taking them: nothing."""

from __future__ import annotations

import pytest

from graphviewer.record.jacobians import MOST_ROWS
from tests.record.oracle import recorded
from tests.record.programs import HEAD
from tests.record.test_jacobians import kind_at, matrix, unmeasured

HOOKS = """
calls = []
x = torch.tensor([1., 2.], requires_grad=True)
y = x * 3
y.register_hook(lambda g: calls.append("tensor"))
y.grad_fn.register_prehook(lambda g: calls.append("before"))
y.grad_fn.register_hook(lambda g, h: calls.append("after"))
y.retain_grad()
(y * y).sum().backward()
print(calls, x.grad.tolist(), y.grad.tolist())
"""


def test_hooks_of_the_program_run_once() -> None:
    tape = recorded(HEAD + HOOKS, jacobians=4096)
    assert tape.output == "['tensor', 'before', 'after'] [18.0, 36.0] [6.0, 12.0]\n"
    assert tape.jacobians


OWN = """
calls = []
class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, g):
        calls.append(1)
        return g * 2
x = torch.tensor([1., 2.], requires_grad=True)
Own.apply(x).sum().backward()
print(len(calls))
"""


def test_a_custom_function_is_not_run_again() -> None:
    tape = recorded(HEAD + OWN, jacobians=4096)
    assert tape.output == "1\n"
    assert unmeasured(tape) == {"OwnBackward"}


def test_packed_tensors_are_not_unpacked_again() -> None:
    source = """
calls = []
def unpack(one):
    calls.append(1)
    return one
x = torch.tensor([1., 2.], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: t, unpack):
    y = x.exp()
y.sum().backward()
print(len(calls))
"""
    tape = recorded(HEAD + source, jacobians=4096)
    assert tape.output == "1\n"
    assert unmeasured(tape) == {"ExpBackward0"}


def test_a_hook_that_changes_what_a_node_sends_leaves_it_without() -> None:
    source = """
x = torch.tensor([1., 2.], requires_grad=True)
y = x * 3
y.grad_fn.register_hook(lambda out, given: (out[0] * 10, None))
y.sum().backward()
"""
    assert unmeasured(recorded(HEAD + source, jacobians=4096)) == {"MulBackward0"}


def test_large_nodes_have_none() -> None:
    source = f"""
x = torch.ones({MOST_ROWS + 1}, requires_grad=True)
x.exp().sum().backward()
"""
    tape = recorded(HEAD + source, jacobians=4096)
    assert unmeasured(tape) == {"ExpBackward0"}
    assert {kind_at(tape, one.step) for one in tape.jacobians} == {"SumBackward0"}


def test_an_infinite_gradient_leaves_the_others_theirs() -> None:
    source = """
x = torch.tensor([1., 2.], requires_grad=True)
(x * 3).backward(torch.tensor([float("inf"), 2.]))
"""
    tape = recorded(HEAD + source, jacobians=4096)
    assert [kind_at(tape, one.step) for one in tape.jacobians] == ["MulBackward0"]


def test_they_stop_when_their_budget_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphviewer.record.jacobians.BUDGET", 1000)
    source = """
x = torch.ones(2, requires_grad=True)
for _ in range(50):
    (x * 2).sum().backward()
"""
    assert 0 < len(recorded(HEAD + source, jacobians=4096).jacobians) < 10


def test_one_of_many_outputs_gives_its_own_rows() -> None:
    source = """
x = torch.tensor([1., 2., 3., 4.], requires_grad=True)
a, b = x.split(2)
(a * b).sum().backward()
"""
    tape = recorded(HEAD + source, jacobians=4096)
    split = [one for one in tape.jacobians if matrix(tape, one.value).shape == (2, 4)]
    found = {one.input_nr: matrix(tape, one.value).tolist() for one in split}
    assert found == {0: [[1, 0, 0, 0], [0, 1, 0, 0]], 1: [[0, 0, 1, 0], [0, 0, 0, 1]]}


def test_a_half_gradient_has_a_jacobian_of_its_own_dtype() -> None:
    source = """
x = torch.tensor([1., 2.], dtype=torch.bfloat16, requires_grad=True)
(x * x).float().sum().backward()
"""
    tape = recorded(HEAD + source, jacobians=4096)
    assert {tape.values[one.value].dtype for one in tape.jacobians} == {"float32", "bfloat16"}
