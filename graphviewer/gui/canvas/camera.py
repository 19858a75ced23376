"""Where the viewer stands: scene point in the middle, and scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

CLOSEST, FARTHEST = 4.0, 0.02
LEAST = 0.002  # of a graph that does not fit before
LARGEST_FIT = 1.25  # a small graph is not blown up beyond this
KEEP = 80.0  # pixels of the graph that stay in view however far one pans


class Camera:
    """Maps scene to widget pixels. Plain arithmetic: others move and animate it."""

    def __init__(self) -> None:
        self.scale = 1.0
        self.centre = QPointF(0, 0)
        self.size = QSizeF(1, 1)
        self.bounds = QRectF(0, 0, 1, 1)
        self.ratio = 1.0  # pixels of the screen to one of the widget
        self.origin = QPointF()  # where between those the widget begins

    def lie_on(self, device: QTransform, ratio: float) -> None:
        """Stand on a screen's pixels: how the widget's become those, and how many one is.

        At a ratio of 1.5 a widget may begin in the middle of one.
        """
        self.ratio, self.origin = ratio, QPointF(device.dx() % 1, device.dy() % 1)

    def transform(self) -> QTransform:
        """Scene to widget, on whole pixels of the screen so that kept pictures stay sharp."""
        at = self.offset()
        return QTransform(self.scale, 0, 0, self.scale, at.x(), at.y())

    def offset(self) -> QPointF:
        """Where the scene's origin lies in the widget, on a whole pixel of the screen."""
        x = self.size.width() / 2 - self.centre.x() * self.scale
        y = self.size.height() / 2 - self.centre.y() * self.scale
        between = self.origin
        return QPointF(
            (round(x * self.ratio + between.x()) - between.x()) / self.ratio,
            (round(y * self.ratio + between.y()) - between.y()) / self.ratio,
        )

    def to_scene(self, point: QPointF) -> QPointF:
        """A widget point in the scene."""
        at = self.offset()
        return QPointF((point.x() - at.x()) / self.scale, (point.y() - at.y()) / self.scale)

    def to_widget(self, point: QPointF) -> QPointF:
        """A scene point in the widget."""
        at = self.offset()
        return QPointF(point.x() * self.scale + at.x(), point.y() * self.scale + at.y())

    def seen(self) -> QRectF:
        """The part of the scene in view."""
        corner = QPointF(self.size.width(), self.size.height())
        return QRectF(self.to_scene(QPointF(0, 0)), self.to_scene(corner))

    def pan(self, dx: float, dy: float) -> None:
        """Move what is seen by widget pixels."""
        self.centre -= QPointF(dx, dy) / self.scale
        self._keep()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Scale about a widget point, which keeps its place in the scene."""
        fixed = self.to_scene(at)
        farthest = min(FARTHEST, self.fitting(0, 0, 0)[0])
        self.scale = min(CLOSEST, max(farthest, self.scale * factor))
        away = QPointF(at.x() - self.size.width() / 2, at.y() - self.size.height() / 2)
        self.centre = fixed - away / self.scale
        self._keep()

    def fitting(self, top: float, side: float, bottom: float) -> tuple[float, QPointF]:
        """Scale and centre that show everything inside margins."""
        wide = max(40.0, self.size.width() - 2 * side)
        high = max(40.0, self.size.height() - top - bottom)
        scale = min(
            LARGEST_FIT, wide / max(1.0, self.bounds.width()), high / max(1.0, self.bounds.height())
        )
        scale = max(LEAST, scale)
        middle = self.bounds.center() - QPointF(0, (top - bottom) / 2 / scale)
        return scale, middle

    def breadth(self, top: float, side: float, bottom: float, *, across: bool) -> float:
        """The scale at which a graph fits that one pans along: its width, if it runs `across` its
        height."""
        if across:
            return max(40.0, self.size.height() - top - bottom) / max(1.0, self.bounds.height())
        return max(40.0, self.size.width() - 2 * side) / max(1.0, self.bounds.width())

    def fill(self, top: float, side: float, bottom: float) -> None:
        """Where the graph is cut at one side, leave no more than a margin empty at the other."""
        seen, whole = self.seen(), self.bounds
        top, side, bottom = top / self.scale, side / self.scale, bottom / self.scale
        self.centre += QPointF(
            _slack(seen.left(), seen.right(), whole.left() - side, whole.right() + side),
            _slack(seen.top(), seen.bottom(), whole.top() - top, whole.bottom() + bottom),
        )

    def show(self, rect: QRectF, room: QRectF) -> None:
        """Have a rectangle in `room`, a part of what is seen; in its middle if it was not there.

        Nothing moves along a side on which all of the graph fits, and no space is wasted beyond
        its ends.
        """
        seen, whole = self.seen(), self.bounds
        goal = self.centre + rect.center() - room.center()
        beside = rect.left() < room.left() or rect.right() > room.right()
        beyond = rect.top() < room.top() or rect.bottom() > room.bottom()
        x = goal.x() if beside and whole.width() > room.width() else self.centre.x()
        y = goal.y() if beyond and whole.height() > room.height() else self.centre.y()
        self.centre = QPointF(x, y)
        above, aside = room.top() - seen.top(), room.left() - seen.left()
        below = seen.bottom() - room.bottom()
        self.fill(above * self.scale, aside * self.scale, below * self.scale)

    def _keep(self) -> None:
        """Never lose the graph out of view."""
        half = QPointF(self.size.width(), self.size.height()) / (2 * self.scale)
        keep = KEEP / self.scale
        x = min(
            max(self.centre.x(), self.bounds.left() + keep - half.x()),
            self.bounds.right() - keep + half.x(),
        )
        y = min(
            max(self.centre.y(), self.bounds.top() + keep - half.y()),
            self.bounds.bottom() - keep + half.y(),
        )
        self.centre = QPointF(x, y)


def _slack(low: float, high: float, first: float, last: float) -> float:
    """How far a view from `low` to `high` moves to show more of `first` to `last`."""
    if low < first and high < last:
        return min(first - low, last - high)
    if low > first and high > last:
        return -min(low - first, high - last)
    return 0.0
