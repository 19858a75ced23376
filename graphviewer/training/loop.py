"""Training as ordered, from the config to the news that it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch

from graphviewer.data.problem import DataProblem
from graphviewer.disk.problem import FileProblem
from graphviewer.runs.news import Closed
from graphviewer.runs.orders import Train
from graphviewer.training.keeping import Keeper, NoKeeper
from graphviewer.training.models import ModelProblem
from graphviewer.training.opening import open_state, opened
from graphviewer.training.preview import preview
from graphviewer.training.problem import CannotTrain
from graphviewer.training.run import Emit, Run, Take, Tell
from graphviewer.training.state import State
from graphviewer.training.teams import ALONE, Team

__all__ = ["preview", "train"]


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
            notes = keeper.resume(state) if order.resume else ()
            beginning = opened(state, order.folder)
            keeper.begin(beginning, state)
            tell(beginning)
            for note in notes:
                tell(note)
            run = Run(state, tell, take, emit, keeper, team)
            run.asked.paused = order.paused
            closed = run.to_the_end()
    except (CannotTrain, DataProblem, ModelProblem, FileProblem) as error:
        closed = Closed(
            reason="failed",
            step=state.step if state is not None else 0,
            message=error.message,
            advice=getattr(error, "advice", ""),
        )
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
