"""The lines of a plane's grid that its axes do not draw: those up, and the two through zero."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.charts.step_axes import GRID, Paper, across
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import mix

ZERO = 0.75  # of the axes' colour, the lines through zero


def paint_grid(painter: QPainter, paper: Paper, colours: Colours, *, log_x: bool = False) -> None:
    """Draw a line up at each tick across."""
    place = paper.rect
    painter.setPen(QColor(mix(colours.surface, colours.constant, GRID)))
    for at, _ in across(paper, log=log_x):
        painter.drawLine(QPointF(at, place.top()), QPointF(at, place.bottom()))


def paint_zeros(painter: QPainter, paper: Paper, colours: Colours, *, x: bool, y: bool) -> None:
    """Draw the lines where x is 0 and where y is 0, as far as they are wanted and in view."""
    place = paper.rect
    painter.setPen(QPen(QColor(mix(colours.surface, colours.constant, ZERO)), 1.0))
    if x and paper.view.x[0] < 0 < paper.view.x[1]:
        at = paper.across(0.0)
        painter.drawLine(QPointF(at, place.top()), QPointF(at, place.bottom()))
    if y and paper.view.left[0] < 0 < paper.view.left[1]:
        at = paper.down(0.0, "left")
        painter.drawLine(QPointF(place.left(), at), QPointF(place.right(), at))
