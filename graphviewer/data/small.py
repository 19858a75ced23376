"""FashionMNIST made small: images of 8x8 area means."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import numpy as np

from graphviewer.data import fashion
from graphviewer.data.loaded import Bytes, Examples, Loaded

_MARGIN = 2  # black on each side: 28 becomes 32
_SIDE, _BLOCK = 8, 4


def load(folder: str = "") -> Loaded:
    """FashionMNIST as `fashion.load` finds it, 8x8. Raises DataProblem."""
    return _small(fashion.load(folder))


@lru_cache(maxsize=1)
def _small(full: Loaded) -> Loaded:
    train, validation = (
        Examples(eighth(examples.x), examples.y) for examples in (full.train, full.validation)
    )
    origin = f"8x8 means of {full.origin}"
    return dataclasses.replace(full, train=train, validation=validation, origin=origin)


def eighth(images: Bytes) -> Bytes:
    """Means of blocks of 4x4, [n, 28, 28] to [n, 8, 8], after a margin of two black pixels.

    Exact, then rounded to the nearest whole number, a half upwards.
    """
    padded = np.pad(images, ((0, 0), (_MARGIN, _MARGIN), (_MARGIN, _MARGIN)))
    blocks = padded.reshape(len(images), _SIDE, _BLOCK, _SIDE, _BLOCK)
    area = _BLOCK * _BLOCK
    sums = blocks.sum(axis=(2, 4), dtype=np.uint16)  # 16 times 255 at most
    means: Bytes = ((sums + area // 2) // area).astype(np.uint8)
    return means
