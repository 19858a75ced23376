"""The part of the canvas that moves: a camera, its glides, and the map of where it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from graphviewer.gui.canvas.camera import FARTHEST, Camera
from graphviewer.gui.canvas.flight import Flight
from graphviewer.gui.canvas.moment import Moment
from graphviewer.gui.canvas.overview import LOWER_LEFT, Overview
from graphviewer.gui.canvas.sprites import Sprites

TOP, SIDE, BOTTOM = 60.0, 28.0, 24.0  # margins when fitting; the top is for the caption
SETTLE = 140  # milliseconds after the last zoom until cards are drawn sharp again
WHOLE = 0.47  # the least scale at which a graph opens whole: a small card reads better than a cut
READABLE, EASY = 0.6, 0.72  # a larger one opens at this scale, a narrow one at up to the other
# pixels kept free around what is brought into view: no more than fitting leaves
ABOVE, ASIDE, BELOW = 56.0, 24.0, 20.0


class Stage(QWidget):
    """A widget with a camera. The heir paints, and says in `_follow` what must be in view.

    `looked` tells what lies over the canvas, at a place of the scene, that the camera has moved.
    """

    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera = Camera()
        self._overview = Overview(self.camera)
        self._sprites = Sprites()
        self._foot = 0  # pixels at the bottom that switches at the left take
        self._legend = 0  # and a legend at the right
        self._head = 0  # pixels at the top that something takes, below the caption's own
        self._touched = False  # the user has moved the camera: growth and resizing leave it alone
        self._across = False  # the graph runs from left to right
        self._whole = False  # the user has asked for all of it, however small
        self._was_seen = False  # since the graph was opened
        self._flight = Flight(self)
        self._flight.moved.connect(self._on_flight_moved)
        self._settle = single_shot(self, SETTLE)
        self._settle.timeout.connect(self._on_settle_timeout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(200, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _follow(self, *, glide: bool = True) -> None:
        """Bring what the step is about into view."""
        raise NotImplementedError

    @property
    def _astray(self) -> QPointF | None:
        """Where the camera would move for the step; None where it would stay."""
        return None

    def _fuller(self, _room: QRectF, _rect: QRectF, _moment: Moment | None) -> QPointF:
        """How much farther to move a part of the scene, with a rectangle in it, to show more.

        `_moment` is what is to be seen; None: what is seen now.
        """
        return QPointF()

    def _tidied(self, _room: QRectF) -> tuple[float, QPointF]:
        """By which factor to be smaller, and how far to move, for few cards to be cut."""
        return 1.0, QPointF()

    def set_motion(self, wanted: bool) -> None:
        """Whether the camera glides (not with the system's reduced-motion wish)."""
        self._flight.wanted = wanted

    def keep_foot(self, height: int) -> None:
        """Leave room for something that lies over the lower left corner of the canvas."""
        if self._foot != height:
            self._foot = height
            self._overview.left_out = frozenset({LOWER_LEFT} if height else ())
            self._overview.foot = height + BELOW - 2 if height else 0
            self._settle_camera()
            self.update()

    def keep_legend(self, height: int) -> None:
        """Leave room for a legend that lies over the lower right corner of the canvas.

        A graph that is seen whole is fitted anew; of another what is looked at stays.
        """
        if self._legend == height:
            return
        self._legend = height
        if self._whole or self._fitting()[0] >= WHOLE:
            self._settle_camera()
        else:
            self._follow()

    @property
    def _base(self) -> int:
        return max(self._foot, self._legend)

    def keep_head(self, height: int, *, settle: bool = True) -> None:
        """Leave room for what lies over the top of the canvas; unless `settle` nothing moves."""
        more, self._head = height - self._head, height
        self._overview.head = height
        if more and settle:
            if self._touched:
                self.camera.pan(0, more)
                self.looked.emit()
            self._settle_camera()
            self.update()

    @property
    def _top(self) -> float:
        return TOP + self._head

    @property
    def _strip(self) -> float:
        """Where what lies over the canvas's top ends, in pixels."""
        return ABOVE + self._head - 6

    @property
    def _strip_below(self) -> float:
        """Where what lies over its foot begins, in pixels; its end where nothing does."""
        return self.height() - self._overview.foot

    def fit(self) -> None:
        """Show the whole graph, also after resizing."""
        self._touched, self._whole = False, True
        self._fly(*self._fitting())

    def _fitting(self) -> tuple[float, QPointF]:
        return self.camera.fitting(self._top, SIDE, BOTTOM + self._base)

    def settle(self) -> None:
        """Fit as when the graph was opened, unless the user has moved the camera."""
        self._settle_camera()
        self.update()

    def _open_anew(self) -> None:
        """Another graph: the camera is free to choose again."""
        self._touched = self._whole = self._was_seen = False

    def zoom(self, factor: float) -> None:
        """Zoom about the middle."""
        self._zoom(factor, QPointF(self.width() / 2, self.height() / 2))

    def _zoom(self, factor: float, at: QPointF) -> None:
        self._flight.stop()
        self._touched = True
        self.camera.zoom(factor, at)
        self._moving()
        self.looked.emit()

    def _pan(self, dx: float, dy: float) -> None:
        self._flight.stop()
        self._touched = True
        self.camera.pan(dx, dy)
        self.update()
        self.looked.emit()

    def _fly(self, scale: float, centre: QPointF) -> None:
        if self.isVisible():
            self._flight.start(self.camera, scale, centre)
        else:
            self.camera.scale, self.camera.centre = scale, centre
            self.update()

    def _bring(self, rect: QRectF, *, glide: bool = True) -> None:
        """Move as little as needed to have a rectangle of the scene in view."""
        goal = self._goal(rect)
        if goal is None:
            return
        if glide:
            self._fly(self.camera.scale, goal)
        else:
            self.camera.centre = goal

    def _goal(self, rect: QRectF, moment: Moment | None = None) -> QPointF | None:
        """Where the camera goes for that; None where it is in view, or nothing is."""
        seen = self._room()
        if seen.isEmpty() or seen.contains(rect):
            return None
        dx = _shortfall(rect.left(), rect.right(), seen.left(), seen.right())
        dy = _shortfall(rect.top(), rect.bottom(), seen.top(), seen.bottom())
        goal = self.camera.centre + QPointF(dx, dy)
        return goal + self._fuller(seen.translated(dx, dy), rect, moment)

    def _room(self) -> QRectF:
        """The part of the scene in view, without the margins."""
        seen, scale = self.camera.seen(), self.camera.scale
        below = (BELOW + self._base) / scale
        above = (ABOVE + self._head) / scale
        return seen.adjusted(ASIDE / scale, above, -ASIDE / scale, -below)

    def show_whole(self, rect: QRectF) -> None:
        """Bring a rectangle of the scene into view as large as it goes, but not beyond life."""
        if rect.isEmpty():
            return
        self._touched = True
        wide = max(40.0, self.width() - 2 * SIDE)
        high = max(40.0, self.height() - self._top - BOTTOM - self._base)
        scale = max(FARTHEST, min(1.0, wide / rect.width(), high / rect.height()))
        down = (self._top - BOTTOM - self._base) / 2 / scale
        self._fly(scale, rect.center() - QPointF(0, down))

    def _look_at(self, point: QPointF) -> None:
        self._flight.stop()
        self._touched = True
        self.camera.centre = self._overview.to_scene(point)
        self.camera.pan(0, 0)
        self.update()

    def _moving(self) -> None:
        self._sprites.moving = True
        self._settle.start()
        self.update()

    def _on_flight_moved(self) -> None:
        if self._flight.under_way:
            self._moving()
        else:  # it jumped
            self.update()
        self.looked.emit()

    def _on_settle_timeout(self) -> None:
        self._sprites.moving = False
        self.update()

    def _settle_camera(self) -> None:
        """Fit; what would be too small to read is shown larger, where the step is."""
        if self._touched:
            return
        self._flight.stop()
        self.camera.scale, self.camera.centre = self._fitting()
        if self.camera.scale < WHOLE and not self._whole:
            margins = self._top, SIDE, BOTTOM + self._base
            breadth = self.camera.breadth(*margins, across=self._across)
            scale = self.camera.scale = min(EASY, breadth if breadth >= WHOLE else READABLE)
            bounds = self.camera.bounds
            top = bounds.top() + (self.height() / 2 - self._top) / scale
            left = bounds.left() + (self.width() / 2 - SIDE) / scale
            x, y = bounds.center().x(), bounds.center().y()
            self.camera.centre = QPointF(left, y) if self._across else QPointF(x, top)
            self._follow(glide=False)
            self._tidy()
        self.looked.emit()

    def _tidy(self) -> None:
        """Look a little aside or at more, for few cards to be cut, and yet where the step is."""
        there = self._astray is None
        factor, way = self._tidied(self._room())
        self.camera.scale *= factor
        self.camera.centre += way
        goal = self._astray  # with more room there may be more of the step to be seen
        if there and goal is not None:
            self.camera.centre = goal

    def event(self, event: QEvent) -> bool:
        """Note that what was opened has been painted: until then it may be fitted anew."""
        if event.type() == QEvent.Type.Paint:
            self._was_seen = True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit anew what was or can be seen whole; of another keep in the middle what is looked at,
        and use the room there is."""
        super().resizeEvent(event)
        part = self._was_seen and not self.camera.seen().contains(self.camera.bounds)
        self.camera.size = QSizeF(self.size())
        fits = self._whole or self._fitting()[0] >= WHOLE
        if self._touched:
            self._flight.stop()
        elif fits or not part:
            self._settle_camera()
        else:
            self._flight.arrive()
        if self._touched or (part and not fits):
            self.camera.fill(self._top, SIDE, BOTTOM + self._base)
        self.looked.emit()


def single_shot(owner: QWidget, milliseconds: int) -> QTimer:
    """A timer that fires once each time it is started."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer


def _shortfall(low: float, high: float, seen_low: float, seen_high: float) -> float:
    """How far a range must move for another to lie in it; its start counts if both cannot."""
    if low < seen_low or high - low > seen_high - seen_low:
        return low - seen_low
    return max(0.0, high - seen_high)
