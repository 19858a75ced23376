"""What a held mouse button does: pick what was pressed, pan, or move in the overview map."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

SLACK = 4.0  # pixels the pointer may shake before a click becomes a drag


class Drag:
    """One press of a button, from start to release. A "pick" that moves pans like a "pan"."""

    def __init__(self, kind: Literal["pick", "pan", "map"], start: QPointF) -> None:
        self.kind = kind
        self.moved = kind == "pan"
        self._start = start
        self._last = start

    def move(self, point: QPointF) -> QPointF:
        """How far the pointer went since the last call; nothing while it only shakes."""
        if not self.moved and (point - self._start).manhattanLength() < SLACK:
            return QPointF()
        self.moved = True
        step, self._last = point - self._last, point
        return step


def drag_for(event: QMouseEvent, *, on_map: bool, space: bool) -> Drag | None:
    """The gesture a press begins."""
    left = event.button() == Qt.MouseButton.LeftButton
    if left and on_map:
        return Drag("map", event.position())
    if event.button() == Qt.MouseButton.MiddleButton or (left and space):
        return Drag("pan", event.position())
    return Drag("pick", event.position()) if left else None
