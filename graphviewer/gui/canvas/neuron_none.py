"""What stands in the neurons view of a program that has no neurons to draw: that, and why."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from graphviewer.graphs.neurons_why import why_not
from graphviewer.gui.canvas.neuron_words import said
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.tape import Tape

TITLE, TEXT = 20, 15  # letters, in pixels
WIDE, EDGE, APART = 470, 40, 14  # a line, least margin at its sides, between title and text
AFFINE = "W @ x + b".replace(" ", "\u00a0")  # on one line
HIGH = 0.36  # of the canvas, above the title
_TOLD: WeakKeyDictionary[Scene, str] = WeakKeyDictionary()


def paint_without(painter: QPainter, size: QSize, scene: Scene, colours: Colours) -> None:
    """Say so in the middle of the canvas, once the program has ended."""
    if scene.view != "neurons" or scene.graph.network is not None or scene.tape.end is None:
        return
    wide = min(WIDE, size.width() - 2 * EDGE)
    top = size.height() * HIGH
    lines = (
        (said("empty", scene.language), TITLE, True, "text"),
        (_why(scene), TEXT, False, "text"),
        (said("empty why", scene.language, AFFINE), TEXT, False, "quiet"),
    )
    for text, px, bold, tone in lines:
        painter.setFont(sans(px, bold))
        painter.setPen(QColor(ink(colours, tone)))
        room = QRectF((size.width() - wide) / 2, top, wide, size.height())
        how = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        top = painter.boundingRect(room, how, text).bottom() + APART
        painter.drawText(room, how, text)


def _why(scene: Scene) -> str:
    found = _TOLD.get(scene)
    if found is None:
        found = _TOLD[scene] = told_why(scene.tape, scene.language)
    return found


def told_why(tape: Tape, language: str) -> str:
    """What in this program stands in the way of neurons; empty where nothing does."""
    why = why_not(tape)
    if why is None:
        return ""
    if why.op is None:
        return said("empty none" if why.reason == "none" else "empty apart", language)
    op = tape.ops[why.op]
    name = op.name if op.place is None else said("op at", language, op.name, op.place.line)
    return said(f"empty {why.reason}", language, name)
