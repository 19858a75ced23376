"""Paper with axes, moved by dragging, zoomed by wheel and keys, painted on by its heirs."""

from __future__ import annotations

import math

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from graphviewer.gui.charts.step_axes import Paper, View, Words, paint_axes, paper_of
from graphviewer.gui.plane.gestures import Gesture, Pan
from graphviewer.gui.plane.grid import paint_grid, paint_zeros
from graphviewer.gui.plane.views import Ways, even, moved, possible, zoomed
from graphviewer.gui.theme.colours import LIGHT, Colours

ZOOM = 1.25  # by a key, or a notch of the wheel
NOTCH = 120  # what Qt counts a notch of the wheel as
STEP = 0.1  # of what is shown, by an arrow key


class Plane(QWidget):
    """Paper of x and y. Heirs override `paint_ground`, `paint_figures` and `gesture_at`.

    `viewed` carries the View that is shown from now on, by whomever; `pointed` and `clicked`
    carry a QPointF in the plane's numbers (NaN when the pointer has left).
    """

    viewed = Signal(object)
    pointed = Signal(QPointF)
    clicked = Signal(QPointF)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        square: bool = False,
        log_x: bool = False,
        log_y: bool = False,
    ) -> None:
        """`square`: a unit is as long in both directions. Logarithmic axes show powers of ten."""
        super().__init__(parent)
        self.colours = LIGHT
        self.words = Words()
        self.ways: Ways = "both"  # in which directions it is zoomed
        self._square, self._log_x, self._log_y = square, log_x, log_y
        self._margin = 0.0
        self._by_keys = False  # the focus came by keys: it is shown
        self._home = View((-1.0, 1.0), (-1.0, 1.0))
        self._wanted = self._home  # before a unit was made as long in both directions
        self._gesture: Gesture | None = None
        self._pressed: QPointF | None = None  # and not moved yet
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what is in view

    @property
    def view(self) -> View:
        """What is shown: `x`, and y as `left`; logarithms on a logarithmic axis."""
        if not self._square:
            return self._wanted
        room = self._lay(self._wanted)
        return even(self._wanted, room.width, room.height)

    @property
    def paper(self) -> Paper:
        """Which number is where: `across` and `down` to pixels, `at` and `height_at` back."""
        return self._lay(self.view)

    def _lay(self, view: View) -> Paper:
        paper = paper_of(self.size(), view, self.words, log=self._log_y, right=False)
        more = max(0.0, self._margin - paper.left)
        return replace(paper, left=paper.left + more, width=max(20.0, paper.width - more))

    @property
    def margin(self) -> float:
        """How many pixels its numbers need at the left; planes under one another take the most."""
        return paper_of(self.size(), self.view, self.words, log=self._log_y, right=False).left

    def set_margin(self, margin: float) -> None:
        """Begin the paper so many pixels from the left, or as many more as its numbers need."""
        if margin != self._margin:
            self._margin = margin
            self.update()

    def to_pixels(self, x: float, y: float) -> QPointF:
        """Where a place of the plane is on the widget."""
        paper = self.paper
        return QPointF(paper.across(x), paper.down(y, "left"))

    def to_numbers(self, place: QPointF) -> QPointF:
        """What place of the plane a pixel shows."""
        paper = self.paper
        return QPointF(paper.at(place.x()), paper.height_at(place.y()))

    def set_home(self, view: View) -> None:
        """What `reset` shows."""
        self._home = view

    def show_view(self, view: View) -> None:
        """Show this; nothing happens if it is shown already, or no numbers can be told apart."""
        if view != self._wanted and possible(view):
            self._wanted = view
            self.viewed.emit(self.view)
            self.update()

    def reset(self) -> None:
        """Show what is shown at home (double click, or 0)."""
        self.show_view(self._home)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Show more or less; the same number stays `at` a pixel, else in the middle."""
        middle = self.to_numbers(at if at is not None else self.paper.rect.center())
        self.show_view(zoomed(self._wanted, factor, (middle.x(), middle.y()), self.ways))

    # --- looks

    def set_words(self, bottom: str, left: str) -> None:
        """Name the axes."""
        self.words = Words(bottom, left)
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme."""
        self.colours = colours
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(140, 100)

    # --- painting

    def paint_ground(self, painter: QPainter, paper: Paper) -> None:
        """Paint what lies under the lines of the grid, clipped to the paper; nothing here."""

    def paint_figures(self, painter: QPainter, paper: Paper) -> None:
        """Paint what lies on the grid; clip to `paper.rect` where needed. Nothing here."""

    def paint(self, painter: QPainter) -> None:
        """Draw everything in the widget's own size on any device, a page for one."""
        paper = self.paper
        painter.fillRect(QRectF(QPointF(0, 0), QSizeF(self.size())), QColor(self.colours.surface))
        painter.save()
        painter.setClipRect(paper.rect)
        self.paint_ground(painter, paper)
        painter.restore()
        paint_grid(painter, paper, self.colours, log_x=self._log_x)
        paint_axes(
            painter,
            paper,
            self.words,
            self.colours,
            log=self._log_y,
            right=False,
            log_x=self._log_x,
        )
        paint_zeros(painter, paper, self.colours, x=not self._log_x, y=not self._log_y)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_figures(painter, paper)
        painter.restore()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        try:
            self.paint(painter)
            if self._by_keys and self.hasFocus():
                painter.setPen(QPen(QColor(self.colours.accent), 2.0))
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._square:
            self.viewed.emit(self.view)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._by_keys = event.reason() in keys

    # --- gestures

    def gesture_at(self, place: QPointF) -> Gesture:  # noqa: ARG002 - heirs look where it begins
        """What dragging from a pixel does: here it moves the paper."""
        return Pan(self)

    def pan(self, by: QPointF) -> None:
        """Move what is shown by so many pixels."""
        paper, view = self.paper, self._wanted
        across = by.x() * (paper.view.x[1] - paper.view.x[0]) / paper.width
        up = by.y() * (paper.view.left[1] - paper.view.left[0]) / paper.height
        self.show_view(moved(view, -across, up))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        place = event.position()
        if self._pressed is not None and (
            (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        ):
            self._gesture = self.gesture_at(self._pressed)
            self._gesture.start(self._pressed)
            self._pressed = None
        if self._gesture is not None:
            self._gesture.move(place)
        inside = self.paper.rect.contains(place)
        self.pointed.emit(self.to_numbers(place) if inside else QPointF(math.nan, math.nan))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, gesture = self._pressed, self._gesture
        self._pressed = self._gesture = None
        if gesture is not None:
            gesture.end(event.position())
        elif pressed is not None and self.paper.rect.contains(pressed):
            self.clicked.emit(self.to_numbers(pressed))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        turned = event.angleDelta().y() or event.angleDelta().x()  # Alt turns it sideways
        self.zoom(ZOOM ** (turned / NOTCH), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        self.pointed.emit(QPointF(math.nan, math.nan))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key, paper = event.key(), self.paper
        if key == Qt.Key.Key_Escape and self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.cancel()
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self.reset()
        elif key in _MOVES:
            x, y = _MOVES[Qt.Key(key)]
            self.pan(QPointF(x * STEP * paper.width, y * STEP * paper.height))
        else:
            event.ignore()


_ZOOMS = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
_MOVES = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
