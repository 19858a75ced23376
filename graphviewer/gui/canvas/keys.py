"""What a user does to the canvas with keys: arrows, Home and End belong to the transport."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from graphviewer.gui.canvas.hit import neighbour
from graphviewer.gui.canvas.pointing import Pointing
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.stage import single_shot

STEP_ZOOM = 1.25
REPEATED = 30  # milliseconds: a key that is pressed so soon again was never let go


class Keys(Pointing):
    """A canvas with keys. Space pans while it is held, and plays if it was only tapped."""

    tapped = Signal()  # Space was pressed and let go at once, and nothing was dragged meanwhile

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._released = single_shot(self, REPEATED)  # X11 does not always say that a key repeats
        self._released.timeout.connect(self._on_released_timeout)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_space(event):
            event.accept()  # else the action takes it, and nobody learns that it is held
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if control and direction is not None:
            self._walk(*direction)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selection is not None:
            self.visited.emit(self._selection)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.arranger.remove():
            pass
        elif event.key() == Qt.Key.Key_Escape and self.arranger.cancel():
            self._drag = None
            self.unsetCursor()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP_ZOOM)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(1 / STEP_ZOOM)
        elif event.key() in (Qt.Key.Key_0, Qt.Key.Key_F) and not control:
            self.fit()
        elif _is_space(event):
            self._tap = not (event.isAutoRepeat() or self._space)
            self._space = True
            self._released.stop()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            event.ignore()
            return
        self._released.start()

    def _on_released_timeout(self) -> None:
        tap, self._space, self._tap = self._tap, False, False
        if tap:
            self.tapped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self._space = self._tap = False  # it is let go elsewhere
        self._released.stop()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes from vertex to vertex in the program's order, then on to the next widget."""
        if self.scene is not None and self.scene.plans and self.hasFocus():
            here = self._here(self.scene)
            if here is None:
                here = -1 if forward else len(self.scene.plans)
            goal = here + (1 if forward else -1)
            if 0 <= goal < len(self.scene.plans):
                self._go_to(goal)
                return True
        return super().focusNextPrevChild(forward)

    def _walk(self, dx: int, dy: int) -> None:
        if self.scene is None or not self.scene.plans:
            return
        here = self._here(self.scene)
        goal = neighbour(self.scene, here, dx, dy) if here is not None else 0
        if goal is not None:
            self._go_to(goal)

    def _here(self, scene: Scene) -> int | None:
        """The selected vertex; of a tensor drawn several times the one that was gone to last."""
        places, chosen = self._selected(), self.arranger.chosen
        last = scene.place_of(chosen[0]) if len(chosen) == 1 else None
        return last if last in places else next(iter(places), None)


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and not event.modifiers()


_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
