"""Everything a training run has in hand between two batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from graphviewer.runs.config import Config
from graphviewer.training import batches, chance
from graphviewer.training.augment import as_seen, augmented, changes
from graphviewer.training.losses import Loss

_TOGETHER = 512  # examples fetched at once at least


@dataclass(frozen=True)
class OnDevice:
    """A data set where the model is. Images are uint8 [n, 1, height, width], else float32."""

    kind: Literal["images", "table", "points"]
    x: Tensor
    y: Tensor
    validation_x: Tensor
    validation_y: Tensor
    classes: tuple[str, ...]
    origin: str
    sample: bool


@dataclass
class State:
    """A run after `step` batches; `sums` are over the batches of its epoch that were told so far.

    With the random generators that is all that decides how the run goes on.
    """

    config: Config
    source: str
    module: nn.Module
    optimizer: Optimizer
    scheduler: LRScheduler | None
    loss: Loss
    data: OnDevice
    batches: int  # in an epoch
    step: int = 0
    sums: dict[str, float] = field(default_factory=dict)
    # How the generators stand of the other processes that train it; none where that is not known.
    others: tuple[chance.State, ...] = ()
    _order: tuple[int, Sequence[Tensor]] = (-1, ())

    @property
    def epoch(self) -> int:
        """The epoch under way, from 0; after the last batch their number."""
        return self.step // self.batches

    @property
    def batch(self) -> int:
        """Batches of the epoch under way that are done."""
        return self.step % self.batches

    @property
    def steps(self) -> int:
        """Batches of the whole run."""
        return self.config.epochs * self.batches

    @property
    def device(self) -> torch.device:
        """Where data and model are."""
        return self.data.x.device

    def prepare(self, x: Tensor) -> Tensor:
        """Examples of the data set as the model sees them in evaluation; a copy in any case."""
        return as_seen(x, self.config.augment.resize) if x.dtype == torch.uint8 else x.clone()

    def order(self, epoch: int) -> Sequence[Tensor]:
        """The batches of an epoch, as indices."""
        if self._order[0] != epoch:
            config = self.config
            found = batches.epoch(config.batches, self.data.y, config.seed, epoch)
            self._order = epoch, found
        return self._order[1]

    def examples(self, indices: Tensor) -> tuple[Tensor, Tensor]:
        """Examples of the batch that comes next as the model is trained on them; their targets."""
        return examples(self.data, self.config, indices, self.epoch, self.batch)

    def rest_of_epoch(self) -> Iterator[tuple[Tensor, Tensor]]:
        """The batches that are left, as the model is trained on them, and their targets.

        Several small ones are fetched and converted at once: the numbers are the same, and a
        batch of 64 takes a third less time.
        """
        order = self.order(self.epoch)[self.batch :]
        augment, size = self.config.augment, self.config.batches.size
        if changes(augment) or augment.resize:  # by the batch, as they are drawn
            for indices in order:
                yield self.examples(indices)
            return
        together = max(1, _TOGETHER // size)
        for first in range(0, len(order), together):
            indices = torch.cat(list(order[first : first + together]))
            x, y = self.examples(indices)
            yield from zip(torch.split(x, size), torch.split(y, size), strict=True)

    def coming(self) -> tuple[Tensor, Tensor]:
        """The whole batch that comes next."""
        return self.examples(self.order(self.epoch)[self.batch])


def examples(
    data: OnDevice, config: Config, indices: Tensor, epoch: int, batch: int
) -> tuple[Tensor, Tensor]:
    """Examples as a model is trained on them in this batch, and their targets."""
    indices = indices.to(data.x.device, non_blocking=True)
    x, y = data.x.index_select(0, indices), data.y.index_select(0, indices)
    augment = config.augment
    if x.dtype != torch.uint8 or not changes(augment):
        return as_seen(x, augment.resize), y
    source = batches.augment_generator(config.seed, epoch, batch, x.device)
    return augmented(x, augment, source), y
