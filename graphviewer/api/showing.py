"""Shows a tape: a window where there is a display."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from graphviewer.api.tape import Tape
from graphviewer.files import tape_file


def show(what: object, *, block: bool | None = None) -> None:
    """Show a tape."""
    if not isinstance(what, Tape):
        raise TypeError(f"gv.show takes a tape or a tensor, not {type(what).__name__}")
    descriptor, name = tempfile.mkstemp(prefix="graphviewer-", suffix=tape_file.SUFFIX)
    os.close(descriptor)
    tape_file.write(what.rows, name)
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-P", "-m", "graphviewer.api.window", name, what.rows.meta.filename],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))},
    )
    if block is not False:
        process.wait()
