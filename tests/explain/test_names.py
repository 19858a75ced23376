"""One thing has one name: in equations, sentences, margins and the index."""

from __future__ import annotations

import pytest

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import describe_tensor, explain
from graphviewer.explain.words.table import word
from graphviewer.record.program import record
from graphviewer.session.margins import Margins
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

TWICE = """import torch
x = torch.ones(2, requires_grad=True)
y = x * 2
y = y * 3
y.sum().backward()
"""
VECTOR = """import torch
x = torch.ones(2, requires_grad=True)
v = torch.tensor([1.0, 5.0])
y = x * 2
y.backward(gradient=torch.tensor([3.0, 4.0]), retain_graph=True)
y.backward(gradient=v)
"""


def told(source: str) -> tuple[Tape, TapeIndex]:
    tape = record(source)
    return tape, TapeIndex(tape)


def symbols(tape: Tape, index: TapeIndex, step: int) -> list[str]:
    lines = explain(tape, index, step, "en").equations
    return [plain(line.maths) for line in lines if line.kind == "symbols"]


def steps(tape: Tape, kind: str) -> list[int]:
    return [step.index for step in tape.steps if step.kind == kind]


def test_equations_number_namesakes_as_the_index_does() -> None:
    tape, index = told(TWICE)
    first, second = steps(tape, "forward")[1:3]
    assert symbols(tape, index, first) == ["y₁ = x · 2"]
    assert symbols(tape, index, second) == ["y₂ = y₁ · 3"]
    assert index.name(tape.steps[second].outputs[0]) == "y₂"


def test_the_inspector_and_the_margin_use_the_same_name_and_the_same_loss() -> None:
    tape, index = told(TWICE)
    backward = steps(tape, "backward")[1]
    tensor = tape.steps[steps(tape, "forward")[1]].outputs[0]
    facts = describe_tensor(tape, index, tensor, backward, "en")
    assert facts.name == "y₁"
    assert facts.gradient_name is not None
    assert plain(facts.gradient_name) == "∂L/∂y₁"
    margins = {one.line: one.text for one in Margins(tape, index).at(backward)}
    assert margins[4] == "∂L/∂y₁ [3 3]"


def test_a_given_gradient_is_never_called_by_the_name_of_another_tensor() -> None:
    tape, index = told(VECTOR)
    first, second = steps(tape, "backward")
    assert symbols(tape, index, first) == ["∂(u · y)/∂x = ∂(u · y)/∂y · 2"]
    assert "u = [3 4]" in explain(tape, index, first, "en").why
    assert symbols(tape, index, second) == ["∂(v · y)/∂x = ∂(v · y)/∂y · 2"]
    assert "v = [1 5]" in explain(tape, index, second, "ko").why


def test_a_long_expression_without_a_name_gets_a_letter_that_is_introduced() -> None:
    tape, index = told(
        "import torch\nx = torch.ones(2, requires_grad=True)\n"
        "y = 3 * ((x * 2).sum() + (x * x * x).sum())\ny.backward()\n"
    )
    product, total = steps(tape, "backward")[:2]
    first = [plain(line.maths) for line in explain(tape, index, product, "en").equations]
    assert first[0] == "t₁ = sum(x · 2) + sum(x · x · x)"
    assert first[1] == "∂y/∂t₁ = ∂y/∂y · 3"
    labels = [line.label for line in explain(tape, index, total, "en").equations if line.label]
    assert labels == ["Chain rule for sum(x · 2)", "Chain rule for sum(x · x · x)"]


def test_korean_particles_follow_how_a_name_is_read() -> None:
    reads = {"cut": "을 통해", "b₃": "을 통해", "layer": "를 통해", "unit": "을 통해"}
    reads |= {"loss": "를 통해", "L": "을 통해", "x": "를 통해", "W0": "을 통해", "값": "을 통해"}
    for name, ending in reads.items():
        assert name + ending in word("detach", "ko", name=name, how="detach()")


FROZEN = """import torch
import torch.nn.functional as F
h = torch.tensor([[1.0, 2.0]], requires_grad=True)
x = h * 2
W = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
b = torch.zeros(2, requires_grad={bias})
y = F.linear({call})
y.sum().backward()
"""


@pytest.mark.parametrize(
    ("call", "bias", "line", "frozen"),
    [
        ("x, W, b", False, "∂L/∂x = ∂L/∂y (W^T)^T", "W, b"),
        ("x, W", False, "∂L/∂x = ∂L/∂y (W^T)^T", "W"),
        ("x, W.T", False, "∂L/∂x = ∂L/∂y W^T", "W^T"),
        ("x, W, b", True, "∂L/∂x = ∂L/∂y (W^T)^T", ""),
        ("weight=W, input=x", False, "∂L/∂x = ∂L/∂y [1 3; 2 4]^T", "W"),
    ],
)
def test_a_frozen_layer_multiplies_by_its_weight_and_sends_it_nothing(
    call: str, bias: bool, line: str, frozen: str
) -> None:
    tape, index = told(FROZEN.format(call=call, bias=bias))
    step = steps(tape, "backward")[1]
    assert symbols(tape, index, step)[-1] == line
    story = explain(tape, index, step, "en")
    if frozen:
        assert f"No gradient goes to {frozen}: it does not require one." in story.why
    assert "goes to x" not in story.why
