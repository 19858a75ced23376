"""Where functions are asked for: a grid that meets round numbers, and the places of the cursor."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from graphviewer.session.functions import Span

Numbers = npt.NDArray[np.float64]
FINE = 1000  # places in what is shown, at least
BESIDE = 0.5  # of what is shown is asked for on either side
AIR = 0.08  # of the heights, over and under them
OFF, MANY = 0.1, 0.1  # of the heights, and of the places: see `too_coarse`
WILD = 20.0  # times the middle nine tenths: heights that reach further are left out of view


def grid(span: Span) -> tuple[float, float, int]:
    """From where to where, and at how many places, to ask for what shows `span`.

    Places are multiples of a power of two, so that 0, 1 and -1 are among them exactly: where a
    function has a kink it usually is there.
    """
    low, high = span
    width = high - low
    step = 2.0 ** math.floor(math.log2(width / FINE))
    first = math.floor((low - BESIDE * width) / step)
    last = math.ceil((high + BESIDE * width) / step)
    return first * step, last * step, last - first + 1


def covers(asked: tuple[float, float, int], span: Span) -> bool:
    """Whether what was asked for shows `span`, finely enough and not too finely."""
    low, high, many = asked
    wanted = 2.0 ** math.floor(math.log2((span[1] - span[0]) / FINE))
    return low <= span[0] and span[1] <= high and (high - low) / (many - 1) == wanted


def too_coarse(x: Numbers, y: Numbers, slope: Numbers) -> bool:
    """Whether a curve swings between its places, so that the line through them is another curve.

    From one place to the next it rises by about the mean of its slopes there; where that is wrong
    at many places, and not only at jumps and poles, something happens in between.
    """
    if len(x) < FINE // 2:
        return False
    rise = (slope[:-1] + slope[1:]) / 2 * np.diff(x)
    with np.errstate(invalid="ignore", over="ignore"):
        off = np.abs(np.diff(y) - rise)
    known = np.isfinite(off)
    finite = y[np.isfinite(y)]
    if known.sum() < FINE // 4:
        return False
    low, high = np.quantile(finite, (0.05, 0.95))
    return bool((off[known] > OFF * (high - low)).mean() > MANY)


def decimal_step(length: float) -> float:
    """The largest power of ten that is no longer than `length`."""
    return float(f"1e{math.floor(math.log10(length) + 1e-9)}")


def snapped(x: float, step: float) -> float:
    """The decimal nearest to `x` that is a multiple of a power of ten."""
    power = round(math.log10(step))
    whole = round(x / step)
    return float(f"{whole}e{power}") if whole else 0.0


def beside(x: float, step: float, way: int) -> float:
    """The next multiple of a power of ten right of `x` (`way` 1) or left of it (-1)."""
    place = x / step
    near = round(place)
    if abs(place - near) < 1e-6:
        whole = near + way
    else:
        whole = math.ceil(place) if way > 0 else math.floor(place)
    return snapped(whole * step, step)


def heights(rows: list[Numbers], was: Span | None = None) -> Span:
    """From and to what heights to show numbers; those that run away are not followed.

    `was`: what is shown, kept while all is in view and takes a third of it.
    """
    finite = [row[np.isfinite(row)] for row in rows]
    numbers = np.concatenate(finite) if finite else np.zeros(0)
    if not len(numbers):
        return was or (-1.0, 1.0)
    low, high = float(numbers.min()), float(numbers.max())
    near, far = (float(one) for one in np.quantile(numbers, (0.05, 0.95)))
    if far > near and high - low > WILD * (far - near):
        middle, reach = (near + far) / 2, far - near
        low, high = max(low, middle - reach), min(high, middle + reach)
    if was is not None and was[0] <= low and high <= was[1] and high - low > (was[1] - was[0]) / 3:
        return was
    air = AIR * (high - low) or 0.5 * max(1.0, abs(high))
    return low - air, high + air
