"""Programs that are not ours, which read what was exported."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

Pixels = npt.NDArray[np.int16]


def called(program: str, *words: object, text: str | None = None) -> str:
    """What a program prints; skips the test, and says so, where it is not installed."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not here: what it would read was not read")
    done = subprocess.run(
        [found, *map(str, words)],
        input=None if text is None else text.encode(),
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, (program, done.stderr.decode(errors="replace")[:2000])
    return done.stdout.decode(errors="replace")


def pixels(path: Path) -> Pixels:
    """A picture on white."""
    with Image.open(path) as picture:
        whole = Image.new("RGBA", picture.size, "white")
        whole.alpha_composite(picture.convert("RGBA"))
    return np.asarray(whole.convert("RGB")).astype(np.int16)


def unlike(one: Path, other: Path) -> tuple[float, float]:
    """Of two pictures the mean difference of a pixel, and the share of those that differ much."""
    first, second = pixels(one), pixels(other)
    high, wide = (min(a, b) for a, b in zip(first.shape[:2], second.shape[:2], strict=True))
    assert abs(first.shape[0] - second.shape[0]) <= 2
    assert abs(first.shape[1] - second.shape[1]) <= 2
    apart = np.abs(first[:high, :wide] - second[:high, :wide]).max(-1)
    return float(apart.mean()), float((apart > 80).mean())
