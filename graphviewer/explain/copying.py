"""A value as text to be copied, every digit of it: as printed, as CSV, as a Python literal.

Each number is written in its dtype's shortest exact form, so that reading it back as that dtype
gives the same number. Of a value that was kept in part only the kept elements are there, each with
its index.
"""

from __future__ import annotations

import csv
import io
import math
from typing import Literal

import numpy as np
import numpy.typing as npt

from graphviewer.explain import numbers
from graphviewer.tape.value import Value

Form = Literal["text", "csv", "python"]


def copied(value: Value, form: Form) -> str:
    """A value in one of the forms."""
    match form:
        case "text":
            return numbers.full(value, limit=value.kept + 1)
        case "csv":
            return as_csv(value)
        case "python":
            return as_python(value)


def as_csv(value: Value) -> str:
    """Rows of a matrix, a vector in one row, a scalar alone; of more axes an element a row.

    Then, and of a value kept in part, each row holds the element's index and its number.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    array = value.array()
    if value.complete and len(value.shape) <= 2:
        for row in np.atleast_2d(array):
            writer.writerow([_plain(one) for one in row])
    else:
        writer.writerow([*(f"axis {axis}" for axis in range(len(value.shape))), "value"])
        for index, one in _elements(value):
            writer.writerow([*index, _plain(one)])
    return lines.getvalue()


def as_python(value: Value) -> str:
    """Nested lists as Python reads them; of a value kept in part a dict of indices and numbers."""
    if value.complete:
        return _nested(value.array(), 0)
    rows = (f"    {index}: {_literal(one)}," for index, one in _elements(value))
    return "\n".join(["{", *rows, "}"])


def _elements(value: Value) -> list[tuple[tuple[int, ...], np.generic]]:
    places = np.unravel_index(np.arange(value.kept) * value.stride, value.shape)
    indices = zip(*(axis.tolist() for axis in places), strict=True)
    return list(zip(indices, value.array().ravel(), strict=True))


def _nested(array: npt.NDArray[np.generic], depth: int) -> str:
    if array.ndim == 0:
        return _literal(array.flat[0])
    if array.ndim == 1:
        return "[" + ", ".join(_literal(one) for one in array) + "]"
    between = ",\n" + " " * (depth + 1)
    return "[" + between.join(_nested(one, depth + 1) for one in array) + "]"


def _plain(one: np.generic) -> str:
    """As `float`, `int` and `complex` read it."""
    return str(one).strip("()") if np.iscomplexobj(one) else str(one)


def _literal(one: np.generic) -> str:
    """What Python evaluates to the number: `nan` is no name there."""
    if isinstance(one, np.floating) and not math.isfinite(float(one)):
        return f'float("{one}")'
    if isinstance(one, np.complexfloating):
        if not (math.isfinite(float(one.real)) and math.isfinite(float(one.imag))):
            return f'complex("{_plain(one)}")'
        return str(one)
    return str(one)
