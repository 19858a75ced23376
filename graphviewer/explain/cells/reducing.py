"""Calls that take many cells into one: sums along an axis, running sums, norms."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from graphviewer.explain.cells.call import CallAt
from graphviewer.explain.cells.data import ALL, Working, largest, near
from graphviewer.explain.words.table import word
from graphviewer.tape.value import COMPLEX

_Reduce = Callable[..., Any]


def _variance(x: Any, axis: Any) -> Any:  # noqa: ANN401  # as NumPy's
    """PyTorch's: divided by one less than the count."""
    total = np.sum((x - np.mean(x, axis=axis, keepdims=True)) ** 2, axis=axis)
    return total / (x.size // max(1, np.size(total)) - 1)


# What NumPy computes for each, to be sure that the axis was read right; the sign between numbers.
_REDUCING: dict[str, tuple[_Reduce, str]] = {
    "sum": (np.sum, "+"),
    "nansum": (np.nansum, "+"),
    "mean": (np.mean, "mean"),
    "nanmean": (
        lambda x, axis: np.nansum(x, axis=axis) / np.sum(~np.isnan(x), axis=axis),
        "mean",
    ),
    "prod": (np.prod, "·"),
    "max": (np.max, "max"),
    "amax": (np.max, "max"),
    "min": (np.min, "min"),
    "amin": (np.min, "min"),
    "all": (np.all, "and"),
    "any": (np.any, "or"),
    "std": (lambda x, axis: np.sqrt(_variance(x, axis)), "std"),
    "var": (_variance, "var"),
    "norm": (lambda x, axis: np.sqrt(np.sum(x * x, axis=axis)), "norm"),
    "argmax": (np.argmax, "argmax"),
    "argmin": (np.argmin, "argmin"),
    "logsumexp": (lambda x, axis: np.log(np.sum(np.exp(x), axis=axis)), "logsumexp"),
}
_RUNNING: dict[str, tuple[_Reduce, str]] = {
    "cumsum": (np.cumsum, "+"),
    "cumprod": (np.cumprod, "·"),
}
REDUCING, RUNNING = frozenset(_REDUCING), frozenset(_RUNNING)
SCALE = 1e-2  # of the largest number: so much may be left of terms that cancel


def reducing(call: CallAt) -> Working | None:
    """A sum, a mean or the like, over all cells or along some axes."""
    made = None if call.result is None else call.after(call.result)
    source = call.before(call.inputs[0]) if len(call.inputs) == 1 else None
    if call.result is None or made is None or source is None or source.dtype in COMPLEX:
        return None
    gone = _axes(call, len(source.shape))
    if gone is None:
        return None
    compute, sign = _REDUCING[call.name]
    wide = source.array() if source.dtype == "bool" else source.array().astype(np.float64)
    every = len(gone) == len(source.shape)
    over = None if every else gone[0] if len(gone) == 1 else gone
    try:
        with np.errstate(all="ignore"):
            expected = np.asarray(compute(wide, axis=over))
    except (ValueError, TypeError, IndexError):
        return None
    kept = len(made.shape) == len(source.shape) and bool(source.shape)
    if expected.size != made.size:
        return None
    if not near(expected.reshape(made.shape), made, SCALE * largest(source)):
        return None
    left = iter(range(len(made.shape)))
    axes = tuple(
        ALL if axis in gone else (axis if kept else next(left)) for axis in range(len(source.shape))
    )
    words = _words(call, source.shape, gone)
    gaps = np.isnan(source.array().astype(np.float64)) if call.name.startswith("nan") else None
    if gaps is not None and gaps.any():
        words = f"{words}; {call.counted('cells_nan', gaps)}"
    operand = call.grid(call.inputs[0], source, words=words, axes=axes, left_out=gaps)
    result = call.grid(call.result, made)
    return Working(kind="reduced", operands=(operand,), result=result, sign=sign)


def running(call: CallAt) -> Working | None:
    """`cumsum`: each cell the sum of those up to it."""
    made = None if call.result is None else call.after(call.result)
    source = call.before(call.inputs[0]) if len(call.inputs) == 1 else None
    dim = call.fact("dim", 0)
    if call.result is None or made is None or source is None or source.dtype in COMPLEX:
        return None
    if not isinstance(dim, int) or not -len(source.shape) <= dim < len(source.shape):
        return None
    along = dim % len(source.shape)
    compute, sign = _RUNNING[call.name]
    with np.errstate(all="ignore"):
        expected = compute(source.array().astype(np.float64), axis=along)
    if not near(expected, made, SCALE * largest(source)):
        return None
    words = word("running_over", call.language, dim=along, count=source.shape[along])
    axes = tuple(range(len(source.shape)))
    operand = call.grid(call.inputs[0], source, words=words, axes=axes, running=along)
    result = call.grid(call.result, made)
    return Working(kind="reduced", operands=(operand,), result=result, sign=sign)


def _axes(call: CallAt, count: int) -> tuple[int, ...] | None:
    """The axes a call reduces; None where the call has arguments that are not understood."""
    if call.name == "norm":
        if call.op.constants and call.op.constants != ("2",):
            return None
        return tuple(range(count))
    text = call.given("dim", 0)
    dim = () if text in (None, "None") else call.fact("dim", 0)
    given = dim if isinstance(dim, tuple) else (dim,)
    dims = [one for one in given if type(one) is int and -count <= one < count]
    if len(dims) < len(given):
        return None
    return tuple(sorted({one % count for one in dims})) or tuple(range(count))


def _words(call: CallAt, shape: tuple[int, ...], gone: tuple[int, ...]) -> str:
    """Over which axes, and how many cells went into one; nothing where it was one."""
    count = math.prod(shape[axis] for axis in gone)
    if count == 1:
        return ""
    if len(gone) == len(shape):
        return word("over_all", call.language, count=count)
    dims = ", ".join(f"dim {axis}" for axis in gone)
    return word("over_dims", call.language, dims=dims, count=count)
