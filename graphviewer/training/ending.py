"""How a run that went wrong is told to be over."""

from __future__ import annotations

import logging
import traceback

from graphviewer.data.problem import DataProblem
from graphviewer.disk.problem import FileProblem
from graphviewer.runs.news import Closed
from graphviewer.training import failures
from graphviewer.training.models import FILENAME, ModelProblem
from graphviewer.training.problem import CannotTrain
from graphviewer.training.state import State

_log = logging.getLogger(__name__)


def failed(error: Exception, state: State | None, batch: int) -> Closed:
    """The end of a run that raised; `batch` is the size of its batches.

    What our own errors say, that the memory is used up, or else what the model's program raised
    and at which of its lines.
    """
    step = state.step if state is not None else 0
    if isinstance(error, CannotTrain | DataProblem | ModelProblem | FileProblem):
        advice = getattr(error, "advice", "")
        return Closed(reason="failed", step=step, message=error.message, advice=advice)
    memory = failures.memory(error, step=step, batch=batch)
    if memory is not None:
        return memory
    _log.error("a training run failed", exc_info=error)
    lines = [
        one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == FILENAME
    ]
    where = f"line {lines[-1]}" if lines else ""
    at = f"The model's program fails at {where}: " if where else ""
    message = f"{at}{type(error).__name__}: {error}"
    return Closed(reason="failed", step=step, message=message, where=where, advice=_advice(error))


def _advice(error: Exception) -> str:
    if "Expected more than 1 value per channel" in str(error):
        return (
            "A batch of one example has no variance: choose another batch size, or drop the last."
        )
    return ""
