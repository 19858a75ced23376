"""A table as a CSV file: columns of numbers, and in the last one the target.

Targets are classes where they are words, or whole numbers (without a decimal point) of which there
are at most 20 different ones with two rows each on average; else it is a regression.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graphviewer.data import csv_text
from graphviewer.data.csv_text import Text
from graphviewer.data.files import chosen
from graphviewer.data.loaded import Examples, Floats, Loaded, kind_of
from graphviewer.data.problem import DataProblem
from graphviewer.data.split import Divided, divided, partner
from graphviewer.runs.config import Data

MOST_NUMBERS = 20  # different whole numbers that are classes
MOST_WORDS = 256
MOST_ROWS = 5_000_000
MOST_CELLS = 250_000_000  # 1 GB as float32


@dataclass(frozen=True, eq=False)
class _Table:
    text: Text
    x: Floats  # [n, features]
    targets: list[str]
    lines: list[int]


def load(config: Data) -> Loaded:
    """The rows of a file, and of its partner where it has one. Raises DataProblem."""
    if not config.path:
        raise DataProblem("No CSV file was chosen.", "Choose one: numbers, then the target a row.")
    path = chosen(config.path)
    table, other = _read(path), partner(path)
    tables = [table] if other is None else [table, _read(other)]
    classes = _classes(tables)
    targets = [_targets(one, classes) for one in tables]
    if other is None:
        sets = divided(table.x, targets[0], config.seed)
    else:
        train, validation = (Examples(t.x, y) for t, y in zip(tables, targets, strict=True))
        sets = Divided(train, validation, f"validation from {other.name}")
        if train.x.shape[1] != validation.x.shape[1]:
            raise DataProblem(f"{path} and {other} differ in the number of columns.")
    what = f"{len(classes)} classes" if classes else "a regression"
    origin = f"the table {path}: {what}; {sets.how}"
    return Loaded(kind_of(table.x, classes), sets.train, sets.validation, classes, origin)


def _read(path: Path) -> _Table:
    text = csv_text.read(path)
    features = array("f")
    targets: list[str] = []
    lines: list[int] = []
    for line, row in text.rows():
        if len(row) < 2:
            raise text.wrong(line, "it has one column; at least a number and a target are wanted")
        features.extend(_number(text, line, column, cell) for column, cell in enumerate(row[:-1]))
        targets.append(row[-1].strip())
        lines.append(line)
        if len(lines) > MOST_ROWS or len(features) > MOST_CELLS:
            raise DataProblem(
                f"{path} has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} numbers.",
                "Take a part of it.",
            )
    if not lines:
        raise DataProblem(f"{path} has no rows.")
    return _Table(text, np.frombuffer(features, np.float32).reshape(len(lines), -1), targets, lines)


def _number(text: Text, line: int, column: int, cell: str) -> float:
    value = csv_text.number(cell)
    if value is None:
        raise text.no_number(line, column, cell, "a number")
    return value


def _classes(tables: list[_Table]) -> tuple[str, ...]:
    """The names of the classes, sorted, numbers by their size; empty for a regression."""
    values = [target for table in tables for target in table.targets]
    different = set(values)
    if all(_whole(value) for value in different):
        numbers = sorted({int(value) for value in different})
        few = 2 <= len(numbers) <= MOST_NUMBERS and 2 * len(numbers) <= len(values)
        return tuple(str(one) for one in numbers) if few else ()
    if any(csv_text.number(value) is not None for value in different) or "" in different:
        return ()  # a word among numbers is a fault, and found as one
    if len(different) > MOST_WORDS:
        raise DataProblem(
            f"The last column of {tables[0].text.path} has {len(different):,} different words.",
            f"It wants the target there: a number, or one of at most {MOST_WORDS} words.",
        )
    return tuple(sorted(different))


def _whole(value: str) -> bool:
    return value.removeprefix("-").isdecimal() and csv_text.number(value) is not None


def _targets(table: _Table, classes: tuple[str, ...]) -> npt.NDArray[Any]:
    """int64 [n] of classes, or float32 [n, 1]."""
    if classes:
        place = {name: index for index, name in enumerate(classes)}
        names = (str(int(one)) if _whole(one) else one for one in table.targets)
        return np.array([place[name] for name in names], np.int64)
    column = table.x.shape[1]
    values = [
        _number(table.text, line, column, cell)
        for line, cell in zip(table.lines, table.targets, strict=True)
    ]
    return np.array(values, np.float32)[:, None]
