"""Gradients as flat float64 arrays: which elements to look at, and how near two of them are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviewer.tape.value import Value, add

Floats = npt.NDArray[np.float64]
MOST_ELEMENTS = 64  # of a leaf, evenly spread
EPSILON = {"float16": 2.0**-10, "bfloat16": 2.0**-7, "float32": 2.0**-23, "float64": 2.0**-52}


def elements(recorded: Floats, claimed: Floats) -> list[int]:
    """Which elements to look at: all, or evenly spread ones and the one furthest from float64's."""
    size = recorded.size
    if size <= MOST_ELEMENTS:
        return list(range(size))
    spread = np.linspace(0, size - 1, MOST_ELEMENTS - 1).round().astype(int).tolist()
    with np.errstate(all="ignore"):
        apart = np.nan_to_num(np.abs(recorded - claimed), nan=0.0, posinf=0.0)
    return list(dict.fromkeys([int(np.argmax(apart)), *spread]))


def total(one: Value | None, other: Value | None) -> Value | None:
    if one is None or other is None or (one.dtype, one.shape) != (other.dtype, other.shape):
        return None
    return add(one, other) if one.stride == other.stride else None


def same(one: Floats, other: Floats, dtype: str) -> bool:
    """Whether two gradients are one, but for the order in which contributions were added."""
    return within(one, other, 4 * EPSILON[dtype])


def within(one: Floats, other: Floats, share: float) -> bool:
    """Whether no element is further off than a share of the largest one; NaN equals NaN."""
    with np.errstate(all="ignore"):
        same = (one == other) | (np.isnan(one) & np.isnan(other))
        finite = np.isfinite(one) & np.isfinite(other)
        scale = float(np.abs(other[finite]).max(initial=0.0))
        near = finite & (np.abs(one - other) <= share * scale)
    return bool((same | near).all())


def distance(one: float, other: float) -> float:
    distance = abs(one - other)
    return distance if np.isfinite(distance) else np.inf
