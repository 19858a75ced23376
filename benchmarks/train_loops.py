"""The loops that benchmarks/train.py compares: ours, a bare one, one over single images."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from benchmarks.train_configs import config, source
from graphviewer.data.load import load
from graphviewer.runs.config import Data
from graphviewer.runs.news import Closed, TrainingNews
from graphviewer.runs.orders import Control, Train, TrainingOrder
from graphviewer.training.loop import train

WARM = 3  # batches that are not counted


@dataclass
class Clock:
    """Images per second, on the clock and of processor time."""

    size: int
    batches: int
    done: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    over: bool = False

    def tick(self) -> None:
        """Another batch begins."""
        if self.done == WARM:
            self.wall, self.cpu = time.perf_counter(), time.process_time()
        elif self.done == WARM + self.batches:
            self.wall = self.batches * self.size / (time.perf_counter() - self.wall)
            self.cpu = self.batches * self.size / (time.process_time() - self.cpu)
            self.over = True
        self.done += 1


def ours(model: str, size: int, batches: int) -> Clock:
    """The loop of a training run, without a window."""
    clock = Clock(size, batches)

    def take() -> Sequence[TrainingOrder]:
        clock.tick()
        return (Control("stop"),) if clock.over else ()

    told: list[TrainingNews] = []
    closed = train(
        Train(config=config(model, size, epochs=50)), told.append, take, lambda _part: None
    )
    if closed != Closed(reason="stopped", step=WARM + batches):
        raise RuntimeError(closed)
    return clock


def _model(model: str) -> tuple[nn.Module, torch.optim.Optimizer]:
    names: dict[str, nn.Module] = {}
    torch.manual_seed(0)
    exec(source(model), names)
    module = names["model"].train()
    return module, torch.optim.SGD(module.parameters(), 0.1)


def _step(module: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor, y: Tensor) -> None:
    optimizer.zero_grad()
    loss = functional.cross_entropy(module(x), y)
    torch.autograd.backward(loss)
    optimizer.step()


_in_memory: dict[str, tuple[Tensor, Tensor]] = {}


def _tensors() -> tuple[Tensor, Tensor]:
    if not _in_memory:
        examples = load(Data()).train
        x = torch.from_numpy(np.array(examples.x))[:, None].float() / 255
        _in_memory["float"] = x, torch.from_numpy(np.array(examples.y))
    return _in_memory["float"]


def bare(model: str, size: int, batches: int) -> Clock:
    """The shortest loop there is: float32 images in memory, a permutation, nothing told."""
    x, y = _tensors()
    module, optimizer = _model(model)
    clock = Clock(size, batches)
    while True:
        order = torch.randperm(len(x))
        for first in range(0, len(x) - size + 1, size):
            clock.tick()
            if clock.over:
                return clock
            chosen = order[first : first + size]
            _step(module, optimizer, x.index_select(0, chosen), y.index_select(0, chosen))


class Items(Dataset[tuple[Tensor, int]]):
    """FashionMNIST as it is usually read: an image at a time, through Pillow."""

    def __init__(self) -> None:
        self._examples = load(Data()).train

    def __len__(self) -> int:
        return len(self._examples.x)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        image = Image.fromarray(self._examples.x[index])
        pixels = torch.from_numpy(np.array(image, np.uint8))[None]
        return pixels.to(torch.float32).div(255), int(self._examples.y[index])


def per_item(model: str, size: int, batches: int) -> Clock:
    """A DataLoader over single images, in this process as is its default."""
    module, optimizer = _model(model)
    clock = Clock(size, batches)
    while True:
        for x, y in DataLoader(Items(), size, shuffle=True, drop_last=True):
            clock.tick()
            if clock.over:
                return clock
            _step(module, optimizer, x, y)


LOOPS: dict[str, Callable[[str, int, int], Clock]] = {
    "bare": bare,
    "ours": ours,
    "per item": per_item,
}


def main() -> None:
    """Serve lines of JSON [loop, model, size, batches] with lines of JSON: rates."""
    for line in sys.stdin:
        loop, model, size, batches = json.loads(line)
        clock = LOOPS[loop](model, size, batches)
        print(json.dumps({"wall": clock.wall, "cpu": clock.cpu}), flush=True)


if __name__ == "__main__":
    main()
