"""Examples of two numbers as points of the plane, each class with its own hue and shape."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.train.boundary_map import FEW, paint_mark
from graphviewer.gui.train.chart_card import number

LEFT, FOOT, EDGE, LEGEND = 52, 26, 14, 28  # pixels
NEAR = 12.0  # a click this near to a point chooses it
ROOM = 0.06  # of the range, around the points
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PointsMap(QWidget):
    """`chosen` carries the place of the point that was clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._x: npt.NDArray[np.float32] = np.zeros((0, 2), np.float32)
        self._y: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._classes: tuple[str, ...] = ()
        self._low, self._high = np.zeros(2), np.ones(2)
        self._at = -1
        self._held: QPixmap | None = None  # the points: there may be many
        self._colours = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(
        self, x: npt.NDArray[np.float32], y: npt.NDArray[np.int64], classes: tuple[str, ...]
    ) -> None:
        """Show points [n, 2] and their classes."""
        self._x, self._y, self._classes, self._at = x, y, classes, -1
        held = x[np.isfinite(x).all(axis=1)].astype(np.float64)
        low, high = (held.min(axis=0), held.max(axis=0)) if len(held) else (np.zeros(2), np.ones(2))
        span = np.where(high > low, high - low, 1.0)
        self._low, self._high = low - ROOM * span, high + ROOM * span
        self._redraw()

    def set_chosen(self, place: int) -> None:
        """Ring one of the points; -1: none."""
        self._at = place
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self._redraw()

    def _redraw(self) -> None:
        self._held = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._redraw()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(460, 420)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(240, 220)

    # --- places

    @property
    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, LEGEND, -EDGE, -FOOT)

    def spots(self) -> npt.NDArray[np.float64]:
        """Where the points are in the widget: [n, 2]."""
        area = self._area
        share = (self._x.astype(np.float64) - self._low) / (self._high - self._low)
        return np.column_stack(
            [area.left() + share[:, 0] * area.width(), area.bottom() - share[:, 1] * area.height()]
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if not len(self._x):
            return
        point = event.position()
        far = np.nan_to_num(np.hypot(*(self.spots() - (point.x(), point.y())).T), nan=np.inf)
        nearest = int(np.argmin(far))
        if far[nearest] <= NEAR:
            self.chosen.emit(nearest)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        if self._held is None:
            self._held = self._drawn()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            painter.drawPixmap(0, 0, self._held)
            if 0 <= self._at < len(self._x):
                painter.setPen(QPen(QColor(self._colours.accent), 2.5))
                painter.drawEllipse(QPointF(*self.spots()[self._at]), 9, 9)
        finally:
            painter.end()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        held = QPixmap(self.size() * ratio)
        held.setDevicePixelRatio(ratio)
        held.fill(QColor(self._colours.surface))
        painter = QPainter(held)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            painter.setPen(QColor(self._colours.border))
            painter.drawRect(self._area)
            self._paint_zero(painter)
            self._paint_scale(painter)
            self._paint_legend(painter)
            finite = np.isfinite(self._x).all(axis=1)
            large = 1.6 if len(self._x) <= FEW else 1.0
            for spot, label in zip(self.spots()[finite], self._y[finite], strict=True):
                paint_mark(painter, QPointF(*spot), int(label), self._colours, large)
        finally:
            painter.end()
        return held

    def _paint_zero(self, painter: QPainter) -> None:
        """The axes, where they are in view."""
        area, share = self._area, -self._low / (self._high - self._low)
        if 0 < share[0] < 1:
            x = area.left() + float(share[0]) * area.width()
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        if 0 < share[1] < 1:
            y = area.bottom() - float(share[1]) * area.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_scale(self, painter: QPainter) -> None:
        area, right = self._area, Qt.AlignmentFlag.AlignRight
        painter.setFont(fonts.sans(12))
        painter.setPen(QColor(self._colours.quiet))
        foot = QRectF(area.left(), area.bottom() + 4, area.width(), 18)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, number(float(self._low[0])))
        painter.drawText(foot, right, number(float(self._high[0])))
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, "x1")
        side = QRectF(0, area.top(), LEFT - 6, area.height())
        painter.drawText(side, right, number(float(self._high[1])))
        painter.drawText(side, right | Qt.AlignmentFlag.AlignBottom, number(float(self._low[1])))
        painter.drawText(side, right | _MIDDLE, "x2")

    def _paint_legend(self, painter: QPainter) -> None:
        left = self._area.left()
        painter.setFont(fonts.sans(13))
        for label, name in enumerate(self._classes):
            width = painter.fontMetrics().horizontalAdvance(name) + 38
            if left + width > self.width():
                break
            paint_mark(painter, QPointF(left + 6, LEGEND / 2), label, self._colours)
            painter.setPen(QColor(self._colours.text))
            painter.drawText(QRectF(left + 16, 0, width, LEGEND), _MIDDLE, name)
            left += width
