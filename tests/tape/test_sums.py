"""Sums that are kept are the ones that adding from the start gives."""

from __future__ import annotations

from functools import reduce

import pytest

from graphviewer.tape import sums
from graphviewer.tape.sums import APART, Sums
from graphviewer.tape.value import add
from tests.canvas.sample import value

VALUES = [value(0.1 * k, 1e6 / (k + 1)) for k in range(3 * APART + 5)]
REFS = tuple(range(len(VALUES)))
COUNTS = [1, 2, APART - 1, APART, APART + 1, len(REFS), 2 * APART, 3]


@pytest.mark.parametrize("most", [1, sums.MOST])
def test_any_prefix_in_any_order_is_the_sum_from_left_to_right(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "MOST", most)
    kept = Sums(VALUES)
    for count in COUNTS:
        assert kept.of(REFS[:count]) == reduce(add, VALUES[:count])


def test_values_of_two_shapes_have_no_sum() -> None:
    assert Sums([value(1.0), value(1.0, 2.0)]).of((0, 1)) is None
