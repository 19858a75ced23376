"""Series as CSV: rows that grow while a run goes on, and a reader that follows them.

The first line names the columns, the first column is the step; an empty cell is a number that was
not measured. A line counts once its end is written, so a half-written last one does no harm.
"""

from __future__ import annotations

import csv
import io
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphviewer.disk import atomic
from graphviewer.disk.problem import CannotRead, CannotWrite, FileProblem, TooLarge, reason_of

MAX_BYTES = 2 * 1024**3
MAX_NUMBERS = 200_000_000  # 1.6 GB: forty million steps
_CHUNK = 4 * 1024**2
_MAX_LINE = 64 * 1024**2
_MAX_STEP = 2**53  # float64 holds whole numbers exactly up to here

log = logging.getLogger(__name__)

Numbers = npt.NDArray[np.float64]
Columns = Sequence[Numbers] | Numbers


class BadTable(FileProblem):
    """A line of a CSV file is not what the first line promises."""


class Rows:
    """Rows on their way into a file; they are written when `flush` is called.

    `begin` opens the file, and cuts away what speaks of later steps. All raise a FileProblem.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._path = path
        self._columns = tuple(columns)
        self._lines: list[str] = []

    def begin(self, step: int) -> None:
        """Go on after a step: rows of later steps, or of other columns, are dropped.

        A damaged file is set aside: a run is not given up for its charts.
        """
        kept = [_header(self._columns)]
        if step and self._path.exists():
            try:
                kept += self._until(step)
            except BadTable as problem:
                log.warning("%s It is set aside.", problem.message)
                self._set_aside()
        lines = (f"{line}\n".encode() for line in kept)
        atomic.write(self._path, lines, durable=len(kept) > 1)
        self._lines.clear()

    def _until(self, step: int) -> list[str]:
        table = Table(self._path)
        table.refresh()
        if table.columns != self._columns:
            return []
        before = table.steps <= step
        return _lines(table.steps[before], table.values[:, before])

    def _set_aside(self) -> None:
        try:
            self._path.replace(self._path.with_name(f"{self._path.name}.damaged"))
        except OSError as error:
            raise CannotWrite(self._path, reason_of(error)) from error

    def add(self, steps: npt.NDArray[np.int64], values: Columns) -> None:
        """Take rows: `steps` [n], and [n] for each column after "step"; NaN: not measured."""
        self._lines += _lines(steps, values)

    def flush(self) -> None:
        """Write what was added; readers see it at once."""
        if not self._lines:
            return
        data = "".join(f"{line}\n" for line in self._lines).encode()
        self._lines.clear()
        try:
            with self._path.open("ab", buffering=0) as file:
                while data:  # the system may take less than all, on a disk that is nearly full
                    data = data[file.write(data) or 0 :]
        except OSError as error:
            raise CannotWrite(self._path, reason_of(error)) from error


class Table:
    """A CSV file of numbers, read as far as it is written; `refresh` reads on.

    Its columns begin with `first`; steps are whole numbers.
    """

    def __init__(self, path: Path, first: Sequence[str] = ("step",)) -> None:
        self._path = path
        self._first = tuple(first)
        self._forget()

    def _forget(self) -> None:
        self.columns: tuple[str, ...] = ()  # "step" first
        self._read = 0  # bytes, to the end of a line
        self._file = (0, 0)  # which file that is
        self._blocks: list[Numbers] = []
        self._numbers = 0

    @property
    def rows(self) -> Numbers:
        """All numbers read, float64 [rows, columns]."""
        if len(self._blocks) > 1:
            self._blocks = [np.concatenate(self._blocks)]
        return self._blocks[0] if self._blocks else np.empty((0, len(self.columns)))

    @property
    def steps(self) -> npt.NDArray[np.int64]:
        """The first column, int64 [rows]."""
        return self.rows[:, 0].astype(np.int64) if self.columns else np.empty(0, np.int64)

    @property
    def values(self) -> Numbers:
        """The columns after the step, float64 [columns - 1, rows]."""
        return self.rows[:, 1:].T

    def column(self, name: str) -> Numbers:
        """A column by name, float64 [rows]; all NaN where the file has none of that name."""
        if name not in self.columns:
            return np.full(len(self.rows), np.nan)
        return self.rows[:, self.columns.index(name)]

    def refresh(self) -> tuple[bool, Numbers]:
        """Read on: whether the file began anew since, and the rows that came, [rows, columns].

        A file that is not there is empty. Raises BadTable, TooLarge or CannotRead.
        """
        try:
            with self._path.open("rb") as file:
                anew = self._anew(os.fstat(file.fileno()))
                if anew:
                    self._forget()
                self._file = _which(os.fstat(file.fileno()))
                file.seek(self._read)
                rows = [self._take(lines) for lines in self._complete(file)]
        except FileNotFoundError:
            anew = self._read > 0
            self._forget()
            return anew, np.empty((0, 0))
        except OSError as error:
            raise CannotRead(self._path, reason_of(error)) from error
        self._blocks += rows
        return anew, np.concatenate([np.empty((0, len(self.columns))), *rows])

    def _anew(self, now: os.stat_result) -> bool:
        if now.st_size > MAX_BYTES:
            raise TooLarge(self._path, now.st_size, MAX_BYTES)
        return self._read > 0 and (now.st_size < self._read or _which(now) != self._file)

    def _take(self, data: bytes) -> Numbers:
        """The numbers of whole lines."""
        self._read += len(data)
        lines = data.decode("utf-8", "replace").splitlines()
        if not self.columns:
            self.columns = self._header(lines[0] if lines else "")
            lines = lines[1:]
        commas = len(self.columns) - 1
        try:
            cells = [[float(cell or "nan") for cell in line.split(",")] for line in lines]
        except ValueError:
            cells = [[]]
        if any(len(row) != commas + 1 for row in cells):
            bad = next(line for line in lines if not _is_row(line, commas))
            wanted = f"{commas + 1} numbers"
            raise BadTable(self._path, f"{self._path}: the line {bad[:80]!r} is not {wanted}.")
        numbers = np.array(cells).reshape(len(lines), commas + 1)
        steps = numbers[:, 0]
        wrong = np.flatnonzero(~((steps >= 0) & (steps <= _MAX_STEP) & (steps == np.floor(steps))))
        if len(wrong):
            bad = lines[wrong[0]][:80]
            raise BadTable(self._path, f"{self._path}: the line {bad!r} begins with no step.")
        self._numbers += numbers.size
        if self._numbers > MAX_NUMBERS:
            raise BadTable(self._path, f"{self._path} holds more than {MAX_NUMBERS:,} numbers.")
        return numbers

    def _header(self, line: str) -> tuple[str, ...]:
        try:
            columns = tuple(next(csv.reader([line]), ()))
        except csv.Error as error:
            raise BadTable(self._path, f"{self._path}: its first line: {error}.") from error
        if columns[: len(self._first)] != self._first:
            wanted = ",".join(self._first)
            wanted = wanted if len(wanted) <= 80 else f"{wanted[:80]}…"
            raise BadTable(self._path, f"{self._path} does not begin with the columns {wanted}.")
        return columns

    def _complete(self, file: io.BufferedReader) -> Iterator[bytes]:
        """Chunks that end where a line ends; what stands after the last line's end is left."""
        rest = b""
        while chunk := file.read(_CHUNK):
            whole, end, rest = (rest + chunk).rpartition(b"\n")
            if end:
                yield whole + end
            if len(rest) > _MAX_LINE:
                raise BadTable(self._path, f"{self._path}: a line is too long.")


def _is_row(line: str, commas: int) -> bool:
    try:
        return len([float(cell or "nan") for cell in line.split(",")]) == commas + 1
    except ValueError:
        return False


def _which(file: os.stat_result) -> tuple[int, int]:
    return file.st_dev, file.st_ino


def _header(columns: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(columns)
    return text.getvalue().replace("\n", " ")


def _lines(steps: npt.NDArray[np.int64], values: Columns) -> list[str]:
    """The numbers as text that gives the very same float64 back."""
    cells = [["" if value != value else repr(value) for value in row.tolist()] for row in values]
    return [",".join(row) for row in zip(map(str, steps.tolist()), *cells, strict=True)]
