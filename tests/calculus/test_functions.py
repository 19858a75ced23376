"""Curves against torch itself, closed forms and finite differences; the limit against its law."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - as lectures write it

from graphviewer.calculus import functions
from graphviewer.calculus.compiling import compiled
from graphviewer.calculus.operations import OPERATIONS
from graphviewer.formulas.answers import CurveDrawn, LimitDrawn, Refused, Underway
from graphviewer.formulas.functions import FUNCTIONS
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import Curve, Limit
from graphviewer.formulas.reading import read
from tests.calculus.asking import one, parts_of

Floats = npt.NDArray[np.float64]


def drawn(formula: str, low: float = -3, high: float = 3, **options: Any) -> tuple[Floats, Floats]:
    """x and the rows of a curve."""
    options = {"many": 301, "orders": 2} | options
    told = one(Curve(formula=formula, low=low, high=high, **options), CurveDrawn)
    return told.x.numpy(), told.rows.numpy()


def _density(x: Tensor) -> Tensor:
    normal = torch.distributions.Normal(torch.tensor(3.0, dtype=x.dtype), 2.0)
    return normal.log_prob(x).exp()  # type: ignore[no-any-return, no-untyped-call]


TORCH: dict[str, Callable[[Tensor], Tensor]] = {
    "relu(x)": F.relu,
    "relu6(x)": F.relu6,
    "sigmoid(x)": torch.sigmoid,
    "tanh(x)": torch.tanh,
    "leaky_relu(x)": F.leaky_relu,
    "leaky_relu(x, 0.2)": lambda x: F.leaky_relu(x, 0.2),
    "prelu(x, a)": lambda x: F.prelu(x, torch.tensor([0.1], dtype=x.dtype)),
    "gelu(x)": F.gelu,
    "silu(x)": F.silu,
    "elu(x, a)": lambda x: F.elu(x, 0.1),
    "selu(x)": F.selu,
    "softplus(x)": F.softplus,
    "softplus(x, beta=3)": lambda x: F.softplus(x, 3),
    "softsign(x)": F.softsign,
    "hardtanh(x)": F.hardtanh,
    "hardtanh(x, -2, a)": lambda x: F.hardtanh(x, -2, 0.1),
    "mish(x)": F.mish,
    "erf(x)": torch.erf,
    "clamp(x, -1, 2)": lambda x: torch.clamp(x, -1, 2),
    "max(x, 1)": lambda x: torch.maximum(x, torch.ones_like(x)),
    "abs(x) + sign(x)": lambda x: torch.abs(x) + torch.sign(x),
    "log(x) * log2(x) / log10(x)": lambda x: torch.log(x) * torch.log2(x) / torch.log10(x),
    "exp(sin(x)) - cos(x)": lambda x: torch.exp(torch.sin(x)) - torch.cos(x),
    "tan(x)": torch.tan,
    "asin(x/4) + acos(x/4) + atan(x)": lambda x: (
        torch.asin(x / 4) + torch.acos(x / 4) + torch.atan(x)
    ),
    "sinh(x) / cosh(x)": lambda x: torch.sinh(x) / torch.cosh(x),
    "x**3 - 2**x + sqrt(x + 4)": lambda x: x**3 - 2**x + torch.sqrt(x + 4),
    "x % 2 + floor(x) * x": lambda x: x % 2 + torch.floor(x) * x,
    "softmax(x, 1, 2, t=a)": lambda x: torch.softmax(
        torch.stack([x, torch.ones_like(x), torch.full_like(x, 2)]) / 0.1, 0
    )[0],
    "normal(x, 3, 2)": _density,
}  # fmt: skip


@pytest.mark.parametrize("formula", TORCH)
def test_a_curve_and_its_derivatives_are_torchs(formula: str) -> None:
    x, rows = drawn(formula, constants={"a": 0.1})
    at = torch.from_numpy(x.copy()).requires_grad_()
    value = TORCH[formula](at)
    for row in rows:
        wanted = (value.detach() + 0).numpy()  # NumPy takes no ZeroTensor
        known = np.isfinite(row)
        assert np.allclose(row[known], wanted[known], rtol=1e-12, atol=1e-14)
        assert not np.isfinite(wanted[~known]).any() or "log" in formula
        if value.requires_grad:
            (value,) = torch.autograd.grad(
                value.sum(), at, create_graph=True, materialize_grads=True
            )
        else:
            value = torch.zeros_like(at)


def test_every_function_has_its_operation() -> None:
    assert not set(FUNCTIONS) - set(OPERATIONS) - {"where"}


@pytest.mark.parametrize(
    ("formula", "derivative"),
    [
        ("sigmoid(x)", "sigmoid(x) * (1 - sigmoid(x))"),
        ("tanh(x)", "1 - tanh(x)**2"),
        ("relu(x)", "x > 0"),
        ("prelu(x, 0.1)", "where(x > 0, 1, 0.1)"),
        ("normal(x)", "-x * normal(x)"),
        ("x**3", "3*x**2"),
        ("where(x > 0, sqrt(x), 0)", "where(x > 0, 1/(2*sqrt(x)), 0)"),
        ("gelu(x)", "(1 + erf(x/sqrt(2)))/2 + x*normal(x)"),
        ("7", "0"),
    ],
)
def test_a_derivative_has_its_closed_form(formula: str, derivative: str) -> None:
    """Lessons 4.1, 4.2, 4.3, 4.4, 4.5, 4.7, 4.8."""
    assert np.allclose(drawn(formula)[1][1], drawn(derivative)[1][0], rtol=1e-12, atol=1e-15)


def test_the_slope_of_relu_at_0_is_0() -> None:
    """Lesson 4.1."""
    assert drawn("relu(x)", 0, 0, many=1)[1][:, 0].tolist() == [0, 0, 0]


@pytest.mark.parametrize("formula", ["exp(-x**2) * sin(3*x)", "mish(x)", "x**4 - 3*x**2 + x"])
def test_derivatives_are_near_finite_differences(formula: str) -> None:
    x, rows = drawn(formula, many=20_001)
    for value, slope in pairwise(rows):
        assert np.allclose(np.gradient(value, x, edge_order=2), slope, atol=1e-5)


@pytest.mark.parametrize(
    ("formula", "gaps"),
    [("log(x)", [-2, -1, 0]), ("1/x", [0]), ("sqrt(x)", [-2, -1]), ("exp(1000*x)", [1, 2])],
)
def test_where_there_is_no_number_there_is_no_derivative(formula: str, gaps: list[int]) -> None:
    x, rows = drawn(formula, -2, 2, many=5)
    assert x[np.isnan(rows[0])].tolist() == gaps
    assert np.isnan(rows[1:, np.isnan(rows[0])]).all()


def test_long_curves_are_the_same_as_short_ones() -> None:
    x, rows = drawn("sin(x) * x", 0, 9000, many=9001)
    assert np.allclose(rows[0], np.sin(x) * x)
    assert np.array_equal(x, np.arange(9001))


def test_a_curve_that_takes_long_comes_in_parts_and_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = ", ".join(["x", *(f"{k}*x" for k in range(30))])
    question = Curve(formula=f"softmax({row})", low=-1, high=1, many=1000, orders=3)
    monkeypatch.setattr(functions, "_PATIENCE", 1e6)
    (whole,) = parts_of(question)
    monkeypatch.setattr(functions, "_PATIENCE", 0.0)
    *before, last = parts_of(question)
    done = [part.done for part in before if isinstance(part, Underway)]
    assert done == list(range(512, 1000, 64))
    assert last == whole


_texts = st.recursive(
    st.sampled_from(["x", "2", "0.5", "3"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/%"), inner).map("({0[0]}){0[1]}({0[2]})".format),
        inner.map("({})**2".format),
        inner.map("-({})".format),
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(_texts, st.floats(-4, 4))
def test_arithmetic_is_pythons(text: str, x: float) -> None:
    function = compiled(read(text), {}, ("x",))
    try:
        wanted = float(eval(text, {"x": x}))
    except (ZeroDivisionError, OverflowError):
        return
    found = float(function(torch.tensor(x, dtype=torch.float64)))
    assert math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-300) or "%" in text


@given(
    st.sampled_from(
        ["where(x > 1, x*x, -x)", "abs(where(x, 1, x))", "softmax(x, 1, t=2)", "0 < x < 2"]
    )
)
def test_a_single_number_is_evaluated_as_a_row_of_them(text: str) -> None:
    function = compiled(read(text), {}, ("x",))
    row = torch.linspace(-3, 3, 13, dtype=torch.float64)
    assert torch.allclose(torch.stack([function(x) for x in row]), function(row), rtol=1e-15)


def test_a_quotient_of_differences_nears_the_derivative_and_leaves_it_again() -> None:
    """Lesson 1.4."""
    told = one(Limit(formula="sin(x)", at=1.0, each=1, most=12), LimitDrawn)
    h, error = told.h.numpy(), told.error.numpy()
    assert told.slope == pytest.approx(math.cos(1), abs=1e-15)
    assert np.allclose(error[:4], h[:4] * math.sin(1) / 2, rtol=0.3)
    assert error[4] < 1e-3 < error[7]
    assert error[-1] == pytest.approx(abs(told.slope))  # x + h is x


def test_the_quotient_is_what_float32_gives() -> None:
    told = one(Limit(formula="x*x", at=3.0, each=2, most=8), LimitDrawn)
    x = np.float32(3)
    for k, found in zip(np.arange(17) / 2, told.quotient.numpy(), strict=True):
        h = np.float32(10.0**-k)
        assert found == np.float64(((x + h) * (x + h) - x * x) / h)


def test_a_central_quotient_is_better_by_a_power() -> None:
    options = {"formula": "exp(x)", "at": 0.5, "dtype": "float64", "each": 1, "most": 4}
    ahead, both = (one(Limit(**options, central=c), LimitDrawn) for c in (False, True))  # type: ignore[arg-type]
    h = both.h.numpy()
    assert np.allclose(ahead.error.numpy()[2:] / h[2:], math.exp(0.5) / 2, rtol=0.02)
    assert np.allclose(both.error.numpy()[1:4] / h[1:4] ** 2, math.exp(0.5) / 6, rtol=0.02)


def test_there_is_no_slope_where_there_is_no_number() -> None:
    told = one(Limit(formula="log(x)", at=-1.0), LimitDrawn)
    assert math.isnan(told.slope)
    assert math.isnan(told.value)


@pytest.mark.parametrize(
    ("question", "code", "at"),
    [
        (Curve(formula="2x", low=0, high=1), "times", 1),
        (Curve(formula="1 + b*x", low=0, high=1), "unknown", 4),
        (Curve(formula="x", low=1, high=0), "order", -1),
        (Curve(formula="x", low=math.nan, high=0), "finite", -1),
        (Curve(formula="x", low=0, high=1, many=10**9), "range", -1),
        (Curve(formula="x", low=0, high=1, orders=9), "range", -1),
        (Curve(formula="a*x", low=0, high=1, constants={"a": math.inf}), "finite", -1),
        (Limit(formula="x", at=0.0, most=1e9), "range", -1),
    ],
)
def test_an_absurd_question_is_refused(question: Curve | Limit, code: str, at: int) -> None:
    told = one(question, Refused)
    assert (told.code, told.at) == (code, at)
    assert told.message == str(FormulaProblem(told.code, -1, **told.fields))
