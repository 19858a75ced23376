"""Reading data files, plain or compressed (gzip, xz), with whatever goes wrong named."""

from __future__ import annotations

import contextlib
import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from graphviewer.data.problem import DataProblem
from graphviewer.disk.problem import reason_of

MOST_BYTES = 2**30  # of one file, decompressed
_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
AGAIN = "Get the file again, or choose another folder."


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file; what is compressed is known by its first bytes.

    Raises DataProblem, also for what goes wrong while the bytes are read inside the block.
    """
    try:
        if not path.is_file():  # a pipe would be waited for
            raise DataProblem(f"There is no file {path}.", AGAIN)
        with path.open("rb") as raw:
            start = raw.read(len(_XZ))
            raw.seek(0)
            if start.startswith(_GZIP):
                with gzip.GzipFile(fileobj=raw) as plain:
                    yield cast("BinaryIO", plain)
            elif start == _XZ:
                with lzma.LZMAFile(raw) as plain:
                    yield cast("BinaryIO", plain)
            else:
                yield raw
    except EOFError as error:
        raise DataProblem(f"{path} ends too early: it was cut short.", AGAIN) from error
    except (zlib.error, gzip.BadGzipFile, lzma.LZMAError) as error:
        raise DataProblem(f"{path} is damaged: {error}.", AGAIN) from error
    except MemoryError as error:
        raise DataProblem(f"{path} does not fit into memory.") from error
    except OSError as error:
        raise DataProblem(f"{path} cannot be read: {reason_of(error)}.") from error
    except ValueError as error:  # a NUL in the name
        raise DataProblem(f"{path} cannot be read: {error}.") from error


def whole(path: Path) -> bytes:
    """All bytes of a file, decompressed. Raises DataProblem; more than MOST_BYTES is refused."""
    with opened(path) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise DataProblem(f"{path} holds more than {MOST_BYTES:,} bytes: too much to load.")
    return data


def state(path: Path) -> tuple[int, int]:
    """Size in bytes and time of change in ns: while they stay, so does the content."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise DataProblem(f"There is no file {path}.", AGAIN) from None
    except OSError as error:
        raise DataProblem(f"{path} cannot be read: {reason_of(error)}.") from error
    except ValueError as error:  # a NUL in the name
        raise DataProblem(f"{path} cannot be read: {error}.") from error
    return found.st_size, found.st_mtime_ns


def chosen(path: str) -> Path:
    """A path as a person wrote it, ~ included."""
    try:
        return Path(path).expanduser()
    except RuntimeError:  # ~ of nobody
        return Path(path)


def there(path: Path) -> bool:
    """Whether a file lies here that can be looked at."""
    try:
        return path.is_file()
    except OSError:  # a folder that is not ours, a name that is too long
        return False
