"""Pictures of a tape, drawn by a process of their own: Qt in the caller's stays as it is.

`python -m graphviewer.api.drawing TAPE VIEW FOLDER` draws them into files.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from graphviewer.files import system, tape_file
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

log = logging.getLogger(__name__)
PACKAGES = Path(__file__).resolve().parents[2]
KINDS = ("svg", "png")
_PATIENCE = 120  # seconds


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process of ours: it finds this very package."""
    paths = [str(PACKAGES), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))} | changes


def pictures(tape: Tape, view: str) -> dict[str, bytes]:
    """The graph of a tape at its end as SVG and as PNG; nothing where Qt cannot draw here."""
    if system.missing(system.OFFSCREEN):
        log.warning("no picture: Qt needs %s", ", ".join(system.missing(system.OFFSCREEN)))
        return {}
    with tempfile.TemporaryDirectory(prefix="graphviewer-") as folder:
        file = Path(folder, "one.tape")
        tape_file.write(tape, file)
        command = [sys.executable, "-P", "-m", "graphviewer.api.drawing", str(file), view, folder]
        try:
            subprocess.run(  # noqa: S603 - our own command
                command,
                env=environment(QT_QPA_PLATFORM="offscreen"),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                timeout=_PATIENCE,
            )
        except subprocess.SubprocessError as problem:
            told = getattr(problem, "stderr", b"") or b""
            log.warning("no picture: %s\n%s", problem, told.decode(errors="replace"))
        drawn = {kind: Path(folder, f"picture.{kind}") for kind in KINDS}
        return {kind: path.read_bytes() for kind, path in drawn.items() if path.exists()}


def main(argv: Sequence[str]) -> int:
    """Draw; the exit status."""
    file, view, folder = argv
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  # only this process draws

    from graphviewer.gui.canvas.render import render  # noqa: PLC0415
    from graphviewer.gui.theme.fonts import load_fonts  # noqa: PLC0415

    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    tape = tape_file.read(file)
    index, last = TapeIndex(tape), len(tape.steps) - 1
    for kind in KINDS:
        path = Path(folder, f"picture.{kind}")
        render(tape, index, "grad_fn" if view == "grad_fn" else "expression", last, path)
    del application  # Qt wants it gone before the interpreter is
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
