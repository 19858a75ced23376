"""Calls that read or write some cells of a tensor: by a key, a mask, a list of places."""

from __future__ import annotations

from collections.abc import Callable

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
from graphviewer.tape.keys import TENSOR
from graphviewer.tape.value import Value

# Views of some of a tensor's cells: their memory tells which.
VIEWS = frozenset({"select", "narrow", "diagonal", "chunk", "split", "unbind", "tensor_split"})


def reading(call: CallAt) -> Working | None:
    """`x[...]` and the like: the cells that were read."""
    if not call.inputs or call.result is None:
        return None
    source = call.inputs[0]
    before, made = call.before(source), call.after(call.result)
    places = None if before is None or made is None else _read(call, before, made)
    if before is None or made is None or places is None or places.shape != made.shape:
        return None
    taken = places != NOWHERE
    if not same(before.array().ravel()[places][taken], made.array()[taken]):
        return None
    picked = marked(before.shape, places[taken])
    words = call.counted("cells_read", picked)
    if len(call.op.outputs) > 1:  # only the first is shown
        words = call.counted("cells_of", picked, name=call.namer.text(call.result))
    operand = call.grid(source, before, words=words, picked=picked, places=places)
    grids = (operand, *_others(call))
    return Working(kind="read", operands=grids, result=call.grid(call.result, made))


def writing(call: CallAt) -> Working | None:
    """`x[...] = v`: the cells that were written."""
    target = call.inputs[0]
    tensors = _numbers(call, call.op.key.count(TENSOR))
    before = call.before(target)
    if before is None or tensors is None:
        return None
    places = by_key(before.shape, call.op.key, tensors)
    if places is None:
        return None
    return written(call, before, marked(before.shape, places), _given(call, places, before.size))


def written(call: CallAt, before: Value, picked: Bools, given: Grid | None) -> Working | None:
    """Cells of the first input that got other numbers, those of `given` if it is a tensor."""
    target = call.inputs[0]
    after = None if call.result is None else call.after(call.result)
    if call.result is None or after is None or after.shape != before.shape:
        return None
    if call.row(call.result).object != call.row(target).object and call.op.in_place:
        return None
    if not same(before.array()[~picked], after.array()[~picked]):
        return None
    kept = np.where(picked.ravel(), NOWHERE, np.arange(before.size))
    words = call.counted("cells_written", picked)
    operand = call.grid(target, before, words=words, picked=picked, places=kept)
    more = () if given is None else (given,)
    result = call.grid(call.result, after, picked=picked)
    return Working(kind="written", operands=(operand, *_others(call), *more), result=result)


def marked(shape: tuple[int, ...], places: Places) -> Bools:
    """The cells of a shape that stand in places."""
    found = np.zeros(shape, np.bool_)
    found.reshape(-1)[places.ravel()] = True
    return found


# --- which cells


def _read(call: CallAt, before: Value, made: Value) -> Places | None:
    assert call.result is not None
    if call.name == "getitem":
        tensors = _numbers(call, call.op.key.count(TENSOR))
        return None if tensors is None else by_key(before.shape, call.op.key, tensors)
    if call.name in VIEWS:
        return by_memory(call.row(call.inputs[0]), call.row(call.result))
    tensors = _numbers(call, len(call.inputs) - 1)
    try:
        return None if tensors is None else _GATHERING[call.name](call, before, made, tensors)
    except (IndexError, ValueError, TypeError):
        return None


def _numbers(call: CallAt, count: int) -> list[Array] | None:
    """The numbers of the tensors after the first; None where one of them is not known."""
    found = [call.before(tensor) for tensor in call.inputs[1 : 1 + count]]
    known = [value.array() for value in found if value is not None]
    return known if len(known) == len(found) == count else None


def _index_select(call: CallAt, before: Value, _made: Value, given: list[Array]) -> Places | None:
    dim = call.fact("dim", 0)
    if not isinstance(dim, int):
        return None
    return np.take(numbered(before.shape), given[0].astype(np.intp), axis=dim)


def _gather(call: CallAt, before: Value, _made: Value, given: list[Array]) -> Places | None:
    dim, index = call.fact("dim", 0), given[0].astype(np.intp)
    if not isinstance(dim, int) or index.ndim != len(before.shape):
        return None
    along = dim % index.ndim
    room = tuple(
        slice(None) if axis == along else slice(0, length)
        for axis, length in enumerate(index.shape)
    )
    return np.take_along_axis(numbered(before.shape)[room], index, axis=along)


