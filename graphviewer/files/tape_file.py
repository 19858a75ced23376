"""`.tape` files: versioned, checked against damage and against the tape's law, written atomically.

docs/tape.md describes the bytes.
"""

from __future__ import annotations

import gc
import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem, read_bytes
from graphviewer.tape import coding, law
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import ITEM_BYTES, Value

FORMAT = 2  # the newest format this version reads, and the one it writes
SUFFIX = ".tape"
MAGIC = b"\x89TAPE\r\n\x1a"  # not text; a transfer that rewrites line ends is noticed at once
MAX_BYTES = 2 * 1024**3

_VERSION = struct.Struct("<I")
_LENGTHS = struct.Struct("<QQ")  # of the rows, of the arrays
_ROWS_AT = len(MAGIC) + _VERSION.size + _LENGTHS.size
_DIGEST = 32


class TapeFileError(FileProblem):
    """A file is not a tape that can be opened."""


class NotATape(TapeFileError):
    """The file is something else."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, f"{path} is not a tape: it does not begin as one.")


class NewerTape(TapeFileError):
    """The tape's format came after this version of graphviewer."""

    def __init__(self, path: str | Path, version: int) -> None:
        super().__init__(
            path,
            f"{path} is a tape of format {version}; this graphviewer reads formats up to {FORMAT}. "
            "Update graphviewer to open it.",
        )
        self.version = version


class TruncatedTape(TapeFileError):
    """The file ends too early, or goes on too long."""

    def __init__(self, path: str | Path, size: int, expected: int) -> None:
        super().__init__(
            path,
            f"{path} is damaged: it has {size:,} bytes where it says {expected:,}. "
            "Copy or record it again.",
        )
        self.size, self.expected = size, expected


class AlteredTape(TapeFileError):
    """The file's bytes are not those that were written, or no legal tape."""

    def __init__(self, path: str | Path, what: str) -> None:
        super().__init__(path, f"{path} is damaged: {what}. Copy or record it again.")
        self.what = what


def write(tape: Tape, path: str | Path) -> None:
    """Save a tape; what was at `path` stays whole until the new file is.

    Raises CannotWrite or IsAFolder.
    """
    atomic.write(path, _chunks(tape))


def read(path: str | Path) -> Tape:
    """Open a tape. Raises a FileProblem that says what is wrong and where."""
    data = read_bytes(path, MAX_BYTES)
    rows, arrays = _open_envelope(Path(path), data)
    try:
        with _nothing_collected():
            tape = coding.decode(rows, Tape)
            tape.values = list(_with_data(tape.values, arrays))
            law.check_tape(tape)
    except (msgspec.MsgspecError, UnicodeDecodeError, law.TapeError) as error:
        raise AlteredTape(path, f"its rows are not those of a tape ({error})") from error
    return tape


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Within, Python does not look for garbage: rows hold none, and it takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _chunks(tape: Tape) -> Iterator[bytes]:
    bare = [msgspec.structs.replace(value, data=b"") for value in tape.values]
    rows = coding.encode(msgspec.structs.replace(tape, values=bare))
    lengths = _LENGTHS.pack(len(rows), sum(len(value.data) for value in tape.values))
    digest = hashlib.blake2b(digest_size=_DIGEST)
    head = (MAGIC, _VERSION.pack(FORMAT), lengths, rows)
    for chunk in (*head, *(value.data for value in tape.values)):
        digest.update(chunk)
        yield chunk
    yield digest.digest()


def _open_envelope(path: Path, data: bytes) -> tuple[memoryview, memoryview]:
    """The bytes of rows and arrays, once magic, format, lengths and checksum are right."""
    if not data or data[: len(MAGIC)] != MAGIC[: len(data)]:
        raise NotATape(path)
    if len(data) < _ROWS_AT:
        raise TruncatedTape(path, len(data), _ROWS_AT + _DIGEST)
    (version,) = _VERSION.unpack_from(data, len(MAGIC))
    if version > FORMAT:
        raise NewerTape(path, version)
    if version < 1:
        raise AlteredTape(path, f"there is no format {version}")
    rows, arrays = _LENGTHS.unpack_from(data, len(MAGIC) + _VERSION.size)
    expected = _ROWS_AT + rows + arrays + _DIGEST
    if len(data) != expected:
        raise TruncatedTape(path, len(data), expected)
    view = memoryview(data)
    digest = hashlib.blake2b(view[:-_DIGEST], digest_size=_DIGEST).digest()
    if digest != view[-_DIGEST:]:
        raise AlteredTape(path, "its checksum does not match its bytes")
    return view[_ROWS_AT : _ROWS_AT + rows], view[_ROWS_AT + rows : -_DIGEST]


def _with_data(values: list[Value], arrays: memoryview) -> Iterator[Value]:
    """The values with their bytes, cut from the arrays one after another."""
    at = 0
    for place, value in enumerate(values):
        if value.dtype not in ITEM_BYTES or value.stride < 1 or min(value.shape, default=0) < 0:
            raise law.BadValue(f"value {place} has no size")
        length = value.kept * ITEM_BYTES[value.dtype]
        if length > len(arrays) - at:
            raise law.BadValue(f"value {place} reaches beyond the arrays")
        yield msgspec.structs.replace(value, data=bytes(arrays[at : at + length]))
        at += length
    if at != len(arrays):
        raise law.BadValue(f"{len(arrays) - at} bytes of arrays belong to no value")
