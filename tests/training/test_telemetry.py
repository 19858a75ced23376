"""What is told of batches, and when."""

from __future__ import annotations

import math

import pytest
import torch

from graphviewer.runs.config import Config, Model, Optimizer
from graphviewer.training.progress import Meter, Pace
from graphviewer.training.state import State
from graphviewer.training.telemetry import Batches, Layers, parameters
from tests.training.running import Ran, config


@pytest.fixture(scope="module")
def state() -> State:
    """One of a run that is over."""
    return Ran(config()).state


def test_the_first_loss_that_is_not_finite_is_the_last_that_is_told(state: State) -> None:
    told = Batches(state)
    y = torch.zeros(4, dtype=torch.int64)
    for loss in (1.0, 2.0, math.inf, math.nan):
        told.add(torch.tensor(loss), torch.zeros(4, 10), y, 0.1)
    points, bad = told.points()
    assert points is not None
    assert points.values["loss"].numpy().tolist() == [1.0, 2.0, math.inf]
    assert bad is not None
    assert (bad.step, bad.loss) == (state.step - 1, math.inf)


def test_accuracy_is_counted_by_batch(state: State) -> None:
    told = Batches(state)
    outputs = torch.eye(10)
    told.add(torch.tensor(1.0), outputs, torch.arange(10), 0.1)
    told.add(torch.tensor(1.0), outputs[:4], torch.tensor([0, 1, 2, 9]), 0.1)
    points, _ = told.points()
    assert points is not None
    assert points.values["accuracy"].numpy().tolist() == [1.0, 0.75]
    assert told.points() == (None, None)


def test_a_gradient_norm_stands_at_its_own_step(state: State) -> None:
    told = Batches(state)
    y = torch.zeros(4, dtype=torch.int64)
    told.add(torch.tensor(1.0), torch.zeros(4, 10), y, 0.1)
    told.measure(torch.tensor(5.0))
    told.add(torch.tensor(1.0), torch.zeros(4, 10), y, 0.1)
    points, _ = told.points()
    assert points is not None
    first, second = points.values["grad_norm"].numpy()
    assert math.isnan(first)
    assert second == 5.0


def test_layers_are_measured_against_a_plain_computation(state: State) -> None:
    layers = Layers(state)
    held = list(state.module.parameters())
    for one in held:
        one.grad = torch.full_like(one, 0.5)
    norms, whole = layers.gradients()
    layers.before(norms)
    with torch.no_grad():
        held[0].add_(1.0)
    point = layers.point(7)
    assert point is not None
    expected = [0.5 * math.sqrt(one.numel()) for one in held]
    assert point.gradient.numpy() == pytest.approx(expected, rel=1e-6)
    assert whole.item() == pytest.approx(math.hypot(*expected), rel=1e-6)
    assert point.weight.numpy()[0] == pytest.approx(held[0].norm().item(), rel=1e-6)
    ratio = math.sqrt(held[0].numel()) / held[0].norm().item()
    assert point.update.numpy() == pytest.approx([ratio, 0, 0, 0], rel=1e-5)
    assert layers.point(8) is None


def test_a_parameter_without_a_gradient_is_told_as_such() -> None:
    source = (
        "from torch import nn\nmodel = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))\n"
        "model[1].bias.requires_grad_(False)\n"
    )
    wanted = Config(data=config().data, model=Model(source=source), optimizer=Optimizer(), epochs=1)
    ran = Ran(wanted)
    assert [one.trained for one in parameters(ran.state)] == [True, False]
    norms, whole = Layers(ran.state).gradients()
    assert math.isnan(norms[1])
    assert whole == norms[0]


def test_a_pace_keeps_its_distance_and_its_share() -> None:
    pace = Pace(0.1, share=0.01)
    assert pace.due(0.0)
    pace.done(1.0001, 0.0001)
    assert not pace.due(1.05)
    assert pace.due(1.11)
    pace.done(2.1, 0.1)  # a tenth of a second: not again before ten have passed
    assert not pace.due(12.0)
    assert pace.due(12.2)


def test_a_rate_is_of_the_last_second(state: State) -> None:
    now = [0.0]
    meter = Meter(lambda: now[0])
    meter.mark(0, 0)
    for step in range(1, 51):
        now[0] += 0.1 if step <= 15 else 0.05
        meter.mark(step, 64)
    progress = meter.progress(state, "running")
    assert progress.per_second == pytest.approx(64 / 0.05)
    assert progress.left == pytest.approx((state.steps - state.step) * 0.05)


def test_an_evaluation_takes_nothing_off_the_rate(state: State) -> None:
    now = [0.0]
    meter = Meter(lambda: now[0])
    meter.mark(0, 0)
    now[0] = 1.0
    meter.mark(10, 640)
    before = meter.progress(state, "running")
    for _ in range(5):  # it says now and then that it goes on
        now[0] += 1.0
        meter.mark(10, 0)
    during = meter.progress(state, "evaluating")
    assert (during.per_second, during.left) == (before.per_second, before.left)
