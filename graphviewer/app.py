"""The window as a program: the engine's spare starts first, then Qt; torch is never imported."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from graphviewer.engine.client import Engine
from graphviewer.engine.happening import Happening
from graphviewer.files import system
from graphviewer.session.mailbox import Mailbox

WRONG_USE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on a program, a tape or the first lesson; returns the exit code."""
    parser = argparse.ArgumentParser(prog="graphviewer", description="Step through autograd.")
    parser.add_argument("file", nargs="?", type=Path, help="a program (.py) or a tape (.tape)")
    wanted = parser.parse_args(sys.argv[1:] if argv is None else argv)
    problem = display_problem()
    if problem:
        sys.stderr.write(problem + "\n")
        return WRONG_USE
    mailbox: Mailbox[Happening] = Mailbox()
    engine = Engine(mailbox.put)
    try:
        engine.start_spare()
        # Qt is imported while the spare imports torch on another core.
        from graphviewer.gui import application  # noqa: PLC0415

        return application.run(engine, mailbox, wanted.file)
    finally:
        engine.close()


def display_problem() -> str:
    """Why no window can appear, with what to do; empty if one can.

    Asked before Qt is: without a display Qt ends the whole process.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform in ("offscreen", "minimal", "vnc"):
        wanted = system.OFFSCREEN
    elif not system.has_display():
        return (
            "There is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "Use `graphviewer render` for pictures and `graphviewer show` for numbers, or connect "
            "with a display (`ssh -X`, a desktop session, Xvfb)."
        )
    else:
        wanted = system.OFFSCREEN | system.WINDOW
    packages = system.missing(wanted)
    if packages:
        return (
            "Qt needs system packages that are not there. On Debian or Ubuntu:\n"
            f"  apt install {' '.join(packages)}"
        )
    return ""


if __name__ == "__main__":
    sys.exit(main())
