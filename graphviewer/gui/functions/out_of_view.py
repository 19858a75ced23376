"""A word at the edge of a plot: the chosen curve is out of view, and how to see it again."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from graphviewer.gui.charts.step_axes import Paper, View
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.session.functions_sampling import Numbers

LABEL = 13  # pixels
Side = Literal["above", "below", ""]


def side_of(x: Numbers, y: Numbers, view: View) -> Side:
    """On which side of what is shown a curve lies; "": some of it is in view, or it has no number.

    A curve with places on both sides crosses what is shown between them.
    """
    there = y[(x >= view.x[0]) & (x <= view.x[1]) & np.isfinite(y)]
    low, high = view.left
    if not len(there):
        return ""
    if there.min() > high:
        return "above"
    return "below" if there.max() < low else ""


def paint_out_of_view(painter: QPainter, paper: Paper, side: Side, colours: Colours) -> None:
    """Say at that edge of the paper where the curve is; nothing where it is in view."""
    if not side:
        return
    translate = QCoreApplication.translate
    said = {
        "above": translate("Functions", "↑ The chosen function is further up: Show all"),
        "below": translate("Functions", "↓ The chosen function is further down: Show all"),
    }[side]
    painter.setFont(fonts.sans(LABEL))
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(said, Qt.TextElideMode.ElideRight, paper.width - 3 * LABEL)
    room = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * LABEL, 2 * LABEL)
    room.moveCenter(paper.rect.center())
    if side == "above":
        room.moveTop(paper.top + LABEL / 2)
    else:
        room.moveBottom(paper.top + paper.height - LABEL / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.border), 1.0))
    painter.setBrush(QColor(colours.surface))
    painter.drawRoundedRect(room, 6, 6)
    painter.setPen(QColor(ink(colours, "text")))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
