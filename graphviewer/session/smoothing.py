"""Smoothed series that grow: each point costs the same however long the series is."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


class Smoothed:
    """The exponential moving average of a series, without the pull towards its first value.

    s_n = sum_k w^(n-k) x_k / sum_k w^(n-k), over the finite x_k; `weight` w in [0, 1). NaN where
    nothing finite has come yet.
    """

    def __init__(self, weight: float) -> None:
        if not 0 <= weight < 1:
            raise ValueError(f"a smoothing weight is at least 0 and below 1, not {weight}")
        self.weight = weight
        self._values: list[float] = []
        self._sum = self._total = 0.0

    def of(self, values: Numbers) -> Numbers:
        """The average of a series that has grown since the last time, or is another."""
        if len(values) < len(self._values):
            self._values, self._sum, self._total = [], 0.0, 0.0
        for value in values[len(self._values) :].tolist():
            if math.isfinite(value):
                self._sum = self.weight * self._sum + value
                self._total = self.weight * self._total + 1.0
            self._values.append(self._sum / self._total if self._total else math.nan)
        return np.array(self._values)
