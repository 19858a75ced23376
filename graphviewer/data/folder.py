"""A folder of IDX files in MNIST's layout: images and labels, for training and for testing."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from graphviewer.data import idx
from graphviewer.data.files import chosen, state, there
from graphviewer.data.loaded import Examples, Loaded
from graphviewer.data.problem import DataProblem
from graphviewer.disk.folders import data_folder

MIRROR = "https://ossci-datasets.s3.amazonaws.com/mnist/"
_LAYOUTS = ((), ("MNIST", "raw"), ("raw",))
_TESTS = ("t10k", "test")


def load(folder: str) -> Loaded:
    """Images with their labels; "" looks where torchvision puts MNIST. Raises DataProblem."""
    roots = [chosen(folder)] if folder else [data_folder("data"), Path("data").absolute()]
    for root in roots:
        for layout in _LAYOUTS if folder else _LAYOUTS[1:2]:
            files = find(root.joinpath(*layout))
            if files is not None:
                return _cached(files, tuple(state(file) for file in files))
    raise _missing(folder)


def find(folder: Path) -> tuple[Path, Path, Path, Path] | None:
    """Training images and labels, test images and labels, if the folder has them all."""
    for test in _TESTS:
        found = [
            _file(folder, prefix, what)
            for prefix in ("train", test)
            for what in ("images{}idx3", "labels{}idx1")
        ]
        match found:
            case [Path() as x, Path() as y, Path() as x_test, Path() as y_test]:
                return x, y, x_test, y_test
    return None


def _file(folder: Path, prefix: str, what: str) -> Path | None:
    names = (f"{prefix}-{what.format(sign)}-ubyte" for sign in "-.")
    choices = (folder / f"{name}{end}" for name in names for end in ("", ".gz"))
    return next((one for one in choices if there(one)), None)


def _missing(folder: str) -> DataProblem:
    place = folder or f"{data_folder('data', 'MNIST', 'raw')} or ./data/MNIST/raw"
    return DataProblem(
        f"There are no IDX files in {place}.",
        "It wants train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and"
        f" t10k-labels-idx1-ubyte, raw or .gz. MNIST's lie at {MIRROR}; torchvision's"
        " datasets.MNIST(root, download=True) gets them too.",
    )


@lru_cache(maxsize=1)  # read once while the files stay as they are
def _cached(files: tuple[Path, Path, Path, Path], _states: tuple[tuple[int, int], ...]) -> Loaded:
    train, validation = _examples(*files[:2]), _examples(*files[2:])
    if train.x.shape[1:] != validation.x.shape[1:]:
        sizes = " and ".join(f"{x.shape[1]}×{x.shape[2]}" for x in (train.x, validation.x))
        raise DataProblem(f"Training and test images differ in size: {sizes} ({files[0].parent}).")
    many = int(max(train.y.max(), validation.y.max())) + 1
    names = tuple(str(label) for label in range(many))
    return Loaded("images", train, validation, names, f"IDX files from {files[0].parent}")


def _examples(images: Path, labels: Path) -> Examples:
    x, y = idx.read(images, 3), idx.read(labels, 1)
    if len(x) != len(y):
        raise DataProblem(f"{images} has {len(x):,} images, {labels.name} {len(y):,} labels.")
    return Examples(x, y.astype("int64"))
