"""The numbers of a tensor in a file, as NumPy reads them: whole, or evenly spread ones of many."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphviewer.disk.problem import CannotRead, reason_of
from graphviewer.files.models.data import SIZES, Entry, contiguous, fits

MOST = 8 * 1024**2  # numbers read of one tensor
_PLAIN = frozenset(
    {"float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "uint16",
     "uint32", "uint64", "bool"}
)  # fmt: skip


def readable(entry: Entry) -> bool:
    """Whether the numbers can be read: of a known dtype, where the file says, and not too many."""
    known = entry.dtype in _PLAIN or entry.dtype == "bfloat16"
    small = entry.size <= MOST * SIZES.get(entry.dtype, 0)
    return known and small and entry.start >= 0 and fits(entry)


def numbers(path: Path, entry: Entry) -> npt.NDArray[np.float64]:
    """The numbers in float64, of the tensor's shape. `readable` must hold. Raises FileProblem."""
    if not entry.count:
        return np.zeros(entry.shape)
    try:
        with path.open("rb") as file:
            file.seek(entry.start)
            data = file.read(entry.size)
    except OSError as error:
        raise CannotRead(path, reason_of(error)) from error
    if len(data) < entry.size:
        raise CannotRead(path, "it has become shorter")
    size = SIZES[entry.dtype]
    data = data[: len(data) // size * size]
    if entry.dtype == "bfloat16":  # the upper half of a float32
        halves = np.frombuffer(data, "<u2").astype(np.uint32) << 16
        flat = halves.view(np.float32).astype(np.float64)
    else:
        kind = np.dtype(entry.dtype)
        flat = np.frombuffer(data, kind.newbyteorder("<")).astype(np.float64)
    if entry.stride == contiguous(entry.shape):
        return flat[entry.offset : entry.offset + entry.count].reshape(entry.shape)
    strides = tuple(step * 8 for step in entry.stride)
    shown = np.lib.stride_tricks.as_strided(flat[entry.offset :], entry.shape, strides)
    return np.ascontiguousarray(shown)


def norm(found: npt.NDArray[np.float64]) -> float:
    """The square root of the sum of squares; NaN and infinity as they come."""
    with np.errstate(all="ignore"):
        return float(np.sqrt(np.square(found).sum()))
