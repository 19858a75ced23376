"""Sets what a program printed: code, in the mathematics font's letters of one width."""

from __future__ import annotations

from unicodedata import east_asian_width

from graphviewer.explain.equation import Role
from graphviewer.gui.typeset.alphabets import styled
from graphviewer.gui.typeset.box import Box, Mark
from graphviewer.gui.typeset.mathfont import EM, math_font

ABOVE, BELOW = 0.72, 0.22  # ems


def set_code(text: str, size: float, role: Role) -> Box:
    """Letters in cells as wide as each other, so that what stands in columns stays there."""
    font = math_font()
    face, glyph = font.find(styled("m", "code", bold=False))  # the narrowest
    cell = face.metrics(glyph)[0]
    marks: list[Mark] = []
    x = 0.0
    for char in text:
        face, glyph = font.find(styled(char, "code", bold=False))
        if not glyph:
            face, glyph = font.find(char)
        advance = face.metrics(glyph)[0]
        room = cell * (2 if east_asian_width(char) in "FW" else 1)
        if not char.isspace():
            inset = (room - advance) / 2 * size
            marks.append(Mark(face.outline(glyph), x + inset, 0.0, size / EM, size / EM, role))
        x += room * size
    return Box(x, ABOVE * size, BELOW * size, tuple(marks))
