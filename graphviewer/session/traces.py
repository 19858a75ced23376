"""What is told of the paths of one scalar: its factors, their sum, and whether that agrees."""

from __future__ import annotations

from typing import Literal

import numpy as np
from msgspec import Struct

from graphviewer.graphs.paths import Paths

Verdict = Literal["agrees", "differs", "hidden", "unknown", "waiting", "none"]
Why = Literal["", "hook", "in place"]


class Slope(Struct, frozen=True):
    """The derivative along a link. `exact` ones are 1 by what a sum is; the others are numbers.

    `size` is that of the terms it was added up from, where several nodes lie between.
    """

    number: np.floating | float
    size: float
    source: Literal["recorded", "formula", "exact"]


class Factor(Struct, frozen=True):
    """One path: its links from the scalar to the root, the factors, and their product."""

    links: tuple[int, ...]
    numbers: tuple[np.floating | float, ...]
    product: float | None  # None where a factor is not known yet


class Trace(Struct, frozen=True):
    """All that is told of the paths of one scalar at a position.

    agrees: the products add up to the recorded gradient, but for rounding; differs: they do not,
    and `why` says what is known of it. hidden: some paths go through what is drawn whole.
    unknown: a factor was not recorded and no rule gives it. waiting: the gradient has not arrived.
    none: no path leads to a root of any run.
    """

    run: int | None
    paths: Paths
    factors: tuple[Factor, ...]
    total: float | None
    gradient: np.floating | float | None
    verdict: Verdict
    why: Why = ""
