"""What part of its numbers a growing chart shows."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QPointF

from graphviewer.gui.charts.step_axes import Paper, Span, View

AHEAD = 0.5  # of the steps so far are left for those to come
AIR, MORE_AIR = 0.06, 0.12  # over and under the heights; the more where they grow
LEAST = 0.35  # of the view the heights take at least
BEFORE = 0.01  # of the width
FINEST = 1e-9  # of the numbers shown: closer together they are no longer told apart
WIDEST = 1e100


def fit(reached: Mapping[str, Span], names: float, growing: View | None = None) -> View:
    """A view of all numbers, `reached` by axis, with a share of the width for names.

    A chart that is `growing` out of a view gets room to go on.
    """
    view = growing or View()
    left = _heights(reached.get("left"), view.left, growing=growing is not None)
    right = _heights(reached.get("right"), view.right, growing=growing is not None)
    if "x" not in reached:
        return View((0.0, 1.0), left, right)
    first, last = reached["x"]
    if growing is None:
        return View(_across(first, last, names), left, right, until=last)
    if _beyond(growing, reached["x"], names):
        last += AHEAD * (last - first)
    return View(_across(first, last, names), left, right)


def suits(view: View, reached: Mapping[str, Span], names: float) -> bool:
    """Whether a view shows all numbers, not too small."""
    across = "x" not in reached or not _beyond(view, reached["x"], names)
    return across and all(
        axis not in reached or _holds(span, reached[axis])
        for axis, span in (("left", view.left), ("right", view.right))
    )


def scaled(view: View, factor: float, x: float) -> View:
    """The view with `factor` times as little of the steps, the same at `x`.

    As it was if that went too far.
    """
    low, high = view.x
    span = (x + (low - x) / factor, x + (high - x) / factor)
    return replace(view, x=span) if told_apart(span) else view


def told_apart(span: Span) -> bool:
    """Whether the numbers of a span are numbers, and can be told apart."""
    low, high = span
    if not (math.isfinite(low) and math.isfinite(high)):
        return False
    largest = max(abs(low), abs(high))
    return FINEST * largest < high - low < WIDEST and largest < WIDEST


def moved(view: View, paper: Paper, by: QPointF) -> View:
    """What is shown when the paper is dragged so many pixels; the right axis stays."""
    across = by.x() * (view.x[1] - view.x[0]) / paper.width
    down = by.y() * (view.left[1] - view.left[0]) / paper.height
    x, left = view.x, view.left
    return replace(view, x=(x[0] - across, x[1] - across), left=(left[0] + down, left[1] + down))


def reaching(view: View, reached: Mapping[str, Span]) -> View:
    """The view, where numbers have come to be after what was the last: ticks stand there too."""
    return (
        view
        if "x" not in reached or reached["x"][1] <= view.until
        else replace(view, until=math.inf)
    )


def _across(first: float, last: float, names: float) -> Span:
    if first == last:  # one step alone stands at the end of the way to it
        first, last = min(0.0, first), max(0.0, first) or 1.0
    width = last - first
    return first - BEFORE * width, last + width * names / (1 - names)


def _beyond(view: View, reached: Span, names: float) -> bool:
    """Whether steps or names leave a view, or the steps take too little of it."""
    low, high = _across(*reached, names)
    first, last = view.x
    return reached[0] < first or high > last * (1 + 1e-12) or high - low < 0.55 * (last - first)


def _holds(view: Span, reached: Span) -> bool:
    low, high = reached
    inside = view[0] <= low and high <= view[1]
    return inside and (high - low >= LEAST * (view[1] - view[0]) or high == low)


def _heights(reached: Span | None, view: Span, *, growing: bool) -> Span:
    """From and to what heights; some air around them."""
    if reached is None:
        return 0.0, 1.0
    if growing and _holds(view, reached):
        return view
    low, high = reached
    share = MORE_AIR if growing else AIR
    air = share * (high - low) or max(abs(high), 1e-12) * 0.1
    return low - air, high + air
