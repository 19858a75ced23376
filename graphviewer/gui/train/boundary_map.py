"""What the model says over the plane, with the examples on it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.chart_card import number
from graphviewer.runs.news import Boundary

SIDE, FOOT = 38, 26  # room for the scale: "-0.15"
HUES = ("value", "gradient", "leaf", "loss", "constant", "text")
SHAPES = ("circle", "square", "triangle")


class BoundaryMap(QWidget):
    """Each class a hue, as strong as its probability there."""

    def __init__(self) -> None:
        super().__init__()
        self._news: Boundary | None = None
        self._x: npt.NDArray[np.float32] = np.zeros((0, 2), np.float32)
        self._y: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._image = QImage()
        self._colours = LIGHT
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_news(self, news: Boundary | None) -> None:
        """Draw the plane as the model sees it now."""
        self._news = news
        self._image = self._made()
        self.update()

    def show_examples(self, x: npt.NDArray[np.float32], y: npt.NDArray[np.int64]) -> None:
        """Put the examples on it: [n, 2] and their classes."""
        self._x, self._y = x, y
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self._image = self._made()
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return width - SIDE + FOOT  # the plane is square

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 320)

    def _made(self) -> QImage:
        if self._news is None:
            return QImage()
        outputs = np.nan_to_num(self._news.outputs.numpy().astype(np.float64))
        if outputs.shape[-1] == 1:  # the probability of class 1
            outputs = np.concatenate((1 - outputs, outputs), axis=-1)
        surface = _rgb(QColor(self._colours.surface))
        hues = np.array([_rgb(hue(self._colours, at)) for at in range(outputs.shape[-1])])
        share = np.clip(outputs, 0, 1)[..., None] * 0.55
        mixed = surface + (share * (hues - surface)).sum(axis=-2)
        pixels = np.clip(mixed, 0, 255).astype(np.uint8)[::-1]
        held = np.ascontiguousarray(pixels)
        height, width = held.shape[:2]
        return QImage(held.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        news = self._news
        if news is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(SIDE, 2, -2, -FOOT)
        try:
            painter.drawImage(place, self._image)
            painter.setPen(QColor(self._colours.border))
            painter.drawRect(place)
            self._paint_scale(painter, place, news)
            painter.setClipRect(place)
            for at in range(len(self._x)):
                x = (self._x[at, 0] - news.left) / max(1e-12, news.right - news.left)
                y = (self._x[at, 1] - news.bottom) / max(1e-12, news.top - news.bottom)
                spot = QPointF(
                    place.left() + float(x) * place.width(),
                    place.bottom() - float(y) * place.height(),
                )
                paint_mark(painter, spot, int(self._y[at]), self._colours)
        finally:
            painter.end()

    def _paint_scale(self, painter: QPainter, place: QRectF, news: Boundary) -> None:
        painter.setFont(fonts.sans(11))
        painter.setPen(QColor(self._colours.quiet))
        foot = QRectF(place.left(), place.bottom() + 4, place.width(), 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, number(news.left))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, number(news.right))
        side = QRectF(0, place.top(), SIDE - 4, place.height())
        painter.drawText(side, Qt.AlignmentFlag.AlignRight, number(news.top))
        bottom = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(side, bottom, number(news.bottom))


def hue(colours: Colours, label: int) -> QColor:
    """The colour of a class."""
    return QColor(str(getattr(colours, HUES[label % len(HUES)])))


def paint_mark(painter: QPainter, spot: QPointF, label: int, colours: Colours) -> None:
    """An example as a mark of its class's own hue and shape."""
    painter.setPen(QPen(QColor(colours.surface), 1))
    painter.setBrush(hue(colours, label))
    shape = SHAPES[label % len(SHAPES)]
    if shape == "circle":
        painter.drawEllipse(spot, 4, 4)
    elif shape == "square":
        painter.drawRect(QRectF(spot.x() - 3.5, spot.y() - 3.5, 7, 7))
    else:
        corners = [QPointF(0, -4.5), QPointF(4.5, 3.5), QPointF(-4.5, 3.5)]
        painter.drawPolygon([spot + corner for corner in corners])


def _rgb(colour: QColor) -> npt.NDArray[np.float64]:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float64)
