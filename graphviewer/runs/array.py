"""Arrays as they travel between processes: dtype, shape and raw bytes."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

import numpy as np
import numpy.typing as npt
from msgspec import Meta, Struct

Dtype = Literal["uint8", "int32", "int64", "float32", "float64"]
_Length = Annotated[int, Meta(ge=0, le=2**31)]


class Array(Struct, frozen=True, gc=False):
    """Little-endian elements in row-major order. Raises ValueError where the bytes do not fit."""

    dtype: Dtype
    shape: tuple[_Length, ...]
    data: bytes

    def __post_init__(self) -> None:
        wanted = math.prod(self.shape) * np.dtype(self.dtype).itemsize
        if len(self.data) != wanted:
            raise ValueError(
                f"an array {self.dtype}{list(self.shape)} has {wanted:,} bytes, not"
                f" {len(self.data):,}"
            )

    def numpy(self) -> npt.NDArray[Any]:
        """The array, read-only, without a copy."""
        kind = np.dtype(self.dtype).newbyteorder("<")
        return np.frombuffer(self.data, kind).reshape(self.shape)


def array(values: npt.ArrayLike, dtype: Dtype) -> Array:
    """Values as they travel."""
    whole = np.ascontiguousarray(values, np.dtype(dtype).newbyteorder("<"))
    return Array(dtype, whole.shape, whole.tobytes())
