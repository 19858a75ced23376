"""A formula as mathematics, and the lines of a curve on paper."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.explain.equation import plain
from graphviewer.formulas.reading import read
from graphviewer.gui.functions.curve_lines import pieces, thinned
from graphviewer.gui.functions.maths import maths, number


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("2*x + 1", "2 x + 1"),
        ("a*(x - 1)", "a · (x − 1)"),
        ("a - (x - 1)", "a − (x − 1)"),
        ("a - x - 1", "a − x − 1"),
        ("-x^2", "−x^2"),
        ("(-x)^2", "(−x)^2"),
        ("x^(a+1)", "x^(a + 1)"),
        ("(x+1)/(x-1)", "(x + 1)/(x − 1)"),
        ("sqrt(x^2)", "√(x^2)"),
        ("abs(x)", "|x|"),
        ("exp(-x)", "e^−x"),
        ("log(x)", "ln(x)"),
        ("relu(x)", "ReLU(x)"),
        ("alpha*x", "α · x"),
        ("w_1 + b2", "w₁ + b₂"),
        ("pi*x", "π x"),
        ("where(x > 0, x, 0)", "{x if x > 0; 0 if otherwise}"),
        ("softmax(x, 0, 1, t=T)", "softmax_T(x, 0, 1)"),
        ("2*3*x", "2 · 3 · x"),
        ("a/(b*x)", "a/(b · x)"),
        ("2^-x", "2^−x"),
        ("0.1", "0.1"),
    ],
)
def test_formulas_are_set_as_mathematics(formula: str, said: str) -> None:
    assert plain(maths(read(formula))) == said


def test_the_normal_density_is_written_out() -> None:
    said = plain(maths(read("normal(x, mu, sigma)")))
    assert said == "1/(σ √(2π))e^(−((x − μ)^2)/(2σ^2))"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5403023, "0.5403"), (1e-5, "10^−5"), (-1e-5, "−10^−5"), (1.23456e-9, "1.2346 · 10^−9")],
)
def test_small_numbers_are_powers_of_ten(value: float, said: str) -> None:
    assert plain(number(value)) == said


def test_a_pole_is_no_line() -> None:
    x = np.linspace(-1, 1, 201)
    with np.errstate(divide="ignore"):
        found = pieces(x, 1 / x, -10.0, 10.0)
    assert len(found) == 2
    assert found[0][1][-1] == -10.0
    assert found[1][1][0] == 10.0


def test_a_jump_is_not_joined() -> None:
    x = np.linspace(-8.0, 8.0, 1601)
    found = pieces(x, np.where(x > 0, 100.0, 0.0), -10.0, 110.0)
    assert [sorted(set(down.tolist())) for _, down in found] == [[0.0], [100.0]]
    found = pieces(x, 100 * np.sign(x), -110.0, 110.0)
    assert [sorted(set(down.tolist())) for _, down in found] == [[-100.0], [0.0], [100.0]]
    assert sum(len(across) for across, _ in found) == len(x)


@pytest.mark.parametrize("steep", [1.0, 20.0, 100.0])
def test_what_is_steep_but_whole_is_joined(steep: float) -> None:
    x = np.linspace(-8.0, 8.0, 1601)
    assert len(pieces(x, 300 * np.tanh(steep * x), -310.0, 310.0)) == 1


def test_a_curve_is_cut_where_it_leaves_the_paper() -> None:
    x = np.array([0.0, 1.0, 2.0, 3.0])
    ((across, down),) = pieces(x, np.array([0.0, 4.0, 8.0, 12.0]), 2.0, 10.0)
    assert across.tolist() == [0.5, 1.0, 2.0, 2.5]
    assert down.tolist() == [2.0, 4.0, 8.0, 10.0]


def test_no_number_lifts_the_pen() -> None:
    x = np.arange(5.0)
    found = pieces(x, np.array([1.0, 1.0, np.nan, 1.0, 1.0]), 0.0, 2.0)
    assert [one[0].tolist() for one in found] == [[0.0, 1.0], [3.0, 4.0]]


def test_a_thinned_curve_is_off_by_less_than_a_tenth_of_a_pixel() -> None:
    x = np.arange(1024.0)
    y = np.where(x < 500, 150 * np.sin(x / 60), 150 * np.sin(500 / 60) + (x - 500) / 3)
    keep = thinned(y)
    assert keep.sum() < 300
    assert np.abs(np.interp(x, x[keep], y[keep]) - y).max() < 0.1
