"""Grids of heights against NumPy, and the surfaces the pages know against their own minima."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from graphviewer.calculus.grounds import FormulaGround
from graphviewer.formulas.answers import Heights, Refused, Underway
from graphviewer.formulas.questions import Height, Plain, Regression
from graphviewer.formulas.regression import points
from graphviewer.session.descent_choices import ROWS
from tests.calculus.asking import asked, one


def test_heights_are_rows_of_y_and_columns_of_x() -> None:
    question = Height(
        surface=Plain(formula="a*x**2 - y**3", constants={"a": 2}), x=(-1, 2), y=(0, 1), many=13
    )
    x, y = np.linspace(-1, 2, 13), np.linspace(0, 1, 13)
    wanted = 2 * x[None, :] ** 2 - y[:, None] ** 3
    assert np.allclose(one(question, Heights).z.numpy(), wanted, rtol=1e-14, atol=1e-15)


def test_a_formula_in_x_alone_is_one_row() -> None:
    z = one(Height(surface=Plain(formula="1/x"), x=(-1, 1), many=5), Heights).z.numpy()
    assert z.shape == (1, 5)
    assert np.array_equal(z[0], [-1, -2, np.nan, 2, 1], equal_nan=True)


def test_a_constant_is_a_plain_of_one_height() -> None:
    z = one(Height(surface=Plain(formula="7"), x=(-1, 1), y=(0, 1), many=3), Heights).z.numpy()
    assert z.tolist() == [[7, 7, 7]]


def test_a_regressions_heights_are_mean_squared_errors() -> None:
    surface = Regression(many=40, seed=1)
    told = one(Height(surface=surface, x=(0, 4), y=(-1, 3), many=5), Heights)
    x, y = points(surface)
    w, b = np.meshgrid(np.linspace(0, 4, 5), np.linspace(-1, 3, 5))
    wanted = ((w[..., None] * x + b[..., None] - y) ** 2).mean(-1)
    assert np.allclose(told.z.numpy(), wanted)
    fit, residual, *_ = np.polyfit(x, y, 1, full=True)
    assert np.allclose([told.told["x"], told.told["y"]], fit)
    assert told.told["loss"] == pytest.approx(residual[0] / 40)
    assert told.told["loss"] < wanted.min()


def test_long_work_is_told_between() -> None:
    question = Height(surface=Regression(many=5000), x=(0, 4), y=(-1, 3), many=101)
    underway = asked(question, Underway)
    assert [part.done for part in underway] == sorted(part.done for part in underway)
    assert {part.of for part in underway} <= {101}


@pytest.mark.parametrize(
    ("row", "place"), [(row, place) for row in ROWS for place in row.minima], ids=str
)
def test_the_slope_is_flat_at_a_known_minimum(row: object, place: tuple[float, ...]) -> None:
    surface = getattr(row, "surface", None)
    assert isinstance(surface, Plain)
    ground = FormulaGround(surface.formula, surface.constants, len(place))
    point = torch.tensor(place, dtype=torch.float64, requires_grad=True)
    loss = ground.loss(point)
    (slope,) = torch.autograd.grad(loss, point)
    assert slope.norm() < 1e-10
    around = point.detach() + 1e-3 * torch.randn(50, len(place), dtype=torch.float64)
    assert all(ground.loss(one) > loss for one in around)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Height(surface=Plain(formula="x+"), x=(0, 1), y=(0, 1)), "end"),
        (Height(surface=Plain(formula="x*z"), x=(0, 1), y=(0, 1)), "unknown"),
        (Height(surface=Plain(formula="x"), x=(1, 0)), "order"),
        (Height(surface=Plain(formula="x"), x=(0, 1), many=5000), "range"),
        (Height(surface=Regression(many=5000), x=(0, 1), y=(0, 1), many=801), "work"),
    ],
)
def test_a_grid_that_makes_no_sense_is_refused(question: Height, code: str) -> None:
    assert one(question, Refused).code == code
