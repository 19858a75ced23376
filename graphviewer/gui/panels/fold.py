"""A caption that opens and closes what stands below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from graphviewer.gui.panels.words import Caption
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours

CHEVRON = 18  # pixels at the left of the caption
ROOM = 5  # above and below it


class Fold(QAbstractButton):
    """A caption with a chevron; checked is open. A click, Enter or Space turns it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.caption = Caption(self)
        self.caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the arrow keys still step
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_caption(self, text: str, as_written: str, colours: Colours) -> None:
        """Name what is folded; `as_written` keeps its case."""
        self._colours = colours
        self.caption.show_caption(text, fonts.sans(12), colours.quiet, as_written=as_written)
        self.setAccessibleName(text + as_written)
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        height = self.caption.heightForWidth(max(1, width - CHEVRON))
        self.caption.setGeometry(CHEVRON, ROOM, max(1, width - CHEVRON), height)
        return height + 2 * ROOM

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours.quiet))
            painter.drawPolygon(_chevron(self.isChecked(), ROOM + 8.0))
            if self.hasFocus():
                painter.setPen(QPen(QColor(self._colours.accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        finally:
            painter.end()


def _chevron(down: bool, middle: float) -> QPolygonF:
    if down:
        return QPolygonF(
            [QPointF(1, middle - 3), QPointF(10, middle - 3), QPointF(5.5, middle + 3)]
        )
    return QPolygonF([QPointF(2, middle - 4.5), QPointF(8, middle), QPointF(2, middle + 4.5)])
