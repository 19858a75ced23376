"""Strokes that cards of every kind share."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from graphviewer.gui.canvas.faces import Face, Light
from graphviewer.gui.canvas.grids import paint_grid
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink

FAINT = 0.42  # opacity of what has not happened yet
ROUNDING = 10.0
LIT = 3.0  # scene pixels that a rim is wide while the step is about its card
RIMS = {"plain": "arrow", "leaf": "leaf", "loss": "loss", "constant": "constant"}
TINTS = {"plain": "surface", "leaf": "leaf_tint", "loss": "loss_tint", "constant": "surface"}


@lru_cache(maxsize=32)
def font(px: int, bold: bool = False) -> QFont:
    """A scene font, kept."""
    return sans(px, bold)


def rim_pen(plan: Plan, face: Face, colours: Colours) -> QPen:
    """The outline: thick in the phase's colour where the step is about it."""
    if face.light:
        return QPen(QColor(getattr(colours, face.light)), LIT)
    width = 2.0 if plan.rim in ("leaf", "loss") else 1.5
    pen = QPen(QColor(getattr(colours, RIMS[plan.rim])), width)
    if plan.rim == "constant":
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3.5, 2.5])
    return pen


def tone_of(face: Face, colours: Colours, name: str) -> str:
    """A text's colour: what has not happened yet is quiet, but can be read."""
    return ink(colours, "quiet" if face.faint else name)


def draw_body(painter: QPainter, plan: Plan, face: Face, colours: Colours) -> None:
    """The card itself: tinted, rimmed, pale before its step."""
    painter.setPen(rim_pen(plan, face, colours))
    painter.setBrush(QColor(getattr(colours, TINTS[plan.rim])))
    painter.setOpacity(FAINT if face.faint else 1.0)
    painter.drawRoundedRect(QRectF(0, 0, plan.width, plan.height), ROUNDING, ROUNDING)
    painter.setOpacity(1.0)


def draw_light(
    painter: QPainter, rect: QRectF, light: Light, colours: Colours, *, faint: bool
) -> None:
    """The rim that a card has while the step is about it, over the one it has else."""
    painter.setOpacity(FAINT if faint else 1.0)
    painter.setPen(QPen(QColor(getattr(colours, light)), LIT))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, ROUNDING, ROUNDING)
    painter.setOpacity(1.0)


def draw_text(
    painter: QPainter, x: float, y: float, text: str, px: int, tone: str, bold: bool = False
) -> None:
    """Words from a baseline on; several lines are a grid of numbers."""
    if "\n" in text:
        paint_grid(painter, x, y, text, px, tone, bold)
        return
    painter.setFont(font(px, bold))
    painter.setPen(QColor(tone))
    painter.drawText(QPointF(x, y), text)
