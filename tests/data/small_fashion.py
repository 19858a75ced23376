"""A FashionMNIST of a few examples with digests of its own, so that tests need no full set."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from graphviewer.data import download, fashion, idx
from graphviewer.data.loaded import Bytes


def arrays(train: int = 400, test: int = 100) -> dict[str, Bytes]:
    """Arrays for the four files, random, by name."""
    random = np.random.default_rng(0)
    made: dict[str, Bytes] = {}
    for prefix, many in (("train", train), ("t10k", test)):
        made[f"{prefix}-images-idx3-ubyte"] = random.integers(0, 256, (many, 28, 28), np.uint8)
        made[f"{prefix}-labels-idx1-ubyte"] = random.integers(0, 10, many, np.uint8)
    return made


def pretend(monkeypatch: pytest.MonkeyPatch, made: dict[str, Bytes]) -> None:
    """Let these arrays be FashionMNIST."""
    for name, values in made.items():
        monkeypatch.setitem(fashion.DIGESTS, name, idx.digest(values))
        monkeypatch.setitem(download.SIZES, name, len(packed(values)))


def packed(values: Bytes) -> bytes:
    """The .gz file of an array."""
    return gzip.compress(idx.header(values.shape) + values.tobytes(), mtime=0)


def put(folder: Path, made: dict[str, Bytes], *, compressed: bool = False) -> None:
    """Write the four files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in made.items():
        if compressed:
            (folder / f"{name}.gz").write_bytes(packed(values))
        else:
            idx.write(folder / name, values)
