"""FashionMNIST (Xiao, Rasul and Vollgraf 2017; MIT licence): where it lies, and reading it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from graphviewer.data import idx
from graphviewer.data.files import AGAIN, chosen, state, there
from graphviewer.data.loaded import Bytes, Examples, Loaded
from graphviewer.data.problem import DataProblem
from graphviewer.disk.folders import data_folder
from graphviewer.disk.resources import asset

CLASSES = (
    "t-shirt",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
DIGESTS = {  # SHA-256 of the decompressed files, in the order they are read
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
LAYOUT = ("FashionMNIST", "raw")  # torchvision's folders below its `root`
SYSTEM = Path("/usr/share/datasets/fashion-mnist")  # Debian's package dataset-fashion-mnist


@dataclass(frozen=True)
class Place:
    """A folder with all four files; whether their bytes are right is known after reading."""

    folder: Path
    files: tuple[Path, ...]  # in the order of DIGESTS


def where(folder: str = "") -> Place | None:
    """The first place that has all four files.

    The chosen folder (torchvision's layout below it included); with none chosen, torchvision's
    layout below the app's data folder and ./data, Debian's package, Keras's cache.
    """
    return next(iter(places(folder)), None)


def places(folder: str = "") -> Iterator[Place]:
    """All places that have the four files, in the order of `where`."""
    for candidate in _candidates(folder):
        files = tuple(_file(candidate, name) for name in DIGESTS)
        found = tuple(file for file in files if file is not None)
        if len(found) == len(files):
            yield Place(candidate, found)


def _candidates(folder: str) -> Iterator[Path]:
    if folder:
        root = chosen(folder)
        yield from (root, root.joinpath(*LAYOUT), root / LAYOUT[-1])
        return
    yield data_folder("data", *LAYOUT)
    yield Path("data", *LAYOUT).absolute()
    yield SYSTEM
    keras = os.environ.get("KERAS_HOME") or str(Path.home() / ".keras")
    yield Path(keras, "datasets", "fashion-mnist")


def _file(folder: Path, name: str) -> Path | None:
    """The file of this name, raw before compressed."""
    choices = (folder / name, folder / f"{name}.gz")
    return next((one for one in choices if there(one)), None)


def load(folder: str = "") -> Loaded:
    """The full set from where it is found, else the sample that ships with the app.

    Raises DataProblem when a chosen folder has no FashionMNIST, or all that is found is damaged.
    """
    damaged: DataProblem | None = None
    for place in places(folder):
        try:
            return _loaded(place, tuple(state(file) for file in place.files))
        except DataProblem as problem:
            damaged = damaged or problem
    if damaged is not None:
        raise damaged
    if folder:
        names = ", ".join(DIGESTS)
        advice = f"It wants the files {names}, raw or .gz, or torchvision's FashionMNIST/raw."
        raise DataProblem(f"There is no FashionMNIST in {folder}.", advice)
    return sample()


@lru_cache(maxsize=1)  # read and checked once while the files stay as they are
def _loaded(place: Place, _states: tuple[tuple[int, int], ...]) -> Loaded:
    arrays = [
        _verified(file, expected, 3 if "images" in name else 1)
        for file, (name, expected) in zip(place.files, DIGESTS.items(), strict=True)
    ]
    return _joined(arrays, f"FashionMNIST from {place.folder}", sample=False)


def _verified(file: Path, expected: str, dimensions: int) -> Bytes:
    values = idx.read(file, dimensions)
    if idx.digest(values) != expected:
        raise DataProblem(f"{file} is not FashionMNIST's: its SHA-256 is another.", AGAIN)
    return values


@lru_cache(maxsize=1)
def sample() -> Loaded:
    """2,000 training and 500 validation examples, the same number of each class."""
    arrays = [
        idx.read(asset("fashion-mnist", f"{name}.xz"), 3 if "images" in name else 1)
        for name in DIGESTS
    ]
    return _joined(arrays, "the small FashionMNIST that ships with the app", sample=True)


def _joined(arrays: Sequence[Bytes], origin: str, *, sample: bool) -> Loaded:
    """From the arrays of the four files, in the order of DIGESTS."""
    images, labels, images_10k, labels_10k = arrays
    train = Examples(images, labels.astype(np.int64))
    validation = Examples(images_10k, labels_10k.astype(np.int64))
    return Loaded("images", train, validation, CLASSES, origin, sample)
