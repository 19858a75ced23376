"""What stands in the picture at one place: a walker's dot, its arrow down, a minimum, the start."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.descent.strokes import arrow
from graphviewer.gui.theme.colours import Colours

DOT, RIM = 6.0, 1.5  # pixels
CROSS = 6.0
LONG, SHORT = 46.0, 14.0  # pixels an arrow has at most and at least
USUAL = 10.0  # the gradient's length that gets half of that


def paint_dot(painter: QPainter, place: QPointF, colour: QColor, colours: Colours) -> None:
    """Where a walker stands."""
    painter.setPen(QPen(QColor(colours.surface), RIM))
    painter.setBrush(colour)
    painter.drawEllipse(place, DOT, DOT)


def paint_arrow(
    painter: QPainter, place: QPointF, across: float, down: float, colour: QColor, colours: Colours
) -> None:
    """The way down, the negative gradient: longer where it is steeper, but never out of sight."""
    length = math.hypot(across, down)
    if not length > 1e-9:
        return
    reach = SHORT + (LONG - SHORT) * length / (length + USUAL) + DOT
    end = QPointF(place.x() + across / length * reach, place.y() + down / length * reach)
    for ink, width in ((QColor(colours.surface), 4.5), (colour, 2.0)):
        painter.setPen(QPen(ink, width))
        painter.setBrush(ink)
        arrow(painter, place, end)


def paint_cross(painter: QPainter, place: QPointF, colours: Colours) -> None:
    """A known minimum."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((colours.surface, 5.0), (colours.text, 2.0)):
        painter.setPen(QPen(QColor(ink), width))
        for way in (1, -1):
            reach = QPointF(CROSS, way * CROSS)
            painter.drawLine(place - reach, place + reach)


def paint_start(painter: QPainter, place: QPointF, colours: Colours) -> None:
    """Where all begin."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((colours.surface, 4.0), (colours.text, 1.6)):
        painter.setPen(QPen(QColor(ink), width))
        painter.drawEllipse(place, DOT + 3, DOT + 3)
