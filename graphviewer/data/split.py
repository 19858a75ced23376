"""Which examples of a file are for validation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graphviewer.data.files import there
from graphviewer.data.loaded import Examples
from graphviewer.data.tables import ITSELF

FEWEST = 100  # a smaller table is not divided
SHARE = 5  # one in five is held back
_NAMES = ("test", "validation", "valid", "val", "t10k")


@dataclass(frozen=True, eq=False)
class Divided:
    """A training and a validation set, and how they came about."""

    train: Examples
    validation: Examples
    how: str


def partner(path: Path) -> Path | None:
    """The file of validation beside a file of training: its name with `test` for `train`."""
    before, found, after = path.name.rpartition("train")
    choices = [path.with_name(f"{before}{name}{after}") for name in _NAMES] if found else []
    return next((one for one in choices if there(one)), None)


def divided(x: npt.NDArray[Any], y: npt.NDArray[Any], seed: int) -> Divided:
    """One example in five, drawn by the seed, is held back where there are enough of them.

    Both sets keep the order of the file.
    """
    whole = Examples(x, y)
    if len(x) < FEWEST:
        return Divided(whole, whole, ITSELF)
    held = np.zeros(len(x), bool)
    held[np.random.default_rng(seed).permutation(len(x))[: len(x) // SHARE]] = True
    how = f"one row in {SHARE} is held back for validation"
    return Divided(Examples(x[~held], y[~held]), Examples(x[held], y[held]), how)
