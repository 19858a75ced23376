"""The header of a safetensors file: names, dtypes, shapes and where the numbers lie.

Format: https://huggingface.co/docs/safetensors, eight bytes with the header's length (little
endian), the header as JSON, then the numbers. Nothing in it can run.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from graphviewer.files.models.data import (
    MOST_DIMENSIONS,
    SIZES,
    Entry,
    Weights,
    contiguous,
    fits,
)
from graphviewer.files.models.json_text import loads
from graphviewer.files.models.problem import NotAModel

MOST_HEADER = 100_000_000  # bytes, as the library has it
_DTYPES = {
    "F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "I64": "int64",
    "I32": "int32", "I16": "int16", "I8": "int8", "U8": "uint8", "U16": "uint16", "U32": "uint32",
    "U64": "uint64", "BOOL": "bool", "F8_E4M3": "float8_e4m3fn", "F8_E5M2": "float8_e5m2",
    "C64": "complex64", "C128": "complex128",
}  # fmt: skip


def looks_like(head: bytes, size: int) -> bool:
    """Whether a file of `size` bytes begins as safetensors do."""
    if len(head) < 9:
        return False
    return 2 <= struct.unpack("<Q", head[:8])[0] <= size - 8 and head[8:9] == b"{"


def read(path: Path, file: BinaryIO, size: int) -> Weights:
    """Read the header. Raises NotAModel."""
    head = file.read(8)
    length = struct.unpack("<Q", head)[0] if len(head) == 8 else 0
    if not 2 <= length <= size - 8:
        raise NotAModel(path, "damaged", "it ends within its header")
    if length > MOST_HEADER:
        raise NotAModel(path, "damaged", f"its header says it is {length:,} bytes long")
    header = _header(path, file.read(length))
    about = header.pop("__metadata__", {})
    if not isinstance(about, dict) or not all(isinstance(one, str) for one in about.values()):
        raise NotAModel(path, "damaged", "its metadata are not texts by name")
    data = (8 + length, size - 8 - length)
    entries = tuple(_entry(path, name, row, data) for name, row in header.items())
    _check_places(path, entries, data)
    if not entries:
        raise NotAModel(path, "empty")
    return Weights(path=path, kind="safetensors", entries=entries, about=tuple(about.items()))


def _header(path: Path, data: bytes) -> dict[str, object]:
    try:
        found = loads(data)
    except ValueError as error:
        raise NotAModel(path, "damaged", f"its header is no JSON ({error})") from error
    if not isinstance(found, dict):
        raise NotAModel(path, "damaged", "its header lists no tensors")
    return found


def _entry(path: Path, name: str, row: object, data: tuple[int, int]) -> Entry:
    match row:
        case {"dtype": str(code), "shape": list(shape), "data_offsets": [int(first), int(last)]}:
            pass
        case _:
            raise NotAModel(path, "damaged", f"its header says too little of {name!r}")
    whole = all(type(one) is int and 0 <= one < 2**48 for one in (*shape, first, last))
    if not whole or len(shape) > MOST_DIMENSIONS or not first <= last <= data[1]:
        raise NotAModel(path, "damaged", f"{name!r} reaches beyond its end")
    dtype = _DTYPES.get(code, code)
    sizes = tuple(shape)
    entry = Entry(
        name=name,
        shape=sizes,
        dtype=dtype,
        start=data[0] + first,
        size=last - first,
        stride=contiguous(sizes),
    )
    if dtype in SIZES and (entry.count * SIZES[dtype] != entry.size or not fits(entry)):
        raise NotAModel(path, "damaged", f"the shape and the numbers of {name!r} do not agree")
    return entry


def _check_places(path: Path, entries: tuple[Entry, ...], data: tuple[int, int]) -> None:
    """The numbers lie side by side and fill the file, as the library demands."""
    at = data[0]
    for entry in sorted(entries, key=lambda one: (one.start, one.size)):
        if entry.start != at:
            raise NotAModel(path, "damaged", f"the numbers of {entry.name!r} lie elsewhere")
        at += entry.size
    if at != sum(data):
        raise NotAModel(path, "damaged", f"{abs(sum(data) - at):,} bytes belong to no tensor")
