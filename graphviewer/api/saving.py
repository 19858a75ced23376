"""A tape's graph as a file, from Python: the same formats and choices as in the window."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from graphviewer.api.drawing import Request, draw
from graphviewer.disk import atomic
from graphviewer.files.graph_files.write import WRITERS, written
from graphviewer.graphs.data import View
from graphviewer.gui.export.asked import asked
from graphviewer.gui.export.options import LARGEST_SCALE, LONGEST, SHORTEST, Options
from graphviewer.session.viewing import Direction
from graphviewer.tape.tape import Tape


def save(
    tape: Tape,
    path: Path,
    options: Options,
    view: View,
    direction: Direction,
    step: int | None,
    steps: tuple[int | None, int | None] | None,
    language: str,
) -> None:
    """Write the file. Raises ValueError for what makes no sense, CannotDraw, FileProblem."""
    for name, value, known in (
        ("view", view, get_args(View)),
        ("direction", direction, get_args(Direction)),
        ("language", language, ("en", "ko")),
        ("theme", options.theme, ("light", "dark")),
        ("paper", options.paper, ("a4", "slides")),
    ):
        if value not in known:
            raise ValueError(f"there is no {name} {value!r}: it is {' or '.join(map(repr, known))}")
    if not 0 <= options.scale <= LARGEST_SCALE:
        raise ValueError(f"a scale is a number up to {LARGEST_SCALE:g}, not {options.scale!r}")
    if not SHORTEST <= options.frame <= LONGEST:
        raise ValueError(f"a frame is shown for {SHORTEST} to {LONGEST} milliseconds")
    ends = None if steps is None else ":".join("" if end is None else str(end) for end in steps)
    options, shown = asked(path, options, tape, view, step, ends)
    if options.format in WRITERS:
        atomic.write(path, [written(options.format, tape, view, shown[0])])
        return
    request = Request(
        path=str(path.absolute()),
        options=options,
        first=shown[0],
        last=shown[-1],
        view=view,
        direction=direction,
        language=language,
    )
    draw(tape, [request])
