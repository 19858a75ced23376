"""A canvas to draw an image on, white on black, as the data set's are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviewer.gui.theme.colours import LIGHT, Colours

FINE = 8  # drawn so many times finer than the image that is made of it
PEN = 2.2  # pixels of the image


class DrawPad(QWidget):
    """`drawn` is emitted when a stroke ends or everything is wiped."""

    drawn = Signal()

    def __init__(self, side: int = 28) -> None:
        super().__init__()
        self._colours = LIGHT
        self._last: QPointF | None = None
        self._strokes: list[QImage] = []  # how it was before each stroke
        self._side = 0
        self.set_side(side)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def set_side(self, side: int) -> None:
        """Draw images of so many pixels a side; what was drawn in another size goes."""
        if side == self._side:
            return
        self._side = side
        self._image = QImage(side * FINE, side * FINE, QImage.Format.Format_Grayscale8)
        self._image.fill(0)
        self._strokes.clear()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(168, 168)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def pixels(self) -> npt.NDArray[np.float32]:
        """What is drawn, 0 black to 1 white, float32 [side, side]: means over fine squares."""
        fine = self._side * FINE
        held = np.frombuffer(self._image.constBits(), np.uint8).reshape(fine, -1)[:, :fine]
        squares = held.reshape(self._side, FINE, self._side, FINE)
        means: npt.NDArray[np.float32] = (squares.mean(axis=(1, 3)) / 255).astype(np.float32)
        return means

    def clear(self) -> None:
        """Wipe everything."""
        self._remember()
        self._image.fill(0)
        self.update()
        self.drawn.emit()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._image = self._strokes.pop()
            self.update()
            self.drawn.emit()

    def _remember(self) -> None:
        self._strokes.append(self._image.copy())
        del self._strokes[:-50]

    def _fine(self, place: QPointF) -> QPointF:
        return place * (self._side * FINE / max(1, self.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._remember()
            self._last = self._fine(event.position())
            self._stroke(self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._last is not None:
            self._stroke(self._fine(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._last is not None and event.button() == Qt.MouseButton.LeftButton:
            self._last = None
            self.drawn.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif (
            event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.undo()
        else:
            event.ignore()

    def _stroke(self, to: QPointF) -> None:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor("white"), PEN * FINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        start = self._last if self._last is not None else to
        painter.drawLine(start, to) if start != to else painter.drawPoint(to)
        painter.end()
        self._last = to
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(
            QPen(QColor(self._colours.accent if self.hasFocus() else self._colours.border), 2)
        )
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
