"""Icons drawn by painter paths, so that no glyph can be missing."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QPolygonF

Shape = Literal[
    "first",
    "back",
    "play",
    "pause",
    "step",
    "last",
    "stop",
    "down",
    "up",
    "close",
    "search",
    "warning",
]
Points = tuple[tuple[float, float], ...]


def _ring(x: float, y: float, radius: float) -> Points:
    turns = [k * math.tau / 40 for k in range(40)]
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


# Polygons in a square of 16 by 16.
_POLYGONS: dict[Shape, tuple[Points, ...]] = {
    "first": (((3, 3), (5, 3), (5, 13), (3, 13)), ((13, 3), (13, 13), (6, 8))),
    "back": (((12, 3), (12, 13), (4, 8)),),
    "play": (((4, 3), (4, 13), (12.5, 8)),),
    "pause": (((4, 3), (7, 3), (7, 13), (4, 13)), ((9, 3), (12, 3), (12, 13), (9, 13))),
    "step": (((4, 3), (4, 13), (12, 8)),),
    "last": (((11, 3), (13, 3), (13, 13), (11, 13)), ((3, 3), (3, 13), (10, 8))),
    "stop": (((4, 4), (12, 4), (12, 12), (4, 12)),),
    "down": (((4, 6), (12, 6), (8, 11)),),
    "up": (((4, 11), (12, 11), (8, 6)),),
    "close": (
        (
            (3, 4.2),
            (4.2, 3),
            (8, 6.8),
            (11.8, 3),
            (13, 4.2),
            (9.2, 8),
            (13, 11.8),
            (11.8, 13),
            (8, 9.2),
            (4.2, 13),
            (3, 11.8),
            (6.8, 8),
        ),
    ),
    "search": (
        _ring(6.6, 6.6, 4.8),
        _ring(6.6, 6.6, 3.3),  # even-odd: a ring
        ((9.4, 10.6), (10.6, 9.4), (14.2, 13), (13, 14.2)),
    ),
    "warning": (((8, 1.5), (15, 14), (1, 14)),),
}


def path(shape: Shape, size: float) -> QPainterPath:
    """A shape's outline in a square of `size` pixels."""
    scale = size / 16
    made = QPainterPath()
    for points in _POLYGONS[shape]:
        polygon = QPolygonF([QPointF(x * scale, y * scale) for x, y in points])
        made.addPolygon(polygon)
        made.closeSubpath()
    return made


def icon(shape: Shape, colour: str, faded: str | None = None, size: int = 16) -> QIcon:
    """A shape filled with a colour, sharp at any scale; `faded` when its button is disabled."""
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, faded or colour)):
        for ratio in (1, 2, 3):
            made.addPixmap(_pixmap(shape, ink, size, ratio), mode)
    return made


def _pixmap(shape: Shape, colour: str, size: int, ratio: int) -> QPixmap:
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path(shape, size * ratio), QColor(colour))
        if shape == "warning":
            unit = size * ratio / 16
            painter.fillRect(
                QRectF(7.2 * unit, 5.5 * unit, 1.6 * unit, 4.5 * unit), QColor("#FFFFFF")
            )
            painter.fillRect(
                QRectF(7.2 * unit, 11 * unit, 1.6 * unit, 1.6 * unit), QColor("#FFFFFF")
            )
    finally:
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
