"""Processes that train one model together, as the loop sees them; and the one that is alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

import torch
from torch import Tensor, nn

from graphviewer.training import chance


class Gathered(NamedTuple):
    """What processes that train together have come to in a batch."""

    loss: Tensor  # the mean
    right: Tensor | None  # the sum
    stop: bool  # any is to stop
    keep: bool  # any is to keep the state as it is now


class Team(Protocol):
    """This process among those that share each batch. Rank 0 tells, keeps and takes orders."""

    @property
    def rank(self) -> int:
        """Which one this is, from 0."""
        ...

    @property
    def size(self) -> int:
        """How many there are."""
        ...

    def wrap(self, module: nn.Module) -> nn.Module:
        """The module to call in training: its gradients are those of the whole batch."""
        ...

    def share(self, indices: Tensor, reduction: Literal["mean", "sum"]) -> tuple[Tensor, float]:
        """This process's part of a batch, and what to multiply its loss with."""
        ...

    def gather(
        self, loss: Tensor, right: Tensor | None, *, stop: bool = False, keep: bool = False
    ) -> Gathered:
        """What all have come to together; once a batch.

        All are of this process's share; the loss has been multiplied as `share` said.
        """
        ...

    def differ(self, others: Sequence[chance.State], device: torch.device) -> None:
        """Draw other random numbers than rank 0, whose generators this one has until here.

        `others`: how those of the ranks above 0 stood; empty if that is not known.
        """
        ...

    def chances(self, device: torch.device) -> tuple[chance.State, ...]:
        """How the random generators of the ranks above 0 stand, for rank 0; all have to ask."""
        ...


class Alone:
    """A team of one."""

    rank = 0
    size = 1

    def wrap(self, module: nn.Module) -> nn.Module:
        """The module itself."""
        return module

    def share(
        self,
        indices: Tensor,
        reduction: Literal["mean", "sum"],  # noqa: ARG002 - a Team's
    ) -> tuple[Tensor, float]:
        """All of it."""
        return indices, 1.0

    def gather(
        self, loss: Tensor, right: Tensor | None, *, stop: bool = False, keep: bool = False
    ) -> Gathered:
        """What it was given."""
        return Gathered(loss, right, stop, keep)

    def differ(self, others: Sequence[chance.State], device: torch.device) -> None:
        """From nobody."""

    def chances(self, device: torch.device) -> tuple[chance.State, ...]:  # noqa: ARG002 - a Team's
        """There are no others."""
        return ()


ALONE = Alone()
