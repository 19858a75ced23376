"""A snapshot of a tensor's numbers, kept as raw bytes."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from msgspec import Struct

# PyTorch's dtype name -> the NumPy dtype its raw bytes are read with. bfloat16 and complex32 have
# no NumPy twin: their bytes are read as integers and halves and widened without loss.
DTYPES: dict[str, np.dtype[np.generic]] = {
    "float16": np.dtype("<f2"),
    "float32": np.dtype("<f4"),
    "float64": np.dtype("<f8"),
    "bfloat16": np.dtype("<u2"),
    "complex32": np.dtype("<f2"),
    "complex64": np.dtype("<c8"),
    "complex128": np.dtype("<c16"),
    "uint8": np.dtype("u1"),
    "uint16": np.dtype("<u2"),
    "uint32": np.dtype("<u4"),
    "uint64": np.dtype("<u8"),
    "int8": np.dtype("i1"),
    "int16": np.dtype("<i2"),
    "int32": np.dtype("<i4"),
    "int64": np.dtype("<i8"),
    "bool": np.dtype("?"),
}
ITEM_BYTES: dict[str, int] = {name: dtype.itemsize for name, dtype in DTYPES.items()} | {
    "complex32": 4
}
FLOATING = frozenset({"float16", "bfloat16", "float32", "float64"})
COMPLEX = frozenset({"complex32", "complex64", "complex128"})


class Stats(Struct, frozen=True, kw_only=True, gc=False):
    """Exact facts over all elements of a tensor too large to keep whole.

    In float64, of absolute values if complex.
    min, max, mean and std leave NaN and infinity out and are NaN when nothing finite is left; std
    divides by the count; norm is the Euclidean norm of the finite elements.
    """

    min: float
    max: float
    mean: float
    std: float
    norm: float
    zeros: int
    nans: int
    infs: int


class Value(Struct, frozen=True, kw_only=True, gc=False):
    """The numbers a tensor held at one moment.

    `data` holds little-endian elements in row-major order: all of them when `stride` is 1, else
    every `stride`-th element of the flattened tensor, and then `stats` covers the whole.
    """

    dtype: str
    shape: tuple[int, ...]
    data: bytes
    stride: int = 1
    stats: Stats | None = None

    @property
    def size(self) -> int:
        """Number of elements of the tensor, kept here or not."""
        return math.prod(self.shape)

    @property
    def complete(self) -> bool:
        """Whether every element is kept."""
        return self.stride == 1

    @property
    def kept(self) -> int:
        """Number of elements kept in `data`."""
        return -(-self.size // self.stride)

    def array(self) -> npt.NDArray[np.generic]:
        """The kept elements: of shape `shape` when complete, else one-dimensional.

        bfloat16 widens to float32 and complex32 to complex64, both exactly. Read-only.
        """
        flat = decode(self.data, self.dtype)
        return flat.reshape(self.shape) if self.complete else flat


def decode(data: bytes, dtype: str) -> npt.NDArray[np.generic]:
    """Raw little-endian bytes of PyTorch dtype `dtype` as a one-dimensional array."""
    if dtype == "bfloat16":
        bits: npt.NDArray[np.uint32] = np.frombuffer(data, "<u2").astype(np.uint32) << np.uint32(16)
        return bits.view(np.float32)
    if dtype == "complex32":
        return np.frombuffer(data, "<f2").astype(np.float32).view(np.complex64)
    return np.frombuffer(data, DTYPES[dtype])


def encode(array: npt.NDArray[np.generic], dtype: str) -> bytes:
    """The inverse of `decode`; bfloat16 rounds to nearest, ties to even, as PyTorch does.

    What is too large for the dtype becomes infinite, as there.
    """
    with np.errstate(all="ignore"):
        return _encoded(array, dtype)


def _encoded(array: npt.NDArray[np.generic], dtype: str) -> bytes:
    if dtype == "bfloat16":
        wide = np.ascontiguousarray(array, dtype=np.float32)
        bits = wide.view(np.uint32).astype(np.uint64)
        rounded = (
            (bits + 0x7FFF + ((bits >> np.uint64(16)) & np.uint64(1))) >> np.uint64(16)
        ).astype("<u2")
        return np.where(np.isnan(wide), np.uint16(0x7FC0), rounded).astype("<u2").tobytes()
    if dtype == "complex32":
        return np.ascontiguousarray(array, np.complex64).view(np.float32).astype("<f2").tobytes()
    return np.ascontiguousarray(array).astype(DTYPES[dtype]).tobytes()


def add(left: Value, right: Value) -> Value:
    """Sum of two values of one dtype and shape, rounded as that dtype rounds, as the engine adds.

    Raises ValueError where dtype, shape or the elements kept differ.
    """
    if (left.dtype, left.shape, left.stride) != (right.dtype, right.shape, right.stride):
        raise ValueError(f"cannot add {left.dtype}{left.shape} and {right.dtype}{right.shape}")
    with np.errstate(all="ignore"):
        total = np.add(decode(left.data, left.dtype), decode(right.data, right.dtype))
    return Value(
        dtype=left.dtype, shape=left.shape, data=encode(total, left.dtype), stride=left.stride
    )
