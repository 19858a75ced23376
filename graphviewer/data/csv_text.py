"""The text of a CSV file: its delimiter, its header, its cells with their places."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from graphviewer.data.files import whole
from graphviewer.data.problem import DataProblem

_DELIMITERS = ",;\t"
_LARGEST = 3.4e38  # of float32
_SHOWN = 40  # characters of a cell in a message
MOST_IN_A_LINE = 4 * 2**20  # bytes: an image of 1000x1000 pixels


@dataclass(frozen=True)
class Text:
    """A CSV file's lines. Where the first line begins with a word it is a header."""

    path: Path
    content: bytes
    encoding: str
    delimiter: str
    header: bool

    def lines(self) -> TextIO:
        """The lines, whatever they end with. The whole is never in memory as text."""
        return _lines(self.content, self.encoding)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row below the header that is not blank, with its line, counted from 1.

        Raises DataProblem where rows differ in length.
        """
        reader = csv.reader(self.lines(), delimiter=self.delimiter)
        width = 0
        try:
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if width == 0:
                    width = len(row)
                    if self.header:
                        continue
                if len(row) != width:
                    raise self.wrong(reader.line_num, f"it has {len(row)} columns, not {width}")
                yield reader.line_num, row
        except csv.Error as error:
            raise self.wrong(reader.line_num, str(error)) from error

    def wrong(self, line: int, what: str, column: int = -1) -> DataProblem:
        """A problem at a line, and at a column counted from 0."""
        place = f"line {line}, column {column + 1}" if column >= 0 else f"line {line}"
        return DataProblem(f"{self.path}, {place}: {what}.", "Mend the file and try again.")

    def no_number(self, line: int, column: int, cell: str, wanted: str) -> DataProblem:
        """A cell holds something else than what is wanted."""
        said = f'"{cell.strip()[:_SHOWN]}"' if cell.strip() else "an empty cell"
        return self.wrong(line, f"{said} is not {wanted}", column)


def read(path: Path) -> Text:
    """The text of a CSV file, plain or compressed. Raises DataProblem."""
    content = whole(path)
    if _is_endless(content):
        raise DataProblem(
            f"{path} has a line of more than {MOST_IN_A_LINE:,} bytes: it is no table."
        )
    encoding = _encoding(content)
    first = next((line for line in _lines(content, encoding) if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    return Text(path, content, encoding, delimiter, header=_is_header(first.split(delimiter)))


def _is_header(cells: list[str]) -> bool:
    """Whether cells are names: the first is a word, or is empty and no other one is a number.

    "nan" is a number here: a row that begins with it is wrong, and not to be passed over.
    """
    plain = [cell.strip().strip('"') for cell in cells]
    return not _looks_like_one(plain[0]) and (
        bool(plain[0]) or not any(map(_looks_like_one, plain))
    )


def _looks_like_one(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _is_endless(content: bytes) -> bool:
    """Whether a line is too long. It would be taken apart whole, in fifty times its size."""
    at = 0
    while len(content) - at > MOST_IN_A_LINE:
        window = at, at + MOST_IN_A_LINE
        at = max(content.rfind(b"\n", *window), content.rfind(b"\r", *window)) + 1
        if not at:
            return True
    return False


def _lines(content: bytes, encoding: str) -> TextIO:
    return io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline=None)


def _encoding(content: bytes) -> str:
    """UTF-8, or what Excel writes in Korea where it cannot be that."""
    try:
        for line in io.BytesIO(content):
            line.decode("utf-8")
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8-sig"


def number(cell: str) -> float | None:
    """A finite number that float32 can hold, or None."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) <= _LARGEST and "_" not in cell else None
