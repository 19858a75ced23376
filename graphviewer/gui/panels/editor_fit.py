"""How large a program's letters are: smaller in a narrow panel, so that no note covers code."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtGui import QFontMetricsF

from graphviewer.gui.panels.editor_strips import BESIDE_NOTE, gutter_width, note_font
from graphviewer.gui.theme import fonts

NOTE = "a.grad 4"  # a note of usual length
LEAST = 0.8  # of the wanted size: smaller letters are worse than code that must be scrolled


class Room(Struct, frozen=True):
    """An editor's inside, the bar that takes of it when lines are too many, and the margin of the
    text at its left, all in pixels."""

    width: float
    height: float
    bar: float
    margin: float


def fitting_size(lines: Sequence[str], room: Room, wanted: int) -> int:
    """The largest size in pixels, at most `wanted`, at which lines fit beside their notes.

    Comments have no notes.
    """
    code = max((line for line in lines if not line.lstrip().startswith("#")), key=len, default="")
    comment = max((line for line in lines if line.lstrip().startswith("#")), key=len, default="")
    least = round(wanted * LEAST)
    for px in range(wanted, least, -1):
        font = fonts.mono(px)
        metrics = QFontMetricsF(font)
        note = QFontMetricsF(note_font(px)).horizontalAdvance(NOTE) + BESIDE_NOTE
        wide = max(metrics.horizontalAdvance(code) + note, metrics.horizontalAdvance(comment))
        bar = room.bar if metrics.lineSpacing() * len(lines) > room.height else 0
        if wide + room.margin + gutter_width(font, len(lines)) + bar <= room.width:
            return px
    return least
