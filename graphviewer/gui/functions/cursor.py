"""Dragging the cursor of a plot."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, SignalInstance


class HasCursor(Protocol):
    """A plot with a cursor."""

    @property
    def cursor_wanted(self) -> SignalInstance:
        """Carries the x at which the cursor is to stand."""
        ...

    def put_cursor(self, pixel: float) -> None:
        """Wish for the cursor at a pixel."""
        ...


class MoveCursor:
    """The cursor follows the pointer."""

    def __init__(self, plot: HasCursor, x: float) -> None:
        self._plot, self._was = plot, x

    def start(self, place: QPointF) -> None:
        """Take hold here; nothing moves yet."""

    def move(self, place: QPointF) -> None:
        """Bring the cursor under the pointer."""
        self._plot.put_cursor(place.x())

    def end(self, place: QPointF) -> None:
        """Let go."""
        self.move(place)

    def cancel(self) -> None:
        """Bring it back to where it was."""
        self._plot.cursor_wanted.emit(self._was)
