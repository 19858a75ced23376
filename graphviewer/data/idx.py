"""IDX files, the form of MNIST and FashionMNIST (yann.lecun.com/exdb/mnist): one array of bytes.

Two zero bytes, the type (8: uint8), the number of dimensions, each dimension as a big-endian
32-bit number, then the elements in row-major order.
"""

from __future__ import annotations

import hashlib
import math
import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np

from graphviewer.data.files import AGAIN, MOST_BYTES, opened
from graphviewer.data.loaded import Bytes
from graphviewer.data.problem import DataProblem

_UINT8 = 8
_GROWTH = 8000  # no deflate or LZMA stream grows by more than this


def header(shape: tuple[int, ...]) -> bytes:
    """What stands before the elements of an array of this shape."""
    return struct.pack(f">HBB{len(shape)}I", 0, _UINT8, len(shape), *shape)


def write(path: Path, values: Bytes) -> None:
    """Write an array as an IDX file, uncompressed."""
    path.write_bytes(header(values.shape) + values.tobytes())


def digest(values: Bytes) -> str:
    """SHA-256 of the IDX file that holds these values, in hexadecimal."""
    found = hashlib.sha256(header(values.shape))
    found.update(np.ascontiguousarray(values).data)
    return found.hexdigest()


def read(path: Path, dimensions: int) -> Bytes:
    """The array in an IDX file, raw or gzip. Raises DataProblem.

    Nothing is allocated before the header has been held against the size of the file.
    """
    with opened(path) as file:
        shape = _shape(path, file, dimensions)
        values = np.empty(math.prod(shape), np.uint8)
        _fill(path, file, values)
    return values.reshape(shape)


def _shape(path: Path, file: BinaryIO, dimensions: int) -> tuple[int, ...]:
    """The shape that the header tells, if the file can hold so much."""
    size = path.stat().st_size
    start = file.read(4)
    if len(start) < 4:
        raise _short(path)
    zero, kind, found = struct.unpack(">HBB", start)
    if zero:
        raise DataProblem(f"{path} is not an IDX file: it does not begin with two zero bytes.")
    if kind != _UINT8:
        raise DataProblem(f"{path} holds numbers of type {kind:#04x}, not bytes (0x08).")
    if found != dimensions:
        raise DataProblem(f"{path} has {found} dimensions, not {dimensions}.")
    rest = file.read(4 * dimensions)
    if len(rest) < 4 * dimensions:
        raise _short(path)
    shape = struct.unpack(f">{dimensions}I", rest)
    count = math.prod(shape)
    if count == 0:
        raise DataProblem(f"{path} is empty: its shape is {list(shape)}.")
    if count > MOST_BYTES:
        raise DataProblem(f"{path} says it holds {count:,} bytes; {MOST_BYTES:,} are the most.")
    if count > size * _GROWTH:
        raise _short(path)
    return shape


def _fill(path: Path, file: BinaryIO, values: Bytes) -> None:
    view = values.data
    done = 0
    while got := file.readinto(view[done:]):  # type: ignore[attr-defined]  # typing has no readinto
        done += got
    if done < len(values):
        raise _short(path)
    if file.read(1):
        raise DataProblem(f"{path} goes on after its last element: it was altered.", AGAIN)


def _short(path: Path) -> DataProblem:
    return DataProblem(f"{path} ends before its last element: it was cut short.", AGAIN)
