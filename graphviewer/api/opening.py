"""Reads tapes from files."""

from __future__ import annotations

import os

from graphviewer.api.checks import checked
from graphviewer.api.tape import Tape
from graphviewer.files import tape_file


def read(path: str | os.PathLike[str]) -> Tape[None]:
    """Open a `.tape` file.

    Raises FileProblem, which says what is wrong with the file: missing, no tape, damaged, or of a
    newer format. Raises TypeError where `path` is no path.
    """
    return Tape(tape_file.read(checked(path)), None)
