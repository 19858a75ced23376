"""Numbers inside equations."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.equation import Fence, Math, Matrix, Ref, Role, Text
from graphviewer.explain.numbers import nested, scalar, shape, short
from graphviewer.explain.rules.rule import Array
from graphviewer.tape.value import Value

LONGEST_VECTOR = 6
MOST_ROWS, MOST_COLUMNS = 4, 5


def value_maths(value: Value, role: Role, ref: Ref | None = None) -> Math:
    """A value in an equation: its numbers while they are few, else its shape."""
    if not value.complete:
        return Text(shape(value.shape), "word", role, ref)
    return array_maths(value.array(), role, ref)


def shows_numbers(value: Value) -> bool:
    """Whether `value_maths` shows the numbers themselves."""
    return value.complete and fits(value.array())


def fits(numbers: Array) -> bool:
    """Whether an array is small enough to be written out in an equation."""
    if numbers.ndim == 2:
        return numbers.shape[0] <= MOST_ROWS and numbers.shape[1] <= MOST_COLUMNS
    return numbers.size <= LONGEST_VECTOR


def array_maths(numbers: Array, role: Role, ref: Ref | None = None) -> Math:
    """The same for an array."""
    numbers = np.asarray(numbers)
    if not fits(numbers):
        return Text(shape(numbers.shape), "word", role, ref)
    if numbers.ndim == 2 and numbers.size:
        rows = tuple(tuple(Text(scalar(x), "number", role) for x in row) for row in numbers)
        return Matrix(rows, role=role, ref=ref)
    return Text(nested(numbers), "number", role, ref)


def result_maths(value: Value, role: Role, ref: Ref | None = None) -> Math:
    """A result: numbers while they are few, else shape and mean."""
    shown = value_maths(value, role, ref)
    if isinstance(shown, Text) and shown.style == "word":
        return Text(short(value), "number", role, ref)
    return shown


def factor(maths: Math) -> Math:
    """A number as a factor: a negative one in brackets."""
    return Fence(maths) if isinstance(maths, Text) and maths.text.startswith("-") else maths
