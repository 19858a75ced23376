"""How well a run's model does, and after which epochs that is found out."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from graphviewer.runs.news import Evaluated
from graphviewer.training.evaluation import evaluate
from graphviewer.training.state import State


def judged(state: State, between: Callable[[], None], *, epoch_is_over: bool) -> Evaluated:
    """How well the model does now, and did on average in an epoch that is over.

    A loss that is a sum is told for as many examples as a batch has: so that it lies beside the
    losses of batches.
    """
    data, config = state.data, state.config
    found = evaluate(
        state.module,
        data.validation_x,
        data.validation_y,
        state.loss,
        loss=config.loss,
        classes=len(data.classes),
        prepare=state.prepare,
        between=between,
        step=state.step,
        epoch=state.step / state.batches,
    )
    whole = min(config.batches.size, len(data.x))
    scale = whole if config.loss.reduction == "sum" else 1
    found = replace(found, loss=scale * found.loss)
    sums = state.sums
    if epoch_is_over and sums:
        found = replace(found, train_loss=scale * sums["loss"] / sums["examples"])
        if data.classes:
            found = replace(found, train_accuracy=sums["right"] / sums["examples"])
    return found


def epochs_between(state: State) -> int:
    """1, but of a thousand epochs of a batch or two about a hundred are evaluated."""
    return max(1, state.config.epochs // 100) if state.batches < 32 else 1
