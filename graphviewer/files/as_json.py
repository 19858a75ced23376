"""Numbers of a tape as JSON, exact."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from graphviewer.tape.value import Stats, Value

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def value_as_json(value: Value | None) -> Json:
    """A value as nested lists of exact numbers; beyond the cap an object with a sample of it.

    JSON has no NaN and no infinities, they are the strings "NaN", "Infinity" and "-Infinity"; a
    complex number is an object with `real` and `imag`.
    """
    if value is None:
        return None
    if value.complete:
        return _numbers(value.array())
    return {
        "shape": list(value.shape),
        "dtype": value.dtype,
        "stride": value.stride,
        "sample": _numbers(value.array()),
        "stats": _stats(value.stats),
    }


def _numbers(array: npt.NDArray[np.generic]) -> Json:
    if np.iscomplexobj(array):
        return spelled(array.tolist())
    exact: Json = array.tolist()
    whole = array.dtype.kind != "f" or bool(np.isfinite(array.astype(np.float64)).all())
    return exact if whole else spelled(exact)


def spelled(numbers: object) -> Json:
    """Nested lists with what JSON cannot say spelled out."""
    match numbers:
        case list():
            return [spelled(number) for number in numbers]
        case complex():
            return {"real": spelled(numbers.real), "imag": spelled(numbers.imag)}
        case float() if math.isnan(numbers):
            return "NaN"
        case float() if math.isinf(numbers):
            return "Infinity" if numbers > 0 else "-Infinity"
        case bool() | int() | float() | str():
            return numbers
    return None


def _stats(stats: Stats | None) -> Json:
    if stats is None:
        return None
    return {name: spelled(getattr(stats, name)) for name in stats.__struct_fields__}
