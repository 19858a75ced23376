"""Where each cell of a result comes from: the grids of a step, cell by cell, as data.

A Working says of one step which cells of its operands made which cells of its result. It is there
for small tensors only, those whose numbers stand on screen one by one.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.tape.value import COMPLEX, FLOATING, Value, decode, encode

Bools = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Array = npt.NDArray[np.generic]
Kind = Literal[
    "read", "written", "found", "masked", "stretched", "reduced", "product", "joined", "moved"
]
Cell = tuple[int, ...]

ALL = -1  # every cell along an axis went into the result's cell
NOWHERE = -1  # a cell of the result that no cell of this operand went into
LONGEST = 32  # cells of a vector
ROWS, COLUMNS = 8, 9  # of a matrix
DEEPEST = 8  # slices of a matrix each
MATRIX, BLOCK = 2, 3  # axes
NEAR = {"float16": 1e-2, "bfloat16": 5e-2}  # relative, see `near`; of other dtypes 1e-4
LONG_NAME = 14  # letters beyond which a grid is called by its number


class Grid(Struct, frozen=True, kw_only=True):
    """A tensor in the picture of a step, and what the step did with each of its cells.

    Where a result's cell comes from stands either in `places` or in `axes`; in neither if unknown.
    """

    tensor: int
    name: str
    value: Value  # as it was read; of a stretched tensor as if it were as large as the result
    shape: tuple[int, ...]  # its own
    words: str = ""
    picked: Bools | None = None  # cells that were read or written
    repeated: Bools | None = None  # cells that are only there because the tensor was stretched
    left_out: Bools | None = None  # cells that no cell of the result was made of
    places: Places | None = None  # for each of the result's cells, flattened, the flattened place
    axes: tuple[int, ...] = ()  # for each axis here: the result's axis it goes with, or ALL
    running: int | None = None  # the axis along which the cells up to this one were taken


class Working(Struct, frozen=True, kw_only=True):
    """How the cells of a step's result came about."""

    kind: Kind
    operands: tuple[Grid, ...]
    result: Grid
    more: tuple[Grid, ...] = ()  # what else the call returned
    sign: str = ""  # what stands between the numbers of a cell: "+", "·", "max"


def fits(shape: tuple[int, ...]) -> bool:
    """Whether a tensor of a shape is shown cell by cell."""
    if math.prod(shape) == 0:
        return False
    if len(shape) < MATRIX:
        return math.prod(shape) <= LONGEST
    if len(shape) > BLOCK or shape[-2] > ROWS or shape[-1] > COLUMNS:
        return False
    return len(shape) == MATRIX or (shape[0] <= DEEPEST and math.prod(shape) <= 4 * LONGEST)


def origin(grid: Grid, at: Cell, shape: tuple[int, ...]) -> Bools:
    """The cells of an operand that went into cell `at` of a result of a shape."""
    found = np.zeros(grid.value.shape, np.bool_)
    if grid.places is not None:
        place = grid.places[np.ravel_multi_index(at, shape) if shape else 0]
        if place != NOWHERE:
            found.reshape(-1)[place] = True
    elif grid.axes or not grid.value.shape:
        found[_where(grid, at)] = True
    return found if grid.left_out is None else found & ~grid.left_out


def follows(grid: Grid) -> bool:
    """Whether it is known where the cells of an operand went."""
    return grid.places is not None or bool(grid.axes) or not grid.value.shape


def uses(grid: Grid, place: int, shape: tuple[int, ...]) -> Bools:
    """The cells of a result of a shape that the cell at a flattened place went into."""
    found = np.zeros(shape, np.bool_)
    for at in np.ndindex(shape):
        found[at] = origin(grid, at, shape).reshape(-1)[place]
    return found


def _where(grid: Grid, at: Cell) -> tuple[slice | int, ...]:
    where: list[slice | int] = []
    for axis, (goes, length) in enumerate(zip(grid.axes, grid.value.shape, strict=True)):
        if goes == ALL:
            where.append(slice(None))
        elif axis == grid.running:
            where.append(slice(0, at[goes] + 1))
        else:
            where.append(min(at[goes], length - 1))
    return tuple(where)


def broadcast(value: Value, shape: tuple[int, ...]) -> Value:
    """A value as if it were of a larger shape, by broadcasting. Raises ValueError."""
    wide = np.broadcast_to(value.array(), shape)
    return Value(dtype=value.dtype, shape=shape, data=encode(wide, value.dtype))


def numbered(shape: tuple[int, ...]) -> Places:
    """An array of a shape whose cells hold their own flattened place."""
    return np.arange(math.prod(shape), dtype=np.intp).reshape(shape)


def same(one: Array, other: Array) -> bool:
    """Whether two arrays hold the same numbers, NaN included."""
    one, other = np.asarray(one), np.asarray(other)
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    return one.tobytes() == other.tobytes()


def near(expected: Array, made: Value, scale: float = 0.0) -> bool:
    """Whether numbers are those that a call made but for rounding, NaN included.

    `scale`: how large the terms are that a number was added up from; where they cancel, what is
    left is as inexact as they are. Overflow of a floating dtype is infinity here as it is there.
    """
    if expected.shape != made.shape:
        return False
    if made.dtype in FLOATING:
        with np.errstate(all="ignore"):
            expected = decode(encode(expected, made.dtype), made.dtype).reshape(made.shape)
    tolerance = NEAR.get(made.dtype, 1e-4)
    numbers = made.array().astype(np.complex128 if made.dtype in COMPLEX else np.float64)
    wide = expected.astype(numbers.dtype)
    return bool(np.allclose(wide, numbers, rtol=tolerance, atol=tolerance * scale, equal_nan=True))


def largest(value: Value) -> float:
    """The largest absolute value among the finite numbers; 0 if there are none."""
    numbers = np.abs(value.array().astype(np.float64))
    return float(numbers[np.isfinite(numbers)].max(initial=0.0))
