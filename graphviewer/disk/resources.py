"""Where the files that travel along lie: at the top of a checkout, under `_data` in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def root() -> Path:
    """The folder that holds `assets` and `examples`.

    A wheel carries them inside the package, so what is there wins over a folder that happens to lie
    beside an installed package.
    """
    packed = PACKAGE / "_data"
    return packed if packed.is_dir() else PACKAGE.parent


def asset(*parts: str) -> Path:
    """A file under `assets`: fonts, translations, icons. It need not exist."""
    return root().joinpath("assets", *parts)


def example(*parts: str) -> Path:
    """A file or folder under `examples`."""
    return root().joinpath("examples", *parts)
