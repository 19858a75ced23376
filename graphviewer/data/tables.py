"""The small tables of the lessons on regression and classification: every number is here."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from graphviewer.data.loaded import Examples, Loaded, kind_of

ITSELF = "validated on the training examples: there are too few to hold some back"


def itself(x: npt.ArrayLike, y: npt.NDArray[Any], classes: tuple[str, ...], origin: str) -> Loaded:
    """A table that is its own validation set. y: int64 [n] of classes, or float32 [n, outputs]."""
    inputs = np.asarray(x, np.float32)
    examples = Examples(inputs, y)
    kind = kind_of(inputs, classes)
    return Loaded(kind, examples, examples, classes, f"{origin}; {ITSELF}")


def scores() -> Loaded:
    """Three marks of five students, and the mark of their last examination."""
    x = [[73, 80, 75], [93, 88, 93], [89, 91, 90], [96, 98, 100], [73, 66, 70]]
    return itself(x, _targets([152, 185, 180, 196, 142]), (), "five students' marks")


def pass_fail() -> Loaded:
    """Six students by hours of study and of lessons, failed or passed."""
    x = [[1, 2], [2, 3], [3, 1], [4, 3], [5, 3], [6, 2]]
    return itself(x, np.array([0, 0, 0, 1, 1, 1], np.int64), ("fail", "pass"), "six students")


def three_classes() -> Loaded:
    """Eight rows of four numbers in three classes."""
    x = [
        [1, 2, 1, 1],
        [2, 1, 3, 2],
        [3, 1, 3, 4],
        [4, 1, 5, 5],
        [1, 7, 5, 5],
        [1, 2, 5, 6],
        [1, 6, 6, 6],
        [1, 7, 7, 7],
    ]
    return itself(x, np.array([2, 2, 2, 1, 1, 1, 0, 0], np.int64), ("0", "1", "2"), "eight rows")


def net_2_2_1() -> Loaded:
    """The corners of the unit square with the targets 5, 6, 9 and 10."""
    x = [[0, 0], [0, 1], [1, 0], [1, 1]]
    return itself(x, _targets([5, 6, 9, 10]), (), "four points")


def _targets(values: list[float]) -> npt.NDArray[np.float32]:
    """One output a row: [n, 1]."""
    return np.array(values, np.float32)[:, None]
