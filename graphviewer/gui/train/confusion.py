"""The confusion matrix: true classes down, predicted across; a cell can be chosen."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from graphviewer.gui.fields.text import fitted
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import contrast, mix

NAMES = 80  # pixels for the names of the classes at the left
LEAST_HEAD, MOST_HEAD = 36, 84  # pixels for those at the top: they stand upright in narrow columns
MOST_SIDE = 64  # pixels of a cell; two classes need no more
SMALL = 12
LEAST_FOR_NUMBERS = 24  # pixels of a cell that a number fits into

Counts = npt.NDArray[np.int64]


class ConfusionMatrix(QWidget):
    """`chosen` carries the true and the predicted class of a cell."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counts = np.zeros((0, 0), np.int64)
        self._classes: tuple[str, ...] = ()
        self._colours = LIGHT
        self._at = (0, 0)
        self._marked: tuple[int, int] | None = None
        self._longest = 0.0  # pixels of the longest name
        self._drawn: QPixmap | None = None  # all but the frames, as long as it stays the same
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_counts(self, counts: Counts | None, classes: tuple[str, ...]) -> None:
        """Show counts [true, predicted]; None: nothing."""
        counts = counts if counts is not None else np.zeros((0, 0), np.int64)
        named = classes[: len(counts)]
        if (len(counts), named) != (len(self._counts), self._classes[: len(self._counts)]):
            measure = QFontMetricsF(fonts.sans(SMALL))
            self._longest = max((measure.horizontalAdvance(name) for name in named), default=0.0)
            self.updateGeometry()
        self._counts, self._classes = counts, classes
        if max(self._at) >= len(self._counts):
            self._at = (0, 0)
        self._draw_anew()

    def mark(self, pair: tuple[int, int] | None) -> None:
        """Frame the cell, true and predicted class, whose images are shown; None: no cell."""
        if pair != self._marked:
            self._marked = pair
            self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._colours = colours
        self._draw_anew()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._draw_anew()
        super().changeEvent(event)

    def _draw_anew(self) -> None:
        self._drawn = None
        self.update()

    # --- sizes

    @property
    def side(self) -> float:
        """Pixels of a cell."""
        return self._side(self.width())

    def _side(self, width: int) -> float:
        return min(MOST_SIDE, max(8.0, (width - NAMES) / max(1, len(self._counts))))

    def _head(self, side: float) -> float:
        """Pixels above the cells."""
        if self._longest <= side - 4:
            return LEAST_HEAD
        return min(MOST_HEAD, max(LEAST_HEAD, self._longest + 8))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        side = self._side(width)
        return int(self._head(side) + side * len(self._counts)) + 4

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(330, self.heightForWidth(330))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(NAMES + 8 * max(1, len(self._counts)), LEAST_HEAD)

    def cell(self, true: int, predicted: int) -> QRectF:
        """Where a cell is painted."""
        side = self.side
        top = self._head(side) + true * side
        return QRectF(NAMES + predicted * side, top, side - 1, side - 1)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        drawn = self._picture()
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, drawn)
            if len(self._counts):
                self._paint_frames(painter)
        finally:
            painter.end()

    def _picture(self) -> QPixmap:
        """Names and cells: drawn once, shown until they are others."""
        sharp = self.devicePixelRatioF()
        if self._drawn is not None and self._drawn.size() == self.size() * sharp:
            return self._drawn
        self._drawn = made = QPixmap(self.size() * sharp)
        made.setDevicePixelRatio(sharp)
        made.fill(QColor(self._colours.surface))
        painter = QPainter(made)
        try:
            self._paint_names(painter)
            self._paint_cells(painter)
        finally:
            painter.end()
        return made

    def _paint_frames(self, painter: QPainter) -> None:
        """The cell whose images are shown, and where the keyboard is."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._marked is not None:
            painter.setPen(QPen(QColor(self._colours.text), 2.5))
            painter.drawRect(self.cell(*self._marked))
        if self.hasFocus() and self._at != self._marked:
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRect(self.cell(*self._at))

    def _paint_names(self, painter: QPainter) -> None:
        font = fonts.sans(SMALL)
        line = QFontMetricsF(font).height()
        painter.setFont(font)
        painter.setPen(QColor(self._colours.quiet))
        if not len(self._counts):
            return
        right, head = Qt.AlignmentFlag.AlignRight, self._head(self.side)
        for place, name in enumerate(self._classes[: len(self._counts)]):
            middle = self.cell(place, 0).center().y()
            room = QRectF(0, middle - line / 2, NAMES - 6, line)
            painter.drawText(room, right, fitted(name, font, room.width()))
            self._paint_column_name(painter, place, name)
        for text, top in (
            (QCoreApplication.translate("TrainPictures", "predicted →"), head - 2 * line - 4),
            (QCoreApplication.translate("TrainPictures", "true ↓"), head - line - 2),
        ):
            room = QRectF(0, top, NAMES - 6, line)
            painter.drawText(room, right, fitted(text, font, room.width()))

    def _paint_column_name(self, painter: QPainter, place: int, name: str) -> None:
        """Level over a wide column; upright, read from below, over a narrow one."""
        head = self._head(self.side)
        font = painter.font()
        line = QFontMetricsF(font).height()
        cell = self.cell(0, place)
        if self._longest <= self.side - 4:
            room = QRectF(cell.left(), head - line - 2, cell.width(), line)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, name)
            return
        painter.save()
        painter.translate(cell.center().x() - line / 2, head - 4)
        painter.rotate(-90)
        room = QRectF(0, 0, head - 6, line)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, fitted(name, font, room.width()))
        painter.restore()

    def _paint_cells(self, painter: QPainter) -> None:
        side = self.side
        font = fonts.sans(11 if side < 34 else min(18, int(side * 0.36)))
        painter.setFont(font)
        for true, predicted in np.ndindex(self._counts.shape):
            count, rect = int(self._counts[true, predicted]), self.cell(true, predicted)
            ground = self._ground(true, predicted)
            painter.fillRect(rect, QColor(ground))
            if count and side >= LEAST_FOR_NUMBERS:
                text = max(("#ffffff", "#000000"), key=lambda one: contrast(one, ground))
                painter.setPen(QColor(text))
                said = fitted(str(count), font, rect.width())
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, said)

    def _ground(self, true: int, predicted: int) -> str:
        """The colour of a cell."""
        count = int(self._counts[true, predicted])
        total = max(1, int(self._counts[true].sum()))
        hue = self._colours.value if true == predicted else self._colours.gradient
        # The square root lets rare mistakes be seen beside what is right.
        return mix(self._colours.surface, hue, 0.06 + 0.84 * (count / total) ** 0.5 * bool(count))

    # --- words and gestures

    def told(self, true: int, predicted: int) -> str:
        """A cell in words."""
        said = QCoreApplication.translate(
            "TrainPictures", "true {true}, predicted {predicted}: {count} of {total}"
        )
        return said.format(
            true=self._classes[true],
            predicted=self._classes[predicted],
            count=f"{int(self._counts[true, predicted]):,}",
            total=f"{int(self._counts[true].sum()):,}",
        )

    def _at_point(self, point: QPointF) -> tuple[int, int] | None:
        row = int((point.y() - self._head(self.side)) // self.side)
        column = int((point.x() - NAMES) // self.side)
        inside = 0 <= row < len(self._counts) and 0 <= column < len(self._counts)
        return (row, column) if inside else None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = self._at_point(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self.chosen.emit(*at)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None:
            row, column = self._at[0] + move[0], self._at[1] + move[1]
            if 0 <= row < len(self._counts) and 0 <= column < len(self._counts):
                self._at = (row, column)
                self.setAccessibleDescription(self.told(row, column))
                self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if len(self._counts):
                self.chosen.emit(*self._at)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._at_point(QPointF(event.pos()))
            if at is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.told(*at), self)
            return True
        return super().event(event)


_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
