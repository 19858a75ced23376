"""Nested Python values with tensors in them, as JSON and a table of named tensors; no pickle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from torch import Tensor

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class CannotPack(Exception):
    """A value that is neither a number, a text, a tensor nor a collection of such."""


def pack(value: object, name: str, tensors: dict[str, Tensor]) -> Json:
    """The value as JSON; its tensors are copied to the CPU and put into `tensors` under `name`.

    Tuples, and dicts with any keys, come back as what they were. Raises CannotPack.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Tensor():
            while name in tensors:  # of a key with a dot in it
                name += "'"
            tensors[name] = value.detach().to("cpu", copy=True).contiguous()
            return {"tensor": name}
        case list():
            return [pack(one, f"{name}.{at}", tensors) for at, one in enumerate(value)]
        case tuple():
            return {"tuple": [pack(one, f"{name}.{at}", tensors) for at, one in enumerate(value)]}
        case Mapping():
            pairs: list[Json] = [
                [pack(key, f"{name}.key", tensors), pack(one, f"{name}.{key}", tensors)]
                for key, one in value.items()
            ]
            return {"dict": pairs}
    raise CannotPack(f"{name} is a {type(value).__name__}")


def unpack(packed: Json, tensors: Mapping[str, Tensor]) -> Any:  # noqa: ANN401 - whatever was packed
    """What was packed. Raises ValueError or KeyError where it was not packed by `pack`."""
    match packed:
        case None | bool() | int() | float() | str():
            return packed
        case list():
            return [unpack(one, tensors) for one in packed]
        case {"tensor": str(name)}:
            return tensors[name]
        case {"tuple": list(values)}:
            return tuple(unpack(one, tensors) for one in values)
        case {"dict": list(pairs)}:
            return {unpack(key, tensors): unpack(one, tensors) for key, one in map(_pair, pairs)}
    raise ValueError(f"{str(packed)[:60]} was not packed")


def _pair(packed: Json) -> list[Json]:
    if not isinstance(packed, list) or len(packed) != 2:
        raise ValueError(f"{str(packed)[:60]} is no key and value")
    return packed
