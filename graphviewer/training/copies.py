"""A model and its optimizer once more: what the copies do, the originals do not feel."""

from __future__ import annotations

import copy
from inspect import signature
from typing import Any

import torch
from torch import Tensor, nn


def copied(module: nn.Module) -> tuple[nn.Module, dict[int, Any]]:
    """A deep copy without gradients, and by id what became of each object.

    Parameters that several modules share are shared in the copy. Tensors that a module merely
    remembers from an earlier forward, and that PyTorch will not copy, come without their graph.
    """
    memo: dict[int, Any] = {}
    for part in module.modules():
        for held in vars(part).values():
            if isinstance(held, Tensor) and not held.is_leaf:
                memo[id(held)] = held.detach().clone()
    return copy.deepcopy(module, memo), memo


def copied_optimizer(
    optimizer: torch.optim.Optimizer, memo: dict[int, Any]
) -> torch.optim.Optimizer:
    """The same optimizer, in the same state, over the copies of its parameters."""
    groups = [
        {"params": [copy.deepcopy(one, memo) for one in group["params"]]}
        for group in optimizer.param_groups
    ]
    accepted = signature(type(optimizer)).parameters
    settings = {name: one for name, one in optimizer.defaults.items() if name in accepted}
    twin = type(optimizer)(groups, **settings)
    twin.load_state_dict(copy.deepcopy(optimizer.state_dict()))
    return twin
