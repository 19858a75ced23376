"""NaN and infinity are found where they first appear, whatever the dtype."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphviewer.tape.finite import First, first_not_finite, infinities, nans
from graphviewer.tape.rows import Meta, Step, Tensor
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import COMPLEX, DTYPES, FLOATING, Stats, Value, encode


def value(dtype: str, *numbers: float) -> Value:
    kind = np.complex128 if dtype in COMPLEX else np.float64
    data = encode(np.asarray(numbers, kind), dtype)
    return Value(dtype=dtype, shape=(len(numbers),), data=data)


@pytest.mark.parametrize("dtype", sorted(FLOATING | COMPLEX))
def test_both_are_counted_in_every_floating_dtype(dtype: str) -> None:
    numbers = value(dtype, 1.0, math.nan, math.inf, -math.inf, 0.0)
    assert (nans(numbers), infinities(numbers)) == (1, 2)


@pytest.mark.parametrize("dtype", sorted(set(DTYPES) - FLOATING - COMPLEX))
def test_whole_numbers_are_finite(dtype: str) -> None:
    numbers = Value(dtype=dtype, shape=(1,), data=b"\xff" * DTYPES[dtype].itemsize)
    assert (nans(numbers), infinities(numbers)) == (0, 0)


def test_a_sample_is_judged_by_its_statistics() -> None:
    stats = Stats(min=0, max=0, mean=0, std=0, norm=0, zeros=0, nans=3, infs=4)
    sampled = Value(dtype="float32", shape=(8,), data=b"\0" * 8, stride=4, stats=stats)
    assert (nans(sampled), infinities(sampled)) == (3, 4)


def tape_of(*values: Value) -> Tape:
    """Each value first appears in a tensor of its own step."""
    tape = Tape(meta=Meta(source=""), values=list(values))
    for place in range(len(values)):
        tape.tensors.append(
            Tensor(
                id=place,
                name="x",
                shape=values[place].shape,
                dtype=values[place].dtype,
                device="cpu",
                requires_grad=False,
                is_leaf=True,
                value=place,
                step=place,
            )
        )
        tape.steps.append(Step(index=place, kind="forward", outputs=(place,)))
    return tape


def test_the_first_of_each_is_found_with_its_count() -> None:
    tape = tape_of(
        value("float32", 1.0),
        value("float32", math.inf, 1.0),
        value("float32", math.nan, math.nan, 0.0),
        value("float32", math.nan, math.inf),
    )
    found = first_not_finite(tape)
    assert found.infinity is not None
    assert found.nan is not None
    assert (found.infinity.step, found.infinity.count, found.infinity.total) == (1, 1, 2)
    assert (found.nan.step, found.nan.count, found.nan.total) == (2, 2, 3)


def test_only_steps_before_the_position_count() -> None:
    tape = tape_of(value("float32", 1.0), value("float32", math.nan))
    assert first_not_finite(tape, 1) == First()
    assert first_not_finite(tape, 2) != First()
