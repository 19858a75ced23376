"""A zip archive as PyTorch writes it, taken apart with care: every part lies there uncompressed.

Two readers of one archive must see the same parts, or what was looked at here is not what PyTorch
reads. So there may be no part twice, nothing before the first part and nothing behind the last.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from graphviewer.files.models.problem import NotAModel

MAGIC = b"PK\x03\x04"
MOST_PARTS = 200_000
MOST_DIRECTORY = 64 * 1024**2  # bytes of the list of parts
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LOCAL = struct.Struct("<4s5H3L2H")
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, LookupError, struct.error)


class Archive:
    """The parts of an archive by name, without the folder they all lie in."""

    def __init__(self, path: Path, file: BinaryIO, start: int, size: int) -> None:
        """The archive is the `size` bytes of the file from `start` on. Raises NotAModel."""
        self._path, self._file, self._start, self._size = path, file, start, size
        try:
            _check_end(file, start, size)
            with zipfile.ZipFile(_Slice(file, start, size)) as opened:
                found = opened.infolist()
        except _BROKEN as error:
            raise NotAModel(path, "damaged", f"no whole archive ({error})") from error
        names = [one.filename for one in found]
        if len({name.lower() for name in names}) != len(names):
            raise NotAModel(path, "damaged", "a part of it is there twice")
        # zipfile cuts a name at a NUL, other readers may not
        cut = any(one.orig_filename != one.filename for one in found)
        if cut or any("\\" in name or ".." in name for name in names):
            raise NotAModel(path, "damaged", "a part of it has an impossible name")
        root = names[0].partition("/")[0] + "/" if names else ""
        self.root = root if all(name.startswith(root) for name in names) else ""
        self._parts = {one.filename.removeprefix(self.root): one for one in found}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def place(self, name: str) -> tuple[int, int]:
        """Where a part's bytes begin in the file, and how many there are. Raises NotAModel."""
        part = self._parts.get(name)
        if part is None:
            raise NotAModel(self._path, "damaged", f"its part {name!r} is missing")
        if part.compress_type != zipfile.ZIP_STORED or part.file_size != part.compress_size:
            raise NotAModel(self._path, "compressed", name)
        if part.flag_bits & 0x1:
            raise NotAModel(self._path, "damaged", f"its part {name!r} is encrypted")
        self._file.seek(self._start + part.header_offset)
        head = self._file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(MAGIC):
            raise NotAModel(self._path, "damaged", f"its part {name!r} is not where it should be")
        fields = _LOCAL.unpack(head)
        own = self._file.read(fields[-2])
        if own != part.orig_filename.encode("utf-8", "replace"):
            raise NotAModel(self._path, "damaged", f"its part {name!r} has two names")
        first = part.header_offset + _LOCAL.size + fields[-2] + fields[-1]
        if first + part.file_size > self._size:
            raise NotAModel(self._path, "damaged", f"its part {name!r} reaches beyond its end")
        return self._start + first, part.file_size

    def read(self, name: str, most: int) -> bytes:
        """The bytes of a part of at most `most` bytes. Raises NotAModel."""
        first, size = self.place(name)
        if size > most:
            raise NotAModel(self._path, "damaged", f"its part {name!r} has {size:,} bytes")
        self._file.seek(first)
        return self._file.read(size)


def _check_end(file: BinaryIO, start: int, size: int) -> None:
    """The list of parts ends with the file and is of a size one can read. Raises ValueError."""
    file.seek(start)
    if size < _END.size or file.read(4) != MAGIC:
        raise ValueError("it does not begin as one")
    file.seek(start + size - _END.size)
    end = _END.unpack(file.read(_END.size))
    if end[0] != b"PK\x05\x06" or end[7]:
        raise ValueError("its end is missing")
    count, length, first = end[4], end[5], end[6]
    behind = size - _END.size
    file.seek(max(start, start + behind - _LOCATOR.size))
    locator = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if locator[0] == b"PK\x06\x07":  # PyTorch writes the long form as well, always
        behind = locator[2]
        if behind > size - _END.size - _LOCATOR.size - _END64.size:
            raise ValueError("its end is missing")
        file.seek(start + behind)
        long = _END64.unpack(file.read(_END64.size))
        if long[0] != b"PK\x06\x06":
            raise ValueError("its end is missing")
        count, length, first = long[7], long[8], long[9]
    if count > MOST_PARTS or length > MOST_DIRECTORY:
        raise ValueError(f"{count:,} parts")
    if first + length != behind:
        raise ValueError("its list of parts is not where it should be")


class _Slice:
    """A part of a file as a file of its own, to be read only."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size, self._at = file, start, size, 0

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where reading goes on."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go on reading elsewhere. Raises ValueError before the beginning."""
        self._at = (0, self._at, self._size)[whence] + offset
        if self._at < 0:
            raise ValueError("a place before its beginning")
        return self._at

    def read(self, count: int = -1) -> bytes:
        """The next bytes, all that are left for -1."""
        left = max(0, self._size - self._at)
        wanted = left if count is None or count < 0 else min(count, left)
        self._file.seek(self._start + self._at)
        data = self._file.read(wanted)
        self._at += len(data)
        return data

    def close(self) -> None:
        """The file itself stays open."""
