"""Each rule's sentence holds for the very call it is said of; the gradient is held to PyTorch's."""

from __future__ import annotations

import pytest

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.explain.explanation import Explanation, Language
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex

HEAD = """import torch
import torch.nn.functional as F
x = torch.tensor([1.0, 2.0, 0.0], requires_grad=True)
w = torch.tensor([3.0, 4.0, 5.0], requires_grad=True)
m = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
bad = torch.tensor([1.0, float("nan"), 2.0], requires_grad=True)
"""


def told(program: str, node: str, language: Language = "en") -> Explanation:
    """The story of the first step of a node in a program that differentiates y."""
    tape = record(f"{HEAD}{program}\ny.sum().backward()\n")
    assert tape.end is not None
    assert (tape.end.reason, tape.end.message) == ("finished", "")
    index = TapeIndex(tape)
    every = (explain(tape, index, step.index, language) for step in tape.steps)
    return next(one for one in every if one.heading == node)


def lines(story: Explanation) -> list[str]:
    return [plain(line.maths) for line in story.equations]


@pytest.mark.parametrize(
    ("program", "node", "said"),
    [
        ("y = x + w", "AddBackward0", "on unchanged to each"),
        ("y = torch.add(x, w, alpha=3)", "AddBackward0", "3 times it to the one"),
        ("y = torch.sub(x, w, alpha=0.5)", "SubBackward0", "0.5 times it to what is subtracted"),
        ("y = torch.add(x, 2, alpha=3)", "AddBackward0", "on unchanged to each"),
        ("y = x.clamp_min(1.0)", "ClampMinBackward0", "stops where it was cut off"),
        ("y = x.repeat(1)", "RepeatBackward0", "only arranged differently"),
        ("y = x.repeat(2)", "RepeatBackward0", "Each element was repeated"),
        ("y = x[...]", "AliasBackward0", "A view of all elements"),
        ("y = x.sort().values", "SortBackward0", "before it was sorted"),
        ("y = x.topk(2).values", "TopkBackward0", "all others get 0"),
        ("y = x.var()", "VarBackward0", "over n − 1"),
        ("y = x ** 0", "PowBackward0", "A power with exponent 0 is 1"),
        ("y = x ** (w * 0)", "PowBackward1", "so its slope by the base is 0"),
        ("y = x ** w", "PowBackward1", "PyTorch sends 0 instead: ln of 0"),
        ("y = (x + 1) ** w", "PowBackward1", "times ln of the base."),
        ("y = 0.0 ** w", "PowBackward2", "PyTorch sends 0 instead"),
        ("y = bad.amax()", "AmaxBackward0", "0/0 is NaN"),
        ("y = torch.addmm(m, m, m)", "AddmmBackward0", "summed where it was repeated"),
    ],
)
def test_a_sentence_is_true_of_the_call(program: str, node: str, said: str) -> None:
    story = told(program, node)
    assert said in story.why
    assert story.check is not None
    assert story.check.verdict in ("exact", "rounding")
    assert told(program, node, "ko").why != story.why


@pytest.mark.parametrize(
    ("program", "node", "untrue"),
    [
        ("y = x.clamp_max(1.0)", "ClampMaxBackward0", "shared"),
        ("y = x.sort().values", "SortBackward0", "get 0"),
        ("y = (x + 1) ** w", "PowBackward1", "PyTorch sends 0"),
        ("y = x.amax()", "AmaxBackward0", "NaN"),
    ],
)
def test_what_does_not_hold_is_not_said(program: str, node: str, untrue: str) -> None:
    assert untrue not in told(program, node).why


@pytest.mark.parametrize(
    ("program", "node", "line"),
    [
        ("y = x ** 0", "PowBackward0", "= [1 1 1] · 0"),
        ("y = x ** w", "PowBackward1", "{y · ln(x) if x ≠ 0; 0 if x = 0}"),
        ("b = x * (x < 2)\ny = b ** (w - 4.5)", "PowBackward1", "0 if b = 0 ≤ "),
        ("y = bad.amax()", "AmaxBackward0", "(1_(bad = y))/(∑ 1_(bad = y))"),
        ("y = F.layer_norm(m, (2,))", "NativeLayerNormBackward0", "mean_(axis 1)(δ)"),
        ("y = F.batch_norm(m, None, None, training=True)", "NativeBatchNormBackward0", "axis 0"),
        ("y = F.group_norm(m, 2)", "NativeGroupNormBackward0", "mean_(each group)"),
    ],
)
def test_a_formula_says_where_it_does_not_hold_and_of_what_its_means_are(
    program: str, node: str, line: str
) -> None:
    assert any(line in one for one in lines(told(program, node)))


def test_a_formula_that_is_not_this_calls_is_not_blamed_on_a_hook() -> None:
    story = told("y, _ = torch.native_dropout(x, 0.5, train=False)", "NativeDropoutBackward0")
    assert "does not cover" in story.why
    assert story.check is None
    assert not any("mask" in line for line in lines(story))


def test_a_leaf_that_no_gradient_came_to_is_said_to_stay() -> None:
    story = told("y = x.norm(p=0)", "AccumulateGrad")
    assert story.why == "No gradient arrived, so x.grad stays as it was."
    assert story.equations == ()
    assert story.result is None


def test_a_hook_is_named_by_the_check_only_where_one_changed_what_was_sent() -> None:
    hooked = "y = x * w\ny.grad_fn.register_hook(lambda sent, used: (sent[0] * 2, sent[1]))"
    check = told(hooked, "MulBackward0").check
    assert check is not None
    assert check.verdict == "differs"
    assert check.text.endswith("a hook of the program changed what it sent.")


def test_a_power_of_a_half_is_a_root_as_in_pytorchs_kernels() -> None:
    """So that the slope at -0 is -inf, and the check agrees."""
    check = told("y = (x * -0.0) ** 0.5", "PowBackward0").check
    assert check is not None
    assert check.verdict == "exact"


def test_a_node_that_keeps_one_bool_keeps_1_byte() -> None:
    assert "(1 byte)" in told("y = torch.where(torch.tensor([True]), x, w)", "where").why


@pytest.mark.filterwarnings("ignore:.*degrees of freedom")  # PyTorch's own
def test_a_variance_of_nothing_has_no_rule_and_no_warning() -> None:
    assert told("y = torch.empty(0, requires_grad=True).var()", "VarBackward0").check is None
