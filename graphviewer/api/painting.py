"""The process that draws: `python -m graphviewer.api.painting TAPE REQUESTS`, these as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from graphviewer.api.drawing import Request
from graphviewer.disk.problem import FileProblem
from graphviewer.files import tape_file
from graphviewer.session.viewing import Look

REFUSED = 2  # the exit status where what is printed is for the caller


def main(argv: Sequence[str]) -> int:
    """Draw; the exit status."""
    file, wanted = argv
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  # only this process draws

    from graphviewer.gui.export.job import ExportError  # noqa: PLC0415
    from graphviewer.gui.export.render import export  # noqa: PLC0415
    from graphviewer.gui.theme.fonts import load_fonts  # noqa: PLC0415

    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    tape = tape_file.read(file)
    try:
        for one in msgspec.json.decode(wanted, type=tuple[Request, ...]):
            look = Look(one.view, one.direction, arrangements=tape.arrangements)
            steps = range(one.first, one.last + 1)
            export(tape, Path(one.path), one.options, steps, look, one.language)
    except (ExportError, FileProblem) as problem:
        print(problem, file=sys.stderr)
        return REFUSED
    del application  # Qt wants it gone before the interpreter is
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
