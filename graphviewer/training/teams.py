"""Processes that train one model together, as the loop sees them; and the one that is alone."""

from __future__ import annotations

from typing import Literal, Protocol

from torch import Tensor, nn


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
        self, loss: Tensor, right: Tensor | None, *, stop: bool
    ) -> tuple[Tensor, Tensor | None, bool]:
        """The mean of the loss, the sum of `right`, and whether any is to stop; once a batch.

        All are of this process's share; the loss has been multiplied as `share` said.
        """
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
        self, loss: Tensor, right: Tensor | None, *, stop: bool
    ) -> tuple[Tensor, Tensor | None, bool]:
        """What it was given."""
        return loss, right, stop


ALONE = Alone()
