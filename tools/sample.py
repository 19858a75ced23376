"""Make assets/fashion-mnist: a small FashionMNIST with as many examples of each class.

    python tools/sample.py [FOLDER OF THE FULL SET]

Deterministic: the first examples of each class, in turns, so that any first n are balanced too.
As .xz they stay under 1 MB; as .gz they would not.
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path

import numpy as np

from graphviewer.data import fashion, idx
from graphviewer.data.loaded import Examples

HERE = Path(__file__).resolve().parent.parent / "assets" / "fashion-mnist"
SIZES = {"train": 2000, "t10k": 500}


def chosen(examples: Examples, size: int) -> list[int]:
    """The indices of the first `size` examples, class by class in turns."""
    classes = len(fashion.CLASSES)
    each = [np.flatnonzero(examples.y == label)[: size // classes] for label in range(classes)]
    return [int(index) for turn in zip(*each, strict=True) for index in turn]


def main() -> None:
    """Write the four files."""
    loaded = fashion.load(sys.argv[1] if len(sys.argv) > 1 else "")
    if loaded.sample:
        sys.exit("The full set was not found: name its folder.")
    HERE.mkdir(parents=True, exist_ok=True)
    for prefix, examples in (("train", loaded.train), ("t10k", loaded.validation)):
        take = chosen(examples, SIZES[prefix])
        arrays = {"images-idx3": examples.x[take], "labels-idx1": examples.y[take].astype("u1")}
        for what, values in arrays.items():
            data = idx.header(values.shape) + values.tobytes()
            file = HERE / f"{prefix}-{what}-ubyte.xz"
            file.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
            print(f"{file.name}: {values.shape}, {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
