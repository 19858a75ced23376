"""The loop: the same numbers as a plain loop, whatever is asked while it trains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import pytest
import torch
from torch import nn

from graphviewer.runs.config import (
    Augment,
    Batches,
    Config,
    Data,
    Loss,
    Model,
    Optimizer,
    OptimizerName,
    Schedule,
)
from graphviewer.runs.news import (
    Closed,
    Evaluated,
    Opened,
    Points,
    Progress,
)
from graphviewer.runs.orders import Control, Inside, Look, Preview, TrainingOrder
from tests.training.running import Ran, by_hand, changed, config, same, values

Make = Callable[[Iterable[nn.Parameter]], torch.optim.Optimizer]
RULES: dict[str, tuple[Optimizer, Make]] = {
    "sgd": (Optimizer(), partial(torch.optim.SGD, lr=0.1)),
    "nesterov": (
        Optimizer(lr=0.05, momentum=0.9, nesterov=True, weight_decay=1e-3),
        partial(torch.optim.SGD, lr=0.05, momentum=0.9, nesterov=True, weight_decay=1e-3),
    ),
    "rmsprop": (
        Optimizer(name="rmsprop", lr=0.01, momentum=0.5),
        partial(torch.optim.RMSprop, lr=0.01, momentum=0.5),
    ),
    "adam": (
        Optimizer(name="adam", lr=1e-3),
        partial(torch.optim.Adam, lr=1e-3, fused=True),
    ),
    "adamw": (
        Optimizer(name="adamw", lr=1e-3, weight_decay=0.1),
        partial(torch.optim.AdamW, lr=1e-3, weight_decay=0.1, fused=True),
    ),
    "adagrad": (
        Optimizer(name="adagrad", lr=0.01),
        partial(torch.optim.Adagrad, lr=0.01, eps=1e-8),
    ),
    "lbfgs": (Optimizer(name="lbfgs", lr=0.5), partial(torch.optim.LBFGS, lr=0.5)),
}


@pytest.mark.parametrize("rule", RULES)
def test_weights_and_losses_are_those_of_a_plain_loop(rule: str) -> None:
    settings, make = RULES[rule]
    ran = Ran(config(optimizer=settings))
    weights, losses, _ = by_hand(ran.state, make)
    assert same(ran.weights, weights)
    assert values(ran, "loss") == losses


@pytest.mark.parametrize("middle", ["nn.Dropout(0.5)", "nn.BatchNorm1d(16)"])
def test_chance_and_running_statistics_are_those_of_a_plain_loop(middle: str) -> None:
    ran = Ran(config(middle))
    assert same(ran.weights, by_hand(ran.state, RULES["sgd"][1])[0])


def test_augmentation_is_drawn_for_each_batch_anew() -> None:
    wanted = config()
    many = Augment(flip_vertical=0.5, flip_horizontal=0.5, shift=2, noise=0.1)
    ran = Ran(changed(wanted, augment=many))
    assert same(ran.weights, by_hand(ran.state, RULES["sgd"][1])[0])
    assert not same(ran.weights, Ran(wanted).weights)


def test_clipping_and_l2_are_those_of_a_plain_loop() -> None:
    ran = Ran(changed(config(), clip=0.5, loss=Loss(l2=0.01)))
    weights, losses, _ = by_hand(ran.state, RULES["sgd"][1], clip=0.5, l2=0.01)
    assert same(ran.weights, weights)
    assert values(ran, "loss") == losses  # without the l2 term


def test_rates_are_those_the_schedule_gives() -> None:
    ran = Ran(changed(config(), schedule=Schedule(name="step", every=1, factor=0.1)))
    step = partial(torch.optim.lr_scheduler.StepLR, step_size=1, gamma=0.1)
    weights, _, rates = by_hand(ran.state, RULES["sgd"][1], step)
    assert same(ran.weights, weights)
    assert values(ran, "lr") == rates == [0.1] * 5 + [0.1 * 0.1] * 5


def test_a_schedule_by_steps_changes_every_batch() -> None:
    ran = Ran(changed(config(), schedule=Schedule(name="cosine")))
    cosine = partial(torch.optim.lr_scheduler.CosineAnnealingLR, T_max=10)
    weights, _, rates = by_hand(ran.state, RULES["sgd"][1], cosine, every_step=True)
    assert same(ran.weights, weights)
    assert values(ran, "lr") == rates


ASKED: dict[str, list[tuple[TrainingOrder, ...]]] = {
    "pause and resume": [(), (Control("pause"),), (), (Control("resume"),)],
    "one batch, and another": [
        (Control("one_batch"),),
        (),
        (Control("one_batch"), Control("one_batch")),
        (),
        (),
        (Control("resume"),),
    ],
    "evaluate": [(), (Control("evaluate"),)],
    "inside": [(), (Inside(),), (Inside(),)],
    "look": [(Look(histograms=True, images=True, example=3),)],
    "preview": [(), (Preview(config=config(), batch=1),)],
    "a pause during evaluation": [
        (),
        (Control("evaluate"), Control("pause")),
        (Control("resume"),),
    ],
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_does_not_change_the_numbers(asked: str) -> None:
    wanted = config("nn.BatchNorm1d(16), nn.Dropout(0.5)", optimizer=RULES["adam"][0])
    ran = Ran(wanted, ASKED[asked])
    assert ran.closed.reason == "finished"
    assert same(ran.weights, Ran(wanted).weights)
    assert values(ran, "loss") == values(Ran(wanted), "loss")


def test_one_batch_is_one_batch() -> None:
    asked = [(Control("one_batch"),), (), (), (Control("stop"),)]
    ran = Ran(config(), asked, paused=True)
    assert ran.closed == Closed(reason="stopped", step=1)
    assert "paused" in [one.state for one in ran.news if isinstance(one, Progress)]


def test_a_run_that_is_ordered_paused_waits() -> None:
    ran = Ran(config(), [(), (), (Control("stop"),)], paused=True)
    assert ran.closed == Closed(reason="stopped", step=0)


def test_stop_ends_at_the_next_batch() -> None:
    ran = Ran(config(), [(), (), (), (Control("stop"),)])
    assert ran.closed == Closed(reason="stopped", step=3)
    assert len(values(ran, "loss")) == 3


def test_inside_gives_a_tape_of_the_coming_batch() -> None:
    ran = Ran(config(), [(), (Inside(),)])
    assert "batch 2 of 5" in ran.parts[0].source  # type: ignore[union-attr]
    assert ran.parts[-1].end is not None  # type: ignore[union-attr]


def test_it_begins_with_opened_and_ends_with_closed() -> None:
    ran = Ran(config())
    first, last = ran.news[0], ran.news[-1]
    assert isinstance(first, Opened)
    assert (first.batches, first.train, first.validation) == (5, 300, 50)
    assert first.shape == (1, 28, 28)
    assert [one.name for one in first.parameters] == ["1.weight", "1.bias", "3.weight", "3.bias"]
    assert last == ran.closed == Closed(reason="finished", step=10)


def test_steps_are_told_once_and_in_order() -> None:
    ran = Ran(config())
    points = [one for one in ran.news if isinstance(one, Points)]
    steps = np.concatenate([one.steps.numpy() for one in points])
    assert steps.tolist() == list(range(1, 11))


def test_training_averages_count_every_example_once() -> None:
    ran = Ran(config())
    first = next(one for one in ran.news if isinstance(one, Evaluated))
    sizes = np.array([64, 64, 64, 64, 44])
    losses, accuracies = (np.array(values(ran, name)[:5]) for name in ("loss", "accuracy"))
    assert first.train_loss == pytest.approx((losses * sizes).sum() / 300)
    assert first.train_accuracy == pytest.approx((accuracies * sizes).sum() / 300)


def test_a_sum_is_evaluated_for_as_many_examples_as_a_batch_has() -> None:
    mean = Ran(changed(config(examples=128), epochs=1, optimizer=Optimizer(lr=1e-9)))
    whole = Loss(reduction="sum")
    total = Ran(changed(config(examples=128), epochs=1, optimizer=Optimizer(lr=1e-9), loss=whole))
    (one,), (other,) = mean.told(Evaluated), total.told(Evaluated)
    assert isinstance(one, Evaluated)
    assert isinstance(other, Evaluated)
    assert other.loss == pytest.approx(64 * one.loss, rel=1e-5)
    assert one.train_loss is not None
    assert other.train_loss == pytest.approx(64 * one.train_loss, rel=1e-5)


@pytest.mark.parametrize(("name", "lr"), [("sgd", 1e25), ("adam", 1e30)])
def test_divergence_stops_before_the_batch_where_it_began(name: OptimizerName, lr: float) -> None:
    wanted = changed(config(optimizer=Optimizer(name=name, lr=lr)), epochs=20)
    ran = Ran(wanted)
    assert ran.closed.reason == "diverged"
    assert ran.closed.step == ran.state.step + 1
    assert all(bool(one.isfinite().all()) for one in ran.weights.values())
    assert ran.closed.where
    assert ran.closed.advice


def test_a_finite_loss_is_not_called_nan_where_the_update_broke_the_weights() -> None:
    wanted = config(optimizer=Optimizer(name="lbfgs", lr=1e20), size=300)
    closed = Ran(changed(wanted, epochs=1)).closed
    assert (closed.reason, closed.step) == ("diverged", 1)
    assert closed.message == "After step 1 some weights are not finite."


def test_what_broke_is_found_again_in_a_model_that_draws_from_python() -> None:
    source = """import random
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(784, 10)
    def forward(self, x):
        y = self.linear(x.flatten(1))
        return y * float("inf") if self.training and random.random() < 0.05 else y
