"""A data set in memory, as NumPy arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Kind = Literal["images", "table", "points"]
Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Examples:
    """Inputs with their labels or targets. Large sets are shared in a process: never write here.

    x: uint8 [n, height, width] of images, 0 black and 255 white; else float32 [n, features].
    y: int64 [n] of classes, counted from 0; float32 [n, outputs] of a regression.
    """

    x: npt.NDArray[Any]
    y: npt.NDArray[Any]

    def __len__(self) -> int:
        return len(self.x)

    def first(self, most: int) -> Examples:
        """The first `most` examples; all of them when `most` is 0."""
        return Examples(self.x[:most], self.y[:most]) if most else self


@dataclass(frozen=True, eq=False)
class Loaded:
    """A training and a validation set.

    Where a set is too small to be divided, validation is the training set, and `origin` says so.
    """

    kind: Kind
    train: Examples
    validation: Examples
    classes: tuple[str, ...]  # in English; empty: a regression
    origin: str  # where the data came from, in words
    sample: bool = False  # these are the few that ship with the app

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one example."""
        return tuple(self.train.x.shape[1:])


def kind_of(x: npt.NDArray[Any], classes: tuple[str, ...]) -> Kind:
    """Images, points of a plane with classes, or a table."""
    if x.ndim == 3:
        return "images"
    return "points" if classes and x.shape[1] == 2 else "table"
