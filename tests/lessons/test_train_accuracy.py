"""Lessons 7.1, 7.2 and 7.5 on the whole FashionMNIST, where it is installed."""

from __future__ import annotations

from statistics import mean

import pytest

from benchmarks.accuracy import ROWS, Row, of, trained
from graphviewer.data import fashion

pytestmark = pytest.mark.skipif(
    fashion.where() is None, reason="the whole FashionMNIST is not installed"
)

# Of two rows of a name the second: Adam in batches of 128, for 256 is too close to call.
WANTED = {row.name: row for row in ROWS if row.least is not None}


def test_softmax_regression_reaches_78_percent_in_an_epoch() -> None:
    """7.1"""
    assert trained(of("softmax", epochs=1), seed=0).validation >= 0.78


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("row", WANTED.values(), ids=WANTED)
def test_ten_epochs_reach_what_the_lectures_say(row: Row) -> None:
    """7.1, 7.2, 7.5: the mean of three seeds after the last epoch."""
    assert row.least is not None
    assert mean(trained(row.config, seed).validation for seed in range(3)) >= row.least
