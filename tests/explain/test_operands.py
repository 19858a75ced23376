"""Equations speak of the operands a call really had."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from msgspec.structs import replace

from graphviewer.explain.equation import Row, Text, plain
from graphviewer.explain.explain import explain
from graphviewer.explain.expression import expression
from graphviewer.explain.template import typeset
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

HEAD = """import torch
from torch import nn
import torch.nn.functional as F
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = torch.tensor([0, 1])
h = 0.5
"""
# the old way to say a + 2 · b, of which PyTorch warns
OLD = "import warnings\nwarnings.simplefilter('ignore')\n"


def lines(program: str, op: str) -> list[str]:
    """The equation lines of the last call of `op`."""
    tape = record(HEAD + program)
    assert tape.end is not None
    assert (tape.end.reason, tape.end.message) == ("finished", "")
    index = TapeIndex(tape)
    step = [s.index for s in tape.steps if s.op is not None and tape.ops[s.op].name == op][-1]
    return [plain(line.maths) for line in explain(tape, index, step, "en").equations]


@pytest.mark.parametrize(
    ("program", "op", "symbols"),
    [
        ("l = nn.functional.cross_entropy(x, y)", "cross_entropy", "l = CE(x, y)"),
        ("l = F.cross_entropy(input=x, target=y)", "cross_entropy", "l = CE(x, y)"),
        ("l = torch.nn.functional.mse_loss(x, x)", "mse_loss", "l = MSE(x, x)"),
        ("m = nn.Linear(2, 1, bias=False)\no = m(x)", "linear", "o = x m.weight^T"),
        ("m = nn.Linear(2, 1)\no = m(x)", "linear", "o = x m.weight^T + m.bias"),
        ("s = x.sum(dim=1)", "sum", "s = ∑_(axis 1) x"),
        ("s = x.sum()", "sum", "s = ∑ x"),
        ("s = torch.softmax(x, 1)", "softmax", "s = softmax_(axis 1)(x)"),
        ("s = x * (x > 0)", "mul", "s = x · (x > 0)"),
        ("s = torch.relu(x + h)", "relu", "s = ReLU(x + h)"),
        ("s = (x - h) ** 2", "pow", "s = (x − h)^2"),
        ("def f(t):\n    return t**2\ns = f(x + h) - f(x)", "sub", "s = f(x + h) − f(x)"),
        ("n = nn.Sequential(nn.Tanh(), nn.ReLU())\no = n(x)", "relu", "o = ReLU(n.0(·))"),
        ("s = (x * x) @ x", "matmul", "s = (x · x) x"),
        ("s = x @ (x * h)", "matmul", "s = x (x · h)"),
        ("s = F.linear(x * x, x)", "linear", "s = (x · x) x^T"),
        ("s = torch.dot(x[0], x[1]) * x", "mul", "s = (x[0] · x[1]) · x"),
        ("s = x * x * x", "mul", "s = x · x · x"),
    ],
)
def test_symbols_name_the_operands(program: str, op: str, symbols: str) -> None:
    assert lines(program, op)[0] == symbols


@pytest.mark.parametrize(
    ("program", "op", "told"),
    [
        ("s = torch.rsub(a, b)", "rsub", ["s = b − a", "= 2 − 7", "= -5"]),
        ("s = torch.rsub(a, 3)", "rsub", ["s = 3 − a", "= 3 − 7", "= -4"]),
        ("s = a.__rsub__(b)", "rsub", ["s = b − a", "= 2 − 7", "= -5"]),
        ("s = 3 - a", "rsub", ["s = 3 − a", "= 3 − 7", "= -4"]),
        ("import operator\ns = operator.sub(a, b)", "sub", ["s = a − b", "= 7 − 2", "= 5"]),
        ("g = torch.sub\ns = g(a, b)", "sub", ["s = a − b", "= 7 − 2", "= 5"]),
        ("s = a.sub(other=b)", "sub", ["s = a − b", "= 7 − 2", "= 5"]),
        ("s = torch.sub(other=b, input=a)", "sub", ["s = torch.sub(other=b, input=a)", "= 5"]),
        ("s = torch.sub(**dict(other=b, input=a))", "sub", None),
        ("g = torch.pow\ns = g(2, a)", "pow", ["s = g(2, a)", "= 128"]),
        ("s = torch.pow(2, a)", "pow", ["s = 2^a", "= 2^7", "= 128"]),
        ("s = torch.max(a, b)", "max", ["s = max(a, b)", "= max(7, 2)", "= 7"]),
        ("s = torch.min(a, b)", "min", ["s = min(a, b)", "= min(7, 2)", "= 2"]),
        ("s = F.softplus(a, 2)", "softplus", None),
        ("s = F.softplus(b)", "softplus", ["s = softplus(b)", "= softplus(2)", "≈ 2.127"]),
        ("s = F.mse_loss(a, b, None, None, 'sum')", "mse_loss", None),
        (OLD + "s = torch.add(a, 2, b)", "add", None),
        ("s = torch.pow(self=2, exponent=a)", "pow", None),
        ("s = F.leaky_relu(a, 0.2)", "leaky_relu", None),
        ("s = nn.LeakyReLU(0.2)(a)", "leaky_relu", None),
        ("s = F.leaky_relu(a)", "leaky_relu", ["s = LeakyReLU(a)", "= LeakyReLU(7)", "= 7"]),
        ("s = x.norm(1)", "norm", None),
        ("s = x.norm(dim=1)", "norm", None),
        ("s = torch.inner(x, x)", "inner", None),
        ("s = torch.vdot(x[0] + 1j, x[0] * 1j)", "vdot", None),
        (OLD + "s = torch.zeros(2, 2, 2).T", "T", None),
    ],
)
def test_an_equation_has_the_operands_in_their_order(
    program: str, op: str, told: list[str] | None
) -> None:
    """None: the call as it is written, and its result; no equation with other numbers."""
    found = lines(f"a = torch.tensor(7.0)\nb = torch.tensor(2.0)\n{program}", op)
    assert found == told if told is not None else len(found) == 2


def test_what_a_library_computes_is_not_said_of_the_operands_of_its_call() -> None:
    normal = "torch.distributions.Normal(x, 2 * torch.ones(2, 2), validate_args=False)"
    assert lines(f"s = {normal}.log_prob(x)", "sub")[0].endswith("− 0.9189385332046727")


def test_a_plain_numbers_name_is_filled_in_with_the_number() -> None:
    assert "= [1 2; 3 4] + 0.5" in lines("z = x + h", "add")
    assert "= 0.25 · [1 2; 3 4]" in lines("z = h / 2 * x", "mul")


def test_each_layers_result_has_a_name_of_its_own() -> None:
    tape = record(HEAD + "n = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Tanh())\no = n(x)")
    names = [tape.tensors[op.outputs[0]].name for op in tape.ops if op.module]
    assert names == ["n.0(·)", "n.1(·)", "n.2(·)"]


Written = tuple[str, npt.NDArray[np.float64]]  # an expression and what it comes to
SIGNS: dict[str, Callable[..., npt.NDArray[np.float64]]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "@": np.matmul,
    "%": np.mod, "//": np.floor_divide,
}  # fmt: skip


def _ways(leaves: Sequence[Written]) -> Iterator[Written]:
    """Every way to join matrices in this order by an operator, and scripts and signs on them."""
    if len(leaves) == 1:
        name, value = leaves[0]
        yield from (leaves[0], (f"{name}.T", value.T), (f"-{name}", -value))
        return
    for cut in range(1, len(leaves)):
        for (left, one), (right, other) in product(_ways(leaves[:cut]), _ways(leaves[cut:])):
            for sign, compute in SIGNS.items():
                yield f"({left}) {sign} ({right})", compute(one, other)
            yield f"({left}) ** 2 @ ({right})", one**2 @ other
            yield f"(({left}) @ ({right})) ** 2", (one @ other) ** 2
            yield f"(({left}) * ({right})).T", (one * other).T
            yield f"(({left}) @ ({right})).T", (one @ other).T


def test_expressions_that_look_alike_have_the_same_value() -> None:
    numbers = np.random.default_rng(0)
    leaves = [(name, numbers.uniform(1, 3, (2, 2)).round(2)) for name in "abc"]
    found: dict[str, Written] = {}
    with np.errstate(all="ignore"):
        for source, value in _ways(leaves):
            maths = plain(expression(source))
            first, other = found.setdefault(maths, (source, value))
            alike = np.allclose(value, other, equal_nan=True)
            assert alike or maths.endswith("…"), (first, source, maths)
    assert len(found) > 1000


def test_a_dot_product_stays_together() -> None:
    assert plain(expression("x.dot(y) * z")) == "(x · y) · z"
    assert plain(expression("x.dot(y * z)")) == "x · (y · z)"
    assert plain(expression("z - x.dot(y)")) == "z − x · y"


def test_factors_side_by_side_are_kept_apart() -> None:
    for maths in (expression("W2 @ h"), typeset("@self @vec", Text)):
        assert isinstance(maths, Row)
        between = maths.items[1]
        assert isinstance(between, Text)
        # an operator made of blanks has no width when it is set
        assert (between.text, between.style) == (" ", "word")


def test_a_linear_layer_that_is_told_without_its_weight_is_explained() -> None:
    tape = record(HEAD + "F.linear(x, x.detach()).sum().backward()")
    op = next(one for one in tape.ops if one.name == "linear")
    tape.ops[op.id] = replace(op, inputs=op.inputs[:1])
    index = TapeIndex(tape)
    assert all(explain(tape, index, step.index, "en").heading for step in tape.steps)
