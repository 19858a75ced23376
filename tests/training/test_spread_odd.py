"""Histograms of odd numbers, held against NumPy, and what is said of them."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from graphviewer.gui.train.histograms import told
from graphviewer.runs.news import Histogram
from graphviewer.training.spread import histograms

INF, NAN = float("inf"), float("nan")
TENSORS = {
    "the same": torch.ones(50),
    "all 0": torch.zeros(5),
    "one": torch.tensor([3.0]),
    "not finite": torch.tensor([1.0, 2.0, NAN, INF, -INF]),
    "widest": torch.tensor([3e38, -3e38, 0.0]),
    "large and the same": torch.full((4,), 3e38),
    "smallest": torch.full((4,), 1e-45),
    "close together": torch.tensor([1.0, 1.0000001, 1.0000002]),
    "float16": torch.tensor([65504.0, -65504.0, 1.0]).half(),
    "bfloat16": torch.linspace(-3, 3, 99).bfloat16(),
    "beyond float32": torch.tensor([1e300, -1e300, 1e299], dtype=torch.float64),
    "all there is": torch.tensor([1.7e308, -1.7e308, 0.0], dtype=torch.float64),
    "closer than float32": 1 + torch.arange(3, dtype=torch.float64) * 1e-12,
    "two far off": torch.cat([torch.linspace(-1, 1, 5000), torch.tensor([1e6, -1e5])]),
    "on the edges": torch.arange(65.0),
}


class Held(nn.Module):
    """A module that has a parameter and does not use it."""

    def __init__(self, values: Tensor) -> None:
        super().__init__()
        self.p = nn.Parameter(values)

    def forward(self, x: Tensor) -> Tensor:
        return x


def row(values: Tensor) -> Histogram:
    rows = histograms(Held(values), torch.zeros(2), step=0).rows
    (found,) = [one for one in rows if one.kind == "weight"]
    return found


@pytest.mark.parametrize("name", TENSORS)
def test_counts_ends_and_words_are_numpys(name: str) -> None:
    values = TENSORS[name].double().numpy()
    found, finite = row(TENSORS[name]), values[np.isfinite(values)]
    wanted, _ = np.histogram(finite, 64, (found.low, found.high))
    counts = found.counts.numpy()
    assert np.abs(counts.cumsum() - wanted.cumsum()).max() <= 1  # one on a bin's edge
    inside = int(((finite >= found.low) & (finite <= found.high)).sum())
    assert counts.sum() == inside > 0
    assert found.zeros == pytest.approx((values == 0).mean())
    assert (found.looked, found.size) == (len(values), len(values))
    assert (f"{inside:,} of {len(values):,} values" in told(found)) is (inside < len(values))
    if len(set(finite)) > 1 and name not in ("two far off", "all there is"):
        assert (found.low, found.high) == (finite.min(), finite.max())


def test_of_a_large_tensor_it_is_said_how_many_were_looked_at() -> None:
    found = row(torch.linspace(0, 1, 300_001))
    assert found.counts.numpy().sum() == found.looked < found.size == 300_001
    assert f"{found.looked:,} of {found.looked:,} picked values" in told(found)
    assert "300,001 in all" in told(found)


def test_a_sparse_gradient_is_counted_whole() -> None:
    module = nn.Embedding(4, 2, sparse=True)
    module(torch.tensor([1, 1, 3])).sum().backward()
    rows = histograms(module, torch.tensor([0, 1]), step=0).rows
    (found,) = [one for one in rows if one.kind == "gradient"]
    assert found.counts.numpy().sum() == 8
    assert found.zeros == 0.5  # the rows of 0 and 2


def test_nothing_finite_is_said() -> None:
    assert told(row(torch.tensor([NAN, INF]))) == "p: no finite value"
