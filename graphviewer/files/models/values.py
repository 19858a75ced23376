"""The numbers of a tensor in a file, as NumPy reads them, and as a value that can be shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphviewer.disk.problem import CannotRead, reason_of
from graphviewer.files.models.data import SIZES, Entry, fits
from graphviewer.tape.value import DTYPES, Stats, Value, decode, encode

MOST = 8 * 1024**2  # numbers read of one tensor
_KEPT = 65_536  # numbers shown of it
Numbers = npt.NDArray[np.generic]


def readable(entry: Entry) -> bool:
    """Whether the numbers can be read: of a known dtype, where the file says, and not too many.

    There may be more numbers than the storage has: with strides of 0 one stands for all.
    """
    known = entry.dtype in DTYPES and entry.dtype != "complex32"
    small = entry.count <= MOST and entry.size <= MOST * SIZES.get(entry.dtype, 0)
    return known and small and entry.start >= 0 and fits(entry)


def numbers(path: Path, entry: Entry) -> Numbers:
    """The numbers, of the tensor's shape; bfloat16 as float32. `readable` must hold.

    Raises FileProblem.
    """
    try:
        with path.open("rb") as file:
            file.seek(entry.start)
            data = file.read(entry.size)
    except OSError as error:
        raise CannotRead(path, reason_of(error)) from error
    if len(data) < entry.size:
        raise CannotRead(path, "it has become shorter")
    size = SIZES[entry.dtype]
    flat = decode(data[: len(data) // size * size], entry.dtype)
    if not entry.count:
        return flat[:0].reshape(entry.shape)
    strides = tuple(step * flat.itemsize for step in entry.stride)
    shown = np.lib.stride_tricks.as_strided(flat[entry.offset :], entry.shape, strides)
    return np.ascontiguousarray(shown).reshape(entry.shape)


def norm(found: Numbers) -> float:
    """The square root of the sum of squares of absolute values; NaN and infinity as they come."""
    with np.errstate(all="ignore"):
        wide = np.abs(found).astype(np.float64)
        return float(np.sqrt(np.square(wide).sum()))


def value(entry: Entry, found: Numbers) -> Value:
    """The numbers as a tape keeps them: all, or evenly spread ones with facts about all."""
    stride = max(1, -(-found.size // _KEPT))
    kept = encode(found.ravel()[::stride], entry.dtype)
    stats = _stats(found) if stride > 1 else None
    return Value(dtype=entry.dtype, shape=entry.shape, data=kept, stride=stride, stats=stats)


def _stats(found: Numbers) -> Stats:
    wide = (np.abs(found) if np.iscomplexobj(found) else found).astype(np.float64).ravel()
    finite = wide[np.isfinite(wide)]
    some = finite if finite.size else np.array([np.nan])
    return Stats(
        min=float(some.min()),
        max=float(some.max()),
        mean=float(some.mean()),
        std=float(some.std()),
        norm=norm(finite),
        zeros=int((wide == 0).sum()),
        nans=int(np.isnan(wide).sum()),
        infs=int(np.isinf(wide).sum()),
    )
