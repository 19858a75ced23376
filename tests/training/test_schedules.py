"""Learning rates over a run."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from graphviewer.runs.config import Schedule
from graphviewer.training import schedules

STEPS = 12


def rates(wanted: Schedule, steps: int = STEPS) -> list[float]:
    """The rate of each of so many steps of the scheduler, from 0.4."""
    optimizer = torch.optim.SGD(nn.Linear(1, 1).parameters(), 0.4)
    scheduler = schedules.make(wanted, optimizer, steps)
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if scheduler is not None:
            scheduler.step()
    return found


def test_a_constant_rate_stays() -> None:
    assert rates(Schedule()) == [0.4] * STEPS


def test_steps_fall_by_the_factor() -> None:
    found = rates(Schedule(name="step", every=5, factor=0.5))
    assert found == pytest.approx([0.4] * 5 + [0.2] * 5 + [0.1] * 2)


def test_exponential_falls_each_time() -> None:
    found = rates(Schedule(name="exponential", factor=0.9))
    assert found == pytest.approx([0.4 * 0.9**n for n in range(STEPS)])


def test_cosine_goes_to_zero_over_the_whole_run() -> None:
    found = rates(Schedule(name="cosine"))
    wanted = [0.2 * (1 + math.cos(math.pi * n / STEPS)) for n in range(STEPS)]
    assert found == pytest.approx(wanted)


@pytest.mark.parametrize("warmup", [0, 1, 2, 4])
def test_warmup_rises_evenly_to_the_full_rate(warmup: int) -> None:
    found = rates(Schedule(name="linear_warmup", warmup=warmup))
    wanted = [0.4 * min(1.0, (n + 1) / max(warmup, 1)) for n in range(STEPS)]
    assert found == pytest.approx(wanted)


def test_one_cycle_reaches_the_rate_once() -> None:
    found = rates(Schedule(name="one_cycle"), 100)
    assert max(found) == pytest.approx(0.4)
    assert found[0] < 0.02
    assert found[-1] < 0.001


@pytest.mark.parametrize("name", schedules.RHYTHMS)
def test_a_run_of_one_step_has_every_schedule(name: str) -> None:
    assert len(rates(Schedule(name=name), 1)) == 1  # type: ignore[arg-type]
