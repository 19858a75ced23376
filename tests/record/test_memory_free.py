"""Reading a tensor's numbers leaves its memory as free as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from graphviewer.record.values import snapshot

LAID: dict[str, Callable[[Tensor], Tensor]] = {
    "as made": lambda x: x,
    "transposed": lambda x: x.mT,
    "with gaps": lambda x: x[:, ::2],
    "repeated": lambda x: x[:1].expand(50, 40),
}


@pytest.mark.parametrize("cap", [10, 10_000])
@pytest.mark.parametrize("how", LAID)
def test_what_was_read_can_still_be_resized(how: str, cap: int) -> None:
    x = torch.randn(30, 40)
    read = LAID[how](x)
    value = snapshot(read, cap)
    assert value is not None
    kept = read.reshape(-1)[:: value.stride]
    assert value.data == kept.clone().numpy().tobytes()
    assert x.resize_(60, 80).shape == (60, 80)
