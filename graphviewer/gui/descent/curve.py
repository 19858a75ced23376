"""A curve over x alone: the walkers' steps on it, and at each the tangent."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from graphviewer.gui.charts.step_axes import Paper, Span
from graphviewer.gui.charts.step_trace import polygon
from graphviewer.gui.descent.strokes import Numbers, Shown
from graphviewer.gui.descent.ways import Place, WaysPlane
from graphviewer.session.trails import Trail

TANGENT = 90.0  # pixels of it on either side
AIR = 0.08  # over and under the curve
CURVE = 2.5  # pixels


class Curve(WaysPlane):
    """The height over x; steps lead from a point of the curve to another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def heights(self) -> Span:
        """From and to what height the curve reaches, with some air."""
        z = self.ground.z[0] if self.ground is not None else np.zeros(1)
        there = z[np.isfinite(z)]
        if not there.size:
            return -1.0, 1.0
        low, high = float(there.min()), float(there.max())
        air = AIR * (high - low) or abs(high) or 1.0
        return low - air, high + air

    def places(self, trail: Trail, first: int) -> Numbers:
        return np.stack([trail.points[first:, 0], trail.loss[first:]], axis=1)

    def place_of(self, mark: Place) -> Place | None:
        if self.ground is None or not mark:
            return None
        height = np.interp(mark[0], self.ground.across, self.ground.z[0])
        return mark[0], float(height)

    def paint_ground(self, painter: QPainter, paper: Paper) -> None:
        painter.fillRect(paper.rect, QColor(self.colours.surface))

    def paint_figures(self, painter: QPainter, paper: Paper) -> None:
        if self.ground is not None:
            painter.setClipRect(paper.rect)
            painter.setPen(QPen(QColor(self.colours.constant), CURVE))
            across, down = paper.across(self.ground.across), paper.down(self.ground.z[0], "left")
            down = np.clip(down, -4 * paper.height, 5 * paper.height)
            there = np.isfinite(down)
            edges = np.flatnonzero(np.diff(there.astype(int))) + 1
            for part in np.split(np.arange(len(down)), edges):
                if there[part[0]]:
                    painter.drawPolyline(polygon(across[part], down[part]))
        super().paint_figures(painter, paper)

    def paint_head(
        self, painter: QPainter, place: QPointF, one: Shown, row: int, colour: QColor
    ) -> None:
        slope = float(one.trail.slope[row][0])
        if not math.isfinite(slope):
            return
        paper = self.paper
        x, y = paper.view.x, paper.view.left
        run = paper.width / (x[1] - x[0])
        rise = -slope * paper.height / (y[1] - y[0])
        reach = TANGENT / math.hypot(run, rise)
        way = QPointF(run * reach, rise * reach)
        for ink, width in ((QColor(self.colours.surface), 4.5), (colour, 2.0)):
            painter.setPen(QPen(ink, width))
            painter.drawLine(place - way, place + way)
