"""A small value printed: one cell a number, with its axes, and what a step did with its cells."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from graphviewer.explain import numbers
from graphviewer.explain.shapes import axes
from graphviewer.gui.panels.values_layout import MATRIX, SMALL, Layout, lay_out
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible, mix
from graphviewer.tape.value import Value

SIZES = ((14, 9), (12, 5))  # text height and room beside it; the next where a matrix is too wide
NARROWEST = 34  # pixels of a cell
CENTRE = Qt.AlignmentFlag.AlignCenter
SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": CENTRE,
}
Bools = npt.NDArray[np.bool_]


class Marks(Struct, frozen=True):
    """What a step did with cells, flattened: those it read or wrote, those that are repeated."""

    picked: Bools | None = None
    repeated: Bools | None = None


NO_MARKS = Marks()


class NumberTable(QWidget):
    """Numbers in cells; a vector that is wider than the panel goes on in further rows.

    `hovered` carries the flattened place of the cell under the pointer, -1 when it has left.
    """

    hovered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._value: Value | None = None
        self._texts: list[str] = []
        self._bad: list[bool] = []
        self._layout: Layout | None = None
        self._marks = NO_MARKS
        self._lit: Bools | None = None
        self._pointing = False
        self._fonts = [(fonts.mono(px), fonts.mono(px, bold=True)) for px, _ in SIZES]
        self._cells = [40.0] * len(SIZES)
        self._size = 0  # which of the sizes

    def set_value(self, value: Value, marks: Marks = NO_MARKS) -> None:
        """Show a complete value of at most three dimensions."""
        self._value, self._marks, self._lit = value, marks, None
        flat = value.array().ravel()
        self._texts = [numbers.scalar(number) for number in flat]
        self._bad = [not np.isfinite(number) for number in flat]
        longest = max(self._texts, key=len, default="")
        self._cells = [  # all letters of this font are of one width
            max(float(NARROWEST), QFontMetricsF(bold).horizontalAdvance(longest) + 2 * pad)
            for (_, bold), (_, pad) in zip(self._fonts, SIZES, strict=True)
        ]
        self.update()

    def set_lit(self, lit: Bools | None) -> None:
        """Light up the cells, flattened, that the pointed one has to do with."""
        self._lit = lit
        self.update()

    def set_pointing(self, pointing: bool) -> None:
        """Tell of the cell under the pointer, or no longer."""
        self._pointing = pointing
        self.setMouseTracking(pointing)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def fit(self, width: int) -> None:
        """Take the size the value needs at a width."""
        if self._value is None:
            return
        shape = self._value.shape
        layout, number = lay_out(shape, self._cells[0], width, axes(shape)), 0
        while layout.size.width() > width and len(shape) >= MATRIX and number + 1 < len(SIZES):
            number += 1
            layout = lay_out(shape, self._cells[number], width, axes(shape))
        self._layout, self._size = layout, number
        size = layout.size
        self.resize(round(size.width()), round(size.height()))

    def cell_at(self, place: QPointF) -> int:
        """The flattened place of the cell at a point, -1 if there is none.

        The indices above a single row count as its cells.
        """
        if self._layout is None:
            return -1
        single = len({cell.top() for cell in self._layout.cells}) == 1
        for at, cell in enumerate(self._layout.cells):
            if cell.contains(
                QPointF(place.x(), max(place.y(), cell.top()) if single else place.y())
            ):
                return at
        return -1

    def text_at(self, place: QPointF) -> str:
        """Index and number under the pointer, at full precision; empty where there is none."""
        at = self.cell_at(place)
        if self._value is None or at < 0:
            return ""
        array = self._value.array()
        number = numbers.scalar(array.ravel()[at], 17)
        if not array.shape:
            return number
        index = ", ".join(str(int(part)) for part in np.unravel_index(at, array.shape))
        return f"[{index}]  {number}"

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._pointing:
            self.hovered.emit(self.cell_at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if self._pointing:
            self.hovered.emit(-1)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        if self._layout is None or len(self._layout.cells) != len(self._texts):
            return
        painter = QPainter(self)
        try:
            painter.setFont(fonts.sans(SMALL))
            ink = legible(self._colours.quiet, self._colours.surface, self._colours.text)
            painter.setPen(QColor(ink))
            for head in self._layout.heads:
                painter.drawText(head.place, SIDES[head.side], head.text)
            for at, cell in enumerate(self._layout.cells):
                self._paint_cell(painter, at, cell)
            for at, cell in enumerate(self._layout.cells):
                self._paint_rim(painter, at, cell)
        finally:
            painter.end()

    def _paint_cell(self, painter: QPainter, at: int, cell: QRectF) -> None:
        """A cell's ground and number: marked ones stand out, others recede where some are."""
        colours = self._colours
        ground, ink, bold = colours.surface, colours.text, False
        picked = self._marks.picked
        if self._lit is not None and self._lit[at]:
            ground, bold = mix(colours.surface, colours.value, 0.38), True
        elif picked is not None and picked[at]:
            ground, bold = colours.value_tint, True
        elif picked is not None:
            ink = colours.quiet
        painter.fillRect(cell, QColor(ground))
        if self._marks.repeated is not None and self._marks.repeated[at]:
            ink = colours.quiet
            hatch = mix(colours.surface, colours.constant, 0.4 if colours.dark else 0.6)
            painter.fillRect(cell, QBrush(QColor(hatch), Qt.BrushStyle.BDiagPattern))
        if self._bad[at]:
            ink = colours.error
        painter.setPen(QColor(colours.border))
        painter.drawRect(cell)
        painter.setFont(self._fonts[self._size][bold])
        painter.setPen(QColor(legible(ink, ground, colours.text)))
        painter.drawText(cell, CENTRE, self._texts[at])

    def _paint_rim(self, painter: QPainter, at: int, cell: QRectF) -> None:
        """The rim of a picked or lit cell, over its neighbours' borders."""
        lit = self._lit is not None and bool(self._lit[at])
        picked = self._marks.picked is not None and bool(self._marks.picked[at])
        if lit or picked:
            painter.setPen(QPen(QColor(self._colours.value), 2.5 if lit else 1.5))
            painter.drawRect(cell)
