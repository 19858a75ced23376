"""The points a Regression is about: the same on every machine, for the window to draw too."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graphviewer.formulas.questions import Regression

SLOPE, INTERCEPT = 2.0, 1.0  # of the line the points scatter about

Floats = npt.NDArray[np.float64]


def points(surface: Regression) -> tuple[Floats, Floats]:
    """x, even in [-1, 3), and y = 2x + 1 + normal noise of deviation `noise`; each [many]."""
    random = np.random.default_rng(surface.seed)
    x = random.uniform(-1, 3, surface.many)
    return x, SLOPE * x + INTERCEPT + random.normal(0, surface.noise, surface.many)


def least(surface: Regression) -> tuple[float, float, float]:
    """The w and b of the least mean squared error, and that error: the surface's lowest point."""
    x, y = points(surface)
    columns = np.column_stack([x, np.ones_like(x)])
    w, b = np.linalg.lstsq(columns, y, rcond=None)[0]
    return float(w), float(b), float(np.mean((w * x + b - y) ** 2))
