"""What can be counted of a data set: who is in which class, and how many."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.data.loaded import Examples, Loaded
from graphviewer.gui.train.chart_card import number

BINS = 10  # of a regression's targets


class Balance(Struct, frozen=True):
    """How many examples of each kind there are in the training and in the validation set."""

    names: tuple[str, ...]
    train: tuple[int, ...]
    validation: tuple[int, ...]


def places(examples: Examples, label: int) -> npt.NDArray[np.int64]:
    """The indices of a class's examples, int64 [n]; of all when `label` is -1."""
    if label < 0:
        return np.arange(len(examples), dtype=np.int64)
    return np.flatnonzero(examples.y == label).astype(np.int64)


def balance(loaded: Loaded) -> Balance:
    """Counts of classes, or of a regression's targets in bins of equal width."""
    if loaded.classes:
        counts = [
            np.bincount(one.y, minlength=len(loaded.classes))
            for one in (loaded.train, loaded.validation)
        ]
        return _balance(loaded.classes, counts)
    targets = [one.y[:, 0].astype(np.float64) for one in (loaded.train, loaded.validation)]
    edges = np.histogram_bin_edges(np.concatenate(targets), bins=BINS)
    names = tuple(
        f"{number(float(low))} – {number(float(high))}" for low, high in itertools.pairwise(edges)
    )
    return _balance(names, [np.histogram(one, edges)[0] for one in targets])


def _balance(names: tuple[str, ...], counts: list[npt.NDArray[np.int64]]) -> Balance:
    train, validation = (tuple(int(one) for one in found) for found in counts)
    return Balance(names, train, validation)


def baseline(loaded: Loaded) -> tuple[str, float]:
    """A most frequent class of the training set, and its share of the validation set.

    That is the accuracy of a model that always says this class. Only for classes.
    """
    found = balance(loaded)
    most = int(np.argmax(found.train))
    return found.names[most], found.validation[most] / max(1, sum(found.validation))


def target(y: npt.NDArray[Any], place: int, classes: tuple[str, ...]) -> str:
    """An example's label by its name, or its target as numbers. `y` as in Examples."""
    if y.ndim == 1:
        label = int(y[place])
        return classes[label] if 0 <= label < len(classes) else str(label)
    return ", ".join(number(float(one)) for one in np.atleast_1d(y[place]))
