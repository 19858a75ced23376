"""What a chain rule says beside its operands: axes, counts, bounds and ties, as the call had them.

The numbers in each line, worked out with PyTorch's broadcasting, give the line below it.
"""

from __future__ import annotations

import pytest

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

HEAD = """import torch
import torch.nn.functional as F
a = torch.tensor(7.0, requires_grad=True)
v = torch.tensor([1.0, 3.0, 3.0], requires_grad=True)
m = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
g = torch.tensor([1.0, 2.0])
"""


def chain(program: str, node: str) -> list[str]:
    """The right sides of the equation lines of the first step of a node."""
    tape = record(HEAD + program)
    assert tape.end is not None
    assert (tape.end.reason, tape.end.message) == ("finished", "")
    index = TapeIndex(tape)
    told = (explain(tape, index, step.index, "en") for step in tape.steps)
    story = next(one for one in told if one.heading == node)
    return [plain(line.maths).partition("= ")[2] or plain(line.maths) for line in story.equations]


@pytest.mark.parametrize(
    ("call", "node", "part"),
    [
        ("m.softmax(1)", "SoftmaxBackward0", "∑_(axis 1) "),
        ("m.softmax(-2)", "SoftmaxBackward0", "∑_(axis -2) "),
        ("F.log_softmax(m, 0)", "LogSoftmaxBackward0", "softmax_(axis 0)(m) · ∑_(axis 0) "),
        ("m.logsumexp(1)", "LogsumexpBackward0", "softmax_(axis 1)(m)"),
        ("m.norm(dim=1)", "LinalgVectorNormBackward0", "m/(‖m‖_(axis 1))"),
        ("m.var(1)", "VarBackward0", "2/(n − 1)(m − mean_(axis 1)(m))"),
        ("m.prod(1)", "ProdBackward1", "∏_(j ≠ i, axis 1) m_j"),
        ("m.cumsum(1)", "CumsumBackward0", "∑_(j ≥ i, axis 1) "),
    ],
)
def test_a_formula_along_an_axis_names_it(call: str, node: str, part: str) -> None:
    seed = "g.expand(2, 2)" if "soft" in call or "cum" in call else "g"
    assert part in chain(f"y = {call}\ny.backward({seed})", node)[0]


@pytest.mark.parametrize("call", ["a.softmax(0)", "v.softmax(0)", "m.logsumexp((0, 1))"])
def test_a_formula_over_all_names_no_axis(call: str) -> None:
    node = "LogsumexpBackward0" if "log" in call else "SoftmaxBackward0"
    assert "axis" not in chain(f"y = {call}\ny.backward(torch.ones_like(y))", node)[0]


def test_what_was_reduced_stands_so_that_broadcasting_gives_the_result() -> None:
    assert chain("y = m.sum(1)\ny.backward(g)", "SumBackward1")[1:] == [
        "[1; 2] · [1 1; 1 1]",
        "[1 1; 2 2]",
    ]
    assert chain("y = m.sum(0)\ny.backward(g)", "SumBackward1")[1] == "[1 2] · [1 1; 1 1]"
    told = chain("y = m.var(1)\ny.backward(g)", "VarBackward0")
    assert told[1] == "[1; 2] · 2/(2 − 1)([1 2; 3 4] − mean_(axis 1)([1 2; 3 4]))"


def test_equals_share_as_the_formula_says() -> None:
    told = chain("torch.maximum(a, a.detach()).backward()", "MaximumBackward0")
    assert "1/2 if a = a.detach()" in told[0]
    assert told[-1] == "0.5"
    told = chain("v.max().backward()", "MaxBackward1")
    assert "/(∑ 1_(v = " in told[0]
    assert told[1:] == ["1 · [0 0.5 0.5]", "[0 0.5 0.5]"]
    assert "1/2" not in chain("torch.maximum(a, v[0]).backward()", "MaximumBackward0")[0]


def test_a_bound_that_was_not_given_is_not_told() -> None:
    assert "1_(v ≥ 2)" in chain("v.clamp(2).sum().backward()", "ClampBackward1")[0]
    assert "1_(v ≤ 2)" in chain("v.clamp(max=2).sum().backward()", "ClampBackward1")[0]
    assert "1_(0 ≤ v ≤ 2)" in chain("v.clamp(0, 2).sum().backward()", "ClampBackward1")[0]


def test_a_factor_of_a_subtraction_from_the_right_is_told_if_it_is_not_1() -> None:
    assert chain("torch.rsub(a, v[0]).backward()", "RsubBackward0")[1] == "-1"
    told = chain("y = torch.rsub(a, v[0], alpha=2)\ny.backward()", "RsubBackward0")
    assert [one.replace("  ", " ") for one in told[:3]] == ["−∂y/∂y · 2", "−1 · 2", "-2"]


