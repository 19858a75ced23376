"""What the first of several processes does where the others have to do the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pytest
import torch
from msgspec.structs import replace
from torch import Tensor, nn

from graphviewer.runs.config import Config, Loss, Optimizer
from graphviewer.runs.news import Closed, Evaluated, Opened, TrainingNews
from graphviewer.runs.orders import Control, Train, TrainingOrder
from graphviewer.training import chance, loop
from graphviewer.training.keeping import NoKeeper, Why
from graphviewer.training.state import State
from graphviewer.training.teams import Gathered
from tests.training.running import changed, config


class First:
    """The first of two processes, of which the other one always has the same batch."""

    rank, size = 0, 2

    def __init__(self) -> None:
        self.exchanges = 0
        self.forwards = 0
        self.said: list[bool] = []  # whether to stop, batch by batch

    def wrap(self, module: nn.Module) -> nn.Module:
        """The module, counted."""
        return _Counted(module, self)

    def share(self, indices: Tensor, reduction: Literal["mean", "sum"]) -> tuple[Tensor, float]:
        """All of it."""
        del reduction
        return indices, 1.0

    def gather(
        self, loss: Tensor, right: Tensor | None, *, stop: bool = False, keep: bool = False
    ) -> Gathered:
        """What was given."""
        self.exchanges += 1
        if right is not None:
            self.said.append(stop)
        return Gathered(loss, right, stop, keep)

    def differ(self, others: Sequence[chance.State], device: torch.device) -> None:
        """The first draws as it would alone."""

    def chances(self, device: torch.device) -> tuple[chance.State, ...]:
        """As if the other one drew nothing."""
        return (chance.state(device),)


class _Counted(nn.Module):
    def __init__(self, module: nn.Module, team: First) -> None:
        super().__init__()
        self.module, self._team = module, team

    def forward(self, x: Tensor) -> Tensor:
        self._team.forwards += 1
        found: Tensor = self.module(x)
        return found


def trained(
    wanted: Config, orders: Iterable[Sequence[TrainingOrder]] = ()
) -> tuple[Closed, list[TrainingNews], First]:
    team, coming = First(), iter(orders)
    told: list[TrainingNews] = []
    closed = loop.train(
        Train(config=wanted), told.append, lambda: next(coming, ()), lambda _told: None, team=team
    )
    return closed, told, team


def evaluations(news: list[TrainingNews]) -> list[Evaluated]:
    return [one for one in news if isinstance(one, Evaluated)]


def test_a_stop_during_an_evaluation_ends_all_after_the_next_batch() -> None:
    wanted = config(examples=300)
    wanted = changed(wanted, data=replace(wanted.data, validation=400))
    before_batches: list[Sequence[TrainingOrder]] = [()] * 5
    closed, news, team = trained(wanted, [*before_batches, (Control("stop"),)])
    assert closed.reason == "stopped"
    assert closed.step == 6
    assert team.said == [False] * 5 + [True]
    assert [one.step for one in evaluations(news)] == [5]


def test_numbers_that_break_before_an_evaluation_end_all() -> None:
    wanted = config(optimizer=Optimizer(lr=1e30), size=150)
    closed, news, team = trained(wanted)
    assert closed.reason == "diverged"
    assert not evaluations(news)
    assert team.forwards == len(team.said)  # looking for the step is done alone


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_lbfgs_searches_by_the_loss_of_all(l2: float) -> None:
    wanted = changed(config(optimizer=Optimizer(name="lbfgs", lr=0.5)), loss=Loss(l2=l2))
    closed, _, team = trained(wanted)
    assert closed.reason == "finished"
    assert team.exchanges - len(team.said) == team.forwards


def test_alone_a_stop_during_an_evaluation_is_at_once() -> None:
    wanted = config()
    wanted = changed(wanted, data=replace(wanted.data, validation=400))
    news: list[TrainingNews] = []
    coming = iter([()] * 5 + [(Control("stop"),)])
    closed = loop.train(
        Train(config=wanted), news.append, lambda: next(coming, ()), lambda _told: None
    )
    assert (closed.reason, closed.step) == ("stopped", 5)
    assert not evaluations(news)


class _Late(NoKeeper):
    """Begins with the generators of others, and looks what is known of them when it ends."""

    known: tuple[chance.State, ...] | None = None

    def begin(self, opened: Opened, state: State) -> None:
        del opened
        state.others = (chance.state(state.device),)

    def checkpoint(self, state: State, why: Why) -> None:
        if why == "stop":
            self.known = state.others


def test_alone_nothing_is_kept_of_processes_that_are_not_there_any_more() -> None:
    keeper, coming = _Late(), iter([(), (), (Control("stop"),)])
    order = Train(config=config())
    loop.train(
        order, lambda _told: None, lambda: next(coming, ()), lambda _told: None, keeper=keeper
    )
    assert keeper.known == ()
