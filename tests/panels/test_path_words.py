"""The sentence of a sum claims equality only where it was found."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.graphs.paths import Paths
from graphviewer.gui.panels.path_words import product_text, sum_text, verdict_text
from graphviewer.session.traces import Factor, Trace, Verdict


def trace(verdict: Verdict, total: float | None, gradient: float | None) -> Trace:
    paths = Paths(start=0, count=1, listed=((0,),), links=frozenset({0}))
    known = None if gradient is None else np.float32(gradient)
    return Trace(0, paths, (), total, known, verdict)


@pytest.mark.parametrize(
    ("verdict", "total", "gradient", "said"),
    [
        ("agrees", 10.0, 10.0, "sum 10 = grad 10"),
        ("agrees", 0.12344, 0.12349, "sum 0.1234 ≈ grad 0.1235"),
        ("differs", 12.0, 66.0, "sum 12 ≠ grad 66"),
        ("hidden", 1.0, 101.0, "sum 1 · grad 101"),
        ("waiting", 4.0, None, "sum 4"),
        ("unknown", None, 3.0, ""),
    ],
)
def test_a_sum_is_beside_its_gradient(
    verdict: Verdict, total: float | None, gradient: float | None, said: str
) -> None:
    assert sum_text(trace(verdict, total, gradient)) == said
    assert bool(verdict_text(trace(verdict, total, gradient))) == (verdict != "agrees")


@pytest.mark.parametrize(
    ("numbers", "product", "said"),
    [
        ((2.0, 3.0, 1.0), 6.0, "2 × 3 × 1 = 6"),
        ((-2.0, 3.0), -6.0, "(-2) × 3 = -6"),
        ((0.1, 1.0), float(np.float32(0.1)), "0.1 × 1 = 0.1"),
        ((1 / 3, 3.0), float(np.float32(1 / 3)) * 3, "0.3333 × 3 ≈ 1"),
        ((4.0,), 4.0, "4"),
        ((), 1.0, "1"),
        ((2.0,), None, "2 × ?"),
    ],
)
def test_a_product_is_told_with_its_factors(
    numbers: tuple[float, ...], product: float | None, said: str
) -> None:
    assert product_text(Factor((0,), tuple(map(np.float32, numbers)), product)) == said
