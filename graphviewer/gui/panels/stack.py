"""Widgets below each other, as high as they need at the width there is: settled in one pass."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class Stack(QWidget):
    """A column of widgets with gaps. Hidden ones take no room.

    Qt's layouts ask every child for its size several times a change; a step must cost less.
    """

    def __init__(self, parent: QWidget | None = None, *, pad: int = 0) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QWidget, int]] = []
        self._pad = pad
        self._ground: tuple[QColor, QColor] | None = None

    def add(self, widget: QWidget, gap: int = 0) -> None:
        """Put a widget at the end, `gap` pixels below the one before."""
        widget.setParent(self)
        self._rows.append((widget, gap))

    def set_ground(self, fill: str, rim: str) -> None:
        """Paint a rounded box behind the column."""
        self._ground = (QColor(fill), QColor(rim))
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.width(), self.heightForWidth(self.width()))

    def settle(self) -> None:
        """Give every widget its place anew: the contents have changed."""
        self._place(self.width(), move=True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        if self._ground is None:
            return
        fill, rim = self._ground
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(rim)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _place(self, width: int, *, move: bool) -> int:
        inner, y, first = max(1, width - 2 * self._pad), self._pad, True
        for widget, gap in self._rows:
            if widget.isHidden():
                continue
            y += 0 if first else gap
            first = False
            hfw = widget.hasHeightForWidth()
            height = widget.heightForWidth(inner) if hfw else widget.sizeHint().height()
            if move:
                widget.setGeometry(self._pad, y, inner, height)
                if isinstance(widget, Stack):
                    widget.settle()
            y += height
        return y + self._pad


class StackScroll(QScrollArea):
    """Scrolls a stack up and down, never sideways."""

    def __init__(self, stack: Stack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(stack)

    def settle(self) -> None:
        """Fit the stack to the width there is: its contents have changed."""
        width = self.viewport().width()
        size = QSize(width, max(1, self._stack.heightForWidth(width)))
        if size != self._stack.size():
            self._stack.resize(size)
        else:
            self._stack.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.settle()
