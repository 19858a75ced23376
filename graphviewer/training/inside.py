"""One training step as a tape, on copies: the training itself goes on as if nothing had been."""

from __future__ import annotations

from collections.abc import Callable

import torch
from msgspec import Struct
from torch import Tensor, nn

from graphviewer.record.places import source_lines
from graphviewer.record.program import Limits, describe, run
from graphviewer.runs.config import Loss
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part
from graphviewer.training.answers import columns
from graphviewer.training.copies import copied, copied_optimizer
from graphviewer.training.losses import BY_INDEX
from graphviewer.training.quiet import generators_kept, undisturbed

FILENAME = "step.py"
LIMITS = Limits(steps=20_000, tape_bytes=64 * 2**20, jacobians=4096, check_seconds=0.5)
_FUNCTIONS = {
    "cross_entropy": "F.cross_entropy",
    "nll": "F.nll_loss",
    "bce": "F.binary_cross_entropy",
    "bce_with_logits": "F.binary_cross_entropy_with_logits",
    "mse": "F.mse_loss",
}


class Moment(Struct, frozen=True, kw_only=True):
    """A training just before a batch: `x` and `y` as the step will use them."""

    module: nn.Module  # in training mode, not wrapped for several processes
    optimizer: torch.optim.Optimizer
    x: Tensor
    y: Tensor
    loss: Loss
    clip: float = 0.0
    classes: int = 0  # 0: a regression
    epoch: int = 0  # from 0
    batch: int = 0  # of the epoch, from 0
    batches: int = 1  # in an epoch
    source: str = ""  # the program that has defined the model
    filename: str = FILENAME  # as which it was compiled


def record_step(
    moment: Moment,
    emit: Callable[[Meta | Part], None],
    *,
    stopping: Callable[[], bool] | None = None,
    limits: Limits = LIMITS,
) -> None:
    """Record the forward pass, the backward pass and the update of one batch as a tape.

    The tape's Meta is emitted first, then its Parts. Its program is the model's, which has been run
    before, and below it the step. What is recorded really runs, on deep copies
    of the model and the optimizer and from the random numbers that the training itself will draw
    next: its gradients are those of the step that follows, bit for bit. Nothing of the training
    changes. `stopping` is asked now and then, and ends the recording. Raises UnderWay if something
    is being recorded already, and what copying the model raises.
    """
    module, memo = copied(moment.module)
    given = {
        "model": module,
        "optimizer": copied_optimizer(moment.optimizer, memo),
        "x": moment.x.detach().clone(),
        "y": moment.y.detach().clone(),
    }
    above, step = _above(moment), program(moment, single=_single(moment))
    meta = describe(above + step, moment.filename, device=str(moment.x.device), seed=None)
    emit(meta)
    with generators_kept(moment.module):
        run(meta, emit, limits=limits, stopping=stopping, given=given, begin=above.count("\n") + 1)


def _above(moment: Moment) -> str:
    """The model's program, so that its own lines are found; with an end of line, if any."""
    text = "".join(source_lines(moment.source)).rstrip()
    return text + "\n\n\n" if text else ""


def _single(moment: Moment) -> bool:
    """Whether the model tells two classes apart by one output."""
    if moment.classes != 2 or moment.loss.name in BY_INDEX:
        return False
    with undisturbed(moment.module):
        return columns(moment.module(moment.x[:1])).shape[1] == 1


def program(moment: Moment, *, single: bool = False) -> str:
    """The step as a program that finds `model`, `optimizer`, `x` and `y`.

    `single`: the model has one output for two classes.
    """
    head = [
        f"# epoch {moment.epoch + 1}, batch {moment.batch + 1} of {moment.batches}",
        f"# {_rule(moment.optimizer)}",
        "# model, optimizer, x and y: as training had them",
        *(["import torch"] if moment.loss.l2 else []),
        *(["from torch import nn"] if moment.clip else []),
        "from torch.nn import functional as F",
        "",
    ]
    forward = ["optimizer.zero_grad()", "y_hat = model(x)", *_loss(moment, single=single)]
    after = ["loss.backward()"]
    if moment.clip:
        after.append(f"nn.utils.clip_grad_norm_(model.parameters(), {moment.clip!r})")
    if isinstance(moment.optimizer, torch.optim.LBFGS):
        body = [*forward, *after, "return loss"]
        lines = ["", "def closure():", *[f"    {line}" for line in body], "", ""]
        lines.append("optimizer.step(closure)")
    else:
        lines = [*forward, *after, "optimizer.step()"]
    return "\n".join([*head, *lines, ""])


def _loss(moment: Moment, *, single: bool) -> list[str]:
    loss = moment.loss
    target = "y"
    if moment.classes and loss.name not in BY_INDEX:
        target = f"F.one_hot(y, {moment.classes}).float()"
        if single:
            target = "y[:, None].to(y_hat.dtype)"
    reduction = ', reduction="sum"' if loss.reduction == "sum" else ""
    lines = [f"loss = {_FUNCTIONS[loss.name]}(y_hat, {target}{reduction})"]
    if loss.l2:
        lines += [
            "weights = [w for w in model.parameters() if w.requires_grad and w.dim() > 1]",
            "squares = [w.square().sum() for w in weights]",
            f"loss = loss + torch.stack(squares).sum() * {loss.l2 / 2!r}",
        ]
    return lines


def _rule(optimizer: torch.optim.Optimizer) -> str:
    """The optimizer's name and the settings that matter, as they are now."""
    group = optimizer.param_groups[0]
    told = [f"lr {group['lr']:g}"]
    told += [
        f"{name.replace('_', ' ')} {group[name]:g}"
        for name in ("momentum", "weight_decay")
        if group.get(name)
    ]
    return f"{type(optimizer).__name__}: {', '.join(told)}"