def test_no_formula_is_told_of_a_softplus_that_has_become_linear() -> None:
    for call, part in (("F.softplus(v, 1, 2)", "J("), ("F.softplus(v, 2)", "σ(2 · v)")):
        told = chain(f"y = {call}\ny.backward(v.detach())", "SoftplusBackward0")
        assert part in told[0]


@pytest.mark.parametrize(
    ("call", "seed", "node", "told"),
    [
        ("v.expand(2, 3)", "g[:, None] * v.detach()", "ExpandBackward0", "∑_(axis 0) ∂(u · y)/∂y"),
        ("a.expand(2)", "g", "ExpandBackward0", "∑ ∂(u · y)/∂y"),
        ("v.expand(3)", "v.detach()", "ExpandBackward0", "∂(v · y)/∂y"),
        ("v.repeat(2)", "torch.ones(6)", "RepeatBackward0", "∑_(copies"),
        ("m[None].transpose(0, 1)", "m.detach()[:, None]", "TransposeBackward0", "transpose("),
        ("m[None].transpose(1, 2)", "m.detach()[None]", "TransposeBackward0", ")^T"),
    ],
)
def test_copies_are_summed_over_their_axis(call: str, seed: str, node: str, told: str) -> None:
    first = chain(f"y = {call}\ny.backward({seed})", node)[0]
    assert told in first
    assert ("∑" in told) == ("∑" in first)


def test_the_gradient_of_a_weight_that_all_examples_share_names_the_axis_of_its_sum() -> None:
    tape = record(
        HEAD + "b = torch.zeros(2, requires_grad=True)\n"
        "y = F.layer_norm(m.detach(), (2,), None, b)\ny.backward(m.detach())"
    )
    index = TapeIndex(tape)
    told = next(
        explain(tape, index, step.index, "en") for step in tape.steps if step.kind == "backward"
    )
    assert plain(told.equations[1].maths) == "= ∑_(axis 0) [1 2; 3 4]"


def test_a_clipped_error_says_where() -> None:
    told = chain("F.huber_loss(m, g.expand(2, 2), delta=0.5).backward()", "HuberLossBackward0")
    assert any("clip_(±0.5)([1 2; 3 4] − [1 2; 1 2])" in one for one in told)


def test_an_embedding_that_divides_by_how_often_has_no_formula() -> None:
    call = "F.embedding(torch.tensor([0, 0]), m, scale_grad_by_freq=True)"
    assert "J(" in chain(f"y = {call}\ny.backward(m.detach())", "EmbeddingBackward0")[0]


def test_the_second_derivative_of_a_softmax_names_its_axis() -> None:
    program = (
        "y = m.softmax(1)\nh, = torch.autograd.grad(y, m, m.detach(), create_graph=True)\n"
        "(h * h).sum().backward()"
    )
    assert "∑_(axis 1) " in chain(program, "SoftmaxBackwardDataBackward0")[0]


def test_the_gradient_of_a_convolutions_bias_names_the_axes_of_its_sum() -> None:
    program = (
        "b = torch.zeros(1, requires_grad=True)\nw = torch.ones(1, 1, 2)\n"
        "y = F.conv1d(m.detach()[:, None], w, b)\ny.backward(torch.ones(2, 1, 1))"
    )
    assert chain(program, "ConvolutionBackward0")[0].startswith("∑_(axis 0, 2) ")


def test_a_product_with_no_upstream_gradient_still_has_its_other_factors() -> None:
    told = chain("y = v.prod()\n(y * 0).backward()", "ProdBackward0")
    assert told[-2:] == ["0 · [9 3 3]", "[0 0 0]"]


@pytest.mark.parametrize(
    ("call", "node"),
    [
        ("F.relu(x)", "ReluBackward0"),
        ("x.abs()", "AbsBackward0"),
        ("F.hardtanh(x)", "HardtanhBackward0"),
        ("torch.maximum(x, x.detach().flip(0))", "MaximumBackward0"),
        ("x.max()", "MaxBackward1"),
    ],
)
def test_no_formula_is_told_where_nan_goes_another_way(call: str, node: str) -> None:
    program = "x = torch.tensor([1.0, float('nan'), 2.0, -1.0], requires_grad=True)\n"
    told = chain(f"{program}y = {call}\ny.backward(torch.ones_like(y))", node)
    assert any("J(" in one for one in told)
