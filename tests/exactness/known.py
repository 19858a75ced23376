"""What is PyTorch's doing or limit, not the recorder's: each row is looked for, and must occur."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple


class Known(NamedTuple):
    """A problem that is to be expected of the trials whose label fits the pattern."""

    label: str  # as in a shell: "nn.functional.rrelu *"
    problem: str  # a part of it
    reason: str


KNOWN: tuple[Known, ...] = ()


def expected(label: str, problem: str) -> int | None:
    """The row of the table that a problem belongs to."""
    for place, row in enumerate(KNOWN):
        if fnmatchcase(label, row.label) and row.problem in problem:
            return place
    return None
