"""What is copied reads back as the same numbers."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graphviewer.explain.copying import as_csv, as_python, copied
from graphviewer.tape.value import Stats, Value, encode

DTYPES = ("float32", "float64", "int64", "bool", "complex64", "float16")


def value(array: np.ndarray, dtype: str) -> Value:
    return Value(dtype=dtype, shape=array.shape, data=encode(array, dtype))


@given(
    st.sampled_from(DTYPES).flatmap(
        lambda dtype: arrays.arrays(
            np.dtype(dtype), arrays.array_shapes(min_dims=0, max_dims=3, max_side=4)
        )
    )
)
def test_a_python_literal_evaluates_to_the_same_numbers(array: np.ndarray) -> None:
    text = as_python(value(array, array.dtype.name))
    names = {"float": float, "complex": complex, "nan": None}
    again = np.array(eval(text, {"__builtins__": {}}, names), array.dtype)
    assert np.array_equal(again, array, equal_nan=array.dtype.kind in "fc")


@given(
    st.sampled_from(("float32", "float64", "int64")).flatmap(
        lambda dtype: arrays.arrays(
            np.dtype(dtype), arrays.array_shapes(min_dims=0, max_dims=2, max_side=5)
        )
    )
)
def test_csv_reads_back_as_the_same_numbers(array: np.ndarray) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(value(array, array.dtype.name)))))
    again = np.array([[array.dtype.type(one) for one in row] for row in rows], array.dtype)
    assert np.array_equal(again.reshape(array.shape), array, equal_nan=array.dtype.kind == "f")


def test_more_axes_are_a_row_an_element() -> None:
    text = as_csv(value(np.arange(8, dtype=np.int64).reshape(2, 2, 2), "int64"))
    assert text.splitlines()[0] == "axis 0,axis 1,axis 2,value"
    assert text.splitlines()[-1] == "1,1,1,7"


def sample() -> Value:
    kept = np.arange(0, 60, 15, dtype=np.float32)
    stats = Stats(min=0, max=59, mean=29.5, std=17, norm=8, zeros=1, nans=0, infs=0)
    data = encode(kept, "float32")
    return Value(dtype="float32", shape=(6, 10), data=data, stride=15, stats=stats)


def test_of_a_sample_each_number_has_its_index() -> None:
    assert as_csv(sample()).splitlines()[1:] == ["0,0,0.0", "1,5,15.0", "3,0,30.0", "4,5,45.0"]
    assert as_python(sample()).splitlines()[2] == "    (1, 5): 15.0,"


@pytest.mark.parametrize("count", [5, 3000])
def test_text_leaves_nothing_out(count: int) -> None:
    assert "..." not in copied(value(np.arange(count, dtype=np.float32), "float32"), "text")
