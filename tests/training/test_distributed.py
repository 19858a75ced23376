"""Two processes on halves of each batch train as one does on the whole batch."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import weakref
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import torch
import torch.distributed as dist
from msgspec.structs import replace
from safetensors.numpy import load_file
from torch import nn

from graphviewer.runs import folder
from graphviewer.runs.config import Config, Data
from graphviewer.runs.orders import Train
from graphviewer.runs.run import Run
from graphviewer.training import distributed, loop
from graphviewer.training.distributed import Ranks
from tests.training.kept import CHILD, plain_one, random_one, written
from tests.training.test_resume import waits

# float32 sums in another order: a few units in the last place, which 10 steps hardly enlarge.
close = partial(np.testing.assert_allclose, rtol=2e-6, atol=2e-6)

needs_gloo = pytest.mark.skipif(
    not (dist.is_available() and dist.is_gloo_available()), reason="PyTorch is without gloo here"
)


def _nobody(_told: object) -> None:
    """Nobody listens."""


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def together(*words: str) -> None:
    """`graphviewer train` in two processes, to its end."""
    ended(started(*words))


def started(
    *words: str, program: tuple[str, ...] = ("-m", "graphviewer"), processes: int = 2
) -> list[subprocess.Popen[str]]:
    """`graphviewer train` in two processes, with the variables `torchrun` sets."""
    shared = {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port()),
        "WORLD_SIZE": str(processes),
    }
    command = [sys.executable, *program, "train", *words]
    return [
        subprocess.Popen(
            command,
            env={**shared, "RANK": str(rank), "LOCAL_RANK": str(rank)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for rank in range(processes)
    ]


def ended(ranks: list[subprocess.Popen[str]]) -> None:
    """They come to their end, and the first says so."""
    try:
        said = [rank.communicate(timeout=100)[0] for rank in ranks]
    finally:
        for rank in ranks:
            rank.kill()
    if any("gloo" in text and "Connection" in text for text in said):
        pytest.skip(f"gloo cannot connect here: {said}")
    assert [rank.returncode for rank in ranks] == [0] * len(ranks), said
    assert "finished after" in said[0]
    assert said[1] == ""


@needs_gloo
def test_two_processes_train_as_one(tmp_path: Path) -> None:
    """Lesson 7.14."""
    config = plain_one()
    together(written(config, tmp_path / "a.toml"), "-o", str(tmp_path / "two"))
    alone(config, tmp_path / "one")
    one, two = Run(tmp_path / "one"), Run(tmp_path / "two")
    assert one.steps.tolist() == two.steps.tolist() == list(range(1, 11))
    for series in ("loss", "accuracy", "lr"):
        close(two.series(series), one.series(series))
    losses = [[evaluated.loss for evaluated in run.evaluations] for run in (one, two)]
    close(losses[1], losses[0])
    weights = [load_file(run.path / folder.WEIGHTS) for run in (one, two)]
    for name, values in weights[0].items():
        close(weights[1][name], values)
    assert two.environment.processes == 2


@needs_gloo
def test_two_processes_that_were_killed_go_on_with_the_same_dropout(tmp_path: Path) -> None:
    config = replace(random_one(2), data=Data(train=900, validation=50))
    through, broken = tmp_path / "through", tmp_path / "broken"
    asked = written(config, tmp_path / "a.toml")
    ended(started(asked, "-o", str(through)))
    ranks = started(asked, "-o", str(broken), program=("-c", CHILD))
    waits(ranks[0], broken, lambda status: 90 > (status.saved or 0) > 0 and status.step > 5)
    for rank in ranks:
        rank.kill()
        rank.communicate()
    ended(started("--resume", str(broken)))
    for name in (folder.WEIGHTS, folder.EVALUATIONS):
        assert (through / name).read_bytes() == (broken / name).read_bytes(), name


@needs_gloo
def test_nothing_keeps_the_group_when_a_run_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else its threads live on while the interpreter ends, and one may abort the process."""
    values = ("0", "1", "0", "127.0.0.1", str(port()))
    for name, value in zip(distributed.NAMES, values, strict=True):
        monkeypatch.setenv(name, value)
    order = Train(config=replace(plain_one(), epochs=1), folder=str(tmp_path / "run"))
    with distributed.team("cpu") as ranks:
        group = weakref.ref(dist.group.WORLD)
        assert loop.train(order, _nobody, tuple, _nobody, team=ranks).reason == "finished"
    assert group() is None


def alone(config: Config, run: Path) -> None:
    order = Train(config=config, folder=str(run))
    assert loop.train(order, _nobody, tuple, _nobody).reason == "finished"


# --- the shares, without processes


class Rank(Ranks):
    """One of so many, not really there."""

    def __init__(self, rank: int, size: int) -> None:
        self.rank, self.size = rank, size


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("batch", [1, 2, 5, 8])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_shares_make_up_the_gradient_of_the_batch(
    size: int, batch: int, reduction: Literal["mean", "sum"]
) -> None:
    torch.manual_seed(0)
    model = nn.Linear(3, 2).double()
    x, y = torch.randn(10, 3).double(), torch.randint(2, (10,))
    indices = torch.randperm(10)[:batch]
    criterion = nn.CrossEntropyLoss(reduction=reduction)

    def gradient(at: torch.Tensor, share: float) -> torch.Tensor:
        model.zero_grad()
        (criterion(model(x[at]), y[at]) * share).backward()
        assert model.weight.grad is not None
        return model.weight.grad.clone()

    shares = [Rank(rank, size).share(indices, reduction) for rank in range(size)]
    mean = torch.stack([gradient(*share) for share in shares]).mean(0)
    torch.testing.assert_close(mean, gradient(indices, 1.0))
    taken = [one for at, share in shares if share for one in at.tolist()]
    assert sorted(taken) == sorted(indices.tolist())


def test_only_what_torchrun_started_is_a_team() -> None:
    assert not distributed.is_started({"RANK": "0"})
    assert distributed.is_started(dict.fromkeys(distributed.NAMES, "0"))
