"""What a model's outputs say: probabilities of classes, and which class is meant."""

from __future__ import annotations

import torch
from torch import Tensor

from graphviewer.runs.config import LossName


def columns(outputs: Tensor) -> Tensor:
    """Outputs as [n, outputs]: [n] is one output an example."""
    return outputs.reshape(len(outputs), -1)


def probabilities(outputs: Tensor, loss: LossName, *, classes: int) -> Tensor:
    """How probable each class is by outputs [n, k]: float64 [n, classes].

    What the outputs are follows from the loss: logits of a softmax (cross_entropy), logarithms of
    probabilities (nll), logits of sigmoids (bce_with_logits), probabilities (bce); mse brings them
    near 0 and 1, so they are cut off there. A single output is the probability of class 1, but of
    several sigmoids each speaks for its own class: these do not add up to 1.
    """
    wide = columns(outputs).detach().double()
    if loss == "cross_entropy":
        return wide.softmax(1)
    if loss == "nll":
        return wide.exp()
    if loss == "bce_with_logits":
        wide = wide.sigmoid()
    elif loss == "mse":
        wide = wide.clamp(0.0, 1.0)
    if wide.shape[1] == 1 and classes == 2:
        return torch.cat([1.0 - wide, wide], 1)
    return wide


def predictions(outputs: Tensor, loss: LossName, *, classes: int) -> tuple[Tensor, Tensor]:
    """The class each of outputs [n, k] says, int64 [n], and its probability, float32 [n].

    Of equals the first class. A single output says class 1 from one half on.
    """
    wide = columns(outputs)
    likely = probabilities(wide, loss, classes=classes)
    if wide.shape[1] == 1 and classes == 2:
        predicted = (likely[:, 1] >= 0.5).long()
    else:
        predicted = wide.argmax(1)  # of the outputs as they are: rounding makes equals of others
    return predicted, likely.gather(1, predicted[:, None])[:, 0].float()
