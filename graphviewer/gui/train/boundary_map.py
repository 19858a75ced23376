"""What the model says over the plane, with the examples on it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.chart_card import number
from graphviewer.runs.news import Boundary

SIDE, FOOT = 38, 26  # room for the scale: "-0.15"
HEAD = 24  # for the names of the classes
FEW = 60  # so many examples or less are drawn larger
HUES = ("value", "gradient", "leaf", "loss", "constant", "text")
SHAPES = ("circle", "square", "triangle")


class BoundaryMap(QWidget):
    """Each class a hue, as strong as its probability there."""

    def __init__(self) -> None:
        super().__init__()
        self._news: Boundary | None = None
        self._x: npt.NDArray[np.float32] = np.zeros((0, 2), np.float32)
        self._y: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._classes: tuple[str, ...] = ()
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

    def show_examples(
        self,
        x: npt.NDArray[np.float32],
        y: npt.NDArray[np.int64],
        classes: tuple[str, ...] = (),
    ) -> None:
        """Put the examples on it: [n, 2], their classes, and what those are called."""
        self._x, self._y, self._classes = x, y, classes
        self.updateGeometry()
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self._image = self._made()
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return width - SIDE + FOOT + (HEAD if self._classes else 0)  # the plane is square

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
        place = QRectF(self.rect()).adjusted(SIDE, HEAD if self._classes else 2, -2, -FOOT)
        try:
            painter.drawImage(place, self._image)
            painter.setPen(QColor(self._colours.border))
            painter.drawRect(place)
            self._paint_scale(painter, place, news)
            self._paint_legend(painter, place)
            painter.setClipRect(place)
            large = len(self._x) <= FEW
            for at in range(len(self._x)):
                x = (self._x[at, 0] - news.left) / max(1e-12, news.right - news.left)
                y = (self._x[at, 1] - news.bottom) / max(1e-12, news.top - news.bottom)
                spot = QPointF(
                    place.left() + float(x) * place.width(),
                    place.bottom() - float(y) * place.height(),
                )
                paint_mark(painter, spot, int(self._y[at]), self._colours, 1.6 if large else 1.0)
        finally:
            painter.end()

    def _paint_scale(self, painter: QPainter, place: QRectF, news: Boundary) -> None:
        painter.setFont(fonts.sans(12))
        painter.setPen(QColor(self._colours.quiet))
        foot = QRectF(place.left(), place.bottom() + 4, place.width(), 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, number(news.left))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, number(news.right))
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, "x1")
        side = QRectF(0, place.top(), SIDE - 4, place.height())
        painter.drawText(side, Qt.AlignmentFlag.AlignRight, number(news.top))
        bottom = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(side, bottom, number(news.bottom))
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(side, middle, "x2")

    def _paint_legend(self, painter: QPainter, place: QRectF) -> None:
        """Which hue and shape is which class."""
        left = place.left()
        font = fonts.sans(12)
        painter.setFont(font)
        for label, name in enumerate(self._classes):
            width = QFontMetricsF(font).horizontalAdvance(name) + 34
            if left + width > place.right() + 20:
                break
            paint_mark(painter, QPointF(left + 6, HEAD / 2 - 3), label, self._colours, 1.3)
            painter.setPen(QColor(self._colours.text))
            room = QRectF(left + 17, -3, width, HEAD)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
            left += width


def hue(colours: Colours, label: int) -> QColor:
    """The colour of a class."""
    return QColor(str(getattr(colours, HUES[label % len(HUES)])))


def paint_mark(
    painter: QPainter, spot: QPointF, label: int, colours: Colours, large: float = 1.0
) -> None:
    """An example as a mark of its class's own hue and shape, so many times its usual size."""
    painter.setPen(QPen(QColor(colours.surface), large))
    painter.setBrush(hue(colours, label))
    shape = SHAPES[label % len(SHAPES)]
    if shape == "circle":
        painter.drawEllipse(spot, 4 * large, 4 * large)
    elif shape == "square":
        side = 7 * large
        painter.drawRect(QRectF(spot.x() - side / 2, spot.y() - side / 2, side, side))
    else:
        corners = [QPointF(0, -4.5), QPointF(4.5, 3.5), QPointF(-4.5, 3.5)]
        painter.drawPolygon([spot + corner * large for corner in corners])


def _rgb(colour: QColor) -> npt.NDArray[np.float64]:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float64)
