"""Facts of the lessons on activation functions, on their tapes, against textbook formulas."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from tests.lessons.recording import recorded

Array = npt.NDArray[np.float64]
H = 1e-5
KINKED = ("4.1", "4.4")  # no derivative at 0


def _sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


def _gelu(x: Array) -> Array:
    return np.asarray(x * [(1 + math.erf(one / math.sqrt(2))) / 2 for one in x])


FORMULAS: dict[str, Callable[[Array], Array]] = {
    "4.1": lambda x: np.maximum(x, 0),
    "4.2": _sigmoid,
    "4.3": np.tanh,
    "4.4": lambda x: np.where(x > 0, x, 0.1 * x),
    "4.5": _gelu,
}


@pytest.mark.parametrize("identifier", FORMULAS)
def test_the_slope_is_that_of_the_formula(identifier: str) -> None:
    """Lessons 4.1, 4.2, 4.3, 4.4, 4.5: gradients beside central differences in float64."""
    tape, formula = recorded(identifier), FORMULAS[identifier]
    x = np.array(tape.value("x"))
    slopes = (formula(x + H) - formula(x - H)) / (2 * H)
    smooth = x != 0 if identifier in KINKED else np.full(x.shape, fill_value=True)
    np.testing.assert_allclose(np.array(tape.grads("x")[-1])[smooth], slopes[smooth], atol=1e-6)


@pytest.mark.parametrize(("identifier", "slope"), [("4.1", 0.0), ("4.4", np.float32(0.1))])
def test_at_the_kink_pytorch_takes_the_left_slope(identifier: str, slope: float) -> None:
    tape = recorded(identifier)
    assert tape.grads("x")[-1][tape.value("x").index(0.0)] == slope


def test_shares_sum_to_one_and_rows_of_their_jacobian_to_zero() -> None:
    tape = recorded("4.6")
    for name in ("p", "sharp", "usual", "flat"):
        assert sum(tape.value(name)) == pytest.approx(1)
    np.testing.assert_allclose(np.array(tape.value("J")).sum(1), 0, atol=1e-7)


def test_a_bells_area_is_one_and_its_peak_falls_as_it_widens() -> None:
    tape = recorded("4.7")
    peaks = [1 / (sigma * math.sqrt(2 * math.pi)) for sigma in (1, 2, 1)]
    np.testing.assert_allclose(tape.value("peak"), peaks, rtol=1e-5)
    np.testing.assert_allclose(tape.value("area"), 1, atol=3e-4)


def test_derivatives_of_any_function_are_those_of_the_product_rule() -> None:
    tape, x = recorded("4.8"), 1.0
    bell = math.exp(-(x**2) / 8)
    slope = bell * (math.cos(x) - x / 4 * math.sin(x))
    bend = bell * (math.sin(x) * (x**2 / 16 - 1.25) - x / 2 * math.cos(x))
    assert tape.value("slope") == pytest.approx(slope, rel=1e-12)
    assert tape.value("bend") == pytest.approx(bend, rel=1e-12)
