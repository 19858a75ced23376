"""Pictures of a tape, drawn by a process of their own: Qt in the caller's stays as it is.

That process is api/painting.py's.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from graphviewer.files import system, tape_file
from graphviewer.graphs.data import View
from graphviewer.gui.export.options import Options
from graphviewer.session.viewing import Direction
from graphviewer.tape.tape import Tape

log = logging.getLogger(__name__)
PACKAGES = Path(__file__).resolve().parents[2]
KINDS = ("svg", "png")
_PATIENCE = 120  # seconds for a picture; there is no limit to a file that somebody asked for


class Request(Struct, frozen=True, kw_only=True):
    """A file to make."""

    path: str
    options: Options
    first: int
    last: int
    view: View = "expression"
    direction: Direction = "down"
    language: str = "en"


class CannotDraw(RuntimeError):
    """A file could not be made; the message says why."""


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process of ours: it finds this very package."""
    paths = [str(PACKAGES), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))} | changes


def pictures(tape: Tape, view: View) -> dict[str, bytes]:
    """The graph of a tape at its end as SVG and as PNG; nothing where Qt cannot draw here."""
    last = len(tape.steps) - 1
    with tempfile.TemporaryDirectory(prefix="graphviewer-") as folder:
        drawn = {kind: Path(folder, f"picture.{kind}") for kind in KINDS}
        options = (Options(format="svg"), Options(format="png"))
        requests = [
            Request(path=str(path), options=one, first=last, last=last, view=view)
            for path, one in zip(drawn.values(), options, strict=True)
        ]
        try:
            draw(tape, requests, _PATIENCE)
        except CannotDraw as problem:
            log.warning("no picture: %s", problem)
        return {kind: path.read_bytes() for kind, path in drawn.items() if path.exists()}


def draw(tape: Tape, requests: Sequence[Request], patience: float | None = None) -> None:
    """Make files of a tape. Raises CannotDraw."""
    if system.missing(system.OFFSCREEN):
        raise CannotDraw(f"Qt needs {', '.join(system.missing(system.OFFSCREEN))}")
    with tempfile.TemporaryDirectory(prefix="graphviewer-") as folder:
        file = Path(folder, "one.tape")
        tape_file.write(tape, file)
        wanted = msgspec.json.encode(requests).decode()
        command = [sys.executable, "-P", "-m", "graphviewer.api.painting", str(file), wanted]
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                command,
                env=environment(QT_QPA_PLATFORM="offscreen"),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=patience,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise CannotDraw(str(problem)) from problem
    if done.returncode:
        raise CannotDraw(done.stderr.decode(errors="replace").strip())
