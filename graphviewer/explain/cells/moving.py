"""Calls that put cells elsewhere without a change: other shapes, transposes, `cat` and `stack`."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.cells.call import CallAt
from graphviewer.explain.cells.data import NOWHERE, Array, Places, Working, numbered, same
from graphviewer.explain.cells.picked import by_memory
from graphviewer.explain.cells.stretching import stretched_words
from graphviewer.tape.value import Value

# As the tensor's own order has it, also where PyTorch had to copy.
IN_ORDER = frozenset(
    {"view", "reshape", "flatten", "ravel", "unflatten", "squeeze", "unsqueeze", "view_as"}
    | {"reshape_as"}
)
TURNED = frozenset(
    {"transpose", "t", "T", "mT", "permute", "movedim", "moveaxis", "swapaxes", "swapdims"}
)
WIDENED = frozenset({"expand", "expand_as", "broadcast_to", "broadcast_tensors"})
MOVING = IN_ORDER | TURNED | WIDENED
JOINING = frozenset({"cat", "concat", "concatenate", "stack", "hstack", "vstack"})


def moving(call: CallAt) -> Working | None:
    """The same numbers in another shape."""
    if not call.inputs or call.result is None:
        return None
    source, made = call.before(call.inputs[0]), call.after(call.result)
    if source is None or made is None or source.shape == made.shape == ():
        return None
    places = by_memory(call.row(call.inputs[0]), call.row(call.result))
    if places is None and call.name in IN_ORDER and source.size == made.size:
        places = numbered(made.shape)
    if places is None or not same(source.array().ravel()[places], made.array()):
        return None
    if source.shape == made.shape and np.array_equal(places, numbered(made.shape)):
        return None
    words, again = "", None
    if call.name in WIDENED:
        words = stretched_words(source.shape, made.shape, call)
        first = np.unique(places, return_index=True)[1]
        again = np.ones(made.size, np.bool_)
        again[first] = False
        again = again.reshape(made.shape)
    operand = call.grid(call.inputs[0], source, words=words, places=places)
    result = call.grid(call.result, made, repeated=again)
    return Working(kind="moved", operands=(operand,), result=result)


def joining(call: CallAt) -> Working | None:
    """Several tensors put together: the first ones along an axis come first."""
    made = None if call.result is None else call.after(call.result)
    found = [call.before(tensor) for tensor in call.inputs]
    values = [value for value in found if value is not None]
    dim = call.fact("dim", 0)
    if call.result is None or made is None or not values or len(values) != len(found):
        return None
    try:
        numbers = _joined(call.name, [value.array() for value in values], dim)
        if not np.array_equal(numbers, made.array(), equal_nan=made.dtype != "bool"):
            return None
        places = [_places(call.name, values, own, dim) for own in range(len(values))]
    except (ValueError, TypeError, IndexError):
        return None
    operands = tuple(
        call.grid(tensor, value, places=at)
        for tensor, value, at in zip(call.inputs, values, places, strict=True)
    )
    return Working(kind="joined", operands=operands, result=call.grid(call.result, made))


def _places(name: str, values: list[Value], own: int, dim: object) -> Places:
    arrays: list[Array] = [
        numbered(value.shape) if place == own else np.full(value.shape, NOWHERE, np.intp)
        for place, value in enumerate(values)
    ]
    return _joined(name, arrays, dim).astype(np.intp)


def _joined(name: str, arrays: list[Array], dim: object) -> Array:
    if name == "hstack":
        return np.hstack(arrays)
    if name == "vstack":
        return np.vstack(arrays)
    axis = dim if isinstance(dim, int) else 0
    return np.stack(arrays, axis) if name == "stack" else np.concatenate(arrays, axis)
