"""Which cells of a tensor a call read or wrote: `x[:, 1]`, `x[mask]`, `X[1, 2] = 17`, `select`.

PyTorch takes numbers, slices and `None` first, one axis after the other, and then the lists and
tensors together; NumPy takes a number beside a list for a list. Nothing is claimed that the numbers
do not bear out: what was read is held against the result, what was left alone against before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphviewer.explain.cells.data import Array, Places, numbered
from graphviewer.tape.keys import REST, TENSOR, Key, parts
from graphviewer.tape.rows import Tensor

_Basic = int | slice | None


def by_key(shape: tuple[int, ...], text: str, tensors: Sequence[Array]) -> Places | None:
    """The flattened places that a key picks of a tensor, in the shape of what it reads.

    `tensors` are the numbers of the key's tensors, in order. None where the key is not told, or
    does not fit.
    """
    if not text:
        return None
    waiting = list(tensors)
    keys: list[Key | Array] = [
        waiting.pop(0) if one == TENSOR and waiting else one for one in parts(text)
    ]
    if any(isinstance(one, str) and one == TENSOR for one in keys):
        return None
    try:
        return _pick(numbered(shape), keys)
    except (IndexError, ValueError):
        return None


def _pick(places: Places, keys: list[Key | Array]) -> Places:
    """First what selects and slices, then what gathers."""
    basic: list[_Basic] = []
    gathering: list[tuple[int, Array]] = []  # the axis each stands at once the basic ones are done
    axis = 0
    for one in _filled(keys, places.ndim):
        if one is None:
            basic.append(None)
            axis += 1
        elif isinstance(one, int):
            basic.append(one)
        elif isinstance(one, slice):
            basic.append(one)
            axis += 1
        else:
            array = np.asarray(one)
            array = array.astype(np.bool_) if array.dtype == np.uint8 else array
            wide = array.ndim if array.dtype == np.bool_ else 1
            basic += [slice(None)] * wide
            gathering.append((axis, array))
            axis += wide
    found = places[tuple(basic)]
    if not gathering:
        return np.asarray(found)
    full: list[slice | Array] = []
    for at, array in gathering:
        full += [slice(None)] * (at - _width(full))
        full.append(array)
    return np.asarray(found[tuple(full)])


def _width(keys: Sequence[slice | Array]) -> int:
    """How many axes keys take."""
    return sum(
        one.ndim if isinstance(one, np.ndarray) and one.dtype == np.bool_ else 1 for one in keys
    )


def _filled(keys: list[Key | Array], axes: int) -> list[int | slice | list[int] | Array | None]:
    """Keys with `...` written out, and tensors of one number as the number they are."""
    taken = sum(_takes(one) for one in keys)
    found: list[int | slice | list[int] | Array | None] = []
    for one in keys:
        if isinstance(one, str):
            if one == REST:
                found += [slice(None)] * (axes - taken)
        elif isinstance(one, np.ndarray) and one.ndim == 0 and one.dtype != np.bool_:
            found.append(int(one))
        elif isinstance(one, bool):
            raise ValueError("a single truth is no place")
        else:
            found.append(one)  # type: ignore[arg-type]  # a list of truths is a list
    return found


def _takes(one: Key | Array) -> int:
    """How many axes of the tensor a part stands for."""
    if one is None or isinstance(one, str):
        return 0
    if isinstance(one, np.ndarray) and one.dtype in (np.bool_, np.uint8):
        return one.ndim
    return 1


def by_memory(source: Tensor, view: Tensor) -> Places | None:
    """The flattened places in `source` of the cells of a view that lies in its memory.

    None where one of them is not told, the two do not share memory, or a cell lies outside.
    """
    if source.storage is None or source.storage != view.storage or view.strides is None:
        return None
    if source.dtype != view.dtype:
        return None
    there = addresses(source).ravel()
    if np.unique(there).size != there.size:
        return None
    order = np.argsort(there)
    wanted = addresses(view)
    at = np.searchsorted(there, wanted.ravel(), sorter=order)
    if at.size and at.max() >= there.size:
        return None
    places = order[at]
    if not np.array_equal(there[places], wanted.ravel()):
        return None
    return places.astype(np.intp).reshape(view.shape)


def addresses(tensor: Tensor) -> Places:
    """Where in its storage each cell of a tensor lies, in elements."""
    if tensor.strides is None:
        return numbered(tensor.shape)
    total = np.full(tensor.shape, tensor.offset, np.intp)
    for axis, (length, stride) in enumerate(zip(tensor.shape, tensor.strides, strict=True)):
        along = np.arange(length, dtype=np.intp) * stride
        total += along.reshape([-1 if one == axis else 1 for one in range(len(tensor.shape))])
    return total
