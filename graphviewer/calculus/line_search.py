"""Golden-section search: the lowest place along a line, from values alone."""

from __future__ import annotations

import math
from collections.abc import Callable

_GOLD = (math.sqrt(5) - 1) / 2
_NARROW = 1e-12  # of the place itself
_ROUNDS = 300
_FARTHEST = 1e15

Along = Callable[[float], float]


def lowest(along: Along, guess: float) -> float:
    """A t > 0 at which `along` is lower than at 0; 0 where none is found.

    From a guess the step is doubled until the values rise, then the interval is narrowed by the
    golden section (Kiefer 1953), which finds a least value where there is one in it, and one of
    them where there are several.
    """
    here = along(0.0)
    low, high = _bracket(along, here, guess)
    t = _narrowed(along, low, high)
    for _ in range(_ROUNDS):
        if along(t) < here or t == 0:
            return t
        t /= 2  # not one valley: the descent begins nearer
    return 0.0


def _bracket(along: Along, here: float, guess: float) -> tuple[float, float]:
    low, step, value = 0.0, guess, along(guess)
    if value >= here:
        return low, step
    while step < _FARTHEST:
        further = along(2 * step)
        if further >= value:
            return low, 2 * step
        low, step, value = step, 2 * step, further
    return step, step


def _narrowed(along: Along, low: float, high: float) -> float:
    left, right = high - _GOLD * (high - low), low + _GOLD * (high - low)
    at_left, at_right = along(left), along(right)
    for _ in range(_ROUNDS):
        if high - low <= _NARROW * high:
            break
        if at_left <= at_right:  # both may be infinite: then nearer is better
            high, right, at_right = right, left, at_left
            left = high - _GOLD * (high - low)
            at_left = along(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLD * (high - low)
            at_right = along(right)
    return (low + high) / 2
