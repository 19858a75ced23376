"""Writing a note where it stands."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from graphviewer.gui.theme import fonts
from graphviewer.tape.arrangement import LONGEST, Note

LEAST_WIDTH, LEAST_HEIGHT, ROOM = 240, 84, 8  # pixels


class NoteEditor(QPlainTextEdit):
    """A field over the canvas. `written` carries the note as it is now, empty to leave it out.

    Ctrl+Enter and a click elsewhere keep what is written, Escape does not.
    """

    written = Signal(object)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._note: Note | None = None
        self.setFont(fonts.sans(15))
        self.setTabChangesFocus(True)
        self.hide()

    @property
    def note(self) -> Note | None:
        """The note that is being written."""
        return self._note

    def open(self, note: Note, place: QRectF) -> None:
        """Write a note at a place of the canvas, in its pixels."""
        self.finish()
        self._note = note
        says = QCoreApplication.translate("Arrange", "What is to be noted? Ctrl+Enter keeps it.")
        self.setPlaceholderText(says)
        self.setAccessibleName(QCoreApplication.translate("Arrange", "Note"))
        self.setPlainText(note.text)
        self.selectAll()
        self.stand(place)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stand(self, place: QRectF) -> None:
        """Lie over a place of the canvas, or as near to it as all of the field is seen."""
        canvas = self._canvas
        width = max(LEAST_WIDTH, round(place.width()) + ROOM)
        height = max(LEAST_HEIGHT, round(place.height()) + ROOM)
        width = min(width, canvas.width() - 2 * ROOM)
        height = min(height, canvas.height() - 2 * ROOM)
        left = min(max(ROOM, round(place.left())), max(ROOM, canvas.width() - width - ROOM))
        top = min(max(ROOM, round(place.top())), max(ROOM, canvas.height() - height - ROOM))
        self.setGeometry(left, top, width, height)

    def finish(self) -> None:
        """Keep what is written."""
        note, self._note = self._note, None
        if note is not None:
            text = self.toPlainText()[:LONGEST]
            self._close()
            self.written.emit(replace(note, text=text))

    def _close(self) -> None:
        had = self.hasFocus()
        self.hide()
        if had:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()  # the window would run the program, or stop it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not _is_ours(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._note = None
            self._close()
        else:
            self.finish()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()


def _is_ours(event: QKeyEvent) -> bool:
    """Whether a key ends the writing."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    enter = control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter or event.key() == Qt.Key.Key_Escape
