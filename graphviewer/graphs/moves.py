"""Nodes that only move elements: which element of the input stands where in the output."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.intp]
Shape = tuple[int, ...]
Facts: TypeAlias = Mapping[str, Any]  # what a node saved besides tensors, by PyTorch's names
Move = Callable[[Places, Facts, int, Shape], Places | None]  # numbered input, input_nr, made shape
_WRAPPED = 1 << 63  # PyTorch hands out negative dimensions as unsigned 64-bit integers


def numbers(shape: Shape) -> Places:
    """The elements of a tensor, numbered in their order."""
    return np.arange(math.prod(shape)).reshape(shape)


def broadcast(shape: Shape, to: Shape) -> Places | None:
    """For each element of a result the element of an input that is stretched to its shape."""
    try:
        return np.broadcast_to(numbers(shape), to).ravel()
    except ValueError:
        return None


def axis_of(number: int, ndim: int) -> int:
    """A dimension as PyTorch saved it, from 0."""
    dim = int(number)
    dim = dim - 2 * _WRAPPED if dim >= _WRAPPED else dim
    return dim % max(ndim, 1)


def _slice(x: Places, facts: Facts, _nr: int, _made: Shape) -> Places:
    axis = axis_of(facts["dim"], x.ndim)
    begin, end, step = (int(facts[key]) for key in ("start", "end", "step"))
    length = x.shape[axis]
    begin, end = (one - 2 * _WRAPPED if one >= _WRAPPED else one for one in (begin, end))
    chosen = range(length)[begin:end:step]
    return np.take(x, np.array(chosen, np.intp), axis)


def _select(x: Places, facts: Facts, _nr: int, _made: Shape) -> Places:
    axis = axis_of(facts["dim"], x.ndim)
    return np.asarray(np.take(x, axis_of(facts["index"], x.shape[axis]), axis))


def _expand(x: Places, _facts: Facts, _nr: int, made: Shape) -> Places | None:
    return broadcast(x.shape, made)


def _permute(x: Places, facts: Facts, _nr: int, _made: Shape) -> Places:
    return np.transpose(x, [axis_of(one, x.ndim) for one in facts["dims"]])


def _transpose(x: Places, facts: Facts, _nr: int, _made: Shape) -> Places:
    return np.swapaxes(x, axis_of(facts["dim0"], x.ndim), axis_of(facts["dim1"], x.ndim))


def _t(x: Places, _facts: Facts, _nr: int, _made: Shape) -> Places:
    return x.T


def _unbind(x: Places, facts: Facts, nr: int, _made: Shape) -> Places:
    return np.asarray(np.take(x, nr, axis_of(facts["dim"], x.ndim)))


def _split(x: Places, facts: Facts, nr: int, _made: Shape) -> Places:
    size = int(facts["split_size"])
    return _window(x, facts, nr * size, size)


def _split_with_sizes(x: Places, facts: Facts, nr: int, _made: Shape) -> Places:
    sizes = [int(one) for one in facts["split_sizes"]]
    return _window(x, facts, sum(sizes[:nr]), sizes[nr])


def _window(x: Places, facts: Facts, begin: int, length: int) -> Places:
    axis = axis_of(facts["dim"], x.ndim)
    chosen = range(x.shape[axis])[begin : begin + length]
    return np.take(x, np.array(chosen, np.intp), axis)


def _untold(_x: Places, _facts: Facts, _nr: int, _made: Shape) -> None:
    """It moves elements only; which, the recorded Jacobian tells."""


MOVES: dict[str, Move] = {
    "T": _t,
    "Transpose": _transpose,
    "Permute": _permute,
    "Expand": _expand,
    "Select": _select,
    "Slice": _slice,
    "Unbind": _unbind,
    "Cat": _untold,
    "Stack": _untold,
    "Index": _untold,
    "IndexSelect": _untold,
    "Gather": _untold,
    "Diagonal": _untold,
    "Flip": _untold,
    "Roll": _untold,
    "Repeat": _untold,
    "Split": _split,
    "SplitWithSizes": _split_with_sizes,
    "AsStrided": _untold,
}
