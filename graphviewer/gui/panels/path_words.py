"""Paths of a scalar in numbers: `2 × 3 × 1 = 6`, and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from graphviewer.explain.numbers import exact, scalar
from graphviewer.session.traces import Factor, Trace


def rounded(number: float, like: Sequence[np.floating | float]) -> np.floating | float:
    """A number of float64 in float32, where all it was made of are no finer."""
    fine = any(isinstance(one, np.float64) for one in like if isinstance(one, np.generic))
    if fine or not like:
        return number
    with np.errstate(over="ignore"):
        return np.float32(number)


def product_text(way: Factor) -> str:
    """A path's factors and their product; a factor that is not known yet is a question mark."""
    if way.product is None:
        return " × ".join([*map(_factor, way.numbers), "?"])
    if not way.numbers:
        return "1"
    product = rounded(way.product, way.numbers)
    told = " × ".join(map(_factor, way.numbers))
    if len(way.numbers) == 1:
        return told
    same = all(map(_whole, [*way.numbers, product])) and float(product) == way.product
    return f"{told} {'=' if same else '≈'} {scalar(product)}"


def _factor(number: np.floating | float) -> str:
    text = scalar(number)
    return f"({text})" if text.startswith("-") else text


def _whole(number: np.floating | float) -> bool:
    return exact(np.asarray(number))


def sum_text(trace: Trace) -> str:
    """What all paths add up to, beside the gradient that was recorded once that is there."""
    translate = QCoreApplication.translate
    if trace.total is None:
        return ""
    like = [] if trace.gradient is None else [trace.gradient]
    total = scalar(rounded(trace.total, like or [np.float32(0)]))
    if trace.gradient is None:
        return translate("Paths", "sum {total}").format(total=total)
    gradient = scalar(trace.gradient)
    if trace.verdict != "agrees":  # of all paths, or of those that can be told
        sign = "≠" if trace.verdict == "differs" else "·"
    else:
        sign = "=" if total == gradient else "≈"
    text = translate("Paths", "sum {total} {sign} grad {gradient}")
    return text.format(total=total, sign=sign, gradient=gradient)


def verdict_text(trace: Trace) -> str:
    """What is to be said beside the sum, where it is not the gradient."""
    translate = QCoreApplication.translate
    if trace.verdict == "differs":
        told = {
            "hook": translate("Paths", "A hook changed a gradient on the way."),
            "in place": translate("Paths", "A tensor on the way was changed in place."),
            "": translate("Paths", "Why they differ is not known."),
        }
        return told[trace.why]
    told = {
        "hidden": translate(
            "Paths",
            "Gradient also comes through an operation that is drawn whole: its paths are not told.",
        ),
        "unknown": translate("Paths", "Not every local derivative on the paths is known."),
        "waiting": translate("Paths", "Its gradient has not arrived yet."),
        "none": translate("Paths", "No path leads from here to the loss."),
    }
    return told.get(trace.verdict, "")
