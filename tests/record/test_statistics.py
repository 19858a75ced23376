"""Statistics of large tensors are exact, however the numbers lie in memory."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from graphviewer.record.values import snapshot


def _wide(tensor: Tensor) -> list[float]:
    return [float(x) for x in tensor.to(torch.float64).flatten().tolist()]


def _tensors() -> dict[str, Tensor]:
    torch.manual_seed(0)
    big = torch.randn(300, 333)
    spoilt = big.clone()
    spoilt[3, 4], spoilt[5, 6] = math.nan, math.inf
    return {
        "plain": big,
        "transposed": big.t(),
        "a column": big[:, ::3],
        "expanded": big[:1].expand(300, 333),
        "double": big.double() * 1e100,
        "half": big.half(),
        "brain": big.bfloat16(),
        "whole": (big * 100).int(),
        "shifted": big * 1e-5 + 1000,
        "equal": torch.full((300, 333), 0.1),
        "negative zero": torch.full((300, 333), -0.0),
        "spoilt": spoilt,
        "huge": torch.full((300, 333), 3e38),
        "tiny": torch.full((300, 333), 1e-44),
    }


@pytest.mark.parametrize("name", _tensors())
def test_statistics_are_those_of_exact_arithmetic(name: str) -> None:
    tensor = _tensors()[name]
    numbers = _wide(tensor)
    finite = [x for x in numbers if math.isfinite(x)]
    mean = math.fsum(finite) / len(finite)
    value = snapshot(tensor, 1000)
    assert value is not None
    found = value.stats
    assert found is not None
    kept = value.array().astype(np.float64)
    assert np.array_equal(kept, np.array(numbers)[:: value.stride], equal_nan=True)
    assert (found.min, found.max) == (min(finite), max(finite))
    assert found.zeros == sum(x == 0 for x in numbers)
    assert (found.nans, found.infs) == (int(np.isnan(numbers).sum()), int(np.isinf(numbers).sum()))
    assert found.mean == pytest.approx(mean, rel=1e-11, abs=1e-14 * max(map(abs, finite)))
    square = math.fsum((x - mean) ** 2 for x in finite) / len(finite)
    assert found.std == pytest.approx(math.sqrt(square), rel=1e-9, abs=1e-13 * abs(mean))
    norm = math.sqrt(math.fsum(x * x for x in finite))
    assert found.norm == pytest.approx(norm, rel=1e-12)
