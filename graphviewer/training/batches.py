"""Which examples make which batch. It follows from the seed, the epoch and the batch alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from graphviewer.runs.config import Batches, SamplerName
from graphviewer.training.problem import CannotTrain


def order_generator(seed: int, epoch: int) -> torch.Generator:
    """What the order of an epoch is drawn with, the generator of torch's DistributedSampler.

    So a program of one's own has the same batches:
    `torch.randperm(examples, generator=torch.Generator().manual_seed(seed + epoch))`.
    """
    return torch.Generator().manual_seed(seed + epoch)


def augment_generator(
    seed: int, epoch: int, batch: int, device: torch.device | str = "cpu"
) -> torch.Generator:
    """A generator of its own for the batch: it needs no past, so a run can go on anywhere."""
    seeds = np.random.SeedSequence((seed, epoch, batch)).generate_state(1, np.uint64)
    return torch.Generator(device).manual_seed(int(seeds[0] >> np.uint64(1)))


def count(batches: Batches, examples: int) -> int:
    """Batches in an epoch. Raises CannotTrain if there would be none."""
    whole, rest = divmod(examples, batches.size)
    number = whole + (1 if rest and not batches.drop_last else 0)
    if not number:
        raise CannotTrain(
            f"With batches of {batches.size} and the last short one dropped, {examples} examples"
            " make no batch.",
            "Choose smaller batches, or keep the last one.",
        )
    return number


def epoch(batches: Batches, y: Tensor, seed: int, number: int) -> Sequence[Tensor]:
    """The batches of an epoch: indices of examples, int64 on the CPU, in order.

    `y` are the targets of all examples. All samplers draw as many as there are examples.
    """
    order = _order(batches.sampler, y, order_generator(seed, number))
    return torch.split(order, batches.size)[: count(batches, len(y))]


def _order(sampler: SamplerName, y: Tensor, source: torch.Generator) -> Tensor:
    examples = len(y)
    match sampler:
        case "shuffled":
            return torch.randperm(examples, generator=source)
        case "in_order":
            return torch.arange(examples)
        case "with_replacement":
            return torch.randint(examples, (examples,), generator=source)
        case "balanced":
            weights = _equal_shares(y.cpu())
            return torch.multinomial(weights, examples, replacement=True, generator=source)


def _equal_shares(y: Tensor) -> Tensor:
    """A weight for each example such that every class that occurs is drawn as often."""
    if y.is_floating_point():
        raise CannotTrain(
            "Batches can be balanced between classes only, and this data set has none.",
            "Choose the shuffled sampler.",
        )
    return y.bincount().double().reciprocal()[y]
