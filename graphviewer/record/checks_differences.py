"""Central differences of a function of one number, and what they say of a claimed derivative.

The step h is the cube root of float64's rounding times the size of x: there the error of rounding,
eps·|f|/h, and that of leaving out higher terms, h²·f'''/6, are of one size (Press et al.,
Numerical Recipes, 5.7). A second difference at h/2 takes the term in h² out (Richardson) and its
distance from the first bounds what is left. What f itself has lost to cancellation shows in its
fourth difference, where a smooth f leaves next to nothing (Hamming's table of differences). Where
all that says too little another h is tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

EPS = 2.0**-52
STEPS = (EPS ** (1 / 3), 3e-4, 1e-7, 1e-8)  # of max(1, |x|), in the order they are tried
_ROUNDINGS = 16  # of the largest value of f, in a difference
_NEAR = 1e-7  # of the derivative: nearer than this no difference in float64 is asked to be
_CLEAR = 1e-3  # of the derivative: less certain or less far apart than this says nothing
_GAP = 10  # errors that a claimed derivative must be off to be called wrong
_SHARE = 1e-5  # of the largest derivative of the leaf: the same for elements near 0
_INNER = 1000  # roundings of the largest number on the way, that may look like something
_SHRINKS = 0.75  # a smooth function's one-sided differences come together by half when h does

Finding = Literal["agrees", "kink", "differs", "rough"]


class Difference(Struct, frozen=True):
    """What the differences say: the derivative, how sure of it they are, and the finding."""

    finding: Finding
    derivative: float
    error: float


def difference(
    function: Callable[[float], float],
    at: float,
    claimed: float,
    largest: float,
    size: float = 0.0,
) -> Difference:
    """Hold `claimed` against the derivative of `function` (of the distance from `at`) at 0.

    `largest` is the size of the largest derivative beside which this one is looked at, `size` that
    of the largest number that `function` meets on its way.
    """
    middle = function(0.0)
    found: list[Difference] = []
    for step in STEPS:
        one = _at_step(function, middle, step * max(1.0, abs(at)), claimed, largest, size)
        if one.finding == "agrees":
            return one
        found.append(one)
    order: tuple[Finding, ...] = ("differs", "kink", "rough")
    if math.isfinite(at) and 0 < abs(at) < 1:  # near the end of a domain: log of a small number
        one = _at_step(function, middle, STEPS[0] * abs(at), claimed, largest, size)
        if one.finding == "agrees":
            return one
    kinks = [one for one in found if one.finding == "kink"]
    if len(kinks) > 1 and found[-1].finding != "differs":
        return kinks[0]
    found = [one for one in found if one.finding != "kink"] or found
    return min(found, key=lambda one: (order.index(one.finding), one.error))


def _at_step(
    function: Callable[[float], float],
    middle: float,
    step: float,
    claimed: float,
    largest: float,
    size: float,
) -> Difference:
    high, low = function(step), function(-step)
    half_high, half_low = function(step / 2), function(-step / 2)
    sizes = [abs(one) for one in (middle, high, low, half_high, half_low)]
    if not all(map(math.isfinite, sizes)):
        return Difference("rough", math.nan, math.inf)
    whole, half = (high - low) / (2 * step), (half_high - half_low) / step
    derivative = (4 * half - whole) / 3
    noise = _ROUNDINGS * EPS * max(sizes) / step
    inner = _INNER * EPS * max(*sizes, size) / step
    fourth = abs(high - 4 * half_high + 6 * middle - 4 * half_low + low)
    error = 4 * abs(whole - half) + max(noise, 4 * fourth / step)
    bend = abs(high - 2 * middle + low) / step  # right-hand minus left-hand difference
    half_bend = abs(half_high - 2 * middle + half_low) / (step / 2)
    scale = max(abs(claimed), abs(derivative))
    sure = max(_CLEAR * scale, _SHARE * largest, EPS)
    if half_bend > _SHRINKS * bend and half_bend > sure + inner:
        return Difference("kink", derivative, error)
    gap = abs(claimed - derivative)
    if gap <= noise or (error <= sure and gap <= max(error, _NEAR * scale)):
        return Difference("agrees", derivative, error)
    wrong = error <= sure and gap > max(_GAP * error, _CLEAR * scale, inner)
    return Difference("differs" if wrong else "rough", derivative, error)
