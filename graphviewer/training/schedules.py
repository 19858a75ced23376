"""How the learning rate changes: PyTorch's schedulers, and when each takes a step."""

from __future__ import annotations

from typing import Literal

from torch.optim import Optimizer
from torch.optim.lr_scheduler import (
    CosineAnnealingLR,
    ExponentialLR,
    LinearLR,
    LRScheduler,
    OneCycleLR,
    StepLR,
)

from graphviewer.runs.config import Schedule, ScheduleName

Rhythm = Literal["step", "epoch"]
RHYTHMS: dict[ScheduleName, Rhythm] = {
    "constant": "epoch",
    "step": "epoch",
    "exponential": "epoch",
    "cosine": "step",
    "linear_warmup": "step",
    "one_cycle": "step",
}


def make(config: Schedule, optimizer: Optimizer, steps: int) -> LRScheduler | None:
    """The scheduler of a run of so many steps in all; None for a rate that stays."""
    match config.name:
        case "constant":
            return None
        case "step":
            return StepLR(optimizer, config.every, config.factor)
        case "exponential":
            return ExponentialLR(optimizer, config.factor)
        case "cosine":
            return CosineAnnealingLR(optimizer, steps)
        case "linear_warmup":
            if config.warmup < 2:
                return None
            # step n, from 0, has (n + 1) / warmup of the rate
            return LinearLR(optimizer, 1 / config.warmup, 1.0, config.warmup - 1)
        case "one_cycle":
            rate = optimizer.param_groups[0]["lr"]
            # the optimizer's momentum stays what the config says
            return OneCycleLR(optimizer, rate, total_steps=max(steps, 1), cycle_momentum=False)
