"""A tape's graph as a file of any format. The caller makes the QGuiApplication."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from msgspec.structs import replace

from graphviewer.disk import atomic
from graphviewer.files.graph_files.write import written
from graphviewer.gui.export.animation import animation
from graphviewer.gui.export.estimate import scale_of
from graphviewer.gui.export.handout import handout
from graphviewer.gui.export.job import Aside, ExportError, Job, done
from graphviewer.gui.export.options import Options
from graphviewer.gui.export.raster import png
from graphviewer.gui.export.replay import replay
from graphviewer.gui.export.sheet import Sheet
from graphviewer.gui.export.shots import Shots
from graphviewer.gui.export.tikz import tikz
from graphviewer.gui.export.vector import pdf, svg
from graphviewer.gui.theme.colours import LIGHT, THEMES, Colours
from graphviewer.session.viewing import Look
from graphviewer.tape.tape import TABLES, Tape

LOOK = Look()


def job(shots: Shots, steps: range, colours: Colours, options: Options) -> Job:
    """What makes the bytes of a file; of the first of the steps where the format has only one."""
    title = shots.tape.meta.filename
    match options.format:
        case "gif" | "webp":
            return animation(shots, steps, colours, options)
        case "html":
            return replay(shots, steps, title)
        case "pdf" if options.what == "steps":
            return handout(shots, steps, colours, options.paper, title)
        case "png" | "svg" | "pdf" | "tikz":
            sheet = Sheet(shots, steps[0], colours, clear=options.clear, words=options.words)
            return _picture(sheet, title, options)
        case other:
            return _table(shots, steps[0], other)


def _picture(sheet: Sheet, title: str, options: Options) -> Job:
    match options.format:
        case "png":
            return png(sheet, scale_of(options, sheet.size.width(), sheet.size.height()))
        case "svg":
            return svg(sheet, title, options.scale or 1.0)
        case "pdf":
            return pdf(sheet, title)
        case _:
            return tikz(sheet, title)


def _table(shots: Shots, step: int, kind: str) -> Job:
    """The same graph for other programs; what touches only the tape is done aside."""
    # rows are never changed, but a program that still runs adds to their tables
    tables = {table: list(getattr(shots.tape, table)) for table in TABLES}
    tape, look, span = replace(shots.tape, **tables), shots.look, shots.span(step)

    def write(_stop: Event) -> bytes:
        return written(kind, tape, look.view, step, span, look.shaping)

    data: bytes = yield Aside(write)
    return [data]


def export(
    tape: Tape,
    path: Path,
    options: Options,
    steps: range,
    look: Look = LOOK,
    language: str = "en",
) -> None:
    """Write a file of `options.format`, all or nothing. Raises ExportError and FileProblem.

    Of a loop too large to be read as a whole it shows the iteration of each step.
    """
    if not steps:
        raise ExportError("There are no steps to show.")
    colours = THEMES.get(options.theme, LIGHT)
    atomic.write(path, done(job(Shots(tape, look, language), steps, colours, options)))
