"""Calls that read or write some cells of a tensor."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.cells.call import CallAt
from graphviewer.explain.cells.data import (
    NOWHERE,
    Array,
    Bools,
    Grid,
    Places,
    Working,
    numbered,
    same,
)
from graphviewer.explain.cells.picked import by_key, by_memory
from graphviewer.tape.value import Value

VIEWS = frozenset({"select", "narrow", "diagonal", "chunk", "split", "unbind", "tensor_split"})


def reading(call: CallAt) -> Working | None:
    """`x[...]` and the like: the cells that were read."""
    if not call.inputs or call.result is None:
        return None
    source = call.inputs[0]
    before, made = call.before(source), call.after(call.result)
    places = None if before is None else _read(call, source, before)
    if before is None or made is None or places is None or places.shape != made.shape:
        return None
    if not same(before.array().ravel()[places], made.array()):
        return None
    picked = marked(before.shape, places)
    operand = call.grid(source, before, picked=picked, places=places)
    return Working(
        kind="read", operands=(operand, *_keys(call)), result=call.grid(call.result, made)
    )


def writing(call: CallAt) -> Working | None:
    """`x[...] = v`: the cells that were written."""
    target = call.inputs[0]
    if call.result is None or call.row(call.result).object != call.row(target).object:
        return None
    before, after = call.before(target), call.after(call.result)
    tensors = _key_numbers(call)
    if before is None or after is None or tensors is None:
        return None
    places = by_key(before.shape, call.op.key, tensors)
    if places is None or before.shape != after.shape:
        return None
    picked = marked(before.shape, places)
    left = ~picked
    if not same(before.array()[left], after.array()[left]):
        return None
    given = _given(call, places, before.size)
    kept = np.where(picked.ravel(), NOWHERE, np.arange(before.size))
    operand = call.grid(target, before, picked=picked, places=kept)
    operands = (operand, *_keys(call), *(() if given is None else (given,)))
    result = call.grid(call.result, after, picked=picked)
    return Working(kind="written", operands=operands, result=result)


def marked(shape: tuple[int, ...], places: Places) -> Bools:
    """The cells of a shape that stand in places."""
    found = np.zeros(shape, np.bool_)
    found.reshape(-1)[places.ravel()] = True
    return found


def _read(call: CallAt, source: int, before: Value) -> Places | None:
    assert call.result is not None
    if call.name == "getitem":
        tensors = _key_numbers(call)
        return None if tensors is None else by_key(before.shape, call.op.key, tensors)
    return by_memory(call.row(source), call.row(call.result))


def _key_numbers(call: CallAt) -> list[Array] | None:
    """The numbers of the tensors in a key; None where one of them is not known."""
    found = [call.before(tensor) for tensor in call.inputs[1 : 1 + call.op.key.count("T")]]
    known = [value.array() for value in found if value is not None]
    return known if len(known) == len(found) else None


def _keys(call: CallAt) -> list[Grid]:
    """The grids of the tensors in a key: which mask, which places."""
    grids: list[Grid] = []
    for tensor in call.inputs[1 : 1 + call.op.key.count("T")]:
        value = call.before(tensor)
        if value is not None:
            picked = value.array().astype(np.bool_) if value.dtype == "bool" else None
            grids.append(call.grid(tensor, value, picked=picked))
    return grids


def _given(call: CallAt, places: Places, size: int) -> Grid | None:
    """The tensor that was written, with where each of its cells went."""
    rest = call.inputs[1 + call.op.key.count("T") :]
    value = call.before(rest[0]) if len(rest) == 1 else None
    if value is None:
        return None
    try:
        wide = np.broadcast_to(numbered(value.shape), places.shape)
    except ValueError:
        return None
    where = np.full(size, NOWHERE, np.intp)
    where[places.ravel()] = wide.ravel()
    return call.grid(rest[0], value, places=where)
