"""Facts of the lessons on descent, on their tapes, against torch.optim."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import torch

from tests.lessons.recording import Recorded, recorded

Make = Callable[[list[torch.Tensor]], torch.optim.Optimizer]


def moves(tape: Recorded) -> list[list[float]]:
    """What the tensors that were updated held after each update."""
    steps = (step for step in tape.tape.steps if step.kind == "update" and not step.of_grad)
    after = (tape.tape.values[step.after] for step in steps if step.after is not None)
    return [np.ravel(value.array()).tolist() for value in after]


def test_each_step_on_a_parabola_multiplies_by_the_same() -> None:
    """5.1: by 1 - 2 lr, so it converges, oscillates, stays or diverges."""
    values = [one for (one,) in moves(recorded("5.1"))]
    assert len(values) == 40
    for start, rate in zip(range(0, 40, 10), (0.1, 0.9, 1.0, 1.1), strict=True):
        wanted = [(1 - 2 * rate) ** step for step in range(1, 11)]
        np.testing.assert_allclose(values[start : start + 10], wanted, rtol=1e-5)


def test_steepest_descent_stops_where_the_gradient_is_gone() -> None:
    """5.2"""
    x, y = recorded("5.2").value("found")
    assert np.hypot(2 * (x - 1), 6 * (y + 2)) < 1e-6


RULES: dict[str, Make] = {
    "SGD": partial(torch.optim.SGD, lr=0.1),
    "momentum": partial(torch.optim.SGD, lr=0.1, momentum=0.9),
    "RMSprop": partial(torch.optim.RMSprop, lr=0.1),
    "Adam": partial(torch.optim.Adam, lr=0.1),
}


@pytest.mark.parametrize("place", range(4), ids=RULES)
def test_each_optimizers_steps_are_torchs(place: int) -> None:
    """5.3, step for step: the program compares its own with these."""
    ours = moves(recorded("5.3"))[place * 10 : place * 10 + 10]
    w = torch.tensor([-5.0, -2.0], requires_grad=True)
    optimizer = list(RULES.values())[place]([w])
    for step in ours:
        optimizer.zero_grad()
        torch.autograd.backward(0.1 * w[0] ** 2 + 2 * w[1] ** 2)
        optimizer.step()
        assert step == w.tolist()


def test_the_centre_of_a_landscape_is_the_trained_loss() -> None:
    """5.4, with the skip connection, which is the last."""
    tape = recorded("5.4")
    surface = np.array(tape.value("surface"))
    assert surface[2, 2] == tape.value("trained")
    assert surface[2, 2] < surface.mean()


def test_smaller_batches_agree_on_average_and_scatter_more() -> None:
    """5.5"""
    tape = recorded("5.5")
    np.testing.assert_allclose(tape.value("mean"), tape.value("mean")[0], rtol=1e-5)
    spread = tape.value("spread")
    assert spread == sorted(set(spread))
    assert spread[0] == 0
