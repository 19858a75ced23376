"""Equations speak of the operands a call really had."""

from __future__ import annotations

import pytest

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
    ],
)
def test_symbols_name_the_operands(program: str, op: str, symbols: str) -> None:
    assert lines(program, op)[0] == symbols


def test_a_plain_numbers_name_is_filled_in_with_the_number() -> None:
    assert "= [1 2; 3 4] + 0.5" in lines("z = x + h", "add")
    assert "= 0.25 · [1 2; 3 4]" in lines("z = h / 2 * x", "mul")


def test_each_layers_result_has_a_name_of_its_own() -> None:
    tape = record(HEAD + "n = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Tanh())\no = n(x)")
    names = [tape.tensors[op.outputs[0]].name for op in tape.ops if op.module]
    assert names == ["n.0(·)", "n.1(·)", "n.2(·)"]


def test_factors_side_by_side_are_kept_apart() -> None:
    for maths in (expression("W2 @ h"), typeset("@self @vec", Text)):
        assert isinstance(maths, Row)
        between = maths.items[1]
        assert isinstance(between, Text)
        # an operator made of blanks has no width when it is set
        assert (between.text, between.style) == (" ", "word")
