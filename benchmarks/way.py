"""A tape's way from the recording process to the window's first picture of it."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from graphviewer.engine import protocol
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_part
from graphviewer.tape.tape import TABLES, Part, Tape

Figures = dict[str, float]


def to_the_window(make: Callable[[], Tape]) -> Figures:
    """CPU milliseconds each part of the way takes: medians over tapes that are made for it."""
    app = QApplication([])
    surface = QPixmap(1600, 1000)
    rounds: list[Figures] = []
    for _ in range(4):
        rounds.append(way_of(make(), surface))
        app.processEvents()
    return {key: statistics.median(one[key] for one in rounds[1:]) for key in rounds[0]}


def way_of(made: Tape, surface: QPixmap) -> Figures:
    """The same of one tape."""
    tables: dict[str, Any] = {table: tuple(getattr(made, table)) for table in TABLES}
    part = Part(**tables, error=made.error, end=made.end)
    gc.collect()
    clock = _Clock()
    data = protocol.frame(protocol.Rows(part))
    clock.tick("encode")
    (body,) = protocol.Frames().feed(data)
    rows = protocol.read_news(body)
    assert isinstance(rows, protocol.Rows)
    clock.tick("decode")
    tape = Tape(meta=made.meta)
    check_part(tape, rows.part)
    clock.tick("check")
    tape.extend(rows.part)
    index = TapeIndex(tape)
    clock.tick("index")
    canvas = Canvas()
    canvas.resize(1600, 1000)
    canvas.set_tape(tape, index)
    clock.tick("place")
    canvas.set_step(len(tape.steps) - 1)
    canvas.render(surface)
    clock.tick("paint")
    canvas.deleteLater()
    size = {"KiB": len(data) / 1024, "steps": float(len(tape.steps))}
    return clock.took | size


class _Clock:
    """CPU milliseconds between ticks."""

    def __init__(self) -> None:
        self.took: Figures = {}
        self._last = time.process_time()

    def tick(self, name: str) -> None:
        now = time.process_time()
        self.took[name] = 1000 * (now - self._last)
        self._last = time.process_time()
