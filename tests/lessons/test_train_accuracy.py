"""Lessons 7.1, 7.2 and 7.5 on the whole FashionMNIST, where it is installed.

After ten epochs an accuracy still swings by half a point (softmax, Adam) or a whole one (SGD at
0.1) from seed to seed and from one kind of processor to the next: hence the tolerances.
"""

from __future__ import annotations

from statistics import mean

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.accuracy import ADAM, ROWS, Row, of, trained
from graphviewer.data import fashion
from graphviewer.data.load import load
from graphviewer.runs.config import Config, Data

pytestmark = pytest.mark.skipif(
    fashion.where() is None, reason="the whole FashionMNIST is not installed"
)

# what the lectures' own loop comes to: the mean of seeds 0, 1 and 2, batches of 256, ten epochs
FACTS = {
    "softmax": (of("softmax"), 0.833, 0.01),
    "mlp": (of("mlp-256"), 0.853, 0.02),
    "mlp-adam": (of("mlp-256", optimizer=ADAM), 0.880, 0.01),
}
WANTED = {f"{row.name}-{row.config.batches.size}": row for row in ROWS if row.least is not None}


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("config", "fact", "swing"), FACTS.values(), ids=FACTS)
def test_a_run_comes_to_what_the_lectures_say(config: Config, fact: float, swing: float) -> None:
    """7.1, 7.2"""
    found = mean(trained(config, seed).validation for seed in range(3))
    assert found == pytest.approx(fact, abs=swing)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("config", "fact", "swing"), FACTS.values(), ids=FACTS)
def test_so_does_the_lectures_own_loop(config: Config, fact: float, swing: float) -> None:
    """7.1, 7.2: nothing of ours but the reading of the files."""
    images = load(Data())
    x, validation_x = (
        torch.from_numpy(part.x.copy()).flatten(1).float() / 255
        for part in (images.train, images.validation)
    )
    y, validation_y = (torch.from_numpy(part.y) for part in (images.train, images.validation))
    found: list[float] = []
    for seed in range(3):
        torch.manual_seed(seed)
        model = _model(hidden=config.model.preset == "mlp-256")
        _train(model, x, y, adam=config.optimizer == ADAM)
        with torch.no_grad():
            right: Tensor = model(validation_x).argmax(1) == validation_y
        found.append(right.double().mean().item())
    assert mean(found) == pytest.approx(fact, abs=swing)


def _model(*, hidden: bool) -> nn.Module:
    if hidden:
        return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    return nn.Linear(784, 10)


def _train(model: nn.Module, x: Tensor, y: Tensor, *, adam: bool) -> None:
    """Ten epochs, each in an order drawn from PyTorch's own generator."""
    optimizer: torch.optim.Optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    if adam:
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(10):
        for batch in torch.randperm(len(x)).split(256):  # type: ignore[no-untyped-call]
            optimizer.zero_grad()
            functional.cross_entropy(model(x[batch]), y[batch]).backward()  # type: ignore[no-untyped-call]
            optimizer.step()


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("row", WANTED.values(), ids=WANTED)
def test_ten_epochs_reach_what_is_asked(row: Row) -> None:
    """7.1, 7.2, 7.5: the mean of three seeds after the last epoch."""
    assert row.least is not None
    assert mean(trained(row.config, seed).validation for seed in range(3)) >= row.least
