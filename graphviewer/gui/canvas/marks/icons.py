"""The signs of marks as lines in a square of 12 scene pixels."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from graphviewer.gui.canvas.marks.kinds import Icon

# strokes of each sign: lists of points, joined; a pair with a radius is a circle
Stroke = tuple[tuple[float, float], ...]
LINES: dict[Icon, tuple[Stroke, ...]] = {
    "sum": (((9.5, 2), (2.5, 2), (6.5, 6), (2.5, 10), (9.5, 10)),),
    "chain": (((4.2, 7.8), (7.8, 4.2)),),
    "stretch": (
        ((1, 6), (11, 6)),
        ((3.5, 3.5), (1, 6), (3.5, 8.5)),
        ((8.5, 3.5), (11, 6), (8.5, 8.5)),
    ),
    "scissors": (((4, 4), (11, 9.5)), ((4, 8), (11, 2.5))),
    "pen": (((2, 10), (2.8, 7.2), (8.6, 1.4), (10.6, 3.4), (4.8, 9.2), (2, 10)),),
    "pin": (((6, 7.5), (6, 11.5)),),
    "hook": (((8, 1), (8, 7)), ((2.2, 7), (2.2, 5.2), (4, 6.6))),
    "layers": (((6, 1), (11, 3.8), (6, 6.6), (1, 3.8), (6, 1)), ((1, 7.4), (6, 10.4), (11, 7.4))),
    "warning": (
        ((6, 1), (11.5, 11), (0.5, 11), (6, 1)),
        ((6, 4.6), (6, 7.6)),
        ((6, 9.1), (6, 9.4)),
    ),
    "off": (((2.6, 9.4), (9.4, 2.6)),),
}
CIRCLES: dict[Icon, tuple[tuple[float, float, float], ...]] = {
    "chain": ((3, 9, 2.3), (9, 3, 2.3)),
    "scissors": ((2.6, 3, 1.8), (2.6, 9, 1.8)),
    "pin": ((6, 4.4, 3.1),),
    "off": ((6, 6, 4.8),),
}


@cache
def path_of(icon: Icon) -> QPainterPath:
    """A sign's outline."""
    path = QPainterPath()
    for stroke in LINES[icon]:
        path.moveTo(QPointF(*stroke[0]))
        for point in stroke[1:]:
            path.lineTo(QPointF(*point))
    for x, y, radius in CIRCLES.get(icon, ()):
        path.addEllipse(QPointF(x, y), radius, radius)
    if icon == "hook":  # the bend
        path.moveTo(8, 7)
        path.arcTo(QRectF(2.2, 4.1, 5.8, 5.8), 0, -180)
    return path


def paint_icon(
    painter: QPainter, icon: Icon, at: QPointF, colour: QColor, *, filled: bool = False
) -> None:
    """A sign with its left top corner at a point; `filled` where a full one means something."""
    painter.save()
    painter.translate(at)
    pen = QPen(colour, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path_of(icon))
    painter.restore()
