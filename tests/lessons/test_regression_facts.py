"""Facts of section 6 and of lesson 3.6 that one number at the end cannot say."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from graphviewer.files.lessons import lesson
from graphviewer.session.curves import Curve, Curves
from tests.lessons.oracle import Unrecorded
from tests.lessons.recording import recorded, unrecorded


def charted(identifier: str) -> Curve:
    """The cost as the watch has it: a value for each pass, whichever passes were kept."""
    curves = Curves(recorded(identifier).tape)
    series = curves.named("cost")
    assert series is not None
    return curves.curve(series)


def at_pass(identifier: str, *passes: int) -> list[float | None]:
    """The cost at passes counted from 1, from the chart."""
    curve = charted(identifier)
    return [curve.at(one - 1) for one in passes]


def plain(identifier: str, name: str = "cost") -> npt.NDArray[np.float64]:
    """A number after each pass under plain PyTorch: quicker than a recording of 1,000 passes."""
    step = "    sgd.step()\n"
    source = lesson(identifier).source()
    assert source.count(step) == 1
    kept = source.replace(step, f"{step}    kept.append({name}.item())\n")
    return np.array(Unrecorded(f"kept = []\n{kept}").names["kept"])


def test_the_chart_has_the_lectures_costs_of_linear_regression() -> None:
    """6.1: float32 comes to them in another last digit where another CPU sums in another order."""
    wanted = [1.566340, 1.565659, 1.564988, 1.564298]
    assert at_pass("6.1", 97, 98, 99, 100) == pytest.approx(wanted, abs=1e-5)


def test_the_chart_has_the_lectures_costs_of_logistic_regression_and_of_every_pass() -> None:
    """6.5: iterations in between are not all kept, but their scalars are."""
    assert at_pass("6.5", 375, 376, 377) == pytest.approx([0.356809, 0.356526, 0.356243], abs=1e-6)
    assert len(charted("6.5").values) == 1000
    assert len(recorded("6.5").tape.iterations) < 1000


def test_linear_regression_ends_within_two_marks() -> None:
    """6.1"""
    off = np.array(recorded("6.1").value("y_hat")) - np.array(recorded("6.1").value("y"))
    assert abs(off).max() < 2


def test_the_largest_stable_rate_is_as_the_note_says() -> None:
    """6.1: two over the largest eigenvalue of the Hessian of the mean squared error."""
    x = np.column_stack([recorded("6.1").value("x"), np.ones(5)])
    assert 2 / np.linalg.eigvalsh(2 * x.T @ x / 5).max() == pytest.approx(4.54e-5, rel=0.01)


@pytest.mark.parametrize(("identifier", "first", "last"), [("6.2", 1000, 10), ("6.6", 0.5, 0.41)])
def test_a_modules_cost_falls(identifier: str, first: float, last: float) -> None:
    costs = plain(identifier)
    assert costs[0] > first
    assert costs[-1] < last
    assert np.all(np.diff(costs) < 0)


def test_the_errors_of_linear_regression_fall_with_each_epoch_down_to_the_noise() -> None:
    """6.3: to about a third each, and further with more epochs."""
    source = lesson("6.3").source().replace("range(3)", "range(10)")
    lines = Unrecorded(source).output.translate(str.maketrans("()[],:", "      ")).splitlines()
    rows = [[float(word) for word in line.split() if word[-1].isdigit()] for line in lines]
    errors = np.abs([row[1:] for row in rows])
    assert errors.shape == (10, 3)
    assert np.all(errors[1:4] < 0.5 * errors[:3])
    assert errors[-1].max() < 0.01


def test_the_analytic_solution_is_least_squares() -> None:
    """6.4, against NumPy in float64."""
    tape = recorded("6.4")
    x, y, found = (np.array(tape.value(name)) for name in ("X", "y", "solution"))
    np.testing.assert_allclose(found, np.linalg.lstsq(x, y, rcond=None)[0], atol=1e-5)


def test_the_cost_of_a_rate_that_is_too_high_jumps_and_then_rests() -> None:
    """6.7"""
    costs = plain("6.7")
    wild = costs[:700]
    assert np.percentile(wild, 5) > 0.3
    assert np.percentile(wild, 95) > 10
    assert np.count_nonzero(np.diff(wild) > 1) > 100
    assert costs[-1] == pytest.approx(0.0035, abs=0.003)
    p = unrecorded("6.7").tensors()["p"]
    np.testing.assert_allclose(p.sum(1).numpy(), 1, rtol=1e-6)


def test_a_perceptron_cannot_do_what_a_hidden_layer_does() -> None:
    """6.9"""
    single, hidden = plain("6.9", "single"), plain("6.9", "hidden")
    assert single.min() >= math.log(2) - 1e-6
    assert hidden[-1] < 0.02


def test_ten_models_are_far_better_than_one_class() -> None:
    """6.10: the share of a class is 0.1, and one softmax regression does about as well."""
    tape = recorded("6.10")
    assert tape.value("right") > 0.75
    assert abs(tape.value("right") - tape.value("right_one")) < 0.1


def test_losses_with_everything_inside_are_the_others_composed() -> None:
    """6.11: values and gradients; PyTorch's formulas against NumPy."""
    tape = recorded("6.11")
    o, z, t = (np.array(tape.value(name), np.float64) for name in ("o", "z", "t"))
    log_p = o - np.log(np.exp(o).sum(1, keepdims=True))
    p = 1 / (1 + np.exp(-z))
    entropy = -(t * np.log(p) + (1 - t) * np.log(1 - p)).mean()
    for name, wanted in (
        ("nll", -log_p[[0, 1], [0, 2]].mean()),
        ("cross", -log_p[[0, 1], [0, 2]].mean()),
        ("bce", entropy),
        ("logits", entropy),
    ):
        assert tape.value(name) == pytest.approx(wanted, rel=1e-6)
    np.testing.assert_allclose(tape.grads("a")[-1], tape.grads("b")[-1], rtol=1e-6)
    np.testing.assert_allclose(tape.grads("z")[-1], 2 * (p - t) / 3, rtol=1e-5)


def test_cross_entropy_is_the_mean_surprisal() -> None:
    """3.6"""
    assert recorded("3.6").value("loss") == pytest.approx(-(math.log(0.1) + math.log(0.5)) / 2)
