"""How far the quotient is from autograd's derivative, for each h: both on logarithmic scales."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.charts.step_axes import Paper, View
from graphviewer.gui.charts.step_trace import polygon
from graphviewer.gui.plane.plane import Plane
from graphviewer.session.functions import PARTS, POWERS
from graphviewer.session.functions_sampling import Numbers

LOWEST, HIGHEST = -18.0, 2.0  # powers of ten of errors that are in view at first
SMALL, LARGE = 2.2, 6.0  # pixels: a dot, and the one of the present h


class ErrorPlane(Plane):
    """A dot for each h. `notch_wanted`: a place of the slider of h that was clicked."""

    notch_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(log_x=True, log_y=True)
        self._h = self._error = np.zeros(0)
        self._notch = 0
        self.set_home(View((-POWERS - 0.5, 0.5), (LOWEST, HIGHEST)))
        self.reset()
        self.clicked.connect(self._on_clicked)

    def draw(self, h: Numbers, error: Numbers, notch: int) -> None:
        """Draw errors, and mark one of them."""
        self._h, self._error, self._notch = h, error, notch
        finite = error[np.isfinite(error) & (error > 0)]
        low = min(LOWEST + 2, np.log10(finite.min())) - 1 if len(finite) else LOWEST
        high = max(0.0, np.log10(finite.max())) + 1 if len(finite) else HIGHEST
        home = View((-POWERS - 0.5, 0.5), (float(np.floor(low)), float(np.ceil(high))))
        if self.view == self._home:
            self.show_view(home)
        self.set_home(home)
        self.update()

    def _on_clicked(self, place: QPointF) -> None:
        notch = round(-place.x() * PARTS)
        self.notch_wanted.emit(min(max(notch, 0), PARTS * POWERS))

    def paint_figures(self, painter: QPainter, paper: Paper) -> None:
        """A line through the dots; an error of 0 has no logarithm: a ring on the lower edge."""
        if not len(self._h):
            return
        painter.setClipRect(paper.rect.adjusted(-LARGE, -LARGE, LARGE, LARGE))
        with np.errstate(divide="ignore", invalid="ignore"):
            across, down = (
                paper.across(np.log10(self._h)),
                paper.down(np.log10(self._error), "left"),
            )
        drawn = np.isfinite(self._error) & (self._error > 0)
        hue = QColor(self.colours.gradient)
        painter.setPen(QPen(hue, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(polygon(across[drawn], down[drawn]))
        bottom = paper.top + paper.height
        for at in range(len(self._h)):
            if at != self._notch and np.isfinite(self._error[at]):
                self._dot(painter, across[at], down[at] if drawn[at] else bottom, SMALL, drawn[at])
        if self._notch < len(self._h) and np.isfinite(self._error[self._notch]):
            x = float(across[self._notch])
            painter.setPen(QPen(QColor(self.colours.accent), 1.5))
            painter.drawLine(QPointF(x, paper.top), QPointF(x, bottom))
            there = bool(drawn[self._notch])
            self._dot(painter, x, down[self._notch] if there else bottom, LARGE, there)
        painter.setClipping(False)

    def _dot(self, painter: QPainter, x: float, y: float, size: float, full: bool) -> None:
        hue, ground = QColor(self.colours.gradient), QColor(self.colours.surface)
        painter.setPen(QPen(ground if full and size == LARGE else hue, 1.2))
        painter.setBrush(hue if full else ground)
        painter.drawEllipse(QPointF(float(x), float(y)), size, size)
