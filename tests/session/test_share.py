"""Shares in per cent: neither all nor nothing unless they are."""

from __future__ import annotations

import math

import pytest

from graphviewer.session.share import decimal, percent


@pytest.mark.parametrize(
    ("share", "digits", "told"),
    [
        (0.0, 1, "0.0%"),
        (1e-9, 1, "<0.1%"),
        (0.00049, 1, "<0.1%"),
        (0.0005, 2, "0.05%"),
        (0.125, 1, "12.5%"),
        (0.9994, 1, "99.9%"),
        (0.9996, 1, ">99.9%"),
        (math.nextafter(1.0, 0.0), 1, ">99.9%"),
        (1.0, 1, "100.0%"),
        (0.996, 0, ">99%"),
        (0.004, 0, "<1%"),
        (1.0, 0, "100%"),
        (0.0, 0, "0%"),
        (math.nan, 1, "NaN"),
    ],
)
def test_only_all_is_told_as_all_and_only_nothing_as_nothing(
    share: float, digits: int, told: str
) -> None:
    assert percent(share, digits) == told


@pytest.mark.parametrize(
    ("share", "digits", "told"),
    [
        (0.875, 4, "0.8750"),
        (59_999 / 60_000, 4, ">0.9999"),
        (0.9996, 3, ">0.999"),
        (0.00004, 4, "<0.0001"),
        (1.0, 4, "1.0000"),
        (0.0, 3, "0.000"),
        (math.nan, 4, "nan"),
    ],
)
def test_the_same_as_a_number(share: float, digits: int, told: str) -> None:
    assert decimal(share, digits) == told
