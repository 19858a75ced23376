"""Values keep their bits."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from graphviewer.tape.value import Value, add, decode, encode

FLOATS = st.lists(st.floats(width=32), min_size=1, max_size=20)


@given(FLOATS)
def test_float32_goes_through_bit_for_bit(numbers: list[float]) -> None:
    raw = np.array(numbers, "<f4").tobytes()
    assert encode(decode(raw, "float32"), "float32") == raw


@given(st.lists(st.floats(width=32, allow_nan=False), min_size=1, max_size=20))
def test_bfloat16_rounds_as_torch_does(numbers: list[float]) -> None:
    expected = torch.tensor(numbers).to(torch.bfloat16).view(torch.int16).numpy().tobytes()
    assert encode(np.array(numbers, np.float32), "bfloat16") == expected


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64", "complex64"])
def test_add_is_torchs_addition(dtype: str) -> None:
    torch.manual_seed(1)
    a, b = (torch.randn(50, dtype=getattr(torch, dtype)) for _ in range(2))
    left, right = (
        Value(dtype=dtype, shape=(50,), data=bytes(t.view(torch.uint8).numpy())) for t in (a, b)
    )
    assert add(left, right).data == bytes((a + b).view(torch.uint8).numpy())


def test_values_of_different_shape_do_not_add() -> None:
    one = Value(dtype="float32", shape=(), data=bytes(4))
    two = Value(dtype="float32", shape=(1,), data=bytes(4))
    with pytest.raises(ValueError, match="cannot add"):
        add(one, two)


def test_a_sample_is_flat() -> None:
    value = Value(dtype="int16", shape=(2, 4), data=np.arange(3, dtype="<i2").tobytes(), stride=3)
    assert value.size == 8
    assert value.kept == 3
    assert value.array().shape == (3,)


@pytest.mark.parametrize(
    ("dtype", "beyond"), [("float32", 1e39), ("float16", 7e4), ("bfloat16", 4e38)]
)
def test_what_is_too_large_for_a_dtype_is_infinite_without_a_warning(
    dtype: str, beyond: float
) -> None:
    truth = torch.tensor([beyond, -beyond], dtype=torch.float64).to(getattr(torch, dtype))
    assert decode(encode(np.array([beyond, -beyond]), dtype), dtype).tolist() == truth.tolist()
