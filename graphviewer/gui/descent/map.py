"""The surface from above: contour lines under the walkers' ways."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QWidget

from graphviewer.gui.charts.step_axes import Paper
from graphviewer.gui.descent.contours import Contours, Ground
from graphviewer.gui.descent.heads import paint_arrow
from graphviewer.gui.descent.strokes import Numbers, Shown
from graphviewer.gui.descent.ways import Place, WaysPlane
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import mix
from graphviewer.session.trails import Trail

DARKEST, DIMMEST = 0.62, 0.42  # of the ground's hue, the highest band, by day and in the dark
LINE = 0.75  # of the text's quiet colour, the contour lines


class Map(WaysPlane):
    """Contours, and at each walker the way down. A unit is as long across as it is up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, square=True)
        self.contours: Contours | None = None
        self.filled = True

    def set_ground(self, ground: Ground | None) -> None:
        """Show another surface."""
        self.contours = Contours(ground) if ground is not None else None
        super().set_ground(ground)

    def set_filled(self, filled: bool) -> None:
        """Fill what lies between the lines, or not."""
        if filled != self.filled:
            self.filled = filled
            self.forget()

    def places(self, trail: Trail, first: int) -> Numbers:
        return trail.points[first:, :2]

    def place_of(self, mark: Place) -> Place | None:
        return mark if len(mark) == 2 else None

    def paint_head(
        self, painter: QPainter, place: QPointF, one: Shown, row: int, colour: QColor
    ) -> None:
        slope = one.trail.slope[row]
        if len(slope) == 2 and np.isfinite(slope).all():
            paint_arrow(painter, place, -slope[0], slope[1], colour, self.colours)

    def paint_ground(self, painter: QPainter, paper: Paper) -> None:
        painter.fillRect(paper.rect, QColor(self.colours.surface))
        if self.contours is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        turn = placing(paper)
        shades = self.contours.levels.shade(np.array(self.contours.levels.heights)).tolist()
        if self.filled:
            painter.setPen(Qt.PenStyle.NoPen)
            for band, shade in zip(self.contours.bands, shades, strict=True):
                painter.setBrush(QColor(tone(self.colours, shade)))
                painter.drawPath(turn.map(band))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        for lines, shade in zip(self.contours.lines, shades, strict=True):
            colour = mix(tone(self.colours, shade), self.colours.quiet, LINE)
            painter.setPen(QPen(QColor(colour), 1.0))
            for line in lines:
                painter.drawPolyline(turn.map(line))


def tone(colours: Colours, shade: float) -> str:
    """The colour of a height: higher is darker, or in the dark lighter."""
    return mix(colours.surface, colours.constant, (DIMMEST if colours.dark else DARKEST) * shade)


def placing(paper: Paper) -> QTransform:
    """From the plane's numbers to pixels."""
    x, y = paper.view.x, paper.view.left
    wide, high = paper.width / (x[1] - x[0]), paper.height / (y[1] - y[0])
    return QTransform(wide, 0, 0, -high, paper.left - x[0] * wide, paper.top + y[1] * high)
