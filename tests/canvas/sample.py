"""Rows by hand, in few words."""

from __future__ import annotations

import struct

from graphviewer.tape.rows import Tensor
from graphviewer.tape.value import Value


def value(*numbers: float, shape: tuple[int, ...] | None = None) -> Value:
    """A float32 value."""
    shape = (len(numbers),) if shape is None else shape
    return Value(dtype="float32", shape=shape, data=struct.pack(f"<{len(numbers)}f", *numbers))


def tensor(number: int, name: str, **more: object) -> Tensor:
    """A float32 tensor row that wants a gradient."""
    base = {"shape": (3,), "dtype": "float32", "device": "cpu", "requires_grad": True}
    base["is_leaf"] = False
    return Tensor(id=number, name=name, object=number, **{**base, **more})  # type: ignore[arg-type]
