"""What comes in from outside, looked at before anything is done with it."""

from __future__ import annotations

import os
from pathlib import Path


def checked(path: str | os.PathLike[str]) -> Path:
    """The path; a TypeError that names what is accepted where it is none."""
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"a path is a str or a pathlib.Path, not {type(path).__name__}")
    return Path(path)
