"""Optimizers get what the config says."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from graphviewer.runs.config import Optimizer as Config
from graphviewer.runs.config import OptimizerName
from graphviewer.training import optimizers
from graphviewer.training.problem import CannotTrain

SETTINGS: dict[OptimizerName, dict[str, object]] = {
    "sgd": {"momentum": 0.9, "nesterov": True, "weight_decay": 0.1},
    "rmsprop": {"alpha": 0.9, "momentum": 0.5, "weight_decay": 0.1, "eps": 1e-3},
    "adam": {"betas": (0.8, 0.9), "weight_decay": 0.1, "eps": 1e-3},
    "adamw": {"betas": (0.8, 0.9), "weight_decay": 0.1, "eps": 1e-3},
    "adagrad": {"weight_decay": 0.1, "eps": 1e-3},
    "lbfgs": {},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_reach_the_optimizer(name: OptimizerName) -> None:
    wanted = Config(name=name, lr=0.25, **SETTINGS[name])  # type: ignore[arg-type]
    group = optimizers.make(wanted, list(nn.Linear(2, 1).parameters())).param_groups[0]
    assert group["lr"] == 0.25
    assert {key: group[key] for key in SETTINGS[name]} == SETTINGS[name]


def test_nesterov_without_momentum_is_refused_in_words() -> None:
    with pytest.raises(CannotTrain, match="momentum above 0"):
        optimizers.make(Config(nesterov=True), list(nn.Linear(2, 1).parameters()))


def test_a_model_without_parameters_is_refused_in_words() -> None:
    with pytest.raises(CannotTrain, match="no parameter"):
        optimizers.make(Config(), [])


@pytest.mark.parametrize("name", ["adam", "adamw"])
def test_the_fused_kernel_does_what_the_plain_one_does(name: OptimizerName) -> None:
    ours, theirs = nn.Linear(20, 3), nn.Linear(20, 3)
    theirs.load_state_dict(ours.state_dict())
    make = torch.optim.Adam if name == "adam" else torch.optim.AdamW
    plain = make(theirs.parameters(), 1e-2, fused=False, foreach=False, weight_decay=0.1)
    fused = optimizers.make(Config(name=name, lr=1e-2, weight_decay=0.1), list(ours.parameters()))
    assert fused.param_groups[0]["fused"]
    for _ in range(5):
        for one, other in zip(ours.parameters(), theirs.parameters(), strict=True):
            one.grad = torch.randn_like(one)
            other.grad = one.grad.clone()
        fused.step()
        plain.step()
    assert torch.allclose(ours.weight, theirs.weight, rtol=1e-5, atol=1e-7)


def test_a_parameter_outside_the_optimizer_keeps_its_gradient() -> None:
    one, other = nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))
    optimizer = optimizers.make(Config(), [one])
    for _ in range(2):
        optimizer.zero_grad()
        torch.autograd.backward((one * other).sum())
    assert one.grad == torch.ones(1)
    assert other.grad == 2 * torch.ones(1)
