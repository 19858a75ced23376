"""Where the cells of a small value stand, with the indices and the names of its axes.

A vector goes on in further rows where it is wider than the panel; a tensor of three axes is shown
as a matrix for each place along its first, side by side as long as there is room.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from graphviewer.gui.theme import fonts

ROW, HEAD_ROW, AXES_ROW = 28, 18, 19  # pixels: a row of cells, of indices, the axes' names
BETWEEN = 16  # pixels between two slices
SMALL = 12  # text height of indices
VECTOR, MATRIX, BLOCK = 1, 2, 3  # axes


class Head(Struct, frozen=True):
    """A word beside the cells: an index, or the names of the axes."""

    place: QRectF
    text: str
    side: Literal["left", "right", "centre"]


class Layout(Struct, frozen=True):
    """The places of all cells in the order of the tensor, and of what is written beside them."""

    size: QSizeF
    cells: tuple[QRectF, ...]
    heads: tuple[Head, ...]


def lay_out(shape: tuple[int, ...], cell: float, width: int, names: tuple[str, ...]) -> Layout:
    """Cells `cell` pixels wide within `width`; a matrix may be wider. At most three axes.

    `names` says what the axes are called: one text for each, in their order.
    """
    if not shape:
        return Layout(QSizeF(cell + 1.5, ROW + 1), (QRectF(0, 0, cell, ROW),), ())
    title = Head(QRectF(0, 0, wide_of("   ".join(names)), AXES_ROW), "   ".join(names), "left")
    if len(shape) == VECTOR:
        cells, heads = _vector(shape[0], cell, width)
    else:
        cells, heads = _slices(shape, cell, width)
    boxes = [*cells, *(head.place for head in heads), title.place]
    right = max(box.right() for box in boxes)
    bottom = max(box.bottom() for box in boxes)
    return Layout(QSizeF(right + 1.5, bottom + 1), tuple(cells), (title, *heads))


def wide_of(text: str) -> float:
    """Width of an index or a name."""
    return QFontMetricsF(fonts.sans(SMALL)).horizontalAdvance(text)


def _vector(count: int, cell: float, width: int) -> tuple[list[QRectF], list[Head]]:
    head = wide_of(str(max(0, count - 1))) + 10
    columns = int((width - 2) // cell)
    if columns >= count:
        top = AXES_ROW + HEAD_ROW
        cells = [QRectF(place * cell, top, cell, ROW) for place in range(count)]
        return cells, list(_column_heads(count, 0.0, AXES_ROW, cell))
    columns = max(1, int((width - 2 - head) // cell))
    cells = [
        QRectF(head + place % columns * cell, AXES_ROW + place // columns * ROW, cell, ROW)
        for place in range(count)
    ]
    rows = range(math.ceil(count / columns))
    heads = [_row_head(AXES_ROW + row * ROW, 0.0, head, row * columns) for row in rows]
    return cells, heads


def _slices(shape: tuple[int, ...], cell: float, width: int) -> tuple[list[QRectF], list[Head]]:
    rows, columns = shape[-2:]
    slices = shape[0] if len(shape) == BLOCK else 1
    head = wide_of(str(max(0, rows - 1))) + 10
    title = HEAD_ROW if len(shape) == BLOCK else 0
    across, down = head + columns * cell, title + HEAD_ROW + rows * ROW
    beside = max(1, int((width - 2 + BETWEEN) // (across + BETWEEN)))
    cells: list[QRectF] = []
    heads: list[Head] = []
    for number in range(slices):
        left = number % beside * (across + BETWEEN)
        top = AXES_ROW + number // beside * (down + BETWEEN)
        if title:
            place = QRectF(left + head, top, columns * cell, HEAD_ROW)
            heads.append(Head(place, f"dim 0 = {number}", "left"))
        top += title
        heads += _column_heads(columns, left + head, top, cell)
        for row in range(rows):
            y = top + HEAD_ROW + row * ROW
            heads.append(_row_head(y, left, head, row))
            cells += [QRectF(left + head + one * cell, y, cell, ROW) for one in range(columns)]
    return cells, heads


def _column_heads(count: int, left: float, top: float, cell: float) -> Iterator[Head]:
    for column in range(count):
        yield Head(QRectF(left + column * cell, top, cell, HEAD_ROW), str(column), "centre")


def _row_head(top: float, left: float, wide: float, number: int) -> Head:
    return Head(QRectF(left, top, wide - 6, ROW), str(number), "right")
