"""What a device computes of its tensors is what the CPU computes of them."""

from __future__ import annotations

import math

import pytest
import torch
from msgspec import structs
from torch import Tensor

from graphviewer.record.on_device import sample_and_statistics
from graphviewer.record.statistics import statistics_at_once

NAN, INF = math.nan, math.inf


def tensors() -> dict[str, Tensor]:
    """Tensors with something peculiar each."""
    made = torch.Generator().manual_seed(0)
    normal = torch.randn(3000, generator=made)
    odd = normal.clone()
    odd[::7], odd[1::11], odd[2::13] = NAN, INF, -INF
    return {
        "normal": normal,
        "far from zero": normal.double() + 1e9,
        "with zeros": normal.relu(),
        "not finite": odd,
        "only NaN": torch.full((2000,), NAN),
        "half": normal.half(),
        "bfloat16": normal.bfloat16(),
        "int64": torch.arange(3000) - 5,
        "bool": normal > 0,
        "complex": torch.complex(normal, odd.nan_to_num()),
        "of several pieces": torch.randn((1 << 22) + 5, generator=made) + 3,
        "transposed": normal.view(30, 100).t(),
    }


@pytest.mark.parametrize("name", tensors())
def test_one_transfer_brings_the_same_figures(name: str) -> None:
    tensor = tensors()[name]
    sample = tensor.reshape(-1)[::3]
    data, stats = sample_and_statistics(tensor, sample)
    expected = statistics_at_once(tensor)
    for field, value in structs.asdict(expected).items():
        assert getattr(stats, field) == pytest.approx(value, rel=1e-9, nan_ok=True), field
    whole = sample.clone(memory_format=torch.contiguous_format)
    assert data == bytes(whole.view(torch.uint8).tolist())
