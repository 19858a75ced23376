"""Paints badges: a small plate with a sign and a word, or the two alone where they say little."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas.drawing import font
from graphviewer.gui.canvas.marks.book import rect_of
from graphviewer.gui.canvas.marks.icons import paint_icon
from graphviewer.gui.canvas.marks.kinds import LOOKS, Badge, Kind
from graphviewer.gui.canvas.marks.spots import ICON, MARGIN, PX, SPACE
from graphviewer.gui.canvas.texts import metrics_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

BARE: frozenset[Kind] = frozenset({"saved"})  # kinds without a plate: they are on most nodes
TINTED = {"error": "error_tint", "gradient": "gradient_tint", "value": "value_tint"}
TINTED |= {"leaf": "leaf_tint", "loss": "loss_tint"}


def paint_badge(painter: QPainter, badge: Badge, colours: Colours) -> None:
    """A badge where it stands, in scene pixels; on a card's rim always with a plate."""
    rect = rect_of(badge)
    look = LOOKS[badge.kind]
    tone = "error" if badge.alarm else look.tone
    colour = QColor(ink(colours, tone))
    if badge.kind not in BARE or badge.alarm or badge.rim:
        paint_plate(painter, rect, tone, colours)
    icon = "warning" if badge.alarm else look.icon
    corner = QPointF(rect.left() + MARGIN, rect.top() + (rect.height() - ICON) / 2)
    filled = badge.kind == "saved" and not badge.hollow and not badge.alarm
    paint_icon(painter, icon, corner, colour, filled=filled)
    if badge.text:
        painter.setFont(font(PX))
        painter.setPen(colour)
        metrics = metrics_of(PX)
        y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(corner.x() + ICON + SPACE, y), badge.text)


def paint_plate(painter: QPainter, rect: QRectF, tone: str, colours: Colours) -> None:
    """The ground of a badge."""
    painter.setPen(QPen(QColor(getattr(colours, tone)), 1.0))
    painter.setBrush(QColor(getattr(colours, TINTED.get(tone, "surface"))))
    radius = rect.height() / 2
    painter.drawRoundedRect(rect, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
