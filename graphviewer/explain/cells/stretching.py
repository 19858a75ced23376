"""Calls that go through their tensors cell by cell: broadcasting, masks that multiply, `where`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graphviewer.explain.cells.call import CallAt
from graphviewer.explain.cells.data import Array, Bools, Grid, Working, broadcast, near
from graphviewer.explain.operands import written
from graphviewer.explain.words.table import word
from graphviewer.tape.stretched import ELEMENTWISE, repeated
from graphviewer.tape.value import Value

COMPARING = frozenset(
    {"eq", "ne", "lt", "gt", "le", "ge", "logical_and", "logical_or", "logical_xor"}
    | {"bitwise_and", "bitwise_or", "bitwise_xor", "floor_divide", "fmax", "fmin", "isclose"}
)
CELLWISE = ELEMENTWISE | COMPARING
SIGNS = {
    "add": "+", "iadd": "+", "radd": "+", "sub": "−", "isub": "−", "subtract": "−", "mul": "·",
    "imul": "·", "rmul": "·", "multiply": "·", "div": "/", "true_divide": "/", "truediv": "/",
    "divide": "/", "itruediv": "/", "maximum": "max", "minimum": "min", "eq": "==", "ne": "!=",
    "lt": "<", "gt": ">", "le": "≤", "ge": "≥", "pow": "^",
    "bitwise_and": "&", "bitwise_or": "|", "logical_and": "and", "logical_or": "or",
}  # fmt: skip
# What each sign says, to be sure that it is what the call did: not so with `alpha`, with a
# `rounding_mode`, with operands given by name in another order, and where integers overflow.
_SAYS: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add, "−": np.subtract, "·": np.multiply, "/": np.divide, "^": np.power,
    "max": np.maximum, "min": np.minimum, "==": np.equal, "!=": np.not_equal, "<": np.less,
    ">": np.greater, "≤": np.less_equal, "≥": np.greater_equal, "&": np.bitwise_and,
    "|": np.bitwise_or, "and": np.logical_and, "or": np.logical_or,
}  # fmt: skip
_OF_BITS = frozenset({"&", "|"})
PAIR = 2  # operands
MATRIX = 2  # axes


def cellwise(call: CallAt) -> Working | None:
    """Operands stretched to the result's shape; those of one shape where they are matrices."""
    made = None if call.result is None else call.after(call.result)
    found = [call.before(tensor) for tensor in call.inputs]
    values = [value for value in found if value is not None]
    if call.result is None or made is None or len(values) != len(found):
        return None
    shapes = [value.shape for value in values]
    if len(values) < PAIR or np.broadcast_shapes(*shapes) != made.shape:
        return None
    masks = _masks(call, values, made)
    equal = all(shape == made.shape for shape in shapes)
    if equal and not any(mask is not None for mask in masks) and len(made.shape) < MATRIX:
        return None
    grids = tuple(
        _stretched(call, tensor, value, made.shape, mask)
        for tensor, value, mask in zip(call.inputs, values, masks, strict=True)
    )
    masked = any(mask is not None for mask in masks)
    kept = masks[0] if call.name == "mul" else None
    result = call.grid(call.result, made, picked=kept)
    sign = _sign(call, values, made)
    return Working(
        kind="masked" if masked else "stretched", operands=grids, result=result, sign=sign
    )


def _sign(call: CallAt, values: list[Value], made: Value) -> str:
    """What stands between the numbers of a cell; empty where the numbers do not bear it out."""
    sign = SIGNS.get(call.name, "")
    if not sign or len(values) != PAIR:
        return ""
    left, right = (_wide(value, sign) for value in values)
    with np.errstate(all="ignore"):
        expected = _SAYS[sign](left, right)
    return sign if near(expected, made) else ""


def _wide(value: Value, sign: str) -> Array:
    """A value's numbers, so wide that adding and multiplying them overflows no integer."""
    numbers = value.array()
    if sign in _OF_BITS:
        return numbers
    return numbers.astype(np.complex128 if numbers.dtype.kind == "c" else np.float64)


def _stretched(
    call: CallAt, tensor: int, value: Value, to: tuple[int, ...], picked: Bools | None
) -> Grid:
    more = repeated(value.shape, to)
    again = np.zeros(to, np.bool_)
    for axis in more:
        again[tuple(slice(1, None) if one == axis else slice(None) for one in range(len(to)))] = (
            True
        )
    chosen = call.name == "where" and value.dtype != "bool"
    words = stretched_words(value.shape, to, call)
    if not words and picked is not None:
        key = "cells_kept" if call.name == "mul" else "cells_taken"
        words = call.counted("cells_true" if value.dtype == "bool" else key, picked)
    return call.grid(
        tensor,
        broadcast(value, to) if more else value,
        words=words,
        picked=picked,
        repeated=again if more else None,
        left_out=~picked if chosen and picked is not None else None,
        axes=tuple(range(len(to))),
    )


def stretched_words(shape: tuple[int, ...], to: tuple[int, ...], call: CallAt) -> str:
    """Which axes were stretched, and which were put before the others."""
    lead = len(to) - len(shape)
    said = [
        word("dim_added" if axis < lead else "dim_stretched", call.language, dim=axis, to=to[axis])
        for axis in repeated(shape, to)
    ]
    return ", ".join(said)


def _masks(call: CallAt, values: list[Value], made: Value) -> list[Bools | None]:
    """For each operand the cells of the result that it has a part in, where a mask says so."""
    if call.name == "where":
        return _chosen(call, values, made)
    truths = [value.dtype == "bool" for value in values]
    if call.name != "mul" or len(values) != PAIR or truths.count(True) != 1:
        return [None] * len(values)
    mask = np.broadcast_to(values[truths.index(True)].array(), made.shape).astype(np.bool_)
    return [mask, mask]


def _chosen(call: CallAt, values: list[Value], made: Value) -> list[Bools | None]:
    """`where(condition, a, b)`: of a the cells where it holds, of b the others."""
    sources = [one.tensor for one in written(call.tape, call.index, call.op.id)]
    if call.op.qualified.startswith("torch.Tensor."):  # a.where(condition, b)
        sources[:PAIR] = sources[1::-1]
    order = list(call.inputs)
    if (
        len(set(sources)) != PAIR + 1 or sources[0] not in order
    ):  # of where(m, a, a) nothing is told
        return [None] * len(values)
    at = order.index(sources[0])
    holds = np.broadcast_to(values[at].array(), made.shape).astype(np.bool_)
    chosen = {sources[0]: holds, sources[2]: ~holds, sources[1]: holds}
    return [chosen.get(tensor) for tensor in call.inputs]
