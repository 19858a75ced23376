"""Which examples make which batch."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.utils.data import DistributedSampler, TensorDataset

from graphviewer.runs.config import Batches, SamplerName
from graphviewer.training import batches
from graphviewer.training.problem import CannotTrain

Y = torch.tensor([0] * 90 + [1] * 9 + [3])
SAMPLERS: tuple[SamplerName, ...] = ("shuffled", "in_order", "balanced", "with_replacement")


def flat(wanted: Batches, seed: int = 0, number: int = 0) -> list[int]:
    """All indices of an epoch."""
    return torch.cat(list(batches.epoch(wanted, Y, seed, number))).tolist()


def test_shuffled_has_each_example_once_and_every_epoch_its_own_order() -> None:
    wanted = Batches(size=7)
    assert sorted(flat(wanted)) == list(range(100))
    assert flat(wanted) not in (flat(wanted, number=1), flat(wanted, seed=1))


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_seed_and_epoch_decide_alone(sampler: SamplerName) -> None:
    wanted = Batches(size=7, sampler=sampler)
    before = torch.get_rng_state()
    assert flat(wanted, 3, 4) == flat(wanted, 3, 4)
    assert torch.get_rng_state().equal(before)


def test_in_order_is_the_order_of_the_data() -> None:
    assert flat(Batches(size=7, sampler="in_order")) == list(range(100))


def test_balanced_draws_every_class_that_occurs_as_often() -> None:
    many = torch.cat([Y] * 300)
    (drawn,) = batches.epoch(Batches(size=30_000, sampler="balanced"), many, 0, 0)
    shares = many[drawn].bincount(minlength=4) / len(drawn)
    assert shares.tolist() == pytest.approx([1 / 3, 1 / 3, 0, 1 / 3], abs=0.02)


def test_balanced_wants_classes() -> None:
    with pytest.raises(CannotTrain, match="between classes"):
        batches.epoch(Batches(sampler="balanced"), torch.zeros(5, 1), 0, 0)


def test_with_replacement_draws_some_twice() -> None:
    drawn = flat(Batches(size=7, sampler="with_replacement"))
    assert len(drawn) == 100
    assert len(set(drawn)) < 100


@pytest.mark.parametrize(("drop", "sizes"), [(False, [30, 30, 30, 10]), (True, [30, 30, 30])])
def test_the_last_batch_is_short_or_dropped(*, drop: bool, sizes: list[int]) -> None:
    wanted = Batches(size=30, drop_last=drop)
    assert [len(one) for one in batches.epoch(wanted, Y, 0, 0)] == sizes
    assert batches.count(wanted, 100) == len(sizes)


def test_no_batch_at_all_is_refused_in_words() -> None:
    with pytest.raises(CannotTrain, match="100 examples make no batch"):
        batches.count(Batches(size=101, drop_last=True), 100)


def test_generators_of_changes_differ_by_number() -> None:
    numbers = [(0, 0, 1), (0, 1, 0), (1, 0, 0), (0, 1, 1)]
    seeds = {batches.augment_generator(*some).initial_seed() for some in numbers}
    assert len(seeds) == 4


@pytest.mark.parametrize("number", [0, 1, 7])
def test_shuffled_is_the_order_of_torchs_distributed_sampler(number: int) -> None:
    sampler: DistributedSampler[Tensor] = DistributedSampler(
        TensorDataset(Y), num_replicas=1, rank=0, seed=5
    )
    sampler.set_epoch(number)
    assert flat(Batches(size=7), 5, number) == list(sampler)
