"""Paints a surface in space: its faces from the back to the front, and the box round it."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.charts.step_axes import Words, ticks
from graphviewer.gui.charts.step_trace import polygon
from graphviewer.gui.descent.contours import Ground
from graphviewer.gui.descent.levels import Levels, worded
from graphviewer.gui.descent.strokes import Numbers
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink, mix

LIGHT = (-0.4, -0.5, 0.77)  # from where it is lit
DIMMEST = 0.35  # how much of the text's colour a face turned away has
DARKEST = 0.75  # of the ground's hue
TEXT, TICKS, AWAY = 12, 4, 0.09  # pixels; about so many to an axis; of the box
FEWEST = 3  # ticks that tell a scale


class Stage(Protocol):
    """Where the surface stands."""

    @property
    def ground(self) -> Ground | None:
        """What is shown."""
        ...

    @property
    def levels(self) -> Levels:
        """How heights become those of the box."""
        ...

    @property
    def colours(self) -> Colours:
        """The theme."""
        ...

    @property
    def words(self) -> Words:
        """The names of the axes."""
        ...

    def on_screen(self, box: Numbers) -> tuple[Numbers, Numbers]:
        """Places of the box in pixels, and how far away they are."""
        ...


class Mesh(Struct, frozen=True, eq=False):
    """Corners [n, 4, 3] of quadrilaterals in the box, round each."""

    corners: Numbers


def mesh(heights: Numbers, many: int) -> Mesh:
    """The surface in at most `many` by `many` quadrilaterals; those without a height are not."""
    rows = np.unique(np.linspace(0, heights.shape[0] - 1, many + 1).round().astype(int))
    columns = np.unique(np.linspace(0, heights.shape[1] - 1, many + 1).round().astype(int))
    z = heights[np.ix_(rows, columns)]
    x, y = np.meshgrid(
        columns / (heights.shape[1] - 1) * 2 - 1, rows / (heights.shape[0] - 1) * 2 - 1
    )
    points = np.stack([x, y, z], axis=-1)
    corners = np.stack(
        [points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]], axis=2
    ).reshape(-1, 4, 3)
    return Mesh(corners[np.isfinite(corners).all(axis=(1, 2))])


def paint_mesh(painter: QPainter, found: Mesh, stage: Stage, colours: Colours) -> None:
    """Paint what is far away first; what is nearer covers it."""
    if not len(found.corners):
        return
    flat, far = stage.on_screen(found.corners.reshape(-1, 3))
    places, depth = flat.reshape(-1, 4, 2), far.reshape(-1, 4).mean(axis=1)
    shades = _shades(found)
    tones = [QColor(_tone(colours, at / 32)) for at in range(33)]
    darks = [
        [QColor(mix(tone.name(), _shadow(colours), DIMMEST * dim / 8)) for dim in range(9)]
        for tone in tones
    ]
    order = np.argsort(-depth)
    corners = polygon(places[order, :, 0].ravel(), places[order, :, 1].ravel())
    for place, at in enumerate(order.tolist()):
        shade, dim = shades[at]
        colour = darks[shade][dim]
        painter.setPen(QPen(colour, 0.7))
        painter.setBrush(colour)
        painter.drawConvexPolygon(corners.mid(4 * place, 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _shades(found: Mesh) -> list[tuple[int, int]]:
    """Of each quadrilateral its height from 0 to 32, and how much it is turned away, 0 to 8."""
    corners = found.corners
    one, other = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
    normal = np.cross(one, other)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    lit = np.clip(normal @ np.array(LIGHT), 0.0, 1.0)
    height = np.clip(corners[:, :, 2].mean(axis=1) * 32, 0, 32).round().astype(int)
    dim = ((1 - lit) * 8).round().astype(int)
    return list(zip(height.tolist(), dim.tolist(), strict=True))


def _tone(colours: Colours, shade: float) -> str:
    return mix(mix(colours.surface, colours.constant, 0.18), colours.constant, DARKEST * shade)


def _shadow(colours: Colours) -> str:
    return "#000000" if colours.dark else colours.quiet


# --- the box


def paint_box(painter: QPainter, stage: Stage, *, front: bool) -> None:
    """The floor and its numbers behind the surface, or what stands before it."""
    if stage.ground is None:
        return
    floor = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], np.float64)
    flat, far = stage.on_screen(floor)
    nearest = int(np.argmin(far))
    edges = [(nearest, (nearest + 1) % 4), ((nearest + 3) % 4, nearest)]
    painter.setPen(QPen(QColor(stage.colours.constant), 1.0))
    if not front:
        painter.drawPolygon(polygon(flat[:, 0], flat[:, 1]))
        _paint_upright(painter, stage, floor)
        return
    for start, end in edges:
        painter.setPen(QPen(QColor(stage.colours.constant), 1.0))
        painter.drawLine(QPointF(*flat[start].tolist()), QPointF(*flat[end].tolist()))
        _paint_ticks(painter, stage, floor[start], floor[end])


def _paint_ticks(painter: QPainter, stage: Stage, start: Numbers, end: Numbers) -> None:
    """Numbers and the name along an edge of the floor."""
    assert stage.ground is not None
    axis = 0 if start[0] != end[0] else 1
    low, high = stage.ground.x if axis == 0 else stage.ground.y
    name = stage.words.bottom if axis == 0 else stage.words.left
    out = np.zeros(3)
    out[1 - axis] = start[1 - axis] * AWAY
    found = ticks(low, high, TICKS)
    if len(found) < FEWEST:
        found = ticks(low, high, 2 * TICKS)
    for at, text in [*found, ((low + high) / 2, "")]:
        place = start.copy()
        place[axis] = 2 * (at - low) / (high - low) - 1
        if not text:
            place = place + 2.4 * out
        ((x, y), (to_x, to_y)) = stage.on_screen(np.stack([place, place + out]))[0].tolist()
        if text:
            painter.setPen(QPen(QColor(stage.colours.constant), 1.0))
            painter.drawLine(QPointF(x, y), QPointF(x + (to_x - x) / 3, y + (to_y - y) / 3))
        _write(painter, stage.colours, QPointF(to_x, to_y), text or name)


def _paint_upright(painter: QPainter, stage: Stage, floor: Numbers) -> None:
    """The upright axis at the corner furthest left, with the levels' heights."""
    left = int(np.argmin(stage.on_screen(floor)[0][:, 0]))
    foot, top = floor[left].copy(), floor[left].copy()
    top[2] = 1.0
    ((x, y), (to_x, to_y)) = stage.on_screen(np.stack([foot, top]))[0].tolist()
    painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))
    every = max(1, round(len(stage.levels.heights) / 5))
    heights = stage.levels.heights[::every]
    for height, text in zip(heights, worded(heights), strict=True):
        place = foot.copy()
        place[2] = float(stage.levels.shade(np.array([height]))[0])
        across, down = stage.on_screen(place[None])[0][0].tolist()
        painter.setPen(QPen(QColor(stage.colours.constant), 1.0))
        painter.drawLine(QPointF(across, down), QPointF(across - 4, down))
        _write(painter, stage.colours, QPointF(across - 28, down), text)


def _write(painter: QPainter, colours: Colours, place: QPointF, text: str) -> None:
    painter.setFont(fonts.sans(TEXT))
    painter.setPen(QColor(ink(colours, "quiet")))
    room = QRectF(place.x() - 70, place.y() - 10, 140, 20)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
