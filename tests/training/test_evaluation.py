"""Evaluation, held against PyTorch on all examples at once."""

from __future__ import annotations

import random

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # as everyone calls it

from graphviewer.runs.array import Array
from graphviewer.runs.config import Loss
from graphviewer.training.evaluation import evaluate


def numbers(found: Array | None) -> np.ndarray:
    assert found is not None
    return found.numpy()


def images() -> tuple[Tensor, Tensor]:
    torch.manual_seed(3)
    return torch.randint(0, 256, (700, 8, 8), dtype=torch.uint8), torch.randint(0, 10, (700,))


def prepare(x: Tensor) -> Tensor:
    return x.reshape(len(x), 1, 8, 8).float() / 255


def net() -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(
        nn.Conv2d(1, 4, 3),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Linear(144, 10),
    )


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_loss_accuracy_and_confusion_are_those_of_all_examples_at_once(reduction: str) -> None:
    (x, y), module = images(), net()
    loss = Loss(reduction=reduction)  # type: ignore[arg-type]  # one of two

    def criterion(outputs: Tensor, wanted: Tensor) -> Tensor:
        return F.cross_entropy(outputs, wanted, reduction=reduction)

    told = evaluate(module, x, y, criterion, loss=loss, classes=10, prepare=prepare)
    with torch.no_grad():
        outputs = module.eval()(prepare(x))
    assert told.loss == pytest.approx(float(F.cross_entropy(outputs.double(), y)), rel=1e-6)
    predicted = outputs.argmax(1)
    assert told.accuracy == float((predicted == y).double().mean())
    assert numbers(told.predicted).tolist() == predicted.tolist()
    wanted = torch.bincount(y * 10 + predicted, minlength=100).reshape(10, 10)
    assert numbers(told.confusion).tolist() == wanted.tolist()
    assert numbers(told.confidence) == pytest.approx(outputs.softmax(1).amax(1).numpy(), rel=1e-5)


def test_nothing_of_the_training_is_disturbed() -> None:
    (x, y), module = images(), net()
    module.train()
    module[4].eval()  # frozen by hand: it stays so
    before = {name: one.clone() for name, one in module.state_dict().items()}
    state, python, legacy = torch.get_rng_state(), random.getstate(), drawn()
    evaluate(module, x, y, F.cross_entropy, loss=Loss(), classes=10, prepare=prepare)
    assert [part.training for part in module.modules()] == [True] * 5 + [False, True]
    assert all(torch.equal(one, before[name]) for name, one in module.state_dict().items())
    assert torch.equal(torch.get_rng_state(), state)
    assert random.getstate() == python
    assert drawn() == legacy
    assert all(one.grad is None for one in module.parameters())


def drawn() -> str:
    return repr(np.random.get_state())  # noqa: NPY002  # what programs use


class Rude(nn.Module):
    """Draws numbers and changes its buffers whenever it is used."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("seen", torch.zeros(()))
        self.register_buffer("last", None)

    def forward(self, x: Tensor) -> Tensor:
        assert isinstance(self.seen, Tensor)
        self.seen += len(x)
        self.last = x.sum()
        return x + torch.rand_like(x) * random.random() * float(np.random.random())  # noqa: NPY002


def test_even_a_model_that_changes_itself_is_put_back() -> None:
    module, x = Rude(), torch.ones(300, 2)
    seen = module.seen
    first = evaluate(module, x, x, F.mse_loss, loss=Loss(name="mse"))
    again = evaluate(module, x, x, F.mse_loss, loss=Loss(name="mse"))
    assert first == again
    assert module.seen is seen
    assert float(module.seen) == 0.0  # type: ignore[arg-type]  # a tensor
    assert module.last is None


class Stopped(Exception):
    pass


def test_it_can_be_broken_off_between_chunks() -> None:
    (x, y), module = images(), net().train()
    calls: list[int] = []

    def between() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        evaluate(module, x, y, F.cross_entropy, loss=Loss(), prepare=prepare, between=between)
    assert module.training
    assert torch.is_grad_enabled()


def test_a_regression_has_a_loss_and_nothing_else() -> None:
    torch.manual_seed(0)
    module, x, y = nn.Linear(2, 3), torch.randn(300, 2), torch.randn(300, 3)
    told = evaluate(module, x, y, F.mse_loss, loss=Loss(name="mse"), step=4, epoch=0.5)
    assert told.loss == pytest.approx(F.mse_loss(module(x), y).item(), rel=1e-6)
    assert (told.step, told.epoch) == (4, 0.5)
    nothing = (told.accuracy, told.confusion, told.predicted, told.confidence)
    assert nothing == (None,) * 4


def test_one_sigmoid_tells_two_classes_apart() -> None:
    module = nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        module.weight.fill_(1.0)
    x, y = torch.tensor([[-2.0], [0.0], [3.0]]), torch.tensor([0, 0, 1])

    def criterion(outputs: Tensor, wanted: Tensor) -> Tensor:
        return F.binary_cross_entropy_with_logits(outputs[:, 0], wanted.float())

    told = evaluate(module, x, y, criterion, loss=Loss(name="bce_with_logits"), classes=2)
    assert numbers(told.predicted).tolist() == [0, 1, 1]
    assert numbers(told.confusion).tolist() == [[1, 1], [0, 1]]
    sure = x[:, 0].double().sigmoid().tolist()
    assert numbers(told.confidence) == pytest.approx([1 - sure[0], 0.5, sure[2]], rel=1e-6)
