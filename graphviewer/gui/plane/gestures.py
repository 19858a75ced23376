"""What dragging on a plane does: one class a gesture."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF

from graphviewer.gui.charts.step_axes import View


class Gesture(Protocol):
    """A drag from its start to its end, in pixels; Escape cancels it."""

    def start(self, place: QPointF) -> None:
        """The button went down here."""
        ...

    def move(self, place: QPointF) -> None:
        """The pointer is here now."""
        ...

    def end(self, place: QPointF) -> None:
        """The button was let go."""
        ...

    def cancel(self) -> None:
        """Leave everything as it was at the start."""
        ...


class Movable(Protocol):
    """What can be moved under the pointer."""

    @property
    def view(self) -> View:
        """What is shown."""
        ...

    def show_view(self, view: View) -> None:
        """Show something else."""
        ...

    def pan(self, by: QPointF) -> None:
        """Move what is shown by so many pixels."""
        ...


class Pan:
    """Moves the paper along with the pointer."""

    def __init__(self, plane: Movable) -> None:
        self._plane, self._was = plane, plane.view
        self._last = QPointF()

    def start(self, place: QPointF) -> None:
        """Take hold here."""
        self._last = place

    def move(self, place: QPointF) -> None:
        """Bring what was taken hold of under the pointer."""
        self._plane.pan(place - self._last)
        self._last = place

    def end(self, place: QPointF) -> None:
        """Let go."""
        self.move(place)

    def cancel(self) -> None:
        """Show again what was shown."""
        self._plane.show_view(self._was)
