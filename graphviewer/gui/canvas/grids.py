"""Small matrices set as rows below each other: as text, measured, and painted.

As text a grid has its rows apart by a line break and its columns by a tab; other texts have none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.explain.numbers import scalar, short
from graphviewer.gui.canvas.texts import metrics_of, width_of
from graphviewer.gui.theme.fonts import sans
from graphviewer.tape.value import Value

LINE = 18.0  # from one row to the next
APART = 8.0  # more between two grids below each other
COLUMN, BRACKET = 9.0, 7.0  # between columns; a bracket with its space
RISE, FALL = 13.0, 4.0  # of a bracket beyond the first and the last baseline
MOST_ROWS = MOST_COLUMNS = 4
IN_LINE = 6  # numbers that a line holds
NARROWER = 60.0  # a grid is set where it saves so many pixels
NODE_NARROWER = 110.0  # on a node's card, which stands in a column with others and has one line
WIDEST_GRID = 150.0  # a grid of more numbers than a line holds
MOST_ELEMENTS = 12  # as many as a card holds without growing large


def can_be(shape: tuple[int, ...]) -> bool:
    """Whether a tensor of this shape may be set as a grid."""
    return (
        len(shape) == 2
        and 2 <= shape[0] <= MOST_ROWS
        and 2 <= shape[1] <= MOST_COLUMNS
        and shape[0] * shape[1] <= MOST_ELEMENTS
    )


def suits(texts: Sequence[float], shape: tuple[int, ...], saved: float = NARROWER) -> bool:
    """Whether tensors of a shape are set as grids.

    Where that is narrower than a line of all numbers by what is to be `saved`; where a line cannot
    hold them, if the card stays of a common size. `texts` are the widths of value and gradient in a
    line, and of both as grids.
    """
    if not can_be(shape):
        return False
    if math.prod(shape) > IN_LINE:
        return max(texts[2], texts[3]) <= WIDEST_GRID
    return max(texts[0] - texts[2], texts[1] - texts[3]) > saved


def grid(value: Value) -> str:
    """A value as a grid's text, where it is one; else in a line."""
    if not (value.complete and can_be(value.shape)):
        return short(value)
    return "\n".join("\t".join(scalar(x) for x in row) for row in value.array())


def in_line(text: str) -> str:
    """A grid's text as one line, for a screen reader."""
    return text.replace("\t", " ").replace("\n", "; ")


def wide(text: str, px: int, bold: bool = False) -> float:
    """Width of a text or a grid."""
    if "\n" not in text:
        return width_of(text, px, bold)
    columns = _columns(text, px, bold)
    return sum(columns) + COLUMN * (len(columns) - 1) + 2 * BRACKET


def taller(lines: int) -> float:
    """By how much a grid of so many lines is higher than a line, with the space to the next."""
    return LINE * (lines - 1) + (APART if lines > 1 else 0.0)


@lru_cache(maxsize=2_000)
def _columns(text: str, px: int, bold: bool) -> tuple[float, ...]:
    rows = [line.split("\t") for line in text.split("\n")]
    return tuple(max(width_of(x, px, bold) for x in column) for column in zip(*rows, strict=True))


def paint_grid(
    painter: QPainter, x: float, y: float, text: str, px: int, tone: str, bold: bool = False
) -> None:
    """A grid with its first baseline at `y`: numbers end below each other, between brackets."""
    columns = _columns(text, px, bold)
    rows = [line.split("\t") for line in text.split("\n")]
    painter.setFont(sans(px, bold))
    painter.setPen(QPen(QColor(tone), 1.6 if bold else 1.2))
    across = wide(text, px, bold)
    top, bottom = y - RISE, y + LINE * (len(rows) - 1) + FALL
    for side, inner in ((x + 1, x + 5), (x + across - 1, x + across - 5)):
        painter.drawPolyline(
            [QPointF(inner, top), QPointF(side, top), QPointF(side, bottom), QPointF(inner, bottom)]
        )
    metrics = metrics_of(px, bold)
    for number, row in enumerate(rows):
        right = x + BRACKET
        for figures, column in zip(row, columns, strict=True):
            right += column
            left = right - metrics.horizontalAdvance(figures)
            painter.drawText(QPointF(left, y + number * LINE), figures)
            right += COLUMN
