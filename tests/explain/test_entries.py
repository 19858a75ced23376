"""Local derivatives: the rules' equal PyTorch's recorded ones, torch's Jacobian and differences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from graphviewer.explain.entries import LocalDerivatives, by_rule
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.local import recorded_matrix
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import FLOATING
from tests.fuzz.generator import program
from tests.record.oracle import recorded

# as code of x (2 by 3) and w (3 by 2)
CALLS = (
    "x + 1", "x * x", "x / 2", "1 / x", "x - 3 * x", "x ** 3", "x.exp()", "x.abs().log()",
    "x.sigmoid()", "x.tanh()", "x.relu()", "x.softmax(1)", "x.log_softmax(1)", "x @ w", "x.sum()",
    "x.sum(0)", "x.mean(1)", "x.T", "x[1]", "x.reshape(3, 2) * w", "torch.cat([x, x])",
    "torch.nn.functional.linear(x, w.T, w[0])", "torch.nn.functional.gelu(x)",
    "torch.nn.functional.cross_entropy(x, torch.tensor([0, 2]))",
    "torch.nn.functional.mse_loss(x, torch.ones(2, 3))", "x.max()", "x.norm()", "x.clamp(min=0)",
)  # fmt: skip
# halves are computed in float32, but rounded at each node
EPS = {"float64": 2.0**-52, "float32": 2.0**-23, "float16": 2.0**-10, "bfloat16": 2.0**-7}
HEAD = """
import torch
torch.manual_seed(1)
x = torch.randn(2, 3, dtype=torch.{dtype}, requires_grad=True)
w = torch.randn(3, 2, dtype=torch.{dtype})
"""


def by_both(tape: Tape) -> Iterator[tuple[str, str, np.ndarray, np.ndarray]]:
    """Every recorded Jacobian beside the rule's: name of the node, dtype, the two."""
    index = TapeIndex(tape)
    for row in tape.jacobians:
        step = tape.steps[row.step]
        assert step.node is not None
        rule = by_rule(tape, index, step.node, row.input_nr, row.edge, row.step)
        truth = recorded_matrix(tape, row.step, row.input_nr, row.edge)
        if rule is not None and truth is not None:
            yield tape.nodes[step.node].name, tape.values[row.value].dtype, rule, truth


def assert_near(rule: np.ndarray, truth: np.ndarray, eps: float, name: str) -> None:
    finite = truth[np.isfinite(truth)]
    scale = max(1e-30, float(np.abs(finite).max(initial=0.0)))
    np.testing.assert_allclose(rule, truth, rtol=64 * eps, atol=64 * eps * scale, err_msg=name)


@pytest.mark.parametrize("call", CALLS)
def test_the_rule_gives_what_pytorch_gave(call: str) -> None:
    source = HEAD.format(dtype="float32") + f"y = {call}\ny.sum().backward()\n"
    found = list(by_both(recorded(source, jacobians=4096)))
    assert found
    for name, _, rule, truth in found:
        assert rule.dtype == truth.dtype
        assert_near(rule, truth, 2.0**-23, name)


EXACT = ("x + 1", "x * x", "x @ w", "x.sum()", "x.sum(0)", "x.T", "x[1]", "x.relu()", "x / 2")


@pytest.mark.parametrize("call", EXACT)
def test_where_no_rounding_is_done_it_is_so_bit_for_bit(call: str) -> None:
    source = HEAD.format(dtype="float32") + f"y = {call}\ny.sum().backward()\n"
    for name, _, rule, truth in by_both(recorded(source, jacobians=4096)):
        assert (rule == truth).all(), name


@pytest.mark.parametrize("call", CALLS)
def test_an_ops_jacobian_is_torchs_and_that_of_finite_differences(call: str) -> None:
    source = HEAD.format(dtype="float64") + f"y = {call}\ny.sum().backward()\n"
    tape = recorded(source, jacobians=4096)
    index = TapeIndex(tape)
    names: dict[str, object] = {"torch": torch}
    torch.manual_seed(1)
    x = torch.randn(2, 3, dtype=torch.float64)
    names["w"] = torch.randn(3, 2, dtype=torch.float64)
    truth = torch.func.jacrev(lambda x: eval(call, {**names, "x": x}))(x).reshape(-1, 6).numpy()
    found = whole(tape, index)
    np.testing.assert_allclose(found, truth, rtol=1e-12, atol=1e-13)
    h = 1e-6
    steps = torch.eye(6, dtype=torch.float64).reshape(6, 2, 3) * h
    ends = [[eval(call, {**names, "x": x + s * one}).reshape(-1) for s in (1, -1)] for one in steps]
    slopes = torch.stack([(up - down) / (2 * h) for up, down in ends], 1)
    np.testing.assert_allclose(found, slopes.numpy(), rtol=1e-6, atol=1e-7)


def whole(tape: Tape, index: TapeIndex) -> np.ndarray:
    """The Jacobian of y by x, put together of its ops'."""
    derivatives = LocalDerivatives(tape, index)
    last = len(tape.steps) - 1
    y = next(row for row in tape.tensors if index.names(row.id)[:1] == ("y",))
    assert y.node is not None
    total: dict[tuple[int, int], np.ndarray] = {}
    total[y.node, y.output_nr] = np.eye(int(np.prod(y.shape)))
    result = np.zeros((int(np.prod(y.shape)), 6))
    for step in tape.steps:
        if step.kind != "backward" or step.node is None:
            continue
        node = tape.nodes[step.node]
        if node.op is None or (step.node, 0) not in total:
            continue
        for place, edge in enumerate(node.edges):
            if edge is None:
                continue
            found = derivatives.entries(
                tape.ops[node.op], (node.id, 0), ((node.id, place),), 0, last
            )
            assert found is not None
            assert found.source == "recorded"
            share = total[node.id, 0] @ found.numbers
            if tape.nodes[edge.to].variable is not None:
                result += share
            else:
                port = (edge.to, edge.input_nr)
                total[port] = total[port] + share if port in total else share
    return result


def test_in_random_programs_too() -> None:
    compared = 0
    for seed in range(30):
        for name, dtype, rule, truth in by_both(recorded(program(seed), jacobians=1024)):
            assert dtype in FLOATING
            assert_near(rule, truth, EPS[dtype], f"{seed} {name}")
            compared += 1
    assert compared > 200


def test_a_derivative_by_a_rule_is_of_the_numbers_at_the_step() -> None:
    tape = recorded(
        "import torch\nx = torch.tensor([1., 2.], requires_grad=True)\ny = x * 3 * x\n"
        "with torch.no_grad():\n    x += 1\n"
    )
    index = TapeIndex(tape)
    op = tape.ops[2]
    derivatives = LocalDerivatives(tape, index)
    node = next(number for number in op.nodes if tape.nodes[number].variable is None)
    for x, step in (([1, 2], op.step), ([2, 3], len(tape.steps) - 1), ([1, 2], op.step)):
        found = derivatives.entries(op, (node, 0), ((node, 0),), None, step)
        assert found is not None
        np.testing.assert_array_equal(np.diag(found.numbers), x)
