"""Small trainings of every kind, to look into one of their steps."""

from __future__ import annotations

import torch
from msgspec import Struct
from torch import Tensor, nn

from graphviewer.record.writer import Limits
from graphviewer.runs.config import Config, Loss, LossName, Optimizer
from graphviewer.tape.law import check_part
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part, Tape
from graphviewer.training import optimizers
from graphviewer.training.inside import Moment, record_step
from graphviewer.training.losses import Loss as Criterion
from graphviewer.training.state import OnDevice, State

OPTIMIZERS = {
    "sgd": Optimizer(lr=0.1),
    "momentum": Optimizer(lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
    "rmsprop": Optimizer(name="rmsprop", lr=0.01, momentum=0.5),
    "adam": Optimizer(name="adam", lr=0.01),
    "adamw": Optimizer(name="adamw", lr=0.01, weight_decay=0.1),
    "adagrad": Optimizer(name="adagrad", lr=0.1),
    "lbfgs": Optimizer(name="lbfgs", lr=0.5),
}
LOSSES: tuple[LossName, ...] = ("cross_entropy", "nll", "bce", "bce_with_logits", "mse")


class Scratch(nn.Module):
    """Matrices by hand; the second layer's weights are the first's, transposed."""

    def __init__(self) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.randn(12, 12) * 0.3)
        self.b = nn.Parameter(torch.zeros(12))
        self.out = nn.Linear(12, 3)
        self.again = self.out
        self.last: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        self.last = torch.relu(x.flatten(1) @ self.w + self.b) @ self.w.T
        result: Tensor = self.out(self.last) + self.again(self.last * 2)
        return result


def net(outputs: int = 3) -> nn.Module:
    """Draws random numbers and keeps running statistics."""
    return nn.Sequential(
        nn.Conv2d(1, 2, 2),
        nn.BatchNorm2d(2),
        nn.Dropout(0.3),
        nn.Flatten(),
        nn.Linear(12, 5),
        nn.BatchNorm1d(5),
        nn.Sigmoid(),
        nn.Dropout(0.5),
        nn.Linear(5, outputs),
    )


ENDS: dict[str, nn.Module] = {"nll": nn.LogSoftmax(1), "bce": nn.Sigmoid()}


def state(config: Config, module: nn.Module, classes: int = 3) -> State:
    nothing = torch.empty(0)
    data = OnDevice("images", nothing, nothing, nothing, nothing, (), "", sample=True)
    optimizer = optimizers.make(config.optimizer, list(module.parameters()))
    criterion = Criterion(config.loss, classes)
    return State(config, "", module.train(), optimizer, None, criterion, data, batches=5)


def batch(number: int, classes: int = 3) -> tuple[Tensor, Tensor]:
    source = torch.Generator().manual_seed(number)
    x = torch.rand(8, 1, 3, 4, generator=source)
    if not classes:
        return x, torch.randn(8, 3, generator=source)
    return x, torch.randint(0, classes, (8,), generator=source)


def moment(now: State, x: Tensor, y: Tensor) -> Moment:
    config = now.config
    return Moment(
        module=now.module,
        optimizer=now.optimizer,
        x=x,
        y=y,
        loss=config.loss,
        clip=config.clip,
        classes=now.loss.classes,
        epoch=now.epoch,
        batch=now.batch,
        batches=now.batches,
    )


def look(now: State, x: Tensor, y: Tensor, limits: Limits | None = None) -> Tape:
    """The tape of a step; every part is checked as it comes."""
    return taken(moment(now, x, y), limits or Limits(jacobians=4096, check_seconds=0.2))


def taken(one: Moment, limits: Limits) -> Tape:
    """What is told of a moment as a tape."""
    told: list[Meta | Part] = []
    record_step(one, told.append, limits=limits)
    assert isinstance(told[0], Meta)
    tape = Tape(meta=told[0])
    for part in told[1:]:
        assert isinstance(part, Part)
        check_part(tape, part)
        tape.extend(part)
    assert tape.end is not None
    assert (tape.end.reason, tape.end.message) == ("finished", "")
    return tape


class Case(Struct, frozen=True):
    config: Config
    classes: int = 3
    outputs: int = 3
    scratch: bool = False

    def state(self) -> State:
        torch.manual_seed(1)
        if self.scratch:
            return state(self.config, Scratch())
        end = ENDS.get(self.config.loss.name, nn.Identity())
        return state(self.config, nn.Sequential(net(self.outputs), end), self.classes)


CASES: dict[str, Case] = {
    **{name: Case(Config(optimizer=one)) for name, one in OPTIMIZERS.items()},
    **{name: Case(Config(loss=Loss(name=name, reduction="sum"))) for name in LOSSES},
    "l2 and clip": Case(Config(loss=Loss(l2=0.01), clip=0.05)),
    "l2, clip and lbfgs": Case(
        Config(loss=Loss(l2=0.01), clip=0.05, optimizer=OPTIMIZERS["lbfgs"])
    ),
    "regression": Case(Config(loss=Loss(name="mse")), classes=0),
    "one sigmoid": Case(Config(loss=Loss(name="bce_with_logits")), classes=2, outputs=1),
    "two sigmoids": Case(Config(loss=Loss(name="bce")), classes=2, outputs=2),
    "by hand": Case(Config(optimizer=OPTIMIZERS["adam"]), scratch=True),
}
