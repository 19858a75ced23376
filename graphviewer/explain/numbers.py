"""Numbers as text: short for cards and equations, full for tooltips and tables.

A number is shown in its dtype's shortest exact form while that has at most `digits` significant
digits; otherwise it is rounded to `digits`, keeping its zeros: `0.3` is what float32 itself calls
0.3, `0.3000` is only near it.

Equality. In an equation `=` stands before numbers that are all shown in their dtype's shortest
exact form, `≈` as soon as one of them had to be rounded. Each line's sign speaks of the left side
at the top: `∂L/∂w`, `≈ 0.3333 · 3`, `= 1`. A shape or a summary describes; it is no equation.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from graphviewer.tape.value import COMPLEX, Value

Number = bool | int | float | complex | np.generic
SMALLEST_PLAIN = -4  # decimal exponents from here on are written without "e"
LARGEST_HALF = 2048  # up to here float16 holds every whole number
LARGEST_PLAIN = 6  # integers of up to this many digits are written out


def scalar(x: Number, digits: int = 4) -> str:
    """One number, at most `digits` significant digits unless it is a whole number of up to six."""
    if isinstance(x, (bool, np.bool_)):
        return str(bool(x))
    if isinstance(x, (int, np.integer)):
        return str(int(x))
    if isinstance(x, (complex, np.complexfloating)):
        return _complex(x, digits)
    number = float(x)
    if not math.isfinite(number):
        return str(number)
    if number == 0:
        return "-0" if math.copysign(1.0, number) < 0 else "0"
    return _written(x, digits)


@lru_cache(maxsize=1 << 15, typed=True)  # each step says most of what the last one said
def _written(x: float | np.floating, digits: int) -> str:
    """A finite number that is not zero: 0 and -0 are equal, so nothing keeps them apart here."""
    return _decimal(_shortest(x), Decimal(float(x)), digits)


def exact(numbers: npt.NDArray[np.generic], digits: int = 4) -> bool:
    """Whether `scalar` shows every number of an array as its dtype's own shortest form."""
    return all(_is_exact(x, digits) for x in np.asarray(numbers).flat)


def relation(*, rounded: bool) -> str:
    """The sign before numbers, see above."""
    return "≈ " if rounded else "= "


def _is_exact(x: Number, digits: int) -> bool:
    if isinstance(x, (bool, np.bool_, int, np.integer)):
        return True
    if isinstance(x, (complex, np.complexfloating)):
        return _is_exact(x.real, digits) and _is_exact(x.imag, digits)
    text = scalar(x, digits)
    return not math.isfinite(float(x)) or Decimal(text) in (_shortest(x), Decimal(float(x)))


def short(value: Value, *, digits: int = 4, limit: int = 6) -> str:
    """A value in a line: its numbers up to `limit` of them, else its shape and mean."""
    if value.size == 0:
        return "[]" if value.shape == (0,) else shape(value.shape)
    if value.complete and value.size <= limit:
        return nested(value.array(), digits)
    return summary(value, digits)


def nested(array: npt.NDArray[np.generic], digits: int = 4) -> str:
    """All elements, rows in brackets: `12`, `[1 1 1]`, `[[1 2] [3 4]]`."""
    if array.ndim == 0:
        return scalar(array.flat[0], digits)
    return "[" + " ".join(nested(np.asarray(row), digits) for row in array) + "]"


def shape(lengths: tuple[int, ...]) -> str:
    """A shape: `[4×3]`, `[]` for a scalar."""
    return "[" + "×".join(map(str, lengths)) + "]"


def summary(value: Value, digits: int = 4) -> str:
    """Shape and mean of the finite elements, with how many are NaN or infinite."""
    head = shape(value.shape)
    if value.dtype in COMPLEX or not (value.complete or value.stats):
        return f"{head} {value.dtype}"  # of a sample's sum nobody knows the mean
    if value.dtype == "bool" and value.complete:
        return f"{head} {np.count_nonzero(value.array())} True"
    mean, nans, infs = _mean(value)
    parts = [f"{head} mean {scalar(mean, digits)}"]
    parts += [f"{nans} nan"] if nans else []
    parts += [f"{infs} inf"] if infs else []
    return ", ".join(parts)


def full(value: Value, *, limit: int = 1000, width: int = 88) -> str:
    """Every digit, laid out as torch prints; beyond `limit` elements the ends of each axis.

    Of a sample the statistics over all elements come first, then the elements kept.
    """
    text = np.array2string(
        _apart(value.array()),
        max_line_width=width,
        separator=", ",
        threshold=limit,
        edgeitems=3,
        floatmode="unique",
        suppress_small=False,
        sign="-",
    )
    if value.complete:
        return text
    stats = value.stats
    if stats is None:
        return f"{shape(value.shape)} {value.dtype}\nevery {value.stride}th:\n{text}"
    facts = (("min", stats.min), ("max", stats.max), ("mean", stats.mean), ("std", stats.std))
    line = ", ".join(f"{name} {number!r}" for name, number in facts)
    return f"{shape(value.shape)} {value.dtype}\n{line}\nevery {value.stride}th:\n{text}"


def _apart(numbers: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Halves of which NumPy would write 65504 as 65500, in a dtype of which it does not."""
    coarse = numbers.dtype == np.float16 and bool((np.abs(numbers) > LARGEST_HALF).any())
    return numbers.astype(np.float32) if coarse else numbers


def _mean(value: Value) -> tuple[float, int, int]:
    """Mean of the finite elements, number of NaN, number of infinite ones."""
    if value.stats is not None:
        return value.stats.mean, value.stats.nans, value.stats.infs
    wide = value.array().astype(np.float64)
    finite = wide[np.isfinite(wide)]
    mean = float(finite.mean()) if finite.size else math.nan
    return mean, int(np.isnan(wide).sum()), int(np.isinf(wide).sum())


def _shortest(x: Number) -> Decimal:
    """The shortest decimal that names this number in its own dtype."""
    if isinstance(x, np.floating):
        return Decimal(np.format_float_scientific(x, unique=True, trim="-"))
    return Decimal(repr(x))


def _decimal(shortest: Decimal, held: Decimal, digits: int) -> str:
    """A number in its shortest form; what is whole, or must be rounded, from what is `held`.

    What a float32 calls 0.12345 lies on one side of it; to a float16 65504 is 65500.
    """
    shortest = shortest.normalize()
    significant = len(shortest.as_tuple().digits)
    if held == held.to_integral_value() and held.adjusted() < LARGEST_PLAIN:
        return f"{held:f}"
    rounded = shortest
    if significant > digits:
        rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(held)
    if SMALLEST_PLAIN <= rounded.adjusted() < digits:
        return f"{rounded:f}"
    return f"{float(shortest if significant <= digits + 1 else held):.{digits}e}"


def _complex(x: complex | np.complexfloating, digits: int) -> str:
    real, imaginary = x.real, x.imag
    tail = scalar(imaginary, digits)
    return scalar(real, digits) + (tail if tail.startswith("-") else "+" + tail) + "j"
