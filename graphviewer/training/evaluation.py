"""How well a model does on examples it is not trained on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from msgspec.structs import replace
from torch import Tensor, nn

from graphviewer.runs.array import array
from graphviewer.runs.config import Loss
from graphviewer.runs.news import Evaluated
from graphviewer.training.answers import predictions
from graphviewer.training.quiet import undisturbed

CHUNK = 256  # examples at once: larger ones are slower on a CPU, and take more memory
Prepare = Callable[[Tensor], Tensor]
Criterion = Callable[[Tensor, Tensor], Tensor]


def evaluate(
    module: nn.Module,
    x: Tensor,
    y: Tensor,
    criterion: Criterion,
    *,
    loss: Loss,
    classes: int = 0,
    prepare: Prepare | None = None,
    between: Callable[[], None] | None = None,
    step: int = 0,
    epoch: float = 0.0,
) -> Evaluated:
    """The model's loss, accuracy, confusion matrix and predictions on examples, in eval mode.

    `x` [n, ...] and `y` (int64 [n] classes, or targets [n, outputs]) lie on the model's device;
    `prepare` makes of a chunk of `x` what the model sees (uint8 images to float32).
    `criterion(outputs, y)` is the loss of a chunk, with the reduction of `loss` and without its l2
    term. The loss told is the mean over the examples, whatever the reduction: of `sum` it is the
    sum of all over their number. `classes` 0: a regression, which has a loss and nothing else.

    `between` is called between chunks, and may raise to break off. Training is not disturbed: see
    `undisturbed`. The same model and examples give the same numbers.
    """
    total = torch.zeros((), dtype=torch.float64)
    said: list[tuple[Tensor, Tensor]] = []
    with undisturbed(module):
        for first in range(0, len(x), CHUNK):
            if first and between is not None:
                between()
            part = x[first : first + CHUNK]
            wanted = y[first : first + CHUNK]
            outputs = module(part if prepare is None else prepare(part))
            weight = 1 if loss.reduction == "sum" else len(part)
            total += criterion(outputs, wanted).detach().cpu().double() * weight
            if classes:
                said.append(predictions(outputs, loss.name, classes=classes))
    mean = float(total / len(x)) if len(x) else float("nan")
    told = Evaluated(step=step, epoch=epoch, loss=mean)
    return _with_classes(told, y, said, classes) if said else told


def _with_classes(
    told: Evaluated, y: Tensor, said: list[tuple[Tensor, Tensor]], classes: int
) -> Evaluated:
    predicted = torch.cat([one for one, _ in said]).cpu().numpy()
    confidence = torch.cat([one for _, one in said]).cpu().numpy()
    true = y.reshape(len(y)).cpu().numpy().astype(np.int64)
    confusion = np.zeros((classes, classes), np.int64)
    np.add.at(confusion, (true, predicted), 1)
    return replace(
        told,
        accuracy=float((true == predicted).mean()),
        confusion=array(confusion, "int64"),
        predicted=array(predicted, "int64"),
        confidence=array(confidence, "float32"),
    )
