"""Names in boxes seen from afar: as tall as can be read, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from graphviewer.gui.canvas.drawing import font
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import metrics_of, width_of
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink

SHORTEST, TALLEST = 8, 11  # text heights in pixels
ABOVE = 0.72  # of a box's height its name may be tall
EDGE, TIGHT = 3.0, 1.0  # pixels at the sides, of a card and of a sign
TELLING = 7  # characters that an elided name must have: fewer tell nothing


def paint_names(
    painter: QPainter,
    scene: Scene,
    places: Iterable[int],
    step: int,
    scale: float,
    colours: Colours,
) -> None:
    """Write into some vertices what they are called; those too small stay blank.

    `scale` is how many pixels a scene pixel has.
    """
    for place in places:
        rect = scene.ends[place].rect
        px = min(TALLEST, int(ABOVE * rect.height() * scale))
        if px < SHORTEST:
            continue
        plan = scene.plans[place]
        text, px = said(plan, px, rect.width() * scale)
        if not text:
            continue
        quiet = plan.compact or bool(scene.made[place] > step)
        painter.save()
        painter.translate(rect.center())
        painter.scale(1 / scale, 1 / scale)
        painter.setPen(QColor(ink(colours, "quiet" if quiet else "text")))
        painter.setFont(font(px, bold=not (plan.compact or plan.round)))
        room = QRectF(0, 0, rect.width() * scale, rect.height() * scale)
        room.moveCenter(room.topLeft())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def said(plan: Plan, px: int, width: float) -> tuple[str, int]:
    """What is written of a vertex into so many pixels, and how tall; "" where nothing fits."""
    bold = not (plan.compact or plan.round)
    room = width - 2 * (TIGHT if plan.round else EDGE)
    texts = [plan.title]
    if plan.vertex.kind == "module" and plan.meta:
        texts.insert(0, f"{plan.title} · {plan.meta}")
    parts = plan.title.split(".")
    if " " not in plan.title:  # of a dotted name its last parts, which tell one from another
        texts += [f"…{'.'.join(parts[at:])}" for at in range(1, len(parts))]
    for text in texts:
        for smaller in range(px, SHORTEST - 1, -1):
            if width_of(text, smaller, bold) <= room:
                return text, smaller
    if plan.round or plan.vertex.kind == "scalar":
        return "", px  # parts of [1,12] and [1,1] are alike
    text = metrics_of(SHORTEST, bold).elidedText(plan.title, Qt.TextElideMode.ElideRight, room)
    return (text, SHORTEST) if len(text) >= TELLING else ("", px)
