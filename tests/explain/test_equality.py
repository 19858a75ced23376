"""An equals sign means equality; what is too large to be seen is not pretended to be shown."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.explain.equation import plain
from graphviewer.explain.explain import explain
from graphviewer.explain.numbers import exact
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex


def told(program: str) -> list[list[str]]:
    tape = record("import torch\n" + program)
    assert tape.end is not None
    assert tape.end.message == ""
    index = TapeIndex(tape)
    stories = [explain(tape, index, step.index, "en") for step in tape.steps]
    return [[plain(line.maths) for line in story.equations] for story in stories]


@pytest.mark.parametrize(
    ("number", "is_exact"),
    [
        (np.float32(0.3), True),
        (np.float64(0.1) + np.float64(0.2), False),
        (np.float32(1) / np.float32(3), False),
        (np.float32(-0.0), True),
        (np.float32("nan"), True),
        (np.int64(10**12), True),
        (np.float32(1e-7), True),
        (np.float32(1.23456), False),
    ],
)
def test_a_number_is_exact_if_its_shortest_form_is_shown(
    number: np.generic, is_exact: bool
) -> None:
    assert exact(np.asarray(number)) is is_exact


def test_rounded_numbers_are_about_equal_and_exact_ones_equal() -> None:
    third = told("w = torch.tensor(3., requires_grad=True)\nz = 1 / w")[-1]
    assert third[-1] == "≈ 0.3333"
    product = told("w = torch.tensor(3.)\nz = w * 4")
    assert product[1][1:] == ["= 3 · 4", "= 12"]


def test_a_line_of_numbers_is_about_equal_if_one_of_them_is_rounded() -> None:
    (_, _, product) = told("t = torch.tensor(1.) / 3\nz = t * 3")[0:3]
    assert product[1:] == ["≈ 0.3333 · 3", "= 1"]


def test_a_shape_never_stands_for_the_numbers() -> None:
    lines = told("x = torch.arange(25., requires_grad=True)\ny = (2 * x).sum()\ny.backward()")
    flat = [line for step in lines for line in step]
    assert not any("[25]" in line for line in flat)
    assert "= [0 2 … 48], mean 24" in flat
    assert "x = [0 1 … 24], mean 12" in flat


def test_every_result_of_a_call_is_shown() -> None:
    lines = told("x = torch.arange(4.)\na, b = x.chunk(2)\nv, i = x.max(dim=0)")
    assert lines[1] == ["a, b = x.chunk(2)", "a = [0 1]", "b = [2 3]"]
    assert lines[2] == ["v, i = max_(axis 0)(x)", "v = 3", "i = 3"]


def test_parts_that_were_not_used_come_back_as_0() -> None:
    lines = told("x = torch.ones(3, requires_grad=True)\nu, v, w = x.unbind()\n(u * w).backward()")
    (unbind,) = [step for step in lines if step and "stack" in step[0]]
    assert unbind == ["∂L/∂x = stack(∂L/∂u, 0, ∂L/∂w)", "= stack(1, 0, 1)", "= [1 0 1]"]


def test_an_unknown_operand_is_never_given_the_name_of_another() -> None:
    lines = told(
        "x = torch.tensor(2., requires_grad=True)\ny = x.sin() * x\n"
        "g, = torch.autograd.grad(y, x, create_graph=True)\ng.backward()"
    )
    flat = [line for step in lines for line in step]
    assert not any("x · x" in line for line in flat)


def test_a_change_in_place_through_a_view_gives_each_tensor_its_own_numbers() -> None:
    lines = told(
        "x = torch.ones(3, requires_grad=True)\ny = x * 2\nv = y[0:2]\nv.mul_(3)\ny[2] = 7."
    )
    assert lines[3] == ["v₂ = v₁ · 3", "= [2 2] · 3", "= [6 6]", "y₂ = [6 6 2]"]
    assert lines[4] == ["y[2] = 7.", "y₃ = [6 6 7]"]


def test_what_arrived_before_counts_for_the_sign_too() -> None:
    lines = told(
        "x = torch.ones(3, requires_grad=True)\ny = x * 1\nz = y.mean()\nw = (2 * y).sum() + z\n"
        "w.backward()"
    )
    (last,) = [step for step in lines if step and step[0].startswith("∂w/∂y = ⋯ + ")]
    assert last[-1][0] == "≈"
    assert all(("0.3333" in line) <= (line[0] == "≈") for line in last[1:])
