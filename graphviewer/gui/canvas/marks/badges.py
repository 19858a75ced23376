"""Paints badges: a small plate with a sign and a word, or the two alone where they say little."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas.drawing import font
from graphviewer.gui.canvas.marks.book import rect_of
from graphviewer.gui.canvas.marks.icons import paint_icon
from graphviewer.gui.canvas.marks.kinds import LOOKS, Badge, Icon, Kind, Tone
from graphviewer.gui.canvas.marks.spots import ICON, MARGIN, PX, SPACE
from graphviewer.gui.canvas.texts import metrics_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

BARE: frozenset[Kind] = frozenset({"saved"})  # kinds without a plate: they are on most nodes
TINTED = {"error": "error_tint", "gradient": "gradient_tint", "value": "value_tint"}
TINTED |= {"leaf": "leaf_tint", "loss": "loss_tint"}


class Dress(NamedTuple):
    """How a badge is drawn; `tone` names a colour of the theme."""

    icon: Icon
    tone: Tone
    plate: bool
    filled: bool  # the sign


def dress_of(badge: Badge) -> Dress:
    """The dress of a badge: on a card's rim always with a plate."""
    look = LOOKS[badge.kind]
    bare = badge.kind in BARE and not badge.alarm
    return Dress(
        "warning" if badge.alarm else look.icon,
        "error" if badge.alarm else look.tone,
        plate=not bare or badge.rim,
        filled=badge.kind == "saved" and not badge.hollow and not badge.alarm,
    )


def paint_badge(painter: QPainter, badge: Badge, colours: Colours) -> None:
    """A badge where it stands, in scene pixels."""
    rect, dress = rect_of(badge), dress_of(badge)
    colour = QColor(ink(colours, dress.tone))
    if dress.plate:
        paint_plate(painter, rect, dress.tone, colours)
    corner = QPointF(rect.left() + MARGIN, rect.top() + (rect.height() - ICON) / 2)
    paint_icon(painter, dress.icon, corner, colour, filled=dress.filled)
    if badge.text:
        painter.setFont(font(PX))
        painter.setPen(colour)
        metrics = metrics_of(PX)
        y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(corner.x() + ICON + SPACE, y), badge.text)


def paint_plate(painter: QPainter, rect: QRectF, tone: str, colours: Colours) -> None:
    """The ground of a badge."""
    painter.setPen(QPen(QColor(getattr(colours, tone)), 1.0))
    painter.setBrush(QColor(getattr(colours, tint_of(tone))))
    radius = rect.height() / 2
    painter.drawRoundedRect(rect, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def tint_of(tone: str) -> str:
    """The colour of the ground under a tone."""
    return TINTED.get(tone, "surface")