model = Net()
"""
    wanted = changed(config(size=10), model=Model(source=source), epochs=20)
    ran = Ran(wanted)
    assert ran.closed.reason == "diverged"
    assert ran.closed.step == ran.state.step + 1
    assert "mul" in ran.closed.message


def test_without_divergence_nothing_is_said_of_it() -> None:
    assert Ran(config()).closed.message == ""


def test_a_table_of_marks_is_fitted() -> None:
    wanted = Config(
        data=Data(name="scores"),
        model=Model(
            source="from torch import nn\nmodel = nn.Linear(3, 1)\n"
            "nn.init.zeros_(model.weight)\nnn.init.zeros_(model.bias)\n"
        ),
        loss=Loss(name="mse"),
        optimizer=Optimizer(lr=1e-5),
        batches=Batches(size=5, sampler="in_order"),
        epochs=100,
    )
    ran = Ran(wanted)
    # lesson 6.1: the cost at passes 97 to 100, counted from 1
    costs = values(ran, "loss")[96:]
    assert costs == pytest.approx([1.566340, 1.565659, 1.564988, 1.564298], abs=1e-5)


def test_what_cannot_be_trained_is_told_with_advice() -> None:
    ran = Ran(changed(config(), batches=Batches(size=1000, drop_last=True)))
    assert ran.closed.reason == "failed"
    assert "make no batch" in ran.closed.message
    assert ran.closed.advice


def test_a_missing_device_is_named() -> None:
    ran = Ran(changed(config(), device="cuda:99"))
    assert ran.closed.reason == "failed"
    assert "cuda:99" in ran.closed.message


def test_an_error_of_the_model_names_its_line(caplog: pytest.LogCaptureFixture) -> None:
    source = (
        "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n"
        "        super().__init__()\n        self.w = nn.Parameter(torch.zeros(784, 10))\n"
        "        self.seen = 0\n    def forward(self, x):\n        self.seen += 1\n"
        "        if self.seen > 3 and self.training:\n            raise ValueError('enough')\n"
        "        return x.flatten(1) @ self.w\nmodel = Net()\n"
    )
    ran = Ran(changed(config(), model=Model(source=source)))
    assert ran.closed.reason == "failed"
    assert "line 11" in ran.closed.message
    assert "enough" in ran.closed.message
    assert "enough" in caplog.text
