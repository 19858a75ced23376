"""At which heights a surface has its contour lines, and how dark each band between them is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.gui.charts.step_axes import ticks

Numbers = npt.NDArray[np.float64]
MANY = 16  # lines, about
DIGITS, MOST_DIGITS = 3, 6  # significant ones of a height in words
DECADES = 1.3  # from the lowest to the usual heights: beyond it levels are powers of ten
DEEPEST = 1e-6  # of the highest: lines further down would be in one place


class Levels(Struct, frozen=True):
    """Rising heights. `log`: they are about `base` times powers, else as far apart each."""

    heights: tuple[float, ...]
    low: float
    high: float
    base: float
    log: bool

    def shade(self, z: Numbers) -> Numbers:
        """From 0 at the lowest height to 1 at the highest, as the lines are spaced."""
        if not self.log:
            return np.clip((z - self.low) / ((self.high - self.low) or 1.0), 0.0, 1.0)
        first, last = self.heights[0] - self.base, self.high - self.base
        rise = np.log10(np.maximum(z - self.base, first / 10) / first)
        return np.clip((rise + 1) / (math.log10(last / first) + 1), 0.0, 1.0)


def worded(heights: Sequence[float]) -> list[str]:
    """Rising heights in as few letters as tell them apart: 0.316, 10, 3,160, 1e6.

    Where six digits do not, all but the lowest of those that read the same have no text.
    """
    found: list[str] = []
    for digits in range(DIGITS, MOST_DIGITS + 1):
        found = [_written(height, digits) for height in heights]
        if len(set(found)) == len(found):
            return found
    return [text if text not in found[:at] else "" for at, text in enumerate(found)]


def _written(height: float, digits: int) -> str:
    rounded = f"{height:.{digits}g}"
    if 1e3 <= abs(float(rounded)) < 1e6:
        return f"{float(rounded):,.{max(0, digits - len(str(int(abs(float(rounded))))))}f}"
    return rounded.replace("e+0", "e").replace("e-0", "e-")


def levels_of(z: Numbers, many: int = MANY) -> Levels:
    """The levels of heights on a grid; what is not finite does not count."""
    there = z[np.isfinite(z)]
    if not there.size:
        return Levels((), 0.0, 1.0, 0.0, log=False)
    low, high = float(there.min()), float(there.max())
    if not high > low:
        return Levels((), low, low + (abs(low) or 1.0), low, log=False)
    some, most = (float(one) for one in np.quantile(there, (0.02, 0.98)))
    base = 0.0 if low >= 0 and low < 0.5 * some else low
    if most - base > 10**DECADES * max(some - base, DEEPEST * (high - base)):
        return _powers(there, low, high, base, many)
    heights = tuple(at for at, _ in ticks(low, high, many) if low < at < high)
    return Levels(heights, low, high, low, log=False)


def _powers(there: Numbers, low: float, high: float, base: float, many: int) -> Levels:
    """Powers of ten over the base, with halves between them where there is room."""
    deepest = max(float(np.quantile(there, 0.001)) - base, DEEPEST * (high - base))
    first, last = math.floor(math.log10(deepest)), math.ceil(math.log10(high - base))
    parts = (1.0, 2.0, 5.0) if 3 * (last - first) <= many else (1.0, math.sqrt(10.0))
    found = [part * 10.0**power for power in range(first, last + 1) for part in parts]
    inside = tuple(base + one for one in found if low < base + one < high)
    if not inside:
        return Levels((), low, high, low, log=False)
    return Levels(inside, low, high, base, log=True)
