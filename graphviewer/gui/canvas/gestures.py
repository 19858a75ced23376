"""What a held mouse button does: pick or drag what was pressed, pan, draw, choose, move the map."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

SLACK = 4.0  # pixels the pointer may shake before a click becomes a drag


class Drag:
    """One press of a button, from start to release.

    A "pick" that moves pans like a "pan", a "hold" drags what is called `key`.
    """

    def __init__(
        self,
        kind: Literal["pick", "pan", "map", "hold", "arrow", "band"],
        start: QPointF,
        key: str = "",
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        self.kind = kind
        self.key = key
        self.button = button
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

    def is_held(self, event: QMouseEvent) -> bool:
        """Whether its button is still down while another is pressed or let go."""
        return event.button() != self.button and bool(event.buttons() & self.button)


def drag_for(
    event: QMouseEvent,
    *,
    on_map: bool,
    space: bool,
    key: str = "",
    draws: bool = False,
    bare: bool = False,
) -> Drag | None:
    """The gesture a press begins.

    `key` is what it is on, `draws` whether it is an arrow's, `bare` whether nothing is there.
    """
    left = event.button() == Qt.MouseButton.LeftButton
    if left and on_map:
        return Drag("map", event.position())
    if event.button() == Qt.MouseButton.MiddleButton or (left and space):
        return Drag("pan", event.position(), button=event.button())
    if left and draws:
        return Drag("arrow", event.position())
    if left and key:
        return Drag("hold", event.position(), key)
    if left and bare and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return Drag("band", event.position())
    return Drag("pick", event.position()) if left else None
