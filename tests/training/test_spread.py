"""Histograms of a model, held against NumPy, and that looking changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # as everyone calls it

from graphviewer.runs.news import Histogram
from graphviewer.training.spread import histograms

KINDS = ("weight", "gradient")


LAYERS = ("1 Linear", "2 BatchNorm1d", "3 ReLU", "4 Dropout", "5 Linear")


def net() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(16, 8),
        nn.BatchNorm1d(8),
        nn.ReLU(inplace=True),
        nn.Dropout(0.5),
        nn.Linear(8, 3),
    )


def batch() -> tuple[Tensor, Tensor]:
    torch.manual_seed(1)
    return torch.randn(32, 4, 4), torch.randint(0, 3, (32,))


def rows(module: nn.Module, x: Tensor, *, training: bool = True) -> dict[str, Histogram]:
    told = histograms(module, x, step=5, training=training)
    assert told.step == 5
    return {f"{row.kind} {row.name}": row for row in told.rows}


def counted(values: Tensor, row: Histogram) -> bool:
    wanted, _ = np.histogram(values.detach().double().numpy(), 64, (row.low, row.high))
    found = row.counts.numpy()
    return int(np.abs(found.cumsum() - wanted.cumsum()).max()) <= 1  # a value on a bin's edge


def test_weights_gradients_and_activations_are_counted() -> None:
    module, (x, y) = net(), batch()
    torch.autograd.backward(F.cross_entropy(module(x), y))
    found = rows(module, x, training=False)
    kinds = [f"{kind} {name}" for name, _ in module.named_parameters() for kind in KINDS]
    assert list(found) == kinds + [f"activation {name}" for name in LAYERS]
    for name, parameter in module.named_parameters():
        assert counted(parameter, found[f"weight {name}"])
        assert parameter.grad is not None
        assert counted(parameter.grad, found[f"gradient {name}"])
    module.eval()
    with torch.no_grad():
        before, after = module[:2](x), module[:4](x)
    assert counted(before, found["activation 1 Linear"])  # not what the ReLU in place made of it
    assert counted(after, found["activation 3 ReLU"])


def test_what_a_relu_switches_off_is_told() -> None:
    module, (x, _) = net(), batch()
    with torch.no_grad():
        module.get_parameter("2.bias")[:4] = -100.0  # four of eight are dead
    found = rows(module, x)
    assert 0.5 < found["activation 3 ReLU"].zeros < 1
    assert found["activation 1 Linear"].zeros == 0
    assert (
        found["activation 4 Dropout"].zeros > found["activation 3 ReLU"].zeros
    )  # dropout adds its own


@pytest.mark.parametrize("training", [True, False])
def test_looking_changes_nothing(training: bool) -> None:
    module, (x, _) = net(), batch()
    before = {name: one.clone() for name, one in module.state_dict().items()}
    state = torch.get_rng_state()
    first = rows(module, x, training=training)
    assert rows(module, x, training=training) == first
    assert torch.equal(torch.get_rng_state(), state)
    assert all(torch.equal(one, before[name]) for name, one in module.state_dict().items())
    assert module.training
    assert not any(part._forward_hooks for part in module.modules())


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), -float("inf")])
def test_what_is_not_finite_is_not_counted(odd: float) -> None:
    module = nn.Linear(10, 10)
    with torch.no_grad():
        module.weight[0, :3] = odd
    found = rows(module, torch.ones(2, 10))["weight weight"]
    assert int(found.counts.numpy().sum()) == 97
    assert np.isfinite([found.low, found.high]).all()
    with torch.no_grad():
        module.weight.fill_(odd)
    assert not rows(module, torch.ones(2, 10))["weight weight"].counts.numpy().any()


def test_a_far_value_does_not_squeeze_the_others_into_one_bin() -> None:
    torch.manual_seed(0)
    module = nn.Linear(100, 100)
    with torch.no_grad():
        module.weight[3, 3] = 1e6
    found = rows(module, torch.ones(2, 100))["weight weight"]
    assert found.high < 10
    assert int(found.counts.numpy().sum()) == 9999
    assert int((found.counts.numpy() > 0).sum()) > 5


@pytest.mark.parametrize("value", [0.0, -3.0, 1e-30, 1e30])
def test_equal_values_have_a_width(value: float) -> None:
    module = nn.Linear(3, 3)
    nn.init.constant_(module.weight, value)
    found = rows(module, torch.ones(2, 3))["weight weight"]
    assert found.low < value < found.high
    assert int(found.counts.numpy().sum()) == 9


def test_large_tensors_are_picked_evenly() -> None:
    torch.manual_seed(0)
    module = nn.Linear(784, 1024, bias=False)
    with torch.no_grad():
        module.weight[:, ::2] = 0.0
    found = rows(module, torch.ones(2, 784))["weight weight"]
    assert found.zeros == pytest.approx(0.5, abs=0.01)
    assert 80_000 < int(found.counts.numpy().sum()) <= 131_072


class Hand(nn.Module):
    """Matrices, and an LSTM that gives a tuple."""

    def __init__(self, *, inner: bool) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.randn(4, 6))
        self.lstm = nn.LSTM(4, 5, batch_first=True) if inner else None

    def forward(self, x: Tensor) -> Tensor:
        if self.lstm is None:
            hidden = torch.max(x, torch.zeros_like(x))
            return F.relu(torch.sigmoid(hidden) @ self.w).relu_()
        out: Tensor = self.lstm(x)[0]
        return out[:, -1]


def test_models_by_hand_are_seen_call_by_call() -> None:
    module, (x, _) = Hand(inner=False), batch()
    found = rows(module, x)
    told = [row.name for row in found.values() if row.kind == "activation"]
    assert told == ["max", "sigmoid", "relu", "relu 2", "model"]
    assert found["activation max"].zeros == pytest.approx(float((x <= 0).float().mean()))


def test_of_a_tuple_the_first_is_the_output() -> None:
    assert "activation lstm LSTM" in rows(Hand(inner=True), batch()[0])
