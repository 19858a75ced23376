"""Training as ordered, from the config to the news that it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch

from graphviewer.runs.news import Closed
from graphviewer.runs.orders import Train
from graphviewer.training.ending import failed
from graphviewer.training.keeper import keeper_of
from graphviewer.training.keeping import Keeper
from graphviewer.training.opening import begin_weights, open_state, opened
from graphviewer.training.preview import preview
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
    linger: Callable[[], bool] | None = None,
    keeper: Keeper | None = None,
    team: Team = ALONE,
) -> Closed:
    """Train as ordered; tell how it goes, and in the end that it is over.

    `take` gives the orders that have come since it was last asked; `emit` gets the tape of a step
    that is looked inside. `before_program` is called before the model's program runs. As long as
    `linger` is true the model that is left at the end can still be looked at.
    """
    run: Run | None = None
    state: State | None = None
    config = order.config
    try:
        keeper = keeper or keeper_of(order, team)
        config = (keeper.config() if order.resume else None) or config
        with _threads(config.threads):
            state = open_state(config, before_program)
            _begin(order, state, keeper, tell)
            run = Run(state, tell, take, emit, keeper, team)
            run.asked.paused = order.paused
            closed = run.to_the_end()
    except Exception as error:  # noqa: BLE001 - the model's program may raise anything
        closed = failed(error, state, config.batches.size)
    if keeper is not None:
        keeper.close(closed, state)
    tell(closed)
    if run is not None and linger is not None:
        run.linger(linger)
    return closed


def _begin(order: Train, state: State, keeper: Keeper, tell: Tell) -> None:
    """Bring a fresh state to where the run begins or goes on, and say so."""
    notes = keeper.resume(state) if order.resume else begin_weights(state)
    beginning = opened(state, order.folder)
    keeper.begin(beginning, state)
    tell(beginning)
    for note in notes:
        tell(note)


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
