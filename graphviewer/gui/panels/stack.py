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
        self._heights: list[int] = []
        self._measured = -1
        self._pad = pad
        self._ground: tuple[QColor, QColor] | None = None

    def add(self, widget: QWidget, gap: int = 0) -> None:
        """Put a widget at the end, `gap` pixels below the one before."""
        widget.setParent(self)
        self._measured = -1
        self._rows.append((widget, gap))

    def set_ground(self, fill: str, rim: str) -> None:
        """Paint a rounded box behind the column."""
        self._ground = (QColor(fill), QColor(rim))
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Measure every widget once; `arrange` then places them by what was measured."""
        inner, total, first = max(1, width - 2 * self._pad), 2 * self._pad, True
        self._heights = []
        for widget, gap in self._rows:
            height = 0 if widget.isHidden() else _height(widget, inner)
            self._heights.append(height)
            if not widget.isHidden():
                total += height + (0 if first else gap)
                first = False
        self._measured = width
        return total

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.size()

    def settle(self) -> None:
        """Measure and place every widget anew: the contents have changed."""
        self.heightForWidth(self.width())
        self.arrange()

    def arrange(self) -> None:
        """Put every widget where the last measuring said."""
        if self._measured != self.width():
            self.heightForWidth(self.width())
        inner, y, first = max(1, self.width() - 2 * self._pad), self._pad, True
        for (widget, gap), height in zip(self._rows, self._heights, strict=True):
            if widget.isHidden():
                continue
            y += 0 if first else gap
            first = False
            widget.setGeometry(self._pad, y, inner, height)
            if isinstance(widget, Stack):
                widget.arrange()  # a hidden widget hears of its size only when it is shown
            y += height

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name and signature
        if self._ground is None:
            return
        fill, rim = self._ground
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(rim)
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        finally:
            painter.end()


def _height(widget: QWidget, width: int) -> int:
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return widget.sizeHint().height()


class StackScroll(QScrollArea):
    """Scrolls a stack up and down, never sideways.

    With `over_pad` the bar lies over the stack's right edge: its coming and going moves nothing.
    """

    def __init__(
        self, stack: Stack, parent: QWidget | None = None, *, over_pad: bool = False
    ) -> None:
        super().__init__(parent)
        self._stack = stack
        self._over_pad = over_pad
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the arrow keys still step
        self.setWidget(stack)

    def settle(self) -> None:
        """Fit the stack to the width there is: its contents have changed."""
        width = self.contentsRect().width() if self._over_pad else self.viewport().width()
        size = QSize(width, max(1, self._stack.heightForWidth(width)))
        if size != self._stack.size():
            self._stack.resize(size)
        self._stack.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.settle()

    def _on_range_changed(self, _least: int, most: int) -> None:
        """What gets the focus is brought into view, but not by moving sideways under the bar."""
        if most:
            self.horizontalScrollBar().setRange(0, 0)


class SideScroll(QScrollArea):
    """Scrolls one widget sideways where it needs more width than there is."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = inside
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "clear")  # what lies behind shows through
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def fit(self, width: int) -> QSize:
        """The size the widget inside takes at a width."""
        return QSize(width, self.inside.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        size = self.fit(width)
        if size != self.inside.size():
            self.inside.resize(size)
        bar = self.horizontalScrollBar().sizeHint().height()
        return size.height() + (bar if size.width() > width else 0)
