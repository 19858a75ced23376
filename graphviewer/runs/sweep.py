"""A sweep: one config again and again, with one or two settings changed."""

from __future__ import annotations

import itertools
import math
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.runs.compare import worded
from graphviewer.runs.config import Config
from graphviewer.runs.keys import ConfigProblem, changed, keys

MOST_KEYS = 2
MOST_RUNS = 200


class Axis(Struct, frozen=True):
    """A setting and the values it takes."""

    key: str  # such as "optimizer.lr"
    values: tuple[Any, ...]


class Sweep(Struct, frozen=True):
    """A config and one or two axes."""

    base: Config
    axes: tuple[Axis, ...]


def configs(sweep: Sweep) -> list[Config]:
    """Every config of a sweep, the last axis changing first, each with a title that tells it apart.

    Raises ConfigProblem where a key or value is none, or there are too many.
    """
    if not 1 <= len(sweep.axes) <= MOST_KEYS:
        raise ConfigProblem(f"a sweep goes over one or two settings, not {len(sweep.axes)}")
    for axis in sweep.axes:
        if axis.key not in keys() or axis.key == "title":
            raise ConfigProblem("there is no such setting to sweep over", axis.key)
        if not axis.values:
            raise ConfigProblem("a sweep needs values", axis.key)
    if len({axis.key for axis in sweep.axes}) < len(sweep.axes):
        raise ConfigProblem("a sweep has two different settings", sweep.axes[0].key)
    number = math.prod(len(axis.values) for axis in sweep.axes)
    if number > MOST_RUNS:
        raise ConfigProblem(f"a sweep of {number:,} runs is too long: at most {MOST_RUNS}")
    return [
        _titled(changed(sweep.base, values), values, sweep.base.title)
        for values in map(dict, itertools.product(*map(_pairs, sweep.axes)))
    ]


def spaced(low: float, high: float, number: int, *, log: bool) -> tuple[float, ...]:
    """So many values from `low` to `high`, evenly apart or by an even factor (four digits each).

    Raises ConfigProblem where a factor is wanted and there is none.
    """
    if number < 2 or low == high:
        return (low,)
    if log and not (low > 0 and high > 0):
        raise ConfigProblem("only values above 0 can be apart by an even factor")
    shares = [at / (number - 1) for at in range(number)]
    if log:
        return tuple(float(f"{low * (high / low) ** share:.4g}") for share in shares)
    return tuple(float(f"{low + (high - low) * share:.4g}") for share in shares)


def _pairs(axis: Axis) -> list[tuple[str, Any]]:
    return [(axis.key, value) for value in axis.values]


def _titled(config: Config, values: dict[str, Any], title: str) -> Config:
    said = " ".join(f"{key.rpartition('.')[2]} {worded(value)}" for key, value in values.items())
    return replace(config, title=f"{title} {said}".strip()[:200])
