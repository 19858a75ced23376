"""Runs that differ in one or two settings: what came out, by the setting."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from graphviewer.runs.compare import differences, outcome, worded
from graphviewer.runs.run import Run
from graphviewer.session.smoothing import Numbers

WIDE = 20.0  # values further apart than this factor stand on a logarithmic axis


class ByEach(Struct, frozen=True):
    """One line: the outcome of runs against a setting; `name` is the other setting's value."""

    name: str
    x: Numbers
    y: Numbers


class Outcomes(Struct, frozen=True):
    """`key` is the setting along the axis; `log`: the axis holds its logarithm to base 10."""

    key: str
    log: bool
    accuracy: bool  # else the least validation loss
    lines: tuple[ByEach, ...]


def outcomes(runs: Sequence[Run]) -> Outcomes | None:
    """What came out of runs by the first number in which they differ; None if there is none."""
    found = differences([run.config for run in runs])
    numeric = [one for one in found if all(_is_number(value) for value in one.values)]
    if not numeric:
        return None
    axis = numeric[0]
    others = [one for one in found if one is not axis]
    outs = [outcome(run) for run in runs]
    accuracy = any(one.best_accuracy is not None for one in outs)
    values = [float(value) for value in axis.values]
    log = min(values) > 0 and max(values) / min(values) > WIDE
    groups: dict[str, list[tuple[float, float]]] = {}
    for at, (value, out) in enumerate(zip(values, outs, strict=True)):
        result = out.best_accuracy if accuracy else out.least_loss
        if result is not None:
            name = ", ".join(f"{_short(one.key)} {worded(one.values[at])}" for one in others)
            groups.setdefault(name, []).append((math.log10(value) if log else value, result))
    lines = []
    for name, points in groups.items():
        x, y = np.array(sorted(points), np.float64).T
        lines.append(ByEach(name, x, y))
    return Outcomes(axis.key, log, accuracy, tuple(lines)) if lines else None


def _short(key: str) -> str:
    return key.rpartition(".")[2]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
