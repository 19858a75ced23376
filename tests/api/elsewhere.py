"""Code in another file than the tests that record it."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor


def square(x: Tensor) -> Tensor:
    """x times x."""
    squared = x * x
    return squared  # noqa: RET504  # the name is what is tested


def numbers() -> Iterator[int]:
    """A generator."""
    yield 1


async def later() -> None:
    """A coroutine."""


class Doubler(torch.nn.Module):
    """A module of our own."""

    def forward(self, x: Tensor) -> Tensor:
        """Twice x."""
        return x * 2


def leaf(*numbers: float) -> Tensor:
    """A leaf that wants a gradient."""
    return torch.tensor(numbers, requires_grad=True)


def same(one: Any, other: Tensor) -> bool:
    """Whether an array has a tensor's numbers, bit for bit."""
    return bool(one.tobytes() == other.detach().numpy().tobytes())


def work(x: Tensor, *, times: int) -> Tensor:
    """What the calls below record."""
    h = x
    for _ in range(times):
        h = torch.tanh(h * 2)
    out = h.sum()
    out.backward()
    return out
