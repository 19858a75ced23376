"""What stands in the neurons view of a program that has no neurons to draw: that, and why."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from graphviewer.gui.canvas.neuron_words import said
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink

TITLE, TEXT = 20, 15  # letters, in pixels
WIDE, EDGE, APART = 470, 40, 14  # a line, least margin at its sides, between title and text
AFFINE = "W @ x + b".replace(" ", "\u00a0")  # on one line
HIGH = 0.36  # of the canvas, above the title


def paint_without(painter: QPainter, size: QSize, scene: Scene, colours: Colours) -> None:
    """Say so in the middle of the canvas, once the program has ended."""
    if scene.view != "neurons" or scene.graph.network is not None or scene.tape.end is None:
        return
    wide = min(WIDE, size.width() - 2 * EDGE)
    top = size.height() * HIGH
    lines = (("empty", TITLE, True, "text"), ("empty why", TEXT, False, "quiet"))
    for key, px, bold, tone in lines:
        painter.setFont(sans(px, bold))
        painter.setPen(QColor(ink(colours, tone)))
        room = QRectF((size.width() - wide) / 2, top, wide, size.height())
        how = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        text = said(key, scene.language, AFFINE)
        top = painter.boundingRect(room, how, text).bottom() + APART
        painter.drawText(room, how, text)
