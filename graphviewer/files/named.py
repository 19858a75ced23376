"""Names of files that a user typed."""

from __future__ import annotations

from itertools import count
from pathlib import Path


def ended(path: Path, ending: str) -> Path:
    """A path with an ending (".png") added, that no file has.

    A dialog has asked about the name as it was typed; nobody was asked about this one.
    """
    found = path.with_name(path.name + ending)
    numbers = count(2)
    while found.exists():
        found = path.with_name(f"{path.name} ({next(numbers)}){ending}")
    return found
