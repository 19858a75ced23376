"""Reads tapes from files."""

from __future__ import annotations

import os
from pathlib import Path

from graphviewer.api.tape import Tape
from graphviewer.files import tape_file


def read(path: str | os.PathLike[str]) -> Tape[None]:
    """Open a `.tape` file.

    Raises FileProblem, which says what is wrong with the file: missing, no tape, damaged, or of a
    newer format. Raises TypeError where `path` is no path.
    """
    return Tape(tape_file.read(checked(path)), None)


def checked(path: str | os.PathLike[str]) -> Path:
    """The path; a TypeError that names what is accepted where it is none."""
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"a path is a str or a pathlib.Path, not {type(path).__name__}")
    return Path(path)
