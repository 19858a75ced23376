"""How large a note is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from graphviewer.gui.canvas.texts import metrics_of
from graphviewer.tape.arrangement import Note

PX = 16  # of the words, in scene pixels
WIDEST = 260.0  # of a note's words
PAD = 10.0
LEAST = 36.0
FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def note_rect(note: Note) -> QRectF:
    """Where a note stands in the scene."""
    words = metrics_of(PX).boundingRect(QRectF(0, 0, WIDEST, 1e6), FLAGS, note.text or " ")
    width, height = max(LEAST, words.width() + 2 * PAD), max(LEAST, words.height() + 2 * PAD)
    return QRectF(note.x, note.y, width, height)
