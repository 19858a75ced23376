"""How each function is drawn: of four hues and four dashes no two are alike."""

from __future__ import annotations

from graphviewer.gui.panels.watch_pens import DASHES, HUES, Stroke

COLOURED = 4  # of the hues; the others are those of the tangent and of the line at x


def stroke_of(pen: int) -> Stroke:
    """The stroke of a function's pen: the first solid, others dashed as well."""
    return Stroke(HUES[pen % COLOURED], (pen + pen // COLOURED) % len(DASHES))
