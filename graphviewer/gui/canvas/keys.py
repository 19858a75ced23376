"""What a user does to the canvas with keys: arrows, Home and End belong to the transport."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from graphviewer.gui.canvas.stage import single_shot
from graphviewer.gui.canvas.walking import Walking

STEP_ZOOM = 1.25
REPEATED = 30  # milliseconds: a key that is pressed so soon again was never let go


class Keys(Walking):
    """A canvas with keys. Space pans while it is held, and plays if it was only tapped."""

    tapped = Signal()  # Space was pressed and let go at once, and nothing was dragged meanwhile

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._released = single_shot(self, REPEATED)  # X11 does not always say that a key repeats
        self._released.timeout.connect(self._on_released_timeout)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            gives_up = self.arranger.busy or self.arranger.armed
            if _is_space(event) or (event.key() == Qt.Key.Key_Escape and gives_up):
                event.accept()  # else an action takes it: nobody learns that Space is held, and
                return True  # Escape stops the program in mid-drag
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        held, direction = event.modifiers(), _DIRECTIONS.get(Qt.Key(event.key()))
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if control and direction is not None:
            self._walk(*direction)
        elif held & Qt.KeyboardModifier.AltModifier and direction is not None:
            self._carry(*direction)
        elif event.key() in _ENTER and held & Qt.KeyboardModifier.ShiftModifier:
            self.arranger.keep()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.arranger.remove():
            pass
        elif event.key() == Qt.Key.Key_Escape and self.arranger.cancel():
            self._drag = None
            self._carrying = False
            self.unsetCursor()
        elif not ((event.key() in _ENTER and self._enter()) or self._looks(event)):
            event.ignore()

    def _looks(self, event: QKeyEvent) -> bool:
        """Look nearer or at all of it, or hold Space. Whether the key is one of those."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
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
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in _DIRECTIONS and self._carrying and not event.isAutoRepeat():
            self._put_down()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._released.start()
        else:
            event.ignore()

    def _on_released_timeout(self) -> None:
        tap, self._space, self._tap = self._tap, False, False
        if tap:
            self.tapped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self._space = self._tap = False  # it is let go elsewhere
        self._released.stop()
        self._put_down()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes from thing to thing, then on to the next widget."""
        if self.hasFocus() and self._next(forward=forward):
            return True
        return super().focusNextPrevChild(forward)


def _is_space(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Space and not event.modifiers()


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
