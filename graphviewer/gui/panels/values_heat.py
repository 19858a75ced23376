"""A value as a picture: a heat map with its scale."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QLinearGradient,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from graphviewer.explain import numbers
from graphviewer.gui.panels.values_map import STEPS, Field, MapKind, field, picture, place_of, table
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible
from graphviewer.tape.value import Value

CELL, TALLEST = 18, 260  # pixels: of a cell at most, of a heat map at most
BAR = 10  # height of the scale


class HeatMap(QWidget):
    """A value as a picture with a scale below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._value: Value | None = None
        self._field: Field | None = None
        self._image = QImage()

    def set_value(self, value: Value, kind: MapKind) -> None:
        """Show a value in one of the two maps."""
        self._value = value
        self._field = field(value, kind)
        self._image = picture(self._field, self._colours)
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        if self._field is not None:
            self._image = picture(self._field, colours)
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return round(self._frame(width).height()) + BAR + 28

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.width(), self.heightForWidth(self.width()))

    def text_at(self, place: QPointF) -> str:
        """Index and number under the pointer, at full precision; empty where there is none."""
        frame, shown, value = self._frame(self.width()), self._field, self._value
        if shown is None or value is None or not frame.contains(place):
            return ""
        rows, columns = shown.numbers.shape
        row = min(rows - 1, int((place.y() - frame.top()) / frame.height() * rows))
        column = min(columns - 1, int((place.x() - frame.left()) / frame.width() * columns))
        index = place_of(value, row, column)
        if index is None:
            return ""
        number = value.array().ravel()[row * columns + column]
        return f"[{', '.join(map(str, index))}]  {numbers.scalar(number, 17)}"

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        if self._field is None:
            return
        frame = self._frame(self.width())
        painter = QPainter(self)
        try:
            smooth = frame.width() < self._image.width() or frame.height() < self._image.height()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(frame, self._image)
            painter.setPen(QColor(self._colours.border))
            painter.drawRect(frame)
            self._paint_scale(painter, self._field, frame)
        finally:
            painter.end()

    def _frame(self, width: int) -> QRectF:
        if self._field is None:
            return QRectF()
        rows, columns = self._field.numbers.shape
        across = min(float(CELL), (width - 1) / columns)
        # Cells are square until that would make the picture too high or too flat to point at.
        down = min(max(across, 4.0), TALLEST / rows)
        return QRectF(0, 0, across * columns, max(4.0, down * rows))

    def _paint_scale(self, painter: QPainter, shown: Field, frame: QRectF) -> None:
        bar = QRectF(0, frame.bottom() + 8, max(120.0, min(frame.width(), 240.0)), BAR)
        bar.setWidth(min(bar.width(), self.width() - 1.0))
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        colours = table(self._colours, shown.kind)
        for step in range(0, STEPS, 15):
            ramp.setColorAt(step / (STEPS - 1), QColor.fromRgb(int(colours[step])))
        painter.fillRect(bar, ramp)
        painter.drawRect(bar)
        font = fonts.sans(11)
        painter.setFont(font)
        ink = legible(self._colours.quiet, self._colours.surface, self._colours.text)
        painter.setPen(QColor(ink))
        below = QRectF(bar.left(), bar.bottom() + 1, bar.width(), QFontMetricsF(font).height())
        flags = Qt.AlignmentFlag
        painter.drawText(below, flags.AlignLeft, numbers.scalar(shown.low))
        if shown.high > shown.low:
            painter.drawText(below, flags.AlignRight, numbers.scalar(shown.high))
        if shown.kind == "diverging" and shown.high > 0:
            painter.drawText(below, flags.AlignHCenter, "0")
