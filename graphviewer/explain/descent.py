"""Whether a parameter moved by a multiple of its gradient, and when that is the learning rate.

Numbers alone cannot tell a rate: one element always moved by some multiple of its gradient, and so
did all of them under momentum while the gradient stayed the same. It is called a learning rate only
where the program's text has that number and names no optimizer with a formula of its own.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache

import numpy as np
from msgspec import Struct

from graphviewer.explain.environment import EPSILON
from graphviewer.explain.phrase import source_line
from graphviewer.explain.rules.rule import Array
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import FLOATING

CLEAR = 1000  # a movement so many roundings large has its first three digits right
_SHOWN = 2  # the third argument of SGD is its momentum
_OPTIMIZER = re.compile(r"\b(Ada\w*|\w*Adam\w*|ASGD|LBFGS|Muon|RMSprop|Rprop)\b")
_CHANGED = re.compile(r"\b(momentum|weight_decay|nesterov|maximize|lr_scheduler)\b")


class Multiple(Struct, frozen=True):
    """The tensor moved by `-rate` times its gradient; `learning`: rate is the learning rate."""

    rate: float
    learning: bool


def multiple(tape: Tape, index: TapeIndex, step: Step) -> Multiple | None:
    """The multiple that explains the whole change to the last bit or two; None if none does."""
    arrays = _arrays(tape, index, step)
    if arrays is None:
        return None
    w, moved, g = arrays
    place = int(np.argmax(np.abs(g))) if g.size else 0
    if not g.size or g.flat[place] == 0:
        return None
    rate = float(f"{(w.flat[place] - moved.flat[place]) / g.flat[place]:.3g}")
    assert step.before is not None
    epsilon = EPSILON[tape.values[step.before].dtype]
    size = np.maximum(np.abs(w), np.abs(rate * g))
    fits = np.abs(w - rate * g - moved) <= 2 * epsilon * size
    if rate <= 0 or not bool(fits.all()):
        return None
    clear = np.abs(w - moved) > CLEAR * epsilon * size
    if not bool(clear.flat[place]):
        return None
    learning = _is_written(tape, step, rate)
    several = len(np.unique(np.abs(g[clear]))) > 1
    return Multiple(rate, learning) if learning or several else None


def _arrays(tape: Tape, index: TapeIndex, step: Step) -> tuple[Array, Array, Array] | None:
    """The tensor before and after, and its gradient, where all are whole and finite."""
    assert step.tensor is not None
    grad = index.leaf_grad_at(step.tensor, step.index - 1)
    refs = (step.before, step.after, None if grad is None else grad.value)
    if any(ref is None for ref in refs):
        return None
    before, after, slope = (tape.values[ref] for ref in refs if ref is not None)
    if before.dtype not in FLOATING or not all(v.complete for v in (before, after, slope)):
        return None
    if not before.shape == after.shape == slope.shape:
        return None
    w, moved, g = (v.array().astype(np.float64) for v in (before, after, slope))
    if not all(np.isfinite(one).all() for one in (w, moved, g)):
        return None
    return w, moved, g


def _is_written(tape: Tape, step: Step, rate: float) -> bool:
    """Whether the program's text has the number, and this step may be plain gradient descent."""
    source = tape.meta.source
    optimizer = step.op is None and ".step(" in source_line(tape, step.line)
    # with momentum or weight decay what was subtracted is not the gradient
    plain = "SGD(" in source and not _OPTIMIZER.search(source) and not _CHANGED.search(source)
    return ((plain and _is_simple(source)) or not optimizer) and rate in _fractions(source)


@lru_cache(maxsize=8)
def _is_simple(source: str) -> bool:
    """Whether each call of SGD shows all it is given: at most the parameters and the rate."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
    given = [one for one in calls if ast.unparse(one.func).endswith("SGD")]
    hidden = (
        len(one.args) > _SHOWN
        or any(isinstance(value, ast.Starred) for value in one.args)
        or any(word.arg is None for word in one.keywords)
        for one in given
    )
    return not any(hidden)


@lru_cache(maxsize=8)
def _fractions(source: str) -> frozenset[float]:
    """The decimal fractions written in a program, to three digits."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(
        float(f"{node.value:.3g}")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is float
    )
