"""Steepest descent with a golden-section line search, against what is known of quadratic forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphviewer.calculus.line_search import lowest
from graphviewer.formulas.questions import Walker
from tests.calculus.asking import Way


@pytest.mark.parametrize(
    ("formula", "start", "least"),
    [
        ("0.1*x**2 + 2*y**2", (-5.0, -2.0), (0.0, 0.0)),
        ("(x**2 + y - 11)**2 + (x + y**2 - 7)**2", (4.0, 1.0), (3.0, 2.0)),
        ("5 + (x - 3)**2 + 10*(y + 1)**2", (0.0, 0.0), (3.0, -1.0)),
        ("(x - 2)**4 + (x - 2)**2", (9.0,), (2.0,)),
    ],
)
def test_steepest_descent_stops_where_the_slope_is_flat(
    formula: str, start: tuple[float, ...], least: tuple[float, ...]
) -> None:
    """Lesson 5.2."""
    way = Way(formula, start, walker=Walker(kind="steepest"), steps=5000)
    assert way.ended == "converged"
    assert way.norm[-1] < 1e-6 <= way.norm[:-1].min()
    assert np.allclose(way.points[-1], least, atol=1e-4)
    assert (np.diff(way.loss) < 0).all()


def test_a_line_search_of_a_quadratic_form_is_the_exact_one() -> None:
    way = Way("0.1*x**2 + 2*y**2", (-5.0, -2.0), walker=Walker(kind="steepest"), steps=20)
    matrix = np.diag([0.2, 4.0])
    for point, slope, following in zip(way.points, way.slope, way.points[1:], strict=False):
        t = slope @ slope / (slope @ matrix @ slope)
        assert np.allclose(following, point - t * slope, atol=1e-6)


@pytest.mark.parametrize("guess", [1e-6, 1.0, 1e5])
def test_the_golden_section_finds_the_lowest_place(guess: float) -> None:
    assert lowest(lambda t: (t - 3) ** 2, guess) == pytest.approx(3, abs=1e-7)
    assert lowest(lambda t: t, guess) == 0
    assert lowest(lambda t: math.inf if t > 1 else (t - 0.5) ** 2, guess) == pytest.approx(0.5)
