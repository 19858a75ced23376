"""Over the picture: what joins the cards of one tensor, and the scale of gradient sizes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from graphviewer.gui.canvas.mark_layers import shade_of
from graphviewer.gui.canvas.marks.magnitude import EXPLODING, HIGH, LOW, VANISHING
from graphviewer.gui.canvas.marks.tensors import copies
from graphviewer.gui.canvas.marks.words import say
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink
from graphviewer.session.session import Item

FEW = 6  # cards that are joined by a bond; more are only lit
PX = 12
ACROSS, DOWN, BAR = 282.0, 66.0, 8.0  # of the scale, in pixels of the widget
MARGIN = 12.0
SCALE_HIGH = round(DOWN + MARGIN)  # what it takes of the widget's height


def together(scene: Scene, item: Item | None) -> list[int]:
    """The cards of one thing where it is drawn several times; nothing where it is not."""
    if item is None or item.kind not in ("tensor", "node"):
        return []
    found = copies(scene, item.kind, item.id)
    return found if len(found) > 1 else []


def paint_bonds(
    painter: QPainter, scene: Scene, places: Sequence[int], colours: Colours, *, lit: bool
) -> None:
    """A dotted line from card to card, and with `lit` a frame round each; in scene pixels."""
    pen = QPen(QColor(colours.leaf), 1.6, Qt.PenStyle.DotLine)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(places) <= FEW:
        painter.drawLines([_between(scene, a, b) for a, b in pairwise(places)])
    if lit:
        pen = QPen(QColor(colours.leaf), 2.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for place in places:
            painter.drawRoundedRect(scene.ends[place].rect.adjusted(-4, -4, 4, 4), 13, 13)


def _between(scene: Scene, first: int, second: int) -> QLineF:
    """From the rim of one card to that of the other."""
    a, b = scene.ends[first].rect, scene.ends[second].rect
    whole = QLineF(a.center(), b.center())
    return QLineF(_leaving(whole, a), _leaving(QLineF(b.center(), a.center()), b))


def _leaving(line: QLineF, box: QRectF) -> QPointF:
    """Where a line from a box's middle leaves it."""
    dx, dy = abs(line.dx()) or 1e-9, abs(line.dy()) or 1e-9
    share = min(box.width() / 2 / dx, box.height() / 2 / dy, 1.0)
    return line.pointAt(share)


def scale_rect(size: QSize) -> QRectF:
    """Where the scale stands in a widget: at the lower right."""
    left, top = size.width() - ACROSS - MARGIN, size.height() - DOWN - MARGIN
    return QRectF(max(MARGIN, left), top, ACROSS, DOWN)


def paint_scale(painter: QPainter, size: QSize, colours: Colours, language: str) -> None:
    """What the colours of gradient arrows mean, and where vanishing and exploding begin."""
    rect = scale_rect(size)
    painter.setBrush(QColor(colours.surface))
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.drawRoundedRect(rect, 8, 8)
    painter.setFont(sans(PX))
    painter.setPen(QColor(ink(colours, "text")))
    painter.drawText(rect.topLeft() + QPointF(10, 18), say("magnitude", language))
    bar = QRectF(rect.left() + 12, rect.top() + 28, rect.width() - 24, BAR)
    fill = QLinearGradient(bar.topLeft(), bar.topRight())
    for part in range(11):
        fill.setColorAt(part / 10, QColor(shade_of(part / 10, dark=colours.dark)))
    painter.fillRect(bar, fill)
    painter.setPen(QColor(ink(colours, "quiet")))
    metrics = painter.fontMetrics()
    low, high = _limit(VANISHING), _limit(EXPLODING)
    texts = (say("vanishing", language, limit=low), say("exploding", language, limit=high))
    base = bar.bottom() + 18
    painter.drawText(QPointF(bar.left(), base), texts[0])
    painter.drawText(QPointF(bar.right() - metrics.horizontalAdvance(texts[1]), base), texts[1])
    painter.setPen(QPen(QColor(colours.text), 1.5))
    for limit in (VANISHING, EXPLODING):
        x = bar.left() + bar.width() * (math.log10(limit) - LOW) / (HIGH - LOW)
        painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))


def _limit(size: float) -> str:
    return f"{size:.0e}".replace("e-0", "e-").replace("e+0", "e") if size < 1 else f"{size:g}"
