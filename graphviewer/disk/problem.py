"""The base of every named error about a file: what is wrong, where, and what to do."""

from __future__ import annotations

import os
from pathlib import Path

_MORE = 1024**2


class FileProblem(Exception):
    """A file could not be read or written as asked.

    `str()` is the whole message, `path` says which file.
    """

    def __init__(self, path: str | Path, message: str) -> None:
        super().__init__(message)
        self.path = Path(path)
        self.message = message


class MissingFile(FileProblem):
    """There is no such file."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, f"There is no file {path}.")


class IsAFolder(FileProblem):
    """A folder stands where a file was wanted."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, f"{path} is a folder, not a file.")


class CannotRead(FileProblem):
    """The system refused to read the file."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(path, f"{path} cannot be read: {reason}.")
        self.reason = reason


class CannotWrite(FileProblem):
    """The system refused to write the file; what was there before is untouched."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(path, f"{path} cannot be written: {reason}. Nothing was changed.")
        self.reason = reason


class TooLarge(FileProblem):
    """The file is larger than what is read."""

    def __init__(self, path: str | Path, size: int, limit: int) -> None:
        super().__init__(
            path, f"{path} is {size:,} bytes; files of more than {limit:,} bytes are not opened."
        )
        self.size = size
        self.limit = limit


def reason_of(error: OSError) -> str:
    """The system's own words for an error, without its number and path."""
    return error.strerror or type(error).__name__


def read_bytes(path: str | Path, limit: int) -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes. Raises a FileProblem."""
    path = Path(path)
    try:
        if path.is_dir():
            raise IsAFolder(path)
        if path.is_fifo():  # opening one waits, perhaps for ever
            raise CannotRead(path, "it is a pipe, not a file")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise TooLarge(path, size, limit)
            data = file.read(size + 1)  # Python sets aside as much as it is asked for
            # A pipe or device has no size of its own, and a file may be growing.
            while len(data) <= limit and (more := file.read(min(_MORE, limit + 1 - len(data)))):
                data += more
    except FileNotFoundError:
        raise MissingFile(path) from None
    except OSError as error:
        raise CannotRead(path, reason_of(error)) from error
    except ValueError as error:  # a NUL in the name
        raise CannotRead(path, str(error)) from error
    if len(data) > limit:
        raise TooLarge(path, len(data), limit)
    return data
