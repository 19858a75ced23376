"""A smoothed series that grows."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphviewer.session.smoothing import Smoothed


@pytest.mark.parametrize("hole", [False, True])
def test_a_series_that_grows_is_that_of_one_go(hole: bool) -> None:
    values = np.random.default_rng(0).normal(size=20)
    if hole:
        values[[0, 7, 8]] = np.nan
    smoothed = Smoothed(0.9)
    for length in (1, 8, 9, 20):
        grown = smoothed.of(values[:length])
    np.testing.assert_array_equal(grown, Smoothed(0.9).of(values))


@pytest.mark.parametrize("length", [3, 5, 9])
def test_another_series_begins_anew(length: int) -> None:
    smoothed = Smoothed(0.5)
    smoothed.of(np.arange(5.0))
    other = np.arange(100.0, 100 + length)
    np.testing.assert_array_equal(smoothed.of(other), Smoothed(0.5).of(other))


def test_a_series_with_holes_that_ends_alike_begins_anew_all_the_same() -> None:
    """A resumed run has other numbers; most places of a series of epochs are not measured."""
    first = np.array([5.0, math.nan, math.nan])
    other = np.array([1.0, math.nan, math.nan, 3.0])
    kept = Smoothed(0.5)
    kept.of(first)
    assert kept.of(other).tolist()[::3] == Smoothed(0.5).of(other).tolist()[::3]
