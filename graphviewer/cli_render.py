"""`graphviewer render`: the graph of a tape as a file. Qt comes only where something is drawn."""

from __future__ import annotations

import argparse
import os
import sys
from typing import get_args

from graphviewer.disk import atomic
from graphviewer.disk.problem import CannotWrite
from graphviewer.files.graph_files.write import WRITERS, written
from graphviewer.graphs.data import View
from graphviewer.gui.export.asked import Unfitting, asked
from graphviewer.gui.export.options import (
    LARGEST_SCALE,
    LONGEST,
    SHORTEST,
    Options,
    Paper,
    format_of,
    suffixes,
)
from graphviewer.session.viewing import Direction
from graphviewer.tape.tape import Tape


class CannotRender(Exception):
    """The file could not be made as asked; the message says why."""


def add_words(render: argparse.ArgumentParser) -> None:
    """What may be said of how to draw."""
    render.add_argument("--view", choices=get_args(View), default="expression")
    render.add_argument("--step", type=int, metavar="N", help="as it stands after step N")
    render.add_argument(
        "--steps", metavar="A:B", help="a range of steps, B left out, for PDF, GIF, WebP and HTML"
    )
    render.add_argument("--theme", choices=("light", "dark"), default="light")
    render.add_argument(
        "--scale", type=float, default=0.0, metavar="X", help="pixels for each pixel at 100 %%"
    )
    render.add_argument("--direction", choices=get_args(Direction), default="down")
    render.add_argument("--transparent", action="store_true", help="without a background")
    render.add_argument("--words", action="store_true", help="with the step's words below")
    render.add_argument("--paper", choices=get_args(Paper), default="a4", help="of a PDF's pages")
    render.add_argument(
        "--frame", type=int, default=1200, metavar="MS", help="how long an animation shows a step"
    )


def check(options: argparse.Namespace) -> None:
    """Refuse before a program is run what cannot be. Raises CannotRender and CannotWrite."""
    if format_of(options.output) is None:
        raise CannotRender(f"{options.output}: a file is one of {suffixes()}")
    if options.output.is_dir() or not options.output.absolute().parent.is_dir():
        raise CannotWrite(options.output, "it is a folder, or lies in none")
    if not 0 <= options.scale <= LARGEST_SCALE:
        raise CannotRender(f"a scale of {options.scale:g} is none of 0.01 to {LARGEST_SCALE:g}")
    if not SHORTEST <= options.frame <= LONGEST:
        raise CannotRender(f"a frame is shown for {SHORTEST} to {LONGEST} milliseconds")


def render(options: argparse.Namespace, tape: Tape) -> None:
    """Write the file. Raises CannotRender and FileProblem."""
    wanted = Options(
        theme=options.theme,
        scale=options.scale,
        clear=options.transparent,
        words=options.words,
        paper=options.paper,
        frame=options.frame,
    )
    try:
        about = (tape, options.view, options.step, options.steps)
        wanted, steps = asked(options.output, wanted, *about)
    except Unfitting as problem:
        raise CannotRender(str(problem)) from problem
    if wanted.format in WRITERS:
        data = written(wanted.format, tape, options.view, steps[0])
        atomic.write(options.output, [data])
    else:
        _draw(options, tape, wanted, steps)


def _draw(options: argparse.Namespace, tape: Tape, wanted: Options, steps: range) -> None:
    """Qt draws without a display, and without a window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from graphviewer.gui.export.job import ExportError
    from graphviewer.gui.export.render import export
    from graphviewer.gui.theme.fonts import MissingFont, load_fonts
    from graphviewer.session.viewing import Look

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    look = Look(options.view, options.direction, arrangements=tape.arrangements)
    try:
        load_fonts()
        export(tape, options.output, wanted, steps, look, options.language)
    except (ExportError, MissingFont) as problem:
        raise CannotRender(str(problem)) from problem
    finally:
        del application  # Qt wants it gone before the interpreter is
