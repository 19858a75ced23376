"""Images as rows of a CSV file: the label, then the pixels from 0 to 255."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import numpy as np

from graphviewer.data import csv_text
from graphviewer.data.csv_text import Text
from graphviewer.data.files import chosen, state
from graphviewer.data.loaded import Examples, Loaded
from graphviewer.data.problem import DataProblem
from graphviewer.data.split import Divided, divided, partner
from graphviewer.runs.config import Data


def load(config: Data) -> Loaded:
    """The images of a file, and of its partner where it has one. Raises DataProblem."""
    if not config.path:
        raise DataProblem("No CSV file was chosen.", "Choose one: a label, then the pixels a row.")
    path = chosen(config.path)
    other = partner(path)
    states = (state(path), state(other) if other else None)
    return _cached(path, other, states, config.seed)


@lru_cache(maxsize=1)  # read once while the files stay as they are
def _cached(path: Path, other: Path | None, _states: object, seed: int) -> Loaded:
    examples = read(path)
    if other is None:
        sets = divided(examples.x, examples.y, seed)
    else:
        sets = Divided(examples, read(other), f"validation from {other.name}")
        if sets.train.x.shape[1:] != sets.validation.x.shape[1:]:
            raise DataProblem(f"{path} and {other} hold images of different sizes.")
    many = int(max(sets.train.y.max(), sets.validation.y.max())) + 1
    names = tuple(str(label) for label in range(many))
    return Loaded("images", sets.train, sets.validation, names, f"images of {path}; {sets.how}")


def read(path: Path) -> Examples:
    """All rows of one file; the images are square. Raises DataProblem with line and column."""
    text = csv_text.read(path)
    if next(text.rows(), None) is None:
        raise DataProblem(f"{path} has no rows.")
    try:
        rows = np.loadtxt(
            text.lines(),
            np.uint8,
            delimiter=text.delimiter,
            skiprows=_skipped(text),
            comments=None,
            quotechar='"',
            ndmin=2,
        )
    except ValueError as error:
        _blame(text)
        raise DataProblem(f"{path} cannot be understood: {error}.") from error
    side = math.isqrt(rows.shape[1] - 1)
    if side == 0 or side * side != rows.shape[1] - 1:
        raise DataProblem(
            f"{path} has {rows.shape[1]} columns a row.",
            "It wants the label and then the pixels of a square image: 785 for 28×28.",
        )
    return Examples(rows[:, 1:].reshape(-1, side, side), rows[:, 0].astype(np.int64))


def _skipped(text: Text) -> int:
    """Lines up to the header's end, blank ones before it included."""
    if not text.header:
        return 0
    return next((n + 1 for n, line in enumerate(text.lines()) if line.strip()), 0)


def _blame(text: Text) -> None:
    """Find the cell that is wrong: the fast reader does not tell its line."""
    for line, row in text.rows():
        for column, cell in enumerate(row):
            value = csv_text.number(cell)
            if value is None or value > 255 or not (cell.isascii() and cell.strip().isdecimal()):
                raise text.no_number(line, column, cell, "a whole number from 0 to 255")
