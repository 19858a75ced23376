"""Numbers on screen say what the tensor holds."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from graphviewer.explain.numbers import Number, full, scalar, short
from graphviewer.explain.symbols import symbol
from graphviewer.tape.value import Stats, Value, encode


def value(array: object, dtype: str = "float32") -> Value:
    """A whole value of the given numbers."""
    numbers = np.asarray(array)
    return Value(dtype=dtype, shape=numbers.shape, data=encode(numbers, dtype))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0, "3"),
        (-0.0, "-0"),
        (0.0, "0"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (1e-7, "1.0000e-07"),
        (np.float32(1e-7), "1.0000e-07"),
        (np.float32(0.3), "0.3"),
        (0.1 + 0.2, "0.3000"),
        (np.float32(2.9999998), "3.000"),
        (0.01234567, "0.01235"),
        (12345.0, "12345"),
        (12345.67, "1.2346e+04"),
        (123.456, "123.5"),
        (1e7, "1.0000e+07"),
        (9999.96, "1.0000e+04"),
        (0.00099999, "0.001000"),
        (7, "7"),
        (True, "True"),
        (1 + 2j, "1+2j"),
        (1 - 0.5j, "1-0.5j"),
    ],
)
def test_a_number_keeps_its_value_and_says_when_it_was_rounded(number: Number, text: str) -> None:
    assert scalar(number) == text


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_rounded_number_is_the_rounding_of_what_the_tensor_holds(dtype: type) -> None:
    """Not of its shortest form: a float32 called 0.12345 is a little more than that."""
    for place in range(10_005, 20_000, 10):
        number = dtype(place / 100_000)
        held = Decimal(float(number))
        text = scalar(number)
        apart = abs(Decimal(text) - held)
        assert apart <= Decimal("0.00005") or dtype(text) == number, (text, held)


@pytest.mark.parametrize("whole", [2050, 10_008, 32_784, 65_504])
def test_a_whole_half_is_written_as_it_is(whole: int) -> None:
    number = np.float16(whole)
    assert scalar(number) == str(int(number))
    assert full(value(number, "float16")) == f"{int(number)}."


@pytest.mark.parametrize(
    ("numbers", "dtype", "text"),
    [
        ([1, 1, 1], "float32", "[1 1 1]"),
        (12, "float32", "12"),
        ([[1, 2], [3, 4]], "float32", "[[1 2] [3 4]]"),
        ([0.1, -0.0], "bfloat16", "[0.1001 -0]"),
        ([], "float32", "[]"),
        ([True, False], "bool", "[True False]"),
        (np.full((4, 3), 0.125), "float32", "[4×3] mean 0.125"),
        ([1.0] * 7 + [np.nan], "float64", "[8] mean 1, 1 nan"),
        (np.arange(8), "int64", "[8] mean 3.5"),
    ],
)
def test_short_shows_numbers_up_to_the_limit_then_shape_and_mean(
    numbers: object, dtype: str, text: str
) -> None:
    assert short(value(numbers, dtype)) == text


def test_full_prints_every_digit_in_rows() -> None:
    assert full(value([[0.1, 1 / 3], [np.nan, -0.0]])) == (
        "[[ 0.1       ,  0.33333334],\n [        nan, -0.        ]]"
    )


def test_a_sample_tells_its_statistics() -> None:
    stats = Stats(min=0, max=9, mean=4.5, std=2.9, norm=16.9, zeros=1, nans=0, infs=0)
    sample = Value(
        dtype="float32", shape=(10,), data=np.array([0, 5], "<f4").tobytes(), stride=5, stats=stats
    )
    assert short(sample) == "[10] mean 4.5"
    assert full(sample).startswith("[10] float32\nmin 0, max 9, mean 4.5, std 2.9\n")


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("mul", "×"),
        ("__rsub__", "−"),
        ("rsub", "−"),
        ("add_", "+="),
        ("__iadd__", "+="),
        ("zero_", "0"),
        ("sum", "Σ"),
        ("__getitem__", "[ ]"),
        ("relu", "ReLU"),
        ("lgamma", "lgamma"),
        ("__matmul__", "@"),
        ("__rtruediv__", "÷"),
    ],
)
def test_an_op_has_its_textbook_sign(name: str, sign: str) -> None:
    assert symbol(name) == sign
