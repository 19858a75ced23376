"""Example inputs as they are asked for, checked, and written as PyTorch code."""

from __future__ import annotations

import ast
import math
import re
from typing import Literal

from msgspec import Struct

from graphviewer.files.models import parsing
from graphviewer.files.models.data import INTEGERS, Given
from graphviewer.tape.value import FLOATING

Kind = Literal["randn", "zeros", "ones", "arange", "tokens", "values"]
MOST_NUMBERS = 10_000_000
MOST_DIMENSIONS = 8
MOST_TYPED = 100_000  # characters of values
_SPLIT = re.compile(r"[,\s×x*]+")

Wrong = Literal[
    "shape", "size", "many", "dimensions", "values", "ragged", "bound", "whole", "dtype", "fixed"
]


class BadInput(Exception):
    """What was asked for cannot be an input. `wrong` says why, `detail` more of it."""

    def __init__(self, wrong: Wrong, detail: str = "") -> None:
        super().__init__(f"{wrong}: {detail}")
        self.wrong, self.detail = wrong, detail


class Input(Struct, frozen=True, kw_only=True):
    """An input to make. `text` is what was typed where the values are."""

    name: str = "x"
    kind: Kind = "randn"
    shape: tuple[int, ...] = (2, 4)
    dtype: str = "float32"
    bound: int = 10  # tokens are from 0 to bound - 1
    text: str = ""
    grad: bool = False


def shape_of(text: str) -> tuple[int, ...]:
    """The shape that was typed: "2, 3", "2 x 3", "(2, 3)", or nothing for one number.

    Raises BadInput.
    """
    inner = text.strip().strip("()[]").strip().strip(",")
    parts = [part for part in _SPLIT.split(inner) if part]
    if not all(part.isascii() and part.isdecimal() and len(part) < 12 for part in parts):
        raise BadInput("shape", text)
    shape = tuple(int(part) for part in parts)
    check_shape(shape)
    return shape


def check_shape(shape: tuple[int, ...]) -> None:
    """A shape that one can look at. Raises BadInput."""
    if len(shape) > MOST_DIMENSIONS:
        raise BadInput("dimensions", str(len(shape)))
    if 0 in shape:
        raise BadInput("size", "0")
    if math.prod(shape) > MOST_NUMBERS:
        raise BadInput("many", f"{math.prod(shape):,}")


def check(one: Input, given: Given | None = None) -> None:
    """An input can be made, and is one that an exported program takes. Raises BadInput."""
    shape = values_of(one.text)[1] if one.kind == "values" else one.shape
    check_shape(shape)
    if one.kind == "randn" and one.dtype not in FLOATING:
        raise BadInput("dtype", one.dtype)
    if one.kind == "tokens":
        if one.dtype not in INTEGERS:
            raise BadInput("whole", one.dtype)
        if not 0 < one.bound < 2**31:
            raise BadInput("bound", str(one.bound))
    if one.grad and one.dtype not in FLOATING:
        raise BadInput("dtype", one.dtype)
    if given is not None:
        sizes = len(shape) == len(given.shape) and all(
            wanted in (0, size) for wanted, size in zip(given.shape, shape, strict=True)
        )
        if not sizes:
            raise BadInput("fixed", " × ".join(str(size or "?") for size in given.shape))


def values_of(text: str) -> tuple[object, tuple[int, ...]]:
    """The numbers that were typed, as nested lists, and their shape. Raises BadInput."""
    if len(text) > MOST_TYPED:
        raise BadInput("many", f"{len(text):,}")
    try:
        found = ast.literal_eval(parsing.expression(text))
    except (ValueError, TypeError, RecursionError, MemoryError) as error:
        raise BadInput("values", text[:40]) from error
    return found, _shape_in(found)


def _shape_in(found: object, depth: int = 0) -> tuple[int, ...]:
    if isinstance(found, (bool, int, float)):
        if isinstance(found, float) and not math.isfinite(found):  # 1e999
            raise BadInput("values", str(found))
        return ()
    if not isinstance(found, (list, tuple)) or not found or depth > MOST_DIMENSIONS:
        raise BadInput("values", str(found)[:40])
    shapes = {_shape_in(one, depth + 1) for one in found}
    if len(shapes) > 1:
        raise BadInput("ragged")
    return (len(found), *shapes.pop())


def code(one: Input) -> str:
    """The expression that makes an input which was checked."""
    dtype = "" if one.dtype == "float32" else f", dtype=torch.{one.dtype}"
    sizes = ", ".join(map(str, one.shape)) if one.shape else "()"
    whole = f"({', '.join(map(str, one.shape))}{',' if len(one.shape) == 1 else ''})"
    match one.kind:
        case "values":
            return f"torch.tensor({values_of(one.text)[0]!r}, dtype=torch.{one.dtype})"
        case "tokens":
            kind = "" if one.dtype == "int64" else dtype
            return f"torch.randint({one.bound}, {whole}{kind})"
        case "arange":
            plain = "" if one.dtype == "int64" else f", dtype=torch.{one.dtype}"
            return f"torch.arange({math.prod(one.shape)}{plain}).reshape({sizes})"
        case _:
            return f"torch.{one.kind}({sizes}{dtype})"
