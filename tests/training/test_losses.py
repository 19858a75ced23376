"""Losses against PyTorch's own, and what outputs are refused."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn import functional

from graphviewer.runs.config import Loss as Config
from graphviewer.runs.config import LossName
from graphviewer.training.losses import Loss
from graphviewer.training.problem import CannotTrain

SOURCE = torch.Generator().manual_seed(1)
LOGITS = torch.randn(5, 3, generator=SOURCE)
Y = torch.tensor([0, 2, 1, 1, 0])
ONE_HOT = functional.one_hot(Y, 3).float()


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_losses_of_classes_are_those_of_torch(reduction: str) -> None:
    def ours(name: LossName, outputs: torch.Tensor) -> torch.Tensor:
        return Loss(Config(name=name, reduction=reduction), 3)(outputs, Y)  # type: ignore[arg-type]

    def of(kind: type[nn.Module]) -> nn.Module:
        return kind(reduction=reduction)

    assert ours("cross_entropy", LOGITS).equal(of(nn.CrossEntropyLoss)(LOGITS, Y))
    assert ours("nll", LOGITS.log_softmax(1)).equal(of(nn.NLLLoss)(LOGITS.log_softmax(1), Y))
    assert ours("bce", LOGITS.sigmoid()).equal(of(nn.BCELoss)(LOGITS.sigmoid(), ONE_HOT))
    assert ours("bce_with_logits", LOGITS).equal(of(nn.BCEWithLogitsLoss)(LOGITS, ONE_HOT))
    assert ours("mse", LOGITS).equal(of(nn.MSELoss)(LOGITS, ONE_HOT))


def test_nll_of_log_softmax_is_cross_entropy() -> None:
    nll = Loss(Config(name="nll"), 3)(LOGITS.log_softmax(1), Y)
    assert nll.item() == pytest.approx(Loss(Config(), 3)(LOGITS, Y).item())


@pytest.mark.parametrize("name", ["bce", "bce_with_logits", "mse"])
def test_two_classes_and_one_output(name: LossName) -> None:
    y = torch.tensor([0, 1, 1, 0, 1])
    outputs = LOGITS[:, :1].sigmoid()
    both = Loss(Config(name=name), 2)
    wanted = y.float()[:, None]
    assert both(outputs, y).equal(both._function(outputs, wanted))
    assert (
        both.right(outputs, y).tolist()
        == (
            ((LOGITS[:, 0] if name != "bce_with_logits" else outputs[:, 0]) >= 0).long() == y
        ).tolist()
    )


def test_right_is_the_greatest_output_and_of_equals_the_first() -> None:
    outputs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    assert Loss(Config(), 2).right(outputs, torch.tensor([1, 1, 1])).tolist() == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("shape", [(5,), (1, 5), (5, 2), (5, 5)])
def test_a_regression_stretches_nothing(shape: tuple[int, ...]) -> None:
    with pytest.raises(CannotTrain, match=r"wants \[5, 1\]"):
        Loss(Config(name="mse"), 0)(torch.zeros(shape), torch.zeros(5, 1))


@pytest.mark.parametrize("shape", [(5, 1), (5, 4), (5,), (4, 3)])
def test_outputs_that_fit_no_classes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(CannotTrain, match=r"wants \[5, 3\]"):
        Loss(Config(), 3)(torch.zeros(shape), Y)


def test_a_regression_has_mse_only() -> None:
    with pytest.raises(CannotTrain) as caught:
        Loss(Config(name="bce"), 0)
    assert caught.value.advice == "Choose mse."


def test_l2_leaves_biases_out() -> None:
    layer = nn.Linear(2, 1)
    penalty = Loss(Config(l2=0.5), 3).penalty(layer)
    assert penalty.item() == pytest.approx(0.25 * layer.weight.square().sum().item())
