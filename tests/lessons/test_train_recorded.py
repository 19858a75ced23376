"""Facts of the lessons on training, on their tapes."""

from __future__ import annotations

import numpy as np
import pytest

from tests.lessons import facts
from tests.lessons.recording import recorded


def test_a_step_from_scratch_ends_where_the_concise_one_does() -> None:
    """Lessons 7.1 and 7.2."""
    softmax, mlp = recorded("7.1"), recorded("7.2")
    weights = np.array(softmax.value("model.weight"))
    np.testing.assert_allclose(np.array(softmax.value("W")).T, weights, atol=1e-7)
    pairs = {"W1": "0.weight", "b1": "0.bias", "W2": "2.weight", "b2": "2.bias"}
    for ours, theirs in pairs.items():
        np.testing.assert_allclose(mlp.value(ours), mlp.value(f"model.{theirs}"), atol=1e-7)


def test_dropout_keeps_the_mean_by_dividing_what_it_keeps() -> None:
    """Lesson 7.4"""
    kept = np.array(recorded("7.4").value("kept"), dtype=np.float32)
    assert set(np.unique(kept)) == {np.float32(0), np.float32(1 / 0.7)}


def test_two_halves_gradients_average_to_the_joined_batchs() -> None:
    """Lesson 7.14, in float64: the mean over the batch of 2 (w x + b - y) x."""
    x = np.array([[1.0, 0], [2, 1], [0, 3], [1, 1]])
    wanted = (2 * (x.sum(1) - [1, 0, 2, 1])[:, None] * x).mean(0)
    assert recorded("7.14").value("averaged") == [wanted.tolist()]


def test_a_parameter_outside_the_optimizer_keeps_its_gradient() -> None:
    """Lesson 7.12; clipping multiplies by 5/25 in float32, so not all of it is exact."""
    first, second, clipped, gone = recorded("7.12").grads("model.w")
    assert (first, second, gone) == ([6.0, 8.0], [12.0, 16.0], None)
    np.testing.assert_allclose(clipped, [2.4, 3.2], rtol=1e-6)
    v = recorded("7.12").grads("model.v")
    assert (v[:3], v[-1]) == ([15.0, None, 15.0], None)


def test_clipping_shortens_all_gradients_by_one_factor() -> None:
    assert recorded("7.12").value("norm") == np.sqrt(12.0**2 + 16**2 + 15**2) == 25


@pytest.mark.parametrize("name", ["Y", "B"])
def test_batch_norm_by_hand_is_batch_norm(name: str) -> None:
    """Lesson 7.13 against NumPy in float64."""
    tape = recorded("7.13")
    h = np.array(tape.value("H"), dtype=np.float64)
    gamma, beta = (np.array(tape.value(f"norm.{part}")) for part in ("weight", "bias"))
    wanted = gamma * (h - h.mean(0)) / np.sqrt(h.var(0) + 1e-5) + beta
    np.testing.assert_allclose(tape.value(name), wanted, rtol=1e-5)


def test_a_bias_before_batch_norm_has_no_gradient() -> None:
    """What is left of it is rounding, and the check by differences says so."""
    tape = recorded("7.13")
    bias = tape.tensor("linear.bias")
    (check,) = (one for one in tape.tape.checks if one.tensor == bias)
    assert (check.verdict, check.numeric) == ("rounding", 0.0)
    assert abs(np.array(tape.grads("linear.bias"))).max() < 1e-5


def test_batch_norms_statistics_move_by_a_tenth() -> None:
    """The variance that is kept is the unbiased one."""
    tape = recorded("7.13")
    h = np.array(tape.value("H"), dtype=np.float64)
    np.testing.assert_allclose(tape.value("norm.running_mean"), 0.1 * h.mean(0), rtol=1e-5)
    variance = 0.9 + 0.1 * h.var(0, ddof=1)
    np.testing.assert_allclose(tape.value("norm.running_var"), variance, rtol=1e-5)


def test_a_tensor_without_numbers_has_none_on_screen() -> None:
    if facts.NO_NUMBERS:
        assert recorded("7.15").value("W") is None
