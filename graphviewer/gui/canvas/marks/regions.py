"""Tinted grounds: what ran with recording off, and what a backward run built."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from graphviewer.gui.canvas.marks.kinds import Kind
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours
from graphviewer.tape.cuts import DETACHING, cut_by

ROOM, ROUNDING = 13.0, 18.0
STRENGTH = {False: 0.10, True: 0.16}  # opacity of the tint in a light theme and a dark one


def regions_of(scene: Scene) -> dict[Kind, list[int]]:
    """Vertices that stand on a tinted ground, by the kind of mark it is."""
    off: list[int] = []
    second: list[int] = []
    for place, vertex in enumerate(scene.graph.vertices):
        if vertex.kind == "node" and scene.tape.nodes[vertex.ref].run is not None:
            second.append(place)
        elif vertex.kind == "op":
            op = scene.tape.ops[vertex.ref]
            if op.grad_enabled or op.name in DETACHING:
                continue
            if cut_by(scene.tape, scene.index, op):
                off.append(place)
                made = {t for t in op.outputs if t not in op.inputs}
                off += [p for t in made for p in scene.places.get(("tensor", t), ())]
    found: dict[Kind, list[int]] = {"cut": off, "second": second}
    return {kind: places for kind, places in found.items() if places}


def ground_of(scene: Scene, places: list[int]) -> QPainterPath:
    """What lies under some vertices and what joins them, as one shape."""
    chosen = set(places)
    ground = QPainterPath()
    ground.setFillRule(Qt.FillRule.WindingFill)  # where parts overlap it is not darker
    for place in places:
        rect = scene.ends[place].rect.adjusted(-ROOM, -ROOM, ROOM, ROOM)
        ground.addRoundedRect(rect, ROUNDING, ROUNDING)
    for link in scene.graph.links:
        if link.source in chosen and link.target in chosen:
            ground.addRect(_between(scene.ends[link.source].rect, scene.ends[link.target].rect))
    return ground


def paint_ground(painter: QPainter, ground: QPainterPath, kind: Kind, colours: Colours) -> None:
    """Tint it."""
    tone = QColor(getattr(colours, tone_of(kind)))
    tone.setAlphaF(STRENGTH[colours.dark])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone)
    painter.drawPath(ground)


def tone_of(kind: Kind) -> str:
    """The colour of the ground of a kind of mark."""
    return "constant" if kind == "cut" else "loss"


def _between(a: QRectF, b: QRectF) -> QRectF:
    """The strip from one box to the other, where they stand above or beside each other."""
    left, right = max(a.left(), b.left()), min(a.right(), b.right())
    if right > left:
        top, foot = min(a.bottom(), b.bottom()), max(a.top(), b.top())
        return QRectF(left - ROOM, top, right - left + 2 * ROOM, foot - top)
    return QRectF()
