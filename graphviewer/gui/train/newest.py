"""Where a line stands by now, in words."""

from __future__ import annotations

import math

import numpy as np

from graphviewer.gui.train.chart_card import number
from graphviewer.session.smoothing import Numbers


def named(name: str, values: Numbers) -> str:
    """A name with the newest of its numbers: "train loss 0.4312", "train loss NaN".

    The name alone where nothing finite has come yet: a gradient that there is none of is NaN too.
    """
    if not len(values):
        return name
    newest = float(values[-1])
    some = math.isfinite(newest) or np.isfinite(values).any()
    return f"{name} {worded(newest)}" if some else name


def worded(value: float) -> str:
    """A number with four significant digits, or that it is none."""
    if math.isfinite(value):
        return number(value)
    return "NaN" if math.isnan(value) else "−∞" if value < 0 else "∞"
