"""Runs beside each other: the settings in which they differ, and what came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from graphviewer.runs.config import Config
from graphviewer.runs.keys import flat
from graphviewer.runs.news import Evaluated
from graphviewer.runs.run import Run


@dataclass(frozen=True)
class Difference:
    """A setting that is not the same in all runs."""

    key: str
    values: tuple[Any, ...]  # one a run


@dataclass(frozen=True)
class Outcome:
    """What came out of a run; None: it was never evaluated, or a regression has no accuracy."""

    last: Evaluated | None
    best_accuracy: float | None
    least_loss: float | None
    step: int
    seconds: float  # of training


def differences(configs: Sequence[Config]) -> list[Difference]:
    """The settings in which configs differ, in the file's order; titles are left out."""
    if not configs:
        return []
    each = [flat(config) for config in configs]
    return [
        Difference(key, tuple(values[key] for values in each))
        for key in each[0]
        if key != "title" and any(values[key] != each[0][key] for values in each)
    ]


def outcome(run: Run) -> Outcome:
    """What came out of a run so far. NaN is no best."""
    evaluations = run.evaluations
    status = run.status
    accuracies = [one.accuracy for one in evaluations if one.accuracy is not None]
    losses = [one.loss for one in evaluations if one.loss == one.loss]
    return Outcome(
        last=evaluations[-1] if evaluations else None,
        best_accuracy=max(accuracies, default=None),
        least_loss=min(losses, default=None),
        step=0 if status is None else status.step,
        seconds=0.0 if status is None else status.seconds,
    )


def worded(value: object) -> str:
    """A setting for a cell of a table."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        first, _, rest = value.partition("\n")
        return f"{first} …" if rest else first
    if isinstance(value, tuple):
        return ", ".join(getattr(one, "kind", None) or worded(one) for one in value)
    return str(msgspec.to_builtins(value))
