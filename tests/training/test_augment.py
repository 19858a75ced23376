"""Augmented images, image by image."""

from __future__ import annotations

import pytest
import torch
from msgspec.structs import replace
from torch import Tensor

from graphviewer.runs.config import Augment
from graphviewer.training.augment import as_seen, augmented, changes
from graphviewer.training.batches import augment_generator

DRAWN = torch.Generator().manual_seed(1)
X = torch.randint(0, 256, (40, 1, 6, 6), dtype=torch.uint8, generator=DRAWN)
PLAIN = X.float() / 255


def made(wanted: Augment, batch: int = 0) -> Tensor:
    """The batch as the model would see it."""
    return augmented(X, wanted, augment_generator(0, 0, batch))


def test_bytes_become_numbers_from_0_to_1() -> None:
    assert as_seen(X).equal(PLAIN)
    numbers = torch.randn(3, 2)
    assert as_seen(numbers) is numbers


@pytest.mark.parametrize(("way", "axis"), [("flip_vertical", 2), ("flip_horizontal", 3)])
def test_flips_turn_every_image_or_about_half(way: str, axis: int) -> None:
    assert made(replace(Augment(), **{way: 1.0})).equal(PLAIN.flip(axis))
    half = made(replace(Augment(), **{way: 0.5}))
    flipped = [bool(one.equal(two)) for one, two in zip(half, PLAIN.flip(axis), strict=True)]
    kept = [bool(one.equal(two)) for one, two in zip(half, PLAIN, strict=True)]
    assert all(a != b for a, b in zip(flipped, kept, strict=True))
    assert 8 < sum(flipped) < 32


def test_a_shift_moves_each_image_its_own_way_and_fills_with_black() -> None:
    moved = made(Augment(shift=2))
    ways = set()
    for one, plain in zip(moved, PLAIN, strict=True):
        wide = torch.nn.functional.pad(plain, (2, 2, 2, 2))
        found = [
            (down, right)
            for down in range(5)
            for right in range(5)
            if one.equal(wide[:, down : down + 6, right : right + 6])
        ]
        assert len(found) == 1
        ways.add(found[0])
    assert len(ways) > 10


def test_noise_has_the_deviation_asked_for() -> None:
    noise = made(Augment(noise=0.1)) - PLAIN
    assert noise.std().item() == pytest.approx(0.1, rel=0.1)
    assert noise.mean().item() == pytest.approx(0.0, abs=0.01)


def test_every_image_is_made_larger() -> None:
    seen = made(Augment(resize=12))
    assert seen.shape == (40, 1, 12, 12)
    assert seen.equal(as_seen(X, 12))
    flat = torch.full((1, 1, 6, 6), 51, dtype=torch.uint8)
    assert as_seen(flat, 3).flatten().tolist() == pytest.approx([0.2] * 9)


def test_smaller_images_are_means_of_their_neighbourhood() -> None:
    # a filter as wide as the step: no pixel between is passed over
    black = torch.zeros(1, 1, 8, 8, dtype=torch.uint8)
    black[0, 0, ::2] = 255
    assert as_seen(black, 4).mean().item() == pytest.approx(0.5, abs=0.02)


def test_every_batch_draws_anew_and_the_same_again() -> None:
    wanted = Augment(flip_vertical=0.5, shift=1, noise=0.1)
    before = torch.get_rng_state()
    assert made(wanted).equal(made(wanted))
    assert not made(wanted).equal(made(wanted, batch=1))
    assert torch.get_rng_state().equal(before)


def test_resizing_alone_is_no_change_between_epochs() -> None:
    assert not changes(Augment(resize=32))
    assert changes(Augment(noise=0.1))
