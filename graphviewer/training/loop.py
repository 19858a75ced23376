"""A training run from its first batch to its last."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import torch
from msgspec.structs import replace
from torch import Tensor

from graphviewer.data.problem import DataProblem
from graphviewer.runs.news import Closed, TrainingNews
from graphviewer.runs.orders import Control, Inside, Look, Preview, Train, TrainingOrder
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part
from graphviewer.training.evaluation import evaluate
from graphviewer.training.frames import Frames
from graphviewer.training.keeping import Keeper, NoKeeper, Why
from graphviewer.training.models import ModelProblem
from graphviewer.training.opening import open_state, opened
from graphviewer.training.preview import preview
from graphviewer.training.problem import CannotTrain
from graphviewer.training.schedules import RHYTHMS
from graphviewer.training.state import State
from graphviewer.training.teams import ALONE, Team
from graphviewer.training.telemetry import NotFinite
from graphviewer.training.update import Update

__all__ = ["preview", "train"]

_NAP = 0.01  # seconds between two looks for orders while the run is paused
Tell = Callable[[TrainingNews], None]
Take = Callable[[], Sequence[TrainingOrder]]
Emit = Callable[[Meta | Part], None]


class Stopped(Exception):
    """Stop was asked for."""


@dataclass
class Asked:
    """What was asked and is not done yet."""

    paused: bool = False
    batches: int = 0  # to be done although the run is paused
    evaluate: bool = False
    inside: bool = False
    look: Look = field(default_factory=Look)


def train(
    order: Train,
    tell: Tell,
    take: Take,
    emit: Emit,
    *,
    before_program: Callable[[], None] | None = None,
    keeper: Keeper | None = None,
    team: Team = ALONE,
) -> Closed:
    """Train as ordered; tell how it goes, and in the end that it is over.

    `take` gives the orders that have come since it was last asked; `emit` gets the tape of a step
    that is looked inside. `before_program` is called before the model's program runs.
    """
    keeper = keeper or NoKeeper()
    state: State | None = None
    try:
        config = (keeper.config() if order.resume else None) or order.config
        with _threads(config.threads):
            state = open_state(config, before_program)
            if order.resume:
                keeper.resume(state)
            beginning = opened(state, order.folder)
            keeper.begin(beginning, state)
            tell(beginning)
            run = Run(state, tell, take, emit, keeper, team)
            run.asked.paused = order.paused
            closed = run.to_the_end()
    except (CannotTrain, DataProblem, ModelProblem) as error:
        step = state.step if state is not None else 0
        closed = Closed(reason="failed", step=step, message=error.message, advice=error.advice)
    if state is not None:
        keeper.close(closed, state)
    tell(closed)
    return closed


@contextmanager
def _threads(number: int) -> Iterator[None]:
    """Compute with so many threads; 0 leaves it to PyTorch."""
    before = torch.get_num_threads()
    if number:
        torch.set_num_threads(number)
    try:
        yield
    finally:
        torch.set_num_threads(before)


class Run:
    """A state on its way to the last batch."""

    def __init__(
        self, state: State, tell: Tell, take: Take, emit: Emit, keeper: Keeper, team: Team
    ) -> None:
        self._state = state
        self._take = take
        self._emit = emit
        self._keeper = keeper
        self._team = team
        self._outside = tell
        self._update = Update(state, team.wrap(state.module))
        self._frames = Frames(state, self._tell)
        self._rhythm = RHYTHMS[state.config.schedule.name]
        self._every = _epochs_between_evaluations(state)
        self._kept = time.perf_counter()
        self.asked = Asked()

    def to_the_end(self) -> Closed:
        """Train; how it ended."""
        state = self._state
        try:
            while state.step < state.steps:
                self._epoch()
                self._after_epoch()
        except Stopped:
            self._frames.tell()
            self._checkpoint("stop")
            return Closed(reason="stopped", step=state.step)
        except NotFinite as error:
            return Closed(reason="diverged", step=error.step, message=str(error))
        self._checkpoint("end")
        return Closed(reason="finished", step=state.step)

    # --- batches

    def _epoch(self) -> None:
        """The batches of this epoch that are left."""
        epoch, first = self._state.epoch, self._state.batch
        for batch, indices in enumerate(self._state.order(epoch)[first:], first):
            orders = self._take()
            if orders or self.asked.paused:
                self._answer(orders)
            self._batch(epoch, batch, indices)

    def _batch(self, epoch: int, batch: int, indices: Tensor) -> None:
        state, frames = self._state, self._frames
        indices, share = self._team.share(indices, state.config.loss.reduction)
        x, y = state.examples(indices, epoch, batch)
        rate = state.optimizer.param_groups[0]["lr"]
        look = frames.due()
        loss, outputs = self._update(x, y, share, look)
        if state.scheduler is not None and self._rhythm == "step":
            state.scheduler.step()
        state.step += 1
        frames.add(loss, outputs, y, rate)
        if look is not None:
            frames.tell()
            self._checkpoint("time")

    def _after_epoch(self) -> None:
        state = self._state
        if state.scheduler is not None and self._rhythm == "epoch":
            state.scheduler.step()
        if state.epoch % self._every == 0 or state.step == state.steps:
            self._evaluate(epoch_is_over=True)
        state.sums.clear()
        self._checkpoint("epoch")

    def _checkpoint(self, why: Why) -> None:
        saved = self._keeper.checkpoint(self._state, why)
        if saved is not None:
            self._outside(saved)

    def _tell(self, news: TrainingNews) -> None:
        self._keeper.hear(news)
        self._outside(news)

    # --- evaluation

    def _evaluate(self, *, epoch_is_over: bool = False) -> None:
        state, frames = self._state, self._frames
        frames.evaluations = -(-state.epoch // self._every)
        frames.tell("evaluating")
        began = time.perf_counter()
        data, config = state.data, state.config
        found = evaluate(
            state.module,
            data.validation_x,
            data.validation_y,
            state.loss,
            loss=config.loss,
            classes=len(data.classes),
            prepare=state.prepare,
            between=self._between_chunks,
            step=state.step,
            epoch=state.step / state.batches,
        )
        scale = config.batches.size if config.loss.reduction == "sum" else 1
        sums = state.sums
        if epoch_is_over and sums:
            found = replace(found, train_loss=scale * sums["loss"] / sums["examples"])
            if data.classes:
                found = replace(found, train_accuracy=sums["right"] / sums["examples"])
        self._tell(replace(found, loss=scale * found.loss))
        frames.meter.evaluation = time.perf_counter() - began
        frames.meter.pause()

    def _between_chunks(self) -> None:
        self._answer(self._take(), evaluating=True)

    # --- orders

    def _answer(self, orders: Sequence[TrainingOrder], *, evaluating: bool = False) -> None:
        """Do what was asked, and wait as long as the run is paused."""
        told: Literal["paused", ""] = ""
        while True:
            for order in orders:
                self._obey(order)
            if not evaluating and self.asked.evaluate:
                self.asked.evaluate = False
                self._evaluate()
                told = ""
            if not self.asked.paused or self.asked.batches:
                break
            if not told:
                told = "paused"
                self._frames.tell("paused")
                if not evaluating:
                    self._checkpoint("pause")
            time.sleep(_NAP)
            orders = self._take()
        self.asked.batches = max(0, self.asked.batches - (0 if evaluating else 1))
        if told:
            self._frames.meter.pause()
            self._frames.tell("evaluating" if evaluating else "running")

    def _obey(self, order: TrainingOrder) -> None:
        asked = self.asked
        match order:
            case Control("pause"):
                asked.paused, asked.batches = True, 0
            case Control("resume"):
                asked.paused = False
            case Control("one_batch"):
                asked.paused, asked.batches = True, asked.batches + 1
            case Control("stop"):
                raise Stopped
            case Control("evaluate"):
                asked.evaluate = True
            case Inside():
                asked.inside = True
            case Look():
                asked.look = order
            case Preview():
                self._outside(preview(order))
            case Train():
                logging.getLogger(__name__).warning("a run is under way: a second is not begun")


def _epochs_between_evaluations(state: State) -> int:
    """1, but of a thousand epochs of a batch or two about a hundred are evaluated."""
    return max(1, state.config.epochs // 100) if state.batches < 32 else 1
