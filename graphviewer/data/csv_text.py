"""The text of a CSV file: its delimiter, its header, its cells with their places."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphviewer.data.files import whole
from graphviewer.data.problem import DataProblem

_DELIMITERS = ",;\t"
_LARGEST = 3.4e38  # of float32
_SHOWN = 40  # characters of a cell in a message


@dataclass(frozen=True)
class Text:
    """A CSV file's lines. Where the first line begins with no number it is a header."""

    path: Path
    content: str
    delimiter: str
    header: bool

    def lines(self) -> io.StringIO:
        """The lines, whatever they end with."""
        return io.StringIO(self.content, newline=None)

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
    data = whole(path)
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # what Excel writes in Korea
        content = data.decode("cp949", errors="replace")
    first = next((line for line in io.StringIO(content, newline=None) if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    start = first.split(delimiter)[0].strip().strip('"')
    return Text(path, content, delimiter, header=number(start) is None)


def number(cell: str) -> float | None:
    """A finite number that float32 can hold, or None."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) <= _LARGEST and "_" not in cell else None
