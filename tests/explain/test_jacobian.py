"""Local Jacobians as data: a row an element of the output, a column an element of the input."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from graphviewer.explain.equation import plain
from graphviewer.explain.explanation import Language
from graphviewer.explain.jacobian import Local, local_jacobians
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.local import jacobians_of
from graphviewer.tape.tape import Tape

PRODUCT = """import torch
a = torch.tensor(3., requires_grad=True)
b = torch.tensor(4., requires_grad=True)
c = a * b
c.backward()
"""
VECTOR = """import torch
x = torch.arange(3., requires_grad=True)
y = x.exp()
z = y.cumsum(0)
z.backward(torch.tensor([1., 2., 3.]))
"""
SPLIT = """import torch
x = torch.arange(4., requires_grad=True)
first, second = x.split(2)
(first * second).sum().backward()
"""


def told(tape: Tape, kind: str, language: Language = "en") -> tuple[Local, ...]:
    """The Jacobians of the step that ran a kind of node."""
    step = next(
        step.index
        for step in tape.steps
        if step.kind == "backward" and step.node is not None
        if tape.nodes[step.node].name.startswith(kind)
    )
    return local_jacobians(tape, TapeIndex(tape), step, language)


def test_of_scalars_it_is_the_local_derivative() -> None:
    by_a, by_b = told(record(PRODUCT), "Mul")
    assert (by_a.name, by_b.name) == ("∂c/∂a", "∂c/∂b")
    assert by_a.single
    assert (by_a.matrix.item(), by_b.matrix.item()) == (4.0, 3.0)
    assert by_a.text == ""


def test_rows_and_columns_are_named_by_their_elements() -> None:
    (one,) = told(record(VECTOR), "Cumsum")
    assert one.rows == ("z[0]", "z[1]", "z[2]")
    assert one.columns == ("y[0]", "y[1]", "y[2]")
    assert one.matrix.tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert plain(one.gradient_name) == "∂(v · z)/∂y"


@pytest.mark.parametrize("source", [PRODUCT, VECTOR, SPLIT])
def test_upstream_times_matrix_is_the_gradient(source: str) -> None:
    tape = record(source)
    index = TapeIndex(tape)
    found = [one for step in tape.steps for one in local_jacobians(tape, index, step.index, "en")]
    assert found
    for one in found:
        upstream, matrix, gradient = (
            np.asarray(part, np.float64) for part in (one.upstream, one.matrix, one.gradient)
        )
        np.testing.assert_allclose(upstream @ matrix, gradient, rtol=1e-6)
        assert one.matrix.shape == (len(one.rows), len(one.columns))


def test_several_outputs_are_rows_of_one_matrix() -> None:
    (one,) = told(record(SPLIT), "Split")
    assert one.rows == ("first[0]", "first[1]", "second[0]", "second[1]")
    assert one.matrix.tolist() == np.eye(4).tolist()


@pytest.mark.parametrize(("kind", "diagonal"), [("Exp", True), ("Cumsum", False)])
def test_a_diagonal_is_said_to_be_one(kind: str, diagonal: bool) -> None:
    tape = record(VECTOR)
    assert ("diagonal" in told(tape, kind)[0].text) is diagonal
    assert ("대각선" in told(tape, kind, "ko")[0].text) is diagonal


@pytest.mark.parametrize("made", ["x.softmax(0)", "x.cumprod(0)", "torch.eye(2) @ x"])
def test_of_a_matrix_that_happens_to_be_diagonal_only_what_holds_here_is_said(made: str) -> None:
    tape = record(
        "import torch\nx = torch.tensor([1000., 0.], requires_grad=True)\n"
        f"y = {made}\ny.sum().backward()\n"
    )
    index = TapeIndex(tape)
    found = [one for step in tape.steps for one in local_jacobians(tape, index, step.index, "en")]
    (local,) = [one for one in found if one.name == "∂y/∂x"]
    x = torch.tensor([1000.0, 0.0], requires_grad=True)
    y: torch.Tensor = eval(made, {"torch": torch, "x": x})
    rows = [torch.autograd.grad(one, x, retain_graph=True)[0] for one in y]
    truth = torch.stack(rows)
    assert (local.matrix == truth.numpy()).all()
    assert not truth.fill_diagonal_(0).any()
    assert "depends on" not in local.text  # softmax's elements depend on all of x
    assert "at these numbers" in local.text


def test_of_a_tensor_used_twice_each_use_has_its_own() -> None:
    tape = record(
        "import torch\nx = torch.tensor(3., requires_grad=True)\ny = x * x\ny.backward()\n"
    )
    assert [one.name for one in told(tape, "Mul")] == ["∂y/∂x · 1/2", "∂y/∂x · 2/2"]


def test_steps_without_one_have_none() -> None:
    tape = record(PRODUCT)
    for step in tape.steps:
        if step.kind != "backward":
            assert jacobians_of(tape, step.index) == ()
            assert local_jacobians(tape, TapeIndex(tape), step.index, "en") == ()
