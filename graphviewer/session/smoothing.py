"""Smoothed series that grow: each point costs the same however long the series is."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_FIRST = 1024  # rows made room for at first


class Smoothed:
    """The exponential moving average of a series, without the pull towards its first value.

    s_n = sum_k w^(n-k) x_k / sum_k w^(n-k), over the finite x_k, n counting them; `weight` w in
    [0, 1). NaN where x_n is not finite: what was averaged before says nothing of that step.
    """

    def __init__(self, weight: float) -> None:
        if not 0 <= weight < 1:
            raise ValueError(f"a smoothing weight is at least 0 and below 1, not {weight}")
        self.weight = weight
        self._values = np.empty(_FIRST)
        self._length = 0
        self._sum = self._total = 0.0
        self._last = math.nan  # of the series itself
        self._finite: tuple[int, float] | None = None  # its last finite number, and where

    def of(self, values: Numbers) -> Numbers:
        """The average of a series that has grown since the last time, or is another; a view."""
        if self._is_another(values):
            self._values, self._length = np.empty(_FIRST), 0
            self._sum = self._total = 0.0
            self._finite = None
        if len(values) > len(self._values):
            larger = np.empty(2 * len(values))
            larger[: self._length] = self._values[: self._length]
            self._values = larger
        fresh = []
        for place, value in enumerate(values[self._length :].tolist(), self._length):
            if math.isfinite(value):
                self._finite = place, value
                self._sum = self.weight * self._sum + value
                self._total = self.weight * self._total + 1.0
                fresh.append(self._sum / self._total)
            else:
                fresh.append(math.nan)
        self._values[self._length : len(values)] = fresh
        self._length = len(values)
        self._last = float(values[-1]) if len(values) else math.nan
        return self._values[: self._length]

    def _is_another(self, values: Numbers) -> bool:
        """Whether it does not go on from what it was; its latest numbers tell, one a finite one."""
        if not self._length:
            return False
        if len(values) < self._length:
            return True
        if self._finite is not None and values[self._finite[0]] != self._finite[1]:
            return True
        return not np.array_equal(values[self._length - 1], self._last, equal_nan=True)
