"""A chart of series by step: lines on one or two axes, a crosshair, and a name at each line's end.

Made for series that grow many times a second while a model trains: what is shown stays the same
until something leaves it, and only what is new is drawn.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from graphviewer.gui.charts.end_names import LABEL, room
from graphviewer.gui.charts.step_axes import View, Words
from graphviewer.gui.charts.step_picture import Picture
from graphviewer.gui.charts.step_trace import Line
from graphviewer.gui.charts.step_view import fit, moved, reaching, scaled, suits
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

__all__ = ["Line", "StepChart"]
ZOOM = 1.25  # by a key, or a notch of the wheel
NOTCH = 120  # what Qt counts a notch of the wheel as
LATEST = 0.1  # of what pictures cost is taken from the latest


class StepChart(QWidget):
    """Lines over steps or epochs. `pointed`: the x under the pointer, NaN when it has left."""

    pointed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = False
        self._whole = True  # everything is shown, and what comes as well
        self._view = View()
        self._picture = Picture(self.size())
        self._place: QPointF | None = None  # of the pointer
        self._pointer: float | None = None  # where the crosshair stands
        self._grabbed: QPointF | None = None
        self._empty = ""
        self.cost = 0.0  # seconds of processor time that a picture took of late
        self._costs = 0.0  # that the coming one has taken so far
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is drawn

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is drawn."""
        return self._picture.lines

    @property
    def view(self) -> View:
        """From where to where it is drawn."""
        return self._view

    def draw(self, lines: Sequence[Line]) -> None:
        """Draw these lines and no others."""
        self.cost += LATEST * (self._costs - self.cost)
        began = time.thread_time()
        grows = bool(self._picture.reached())
        self._picture.take(lines, log=self._log)
        reached, names = self._picture.reached(), self._room()
        if self._whole and not suits(self._view, reached, names):
            self._show(fit(reached, names, self._view if grows else None))
        elif reaching(self._view, reached) != self._view:
            self._show(reaching(self._view, reached))
        elif grows and reached and self._picture.fresh:
            self.update(self._bring_up().toAlignedRect())
        else:
            self.update()
        self._costs = time.thread_time() - began

    def _bring_up(self) -> QRectF:
        """Have the picture as it is to be seen; where it has changed."""
        return self._picture.bring_up(self.size(), self._view, self.devicePixelRatioF())

    def forget(self) -> None:
        """Draw nothing, and show everything that will come."""
        self._picture.take((), log=self._log)
        self.reset()

    def set_log(self, log: bool) -> None:
        """Draw the left axis on a logarithmic scale, or a linear one."""
        self._log = log
        self._picture.take(self.lines, log=log)
        self.reset()

    @property
    def undrawn(self) -> int:
        """How many finite numbers have no place on a logarithmic scale."""
        if not self._log:
            return 0
        left = [line.y for line in self.lines if line.axis == "left"]
        return sum(int(((y <= 0) & (y > -math.inf)).sum()) for y in left)

    # --- what is in view

    def reset(self) -> None:
        """Show everything, and go on doing so as points arrive."""
        self._whole = True
        self._show(fit(self._picture.reached(), self._room()))

    def settle(self) -> None:
        """Nothing more comes: leave no room for it."""
        if self._whole:
            self.reset()

    def _room(self) -> float:
        """The share of the width that names take."""
        names = [line.label for line in self.lines if not line.faint]
        return room(names, self._picture.lay(self.size(), self._view).width)

    def _show(self, view: View) -> None:
        self._view = view
        self._refresh()

    def _refresh(self) -> None:
        """Draw everything anew; under a pointer that rests there is something else now."""
        self._picture.fresh = False
        self._picture.paper = self._picture.lay(self.size(), self._view)
        if self._place is not None:
            self._point(self._place)
        self.update()

    def zoom(self, factor: float) -> None:
        """Show more or less of the steps."""
        low, high = self._view.x
        self._zoom_at(factor, (low + high) / 2)

    def _zoom_at(self, factor: float, x: float) -> None:
        self._whole = False
        self._show(scaled(self._view, factor, x))

    # --- looks

    def set_words(self, bottom: str, left: str, right: str = "") -> None:
        """Name the axes."""
        self._picture.words = Words(bottom, left, right)
        self._refresh()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self._picture.colours = colours
        self._refresh()

    def set_empty(self, text: str) -> None:
        """What is said where there is nothing to draw."""
        self._empty = text
        self.update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        if self._empty and not self._picture.reached():
            self._paint_empty()
            return
        began = time.thread_time()
        self._bring_up()
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._picture.front)
            self._picture.paint_names(painter)
            if self._pointer is not None:
                colour = QColor(self._picture.colours.quiet)
                painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DashLine))
                place = self._picture.paper.rect
                x = self._pointer
                painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        finally:
            painter.end()
            self._costs += time.thread_time() - began

    def _paint_empty(self) -> None:
        painter = QPainter(self)
        colours = self._picture.colours
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setPen(QColor(ink(colours, "quiet")))
        painter.setFont(fonts.sans(LABEL))
        where = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect(), where, self._empty)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw the chart in its own size on any device, a page for one."""
        self._picture.paint_whole(painter, self.size(), self._view)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._whole:
            self.reset()
        else:
            self._refresh()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(120, 80)

    # --- gestures

    def _point(self, place: QPointF | None) -> None:
        self._place = place
        paper = self._picture.paper
        inside = place is not None and bool(self.lines) and paper.rect.contains(place)
        self._pointer = place.x() if inside and place is not None else None
        self.pointed.emit(math.nan if self._pointer is None else paper.at(self._pointer))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        place = event.position()
        if self._grabbed is not None and place != self._grabbed:
            self._whole = False
            self._show(moved(self._view, self._picture.paper, place - self._grabbed))
            self._grabbed = place
        self._point(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        self._grabbed = None
        self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        factor = ZOOM ** (event.angleDelta().y() / NOTCH)
        self._zoom_at(factor, self._picture.paper.at(event.position().x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in _ZOOMS:
            self.zoom(_ZOOMS[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self.reset()
        else:
            event.ignore()


_ZOOMS = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
