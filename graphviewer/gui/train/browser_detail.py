"""One example large: its picture, its label and the numbers it is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.browser_grid import picture

SIDE = 252  # pixels: nine for each of 28


class BigPicture(QWidget):
    """An image whose pixels can be pointed at. `pointed`: row and column; -1, -1: none."""

    pointed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._shape = (0, 0)
        self._colours = LIGHT
        self.setFixedSize(SIDE + 2, SIDE + 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_pixels(self, pixels: npt.NDArray[Any] | None) -> None:
        """Show an image [height, width], or none."""
        self._image = QImage() if pixels is None else picture(pixels)
        self._shape = (0, 0) if pixels is None else (pixels.shape[0], pixels.shape[1])
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(SIDE + 2, SIDE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        place = QRectF(1, 1, SIDE, SIDE)
        try:
            painter.fillRect(place, QColor(self._colours.canvas))
            if not self._image.isNull():
                painter.drawImage(place, self._image)
            painter.setPen(QColor(self._colours.border))
            painter.drawRect(place)
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        rows, columns = self._shape
        row = int((event.position().y() - 1) * rows // SIDE)
        column = int((event.position().x() - 1) * columns // SIDE)
        inside = 0 <= row < rows and 0 <= column < columns
        self.pointed.emit(*((row, column) if inside else (-1, -1)))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        self.pointed.emit(-1, -1)


class ExampleDetail(QFrame):
    """A picture over what is to be said of it."""

    def __init__(self) -> None:
        super().__init__()
        self._pixels: npt.NDArray[Any] | None = None
        self.picture = BigPicture()
        self.title, self.told, self.pixel = QLabel(), QLabel(), QLabel()
        for label in (self.title, self.told, self.pixel):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setProperty("role", "quiet")
        self.title.setFont(fonts.sans(18, bold=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.picture)
        for label in (self.title, self.told, self.pixel):
            column.addWidget(label)
        column.addStretch(1)
        self.setFixedWidth(SIDE + 32)
        self.picture.pointed.connect(self._on_picture_pointed)

    def show_example(self, pixels: npt.NDArray[Any] | None, title: str, told: str) -> None:
        """Show an image and its words; None: nothing is chosen."""
        self._pixels = pixels
        self.picture.show_pixels(pixels)
        self.title.setText(title)
        self.told.setText("\n".join(line for line in (told, self._range()) if line))
        self._on_picture_pointed(-1, -1)

    def _range(self) -> str:
        if self._pixels is None:
            return ""
        shape = "×".join(str(one) for one in self._pixels.shape)
        words = QCoreApplication.translate(
            "TrainBrowser", "{dtype} [{shape}], from {low} to {high}"
        )
        low, high = int(self._pixels.min()), int(self._pixels.max())
        return words.format(dtype=self._pixels.dtype, shape=shape, low=low, high=high)

    def _on_picture_pointed(self, row: int, column: int) -> None:
        if self._pixels is None:
            self.pixel.setText("")
            return
        if row < 0:
            self.pixel.setText(
                QCoreApplication.translate("TrainBrowser", "Point at a pixel to read its number.")
            )
            return
        value = int(self._pixels[row, column])
        words = QCoreApplication.translate(
            "TrainBrowser", "row {row}, column {column}: {value}, seen as {value}/255 = {share}"
        )
        share = f"{np.float32(value) / np.float32(255):.4f}"
        self.pixel.setText(words.format(row=row, column=column, value=value, share=share))

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.picture.set_colours(colours)
