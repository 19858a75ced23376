"""The sign of a call says what the call had."""

from __future__ import annotations

import pytest

from graphviewer.explain.symbols import symbol, symbol_of
from graphviewer.tape.rows import Op


@pytest.mark.parametrize(("inputs", "sign"), [((0, 1, 2), "W·x+b"), ((0, 1), "W·x")])
def test_a_linear_layer_shows_a_bias_only_if_it_has_one(inputs: tuple[int, ...], sign: str) -> None:
    op = Op(id=0, name="linear", qualified="torch.nn.functional.linear", step=0, inputs=inputs)
    assert symbol_of(op) == sign


def test_other_calls_have_the_sign_of_their_name() -> None:
    op = Op(id=0, name="mul_", qualified="torch.Tensor.mul_", step=0, inputs=(0, 1))
    assert symbol_of(op) == symbol("mul_") == "×="
    assert symbol("neg_") == symbol("neg") == "−"


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("torch.pow(x, 2)", "xⁿ"),
        ("torch.pow(2, x)", "aˣ"),
        ("torch.pow(-2.0, x)", "aˣ"),
        ("torch.pow(base, x)", "pow"),
        ("torch.pow(exponent=x, self=2)", "pow"),
        ("f(x", "pow"),
    ],
)
def test_a_power_of_a_number_is_no_power_of_a_tensor(code: str, sign: str) -> None:
    op = Op(id=0, name="pow", qualified="torch.pow", step=0, inputs=(0,), code=code)
    assert symbol_of(op) == sign
    assert symbol("rpow") == symbol("__rpow__") == "aˣ"