def _take(_call: CallAt, before: Value, _made: Value, given: list[Array]) -> Places | None:
    return numbered((before.size,))[given[0].astype(np.intp)]


def _masked_select(_call: CallAt, before: Value, _made: Value, given: list[Array]) -> Places | None:
    return numbered(before.shape)[np.broadcast_to(given[0].astype(np.bool_), before.shape)]


def _diag(call: CallAt, before: Value, _made: Value, _given: list[Array]) -> Places | None:
    offset = call.fact("diagonal", 0) or 0
    if len(before.shape) != 2 or not isinstance(offset, int):
        return None
    return np.diagonal(numbered(before.shape), offset).copy()


def _triangle(call: CallAt, before: Value, made: Value, _given: list[Array]) -> Places | None:
    offset = call.fact("diagonal", 0) or 0
    if not isinstance(offset, int):
        return None
    part = np.triu if call.name == "triu" else np.tril
    kept = part(np.ones(before.shape, np.bool_), offset)
    if np.any(made.array()[~kept]):
        return None
    return np.where(kept, numbered(before.shape), NOWHERE)


_GATHERING: dict[str, Callable[[CallAt, Value, Value, list[Array]], Places | None]] = {
    "index_select": _index_select,
    "gather": _gather,
    "take_along_dim": _gather,
    "take": _take,
    "masked_select": _masked_select,
    "diag": _diag,
    "triu": _triangle,
    "tril": _triangle,
}
READING = frozenset({"getitem", *VIEWS, *_GATHERING})


# --- what else there is to show


def _others(call: CallAt) -> list[Grid]:
    """The grids of the masks and places a call went by."""
    count = call.op.key.count(TENSOR) if call.op.key else len(call.inputs) - 1
    grids: list[Grid] = []
    for tensor in call.inputs[1 : 1 + count]:
        value = call.before(tensor)
        if value is not None:
            picked = value.array().astype(np.bool_) if value.dtype == "bool" else None
            words = "" if picked is None else call.counted("cells_true", picked)
            grids.append(call.grid(tensor, value, words=words, picked=picked))
    return grids


def _given(call: CallAt, places: Places, size: int) -> Grid | None:
    """The tensor that was written, with where each of its cells went."""
    rest = call.inputs[1 + call.op.key.count(TENSOR) :]
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


# --- masks


def filling(call: CallAt) -> Working | None:
    """`masked_fill`: the cells a mask says got the number."""
    before = call.before(call.inputs[0])
    masks = _numbers(call, len(call.inputs) - 1)
    if before is None or not masks or masks[0].dtype != np.bool_:
        return None
    try:
        picked = np.broadcast_to(masks[0].astype(np.bool_), before.shape)
    except ValueError:
        return None
    return written(call, before, picked, None)


def finding(call: CallAt) -> Working | None:
    """`nonzero`: the cells that are not 0, and the tensors of their places."""
    source = call.inputs[0] if len(call.inputs) == 1 else None
    before = None if source is None else call.before(source)
    made = [call.after(tensor) for tensor in call.op.outputs]
    if source is None or before is None or not made:
        return None
    there = before.array() != 0
    places = np.flatnonzero(there)
    wanted = [np.asarray(one) for one in np.nonzero(there)] if before.shape else []
    if len(made) == 1 and made[0] is not None and made[0].shape == (places.size, len(wanted)):
        wanted = [np.stack(wanted, axis=-1)] if wanted else []
        places = np.repeat(places, len(before.shape))
    if len(wanted) != len(made):
        return None
    results: list[Grid] = []
    for tensor, value, places_of in zip(call.op.outputs, made, wanted, strict=True):
        if value is None or not np.array_equal(value.array(), places_of):
            return None
        results.append(call.grid(tensor, value))
    key = "cells_true" if before.dtype == "bool" else "cells_not_zero"
    words = call.counted(key, there)
    operand = call.grid(source, before, words=words, picked=there, places=places)
    return Working(kind="found", operands=(operand,), result=results[0], more=tuple(results[1:]))
