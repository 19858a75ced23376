"""Code in another file than the tests that record it."""

from __future__ import annotations

from collections.abc import Iterator

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
