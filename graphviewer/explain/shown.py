"""Numbers inside equations."""

from __future__ import annotations

import numpy as np

from graphviewer.explain.equation import Fence, Math, Matrix, Ref, Role, Text
from graphviewer.explain.numbers import (
    exact,
    nested,
    relation,
    scalar,
    shape,
    short,
    summary,
)
from graphviewer.explain.rules.rule import Array
from graphviewer.tape.value import COMPLEX, Value

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
        return bool(numbers.shape[0] <= MOST_ROWS and numbers.shape[1] <= MOST_COLUMNS)
    return bool(numbers.size <= LONGEST_VECTOR)


def array_maths(numbers: Array, role: Role, ref: Ref | None = None) -> Math:
    """The same for an array."""
    numbers = np.asarray(numbers)
    if not fits(numbers):
        return Text(shape(numbers.shape), "word", role, ref)
    if numbers.ndim == 2 and numbers.size:
        rows = tuple(tuple(Text(scalar(x), "number", role) for x in row) for row in numbers)
        return Matrix(rows, role=role, ref=ref)
    return Text(nested(numbers), "number", role, ref)


def is_rounded(value: Value) -> bool:
    """Whether an equation shows this value's numbers, and not all of them exactly."""
    return shows_numbers(value) and not exact(value.array())


def result_line(value: Value, role: Role, ref: Ref | None = None) -> tuple[Math, ...]:
    """A result behind its sign."""
    sign = Text(relation(rounded=is_rounded(value)), "operator")
    return sign, result_maths(value, role, ref)


def result_maths(value: Value, role: Role, ref: Ref | None = None) -> Math:
    """A result: numbers while they are few, a long vector by its ends, else shape and mean."""
    if shows_numbers(value):
        return value_maths(value, role, ref)
    if value.complete and len(value.shape) == 1 and value.dtype not in COMPLEX:
        numbers = value.array()
        ends = " ".join(scalar(x) for x in numbers[:2]), scalar(numbers[-1])
        mean = summary(value).partition(" ")[2]
        return Text(f"[{ends[0]} … {ends[1]}], {mean}", "number", role, ref)
    return Text(short(value), "number", role, ref)


def factor(maths: Math) -> Math:
    """A number as a factor: a negative or complex one in brackets."""
    return Fence(maths) if isinstance(maths, Text) and _loose(maths.text) else maths


def _loose(number: str) -> bool:
    """Whether a sign in a number would be read as one of the equation's."""
    return number.startswith("-") or (number.endswith("j") and ("+" in number or "-" in number))
