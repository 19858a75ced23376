"""Programs on disk: Python files as text, with named errors for everything that is not one."""

from __future__ import annotations

from pathlib import Path

from graphviewer.disk import atomic
from graphviewer.disk.problem import FileProblem, read_bytes

MAX_BYTES = 2 * 1024**2
_BOM = b"\xef\xbb\xbf"


class NotUtf8(FileProblem):
    """The file is not UTF-8 text. `line` and `column` count from 1, `offset` from 0 in bytes."""

    def __init__(self, path: str | Path, byte: int, offset: int, line: int, column: int) -> None:
        super().__init__(
            path,
            f"{path} is not UTF-8 text: byte 0x{byte:02x} in line {line}, column {column} "
            f"(byte {offset} of the file). Save it as UTF-8 and open it again.",
        )
        self.byte, self.offset, self.line, self.column = byte, offset, line, column


class NotText(FileProblem):
    """The file holds a NUL byte, which no Python program may."""

    def __init__(self, path: str | Path, line: int) -> None:
        super().__init__(path, f"{path} is not a Python program: line {line} holds a NUL byte.")
        self.line = line


def read_program(path: str | Path) -> str:
    """The text of a program, its lines ended by "\\n" whatever the file uses.

    Raises a FileProblem.
    """
    whole = read_bytes(path, MAX_BYTES)
    data = whole.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        offset = error.start + len(whole) - len(data)
        raise NotUtf8(path, whole[offset], offset, line, column) from None
    if "\0" in text:
        raise NotText(path, text[: text.index("\0")].count("\n") + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_program(path: str | Path, text: str) -> None:
    """Save a program as UTF-8, with the line ends and byte order mark the file had before.

    Raises CannotWrite or IsAFolder, and leaves the old file as it was.
    """
    newline, mark = _style(Path(path))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)
    atomic.write(path, [mark, lines.encode("utf-8", "backslashreplace")])


def _style(path: Path) -> tuple[str, bytes]:
    """Line end and byte order mark of an existing file; plain ones for a new or unreadable one."""
    try:
        data = read_bytes(path, MAX_BYTES)
    except FileProblem:
        return "\n", b""
    windows = data.count(b"\r\n")
    if windows:
        newline = "\r\n" if 2 * windows >= data.count(b"\n") else "\n"
    else:
        newline = "\r" if b"\r" in data and b"\n" not in data else "\n"
    return newline, _BOM if data.startswith(_BOM) else b""
