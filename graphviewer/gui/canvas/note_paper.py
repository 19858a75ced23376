"""How large a note is, and how its words are broken."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt

from graphviewer.gui.canvas.texts import metrics_of
from graphviewer.tape.arrangement import Note

PX = 16  # of the words, in scene pixels
WIDEST = 260.0  # of a note's words
PAD = 10.0
LEAST = 36.0
FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_WORD = re.compile(r"\S+")


@lru_cache(maxsize=256)
def words_of(text: str) -> str:
    """A note's text with words that are wider than a note broken; Qt breaks all words or none."""
    return _WORD.sub(lambda found: _broken(found.group()), text)


def _broken(word: str) -> str:
    measure = metrics_of(PX).horizontalAdvance
    if measure(word) <= WIDEST:
        return word
    lines = accumulate(measure(letter) for letter in word)
    pieces: dict[int, str] = {}
    for letter, end in zip(word, lines, strict=True):
        line = int(end // (WIDEST - PX))
        pieces[line] = pieces.get(line, "") + letter
    return "\n".join(pieces.values())


def note_rect(note: Note) -> QRectF:
    """Where a note stands in the scene."""
    text = words_of(note.text) or " "
    words = metrics_of(PX).boundingRect(QRectF(0, 0, WIDEST, 1e6), FLAGS, text)
    width, height = max(LEAST, words.width() + 2 * PAD), max(LEAST, words.height() + 2 * PAD)
    return QRectF(note.x, note.y, width, height)
