"""What the watch says over its chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from graphviewer.explain import numbers
from graphviewer.session.curves import Curve
from graphviewer.session.iterations import Iterations, shown
from graphviewer.tape.rows import Iteration

EXACT = 17  # digits that tell every float64 apart
TOLD = 7  # that are read at a glance, and tell most of float32 apart
LONG, LONGEST = 1e4, 1e7  # from here on digits are parted in threes, up to here written out


def written(value: float, digits: int = 4) -> str:
    """A number at so many digits; whole thousands are parted: `29,662`, not `2.9662e+04`."""
    if not LONG <= abs(value) < LONGEST or digits >= EXACT:
        return numbers.scalar(value, digits)
    behind = 0 if value == round(value) else max(0, digits - len(str(int(abs(value)))))
    return f"{value:,.{behind}f}"


def at_iteration(
    iterations: Iterations,
    number: int,
    drawn: Sequence[tuple[str, Curve]],
    digits: int = TOLD,
    *,
    ahead: Iteration | None = None,
) -> str:
    """`iteration 41 of 300 · loss 0.3712 · not kept, nearest kept: 33`.

    With `ahead`, the kept iteration that the steps go on with, it is that one that is told.
    """
    parts = [_iteration(iterations, number)]
    for label, curve in drawn:
        value = curve.at(number)
        if value is not None:
            parts.append(f"{label} {written(value, digits)}")
    near = iterations.nearest(number)
    if ahead is not None:
        told = QCoreApplication.translate("Watch", "not kept, next kept: iteration {n}")
        parts.append(told.format(n=f"{shown(ahead.number):,}"))
    elif near is not None and near.number != number:
        told = QCoreApplication.translate("Watch", "not kept, nearest kept: {n}")
        parts.append(told.format(n=f"{shown(near.number):,}"))
    return " · ".join(parts)


def _iteration(iterations: Iterations, number: int) -> str:
    n = f"{shown(number):,}"
    if iterations.total is None:
        return QCoreApplication.translate("Watch", "iteration {n}").format(n=n)
    told = QCoreApplication.translate("Watch", "iteration {n} of {total}")
    return told.format(n=n, total=f"{iterations.total:,}")


def not_kept(iterations: Iterations, number: int) -> str:
    """That an iteration cannot be stepped through, and which one can."""
    near = iterations.nearest(number)
    if near is None:
        return ""
    told = QCoreApplication.translate(
        "Watch", "Iteration {n} is charted but not kept; nearest kept: {near}"
    )
    return told.format(n=f"{shown(number):,}", near=f"{shown(near.number):,}")


def choose() -> str:
    """Nothing is charted yet."""
    return QCoreApplication.translate("Watch", "Check a variable to chart it.")


def undrawn(count: int) -> str:
    """Values that a logarithmic scale has no place for."""
    told = QCoreApplication.translate(
        "Watch", "Values of zero and below have no place on this scale: {n} not drawn"
    )
    return told.format(n=f"{count:,}")
