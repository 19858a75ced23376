"""Matrix products: the row and the column that make a cell of the result."""

from __future__ import annotations

import math

import numpy as np

from graphviewer.explain.cells.call import CallAt
from graphviewer.explain.cells.data import ALL, Working, largest, near
from graphviewer.explain.words.table import word
from graphviewer.tape.value import COMPLEX, Value

PRODUCTS = frozenset({"matmul", "mm", "mv", "bmm", "dot", "vdot", "inner", "outer", "ger"})
PAIR = 2  # operands


def multiplying(call: CallAt) -> Working | None:
    """`a @ b` and its like."""
    if len(call.inputs) != PAIR or call.result is None:
        return None
    left, right = (call.before(tensor) for tensor in call.inputs)
    made = call.after(call.result)
    if left is None or right is None or made is None or made.dtype in COMPLEX:
        return None
    axes = _axes(call.name, left, right, made)
    if axes is None or not _is_product(call.name, left, right, made):
        return None
    said = ("", "")
    if call.name not in ("outer", "ger") and made.shape:
        said = ("row" if len(left.shape) > 1 else "", "column" if len(right.shape) > 1 else "")
    operands = tuple(
        call.grid(
            tensor, value, axes=goes, words=word(f"takes_{one}", call.language) if one else ""
        )
        for tensor, value, goes, one in zip(call.inputs, (left, right), axes, said, strict=True)
    )
    result = call.grid(call.result, made)
    return Working(kind="product", operands=operands, result=result, sign="·")


def layering(call: CallAt) -> Working | None:
    """`linear(x, W, b)`: a row of x and a row of W, and a bias, make a cell."""
    made = None if call.result is None else call.after(call.result)
    found = [call.before(tensor) for tensor in call.inputs]
    values = [value for value in found if value is not None]
    if call.result is None or made is None or made.dtype in COMPLEX or not made.shape:
        return None
    if len(values) != len(found) or len(values) not in (PAIR, PAIR + 1):
        return None
    x, weight = values[:PAIR]
    bias = values[PAIR].array().astype(np.float64) if len(values) > PAIR else 0.0
    if len(weight.shape) != PAIR or x.shape[-1:] != weight.shape[1:]:
        return None
    expected = x.array().astype(np.float64) @ weight.array().astype(np.float64).T + bias
    if not near(np.asarray(expected), made, _scale(x, weight)):
        return None
    last = len(made.shape) - 1
    axes = ((*range(last), ALL), (last, ALL), (last,))
    said = ("row", "weights", "bias")
    operands = tuple(
        call.grid(tensor, value, axes=goes, words=word(f"takes_{one}", call.language))
        for tensor, value, goes, one in zip(call.inputs, values, axes, said, strict=False)
    )
    result = call.grid(call.result, made)
    return Working(kind="product", operands=operands, result=result, sign="·")


def _axes(
    name: str, left: Value, right: Value, made: Value
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """For each operand's axes the result's axis they go with; the ones summed over are ALL."""
    if name in ("outer", "ger"):
        return ((0,), (1,)) if len(made.shape) == PAIR else None
    if name == "inner" and max(len(left.shape), len(right.shape)) > 1:
        return None
    if not left.shape or not right.shape:
        return None
    rows = len(left.shape) > 1
    columns = len(right.shape) > 1
    batch = len(made.shape) - rows - columns
    first = (*_batch(len(left.shape) - 1 - rows, batch), *((batch,) if rows else ()), ALL)
    last = (len(made.shape) - 1,) if columns else ()
    second = (*_batch(len(right.shape) - 1 - columns, batch), ALL, *last)
    return first, second


def _batch(axes: int, batch: int) -> tuple[int, ...]:
    """The result's axes that leading axes go with, from the right."""
    return tuple(range(batch - axes, batch))


def _is_product(name: str, left: Value, right: Value, made: Value) -> bool:
    one, other = (value.array().astype(np.float64) for value in (left, right))
    try:
        with np.errstate(all="ignore"):
            expected = np.outer(one, other) if name in ("outer", "ger") else one @ other
    except ValueError:
        return False
    return near(np.asarray(expected), made, _scale(left, right))


def _scale(left: Value, right: Value) -> float:
    """How large a single product can be: sums near 0 are as inexact as that."""
    scale = largest(left) * largest(right)
    return scale if math.isfinite(scale) else 0.0
