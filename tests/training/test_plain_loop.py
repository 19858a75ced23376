"""A preset trains as a loop does that a student writes: the same weights, bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import pytest
import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn import functional

from graphviewer.runs.config import Batches, Config, Data, Optimizer
from graphviewer.runs.presets import preset
from graphviewer.training.state import OnDevice
from tests.training.running import Ran, same, values

EXAMPLES, SIZE, EPOCHS = 600, 56, 2  # 10 batches of 56 and one of 40, twice
Make = Callable[[Iterable[nn.Parameter]], torch.optim.Optimizer]
# The optimizers are made with PyTorch's fused kernel; without it Adam's last digits differ.
RULES: dict[str, tuple[Optimizer, Make]] = {
    "sgd": (Optimizer(lr=0.1), partial(torch.optim.SGD, lr=0.1)),
    "adam": (Optimizer(name="adam", lr=1e-3), partial(torch.optim.Adam, lr=1e-3, fused=True)),
}


def plain_loop(data: OnDevice, seed: int, make: Make) -> tuple[dict[str, Tensor], list[float]]:
    """Weights and losses of MLP 784-256-10, from nothing but PyTorch."""
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    optimizer = make(model.parameters())
    losses = []
    for epoch in range(EPOCHS):
        order = torch.randperm(EXAMPLES, generator=torch.Generator().manual_seed(seed + epoch))
        for first in range(0, EXAMPLES, SIZE):
            chosen = order[first : first + SIZE]
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(data.x[chosen] / 255), data.y[chosen])
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            losses.append(loss.item())
    return model.state_dict(), losses


@pytest.mark.parametrize("rule", RULES)
def test_the_preset_mlp_is_a_plain_loop_bit_for_bit(rule: str) -> None:
    settings, make = RULES[rule]
    ran = Ran(_small(settings))
    weights, losses = plain_loop(ran.state.data, ran.state.config.seed, make)
    assert len(losses) == 22
    assert values(ran, "loss") == losses
    assert same(ran.weights, weights)


def _small(optimizer: Optimizer) -> Config:
    return replace(
        preset("mlp-256").config,
        data=Data(train=EXAMPLES, validation=100),
        batches=Batches(size=SIZE),
        optimizer=optimizer,
        epochs=EPOCHS,
        seed=7,
        threads=1,
    )
