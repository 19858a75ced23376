"""A scrolling grid of any number of images: only those in view are made and painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.thumbs import grey

SMALL, GAP = 12, 10  # pixels: words, room between cells
LINE = SMALL + 4


class Cell(Struct, frozen=True):
    """Images side by side, and a line of words under each of `words`."""

    images: tuple[QImage, ...]
    words: tuple[str, ...] = ()


def picture(pixels: npt.NDArray[Any]) -> QImage:
    """Pixels [height, width] in grey: bytes as they are, numbers from 0 (black) to 1 (white)."""
    if pixels.dtype != np.uint8:
        return grey(pixels)
    height, width = pixels.shape
    held = np.ascontiguousarray(pixels).tobytes()
    return QImage(held, width, height, width, QImage.Format.Format_Grayscale8).copy()


class ImageGrid(QAbstractScrollArea):
    """`chosen` carries the place of a cell that was clicked, or reached with the keyboard."""

    chosen = Signal(int)

    def __init__(self, side: int, *, beside: int = 1, lines: int = 1) -> None:
        """Images of `side` pixels, `beside` of them in a cell, over `lines` lines of words."""
        super().__init__()
        self._side, self._beside, self._lines = side, beside, lines
        self._count = 0
        self._make: Callable[[int], Cell] = _empty
        self._colours = LIGHT
        self.at = -1  # the cell that is chosen
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(24)

    # --- what is shown

    @property
    def count(self) -> int:
        """How many cells there are."""
        return self._count

    def cell(self, place: int) -> Cell:
        """What one cell shows."""
        return self._make(place)

    def show_cells(self, count: int, make: Callable[[int], Cell], *, keep: bool = False) -> None:
        """Show so many cells; `make` is asked for those in view. `keep` the place scrolled to."""
        self._count, self._make = count, make
        if not keep or self.at >= count:
            self.at = -1
        self._fit()
        if not keep:
            self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def choose(self, place: int) -> None:
        """Choose a cell and bring it into view."""
        if not 0 <= place < self._count:
            return
        self.at = place
        bar, top = self.verticalScrollBar(), place // self.columns * self._height
        bar.setValue(min(top, max(bar.value(), top + self._height - self.viewport().height())))
        self.setAccessibleDescription(", ".join(self._make(place).words))
        self.viewport().update()
        self.chosen.emit(place)

    def set_side(self, side: int) -> None:
        """Make the images so many pixels wide; what is at the top stays there."""
        first = self.verticalScrollBar().value() // self._height * self.columns
        self._side = side
        self._fit()
        self.verticalScrollBar().setValue(first // self.columns * self._height)
        self.viewport().update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.viewport().update()

    # --- sizes

    @property
    def _width(self) -> int:
        return self._beside * (self._side + 3) - 3 + GAP

    @property
    def _height(self) -> int:
        return self._side + GAP + self._lines * LINE

    @property
    def columns(self) -> int:
        """How many cells stand side by side."""
        return max(1, (self.viewport().width() - GAP // 2) // self._width)

    def rect_of(self, place: int) -> QRectF:
        """Where a cell's images are, in the viewport."""
        row, column = divmod(place, self.columns)
        top = row * self._height - self.verticalScrollBar().value() + GAP // 2
        width = self._width - GAP
        return QRectF(GAP / 2 + column * self._width, top, width, self._side)

    def _fit(self) -> None:
        rows = -(-self._count // self.columns)
        room = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, rows * self._height + GAP - room))
        self.verticalScrollBar().setPageStep(max(1, room - self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._width + 30, 120)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._colours.surface))
        value, room = self.verticalScrollBar().value(), event.rect()
        first = max(0, (value + room.top() - GAP) // self._height) * self.columns
        last = ((value + room.bottom()) // self._height + 1) * self.columns
        painter.setFont(fonts.sans(SMALL))
        try:
            for place in range(first, min(last, self._count)):
                self._paint(painter, place)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, place: int) -> None:
        rect, cell = self.rect_of(place), self._make(place)
        chosen = place == self.at
        pen = QPen(QColor(self._colours.accent if chosen else self._colours.border))
        pen.setWidthF(3.0 if chosen else 1.0)
        for nth, image in enumerate(cell.images):
            left = rect.left() + nth * (self._side + 3)
            spot = QRectF(left, rect.top(), self._side, self._side)
            painter.drawImage(spot, image)
            painter.setPen(pen)
            painter.drawRect(spot)
        painter.setPen(QColor(self._colours.text if chosen else self._colours.quiet))
        for line, words in enumerate(cell.words):
            top = rect.bottom() + 2 + line * LINE
            room = QRectF(rect.left() - GAP / 2, top, rect.width() + GAP, LINE)
            shown = fitted(words, painter.font(), room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, shown)

    # --- gestures

    def place_at(self, point: QPointF) -> int:
        """The cell at a point of the viewport; -1 if there is none."""
        column = int((point.x() - GAP / 4) // self._width)
        row = int((point.y() + self.verticalScrollBar().value()) // self._height)
        place = row * self.columns + column
        return place if 0 <= column < self.columns and 0 <= place < self._count else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self.place_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        page = max(1, self.viewport().height() // self._height) * self.columns
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -self._count,
            Qt.Key.Key_End: self._count,
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            event.ignore()
        elif self._count:
            self.choose(min(self._count - 1, max(0, max(0, self.at) + move)))


def _empty(_place: int) -> Cell:
    return Cell(())
