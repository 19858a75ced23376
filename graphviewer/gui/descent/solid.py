"""The surface in space: painted from the back to the front, turned by dragging, ways over it."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from graphviewer.gui.charts.step_axes import Paper
from graphviewer.gui.descent.camera import Camera, hidden
from graphviewer.gui.descent.contours import Ground
from graphviewer.gui.descent.levels import Levels, levels_of
from graphviewer.gui.descent.solid_paint import mesh, paint_box, paint_mesh
from graphviewer.gui.descent.strokes import Numbers, Shown, Way
from graphviewer.gui.descent.ways import NOWHERE, Place, WaysPlane
from graphviewer.gui.plane.gestures import Gesture
from graphviewer.gui.plane.plane import NOTCH, ZOOM
from graphviewer.gui.theme.ink import mix
from graphviewer.session.trails import Trail

FINE, COARSE = 72, 36  # quadrilaterals across, at rest and while it is turned
REST_MS = 160
DEGREES = 0.4  # a pixel of dragging
STEP = 5.0  # degrees by a key
WIDE, HIGH = 2.8, 3.0  # of the box, about, whichever way it is turned
BESIDE = 108  # pixels at its sides, for the upright axis' numbers
BLUR = 33  # points of a scribble that are hidden, or not, together
PALE = 0.55  # of a hidden line's colour is the ground's


class Solid(WaysPlane):
    """A camera in place of a view. What the surface hides of a way is pale and dotted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, square=True)
        self.camera = Camera()
        self.levels: Levels = levels_of(np.zeros((1, 1)))
        self._heights: Numbers = np.zeros((2, 2))  # of the box
        self._masks: dict[int, tuple[int, npt.NDArray[np.bool_]]] = {}
        self._turning = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)

    # --- the surface and the camera

    def set_ground(self, ground: Ground | None) -> None:
        """Show another surface."""
        if ground is not None:
            self.levels = levels_of(ground.z)
            self._heights = self.levels.shade(ground.z)
        super().set_ground(ground)

    def look(self, camera: Camera) -> None:
        """Look from somewhere else; it is drawn finely once that is over."""
        if camera != self.camera:
            self.camera, self._turning = camera, True
            self._rest.start()
            self.forget()

    def settle(self, camera: Camera) -> None:
        """Look from there, finely at once."""
        self.camera, self._turning = camera, False
        self.forget()

    def _on_rest_timeout(self) -> None:
        self._turning = False
        self.forget()

    def reset(self) -> None:
        """Look as at first."""
        self.look(Camera())

    def zoom(self, factor: float, at: QPointF | None = None) -> None:  # noqa: ARG002 - a Plane's
        """Go nearer or further away."""
        self.look(self.camera.zoomed(factor))

    def pan(self, by: QPointF) -> None:
        """Turn it as if it was taken hold of."""
        self.look(self.camera.moved(-by.x() * DEGREES, by.y() * DEGREES))

    def gesture_at(self, place: QPointF) -> Gesture:  # noqa: ARG002 - it turns from anywhere
        """Dragging turns it."""
        return _Turn(self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        self.zoom(ZOOM ** (event.angleDelta().y() / NOTCH))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in _TURNS:
            self.look(self.camera.moved(*_TURNS[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    # --- where things are

    def frame(self, paper: Paper) -> QRectF:  # noqa: ARG002 - there is no paper
        return QRectF(QPointF(), QSizeF(self.size()))

    def key(self, paper: Paper) -> object:  # noqa: ARG002
        return self.size().toTuple(), self.camera, self._turning, id(self.ground)

    def box(self, x: Numbers, y: Numbers, z: Numbers) -> Numbers:
        """Places of the surface in the box [n, 3]."""
        if self.ground is None:
            return np.full((len(x), 3), np.nan)
        sides = [
            2 * (numbers - low) / (high - low) - 1
            for numbers, (low, high) in ((x, self.ground.x), (y, self.ground.y))
        ]
        return np.stack([*sides, self.levels.shade(z)], axis=1)

    def on_screen(self, box: Numbers) -> tuple[Numbers, Numbers]:
        """Places of the box in pixels [n, 2], and how far away they are [n]."""
        flat, far = self.camera.project(box)
        scale = min(max(1, self.width() - BESIDE) / WIDE, self.height() / HIGH) * self.camera.zoom
        middle = np.array([self.width() / 2, self.height() / 2])
        return middle + flat * np.array([scale, -scale]), far

    def places(self, trail: Trail, first: int) -> Numbers:
        points = trail.points[first:]
        return self._inside(self.box(points[:, 0], points[:, 1], trail.loss[first:]))

    @staticmethod
    def _inside(box: Numbers) -> Numbers:
        """What is beside the box is nowhere: the surface ends there."""
        furthest = np.abs(box[:, :2]).max(axis=1, keepdims=True)
        return np.where(furthest > 1.0, np.nan, box)

    def pixels(self, trail: Trail, first: int, paper: Paper) -> Numbers:  # noqa: ARG002
        return self.on_screen(self.places(trail, first))[0]

    def place_of(self, mark: Place) -> Place | None:
        return mark if len(mark) == 2 and self.ground is not None else None

    def pixel(self, paper: Paper, place: Place) -> QPointF:  # noqa: ARG002
        if self.ground is None:
            return NOWHERE
        x, y = np.array(place[:1]), np.array(place[1:2])
        box = self.box(x, y, np.zeros(1))
        if float(np.abs(box[0, :2]).max()) > 1:
            return NOWHERE
        columns, rows = self._heights.shape[1] - 1, self._heights.shape[0] - 1
        column, row = round((box[0, 0] + 1) / 2 * columns), round((box[0, 1] + 1) / 2 * rows)
        box[0, 2] = self._heights[row, column]
        across, down = self.on_screen(box)[0][0].tolist()
        return QPointF(across, down) if math.isfinite(down) else NOWHERE

    # --- painting

    def paint(self, painter: QPainter) -> None:
        """Draw everything in the widget's own size on any device."""
        painter.fillRect(self.frame(self.paper), QColor(self.colours.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.ground is None:
            return
        many = COARSE if self._turning else FINE
        paint_box(painter, self, front=False)
        paint_mesh(painter, mesh(self._heights, many), self, self.colours)
        paint_box(painter, self, front=True)
        self.paint_figures(painter, self.paper)

    def _mask(self, one: Shown, way: Way) -> npt.NDArray[np.bool_]:
        """Which points of a way the surface hides; none while it is turned."""
        many, mask = self._masks.get(id(way), (-1, np.zeros(0, bool)))
        if many != len(way):
            if self._turning or len(way) < 2:
                mask = np.zeros(len(way), bool)
            else:
                rows = way.kept(0, len(way) - 1)
                found = hidden(self.camera, self.places(one.trail, 0)[rows], self._heights)
                mask = found[np.searchsorted(rows, np.arange(len(way)))]
                if way.scribble:  # thousands of short parts would take too long to draw
                    mask = np.convolve(mask, np.ones(BLUR), "same") > BLUR / 2
            self._masks = {
                id(held): self._masks[id(held)]
                for _, held in self._ways.values()
                if id(held) in self._masks
            }
            self._masks[id(way)] = len(way), mask
        return mask

    def draw_way(self, painter: QPainter, one: Shown, way: Way, rows: tuple[int, int]) -> None:
        first, last = rows[0], min(rows[1], len(way) - 1)
        if last <= first:
            return
        pen = self.pen(one)
        behind = QPen(QColor(mix(pen.color().name(), self.colours.constant, PALE)), 1.0)
        behind.setDashPattern((1, 3))
        mask = self._mask(one, way)[first : last + 1]
        edges = [0, *(np.flatnonzero(np.diff(mask)) + 1).tolist(), len(mask) - 1]
        for start, end in pairwise(edges):
            way.draw(painter, behind if mask[start] else pen, first + start, first + end)

    def paint_head(
        self, painter: QPainter, place: QPointF, one: Shown, row: int, colour: QColor
    ) -> None:
        """Nothing: the arrow down lies in the plane, not in space."""


class _Turn:
    """Turns the surface along with the pointer."""

    def __init__(self, solid: Solid) -> None:
        self._solid, self._was = solid, solid.camera
        self._last = QPointF()

    def start(self, place: QPointF) -> None:
        """Take hold here."""
        self._last = place

    def move(self, place: QPointF) -> None:
        """Turn by as much as the pointer has gone."""
        self._solid.pan(place - self._last)
        self._last = place

    def end(self, place: QPointF) -> None:
        """Let go."""
        self.move(place)

    def cancel(self) -> None:
        """Look again as before."""
        self._solid.look(self._was)


_TURNS = {
    Qt.Key.Key_Left: (STEP, 0.0),
    Qt.Key.Key_Right: (-STEP, 0.0),
    Qt.Key.Key_Up: (0.0, STEP),
    Qt.Key.Key_Down: (0.0, -STEP),
}
