"""A line of text, a number: each is taken when it is complete."""

from __future__ import annotations

import math
import re
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from graphviewer.gui.fields.controls import HEIGHT
from graphviewer.gui.fields.text import text_of

NARROW = 84  # pixels of a number
_GROUPED = re.compile(r"[-+−]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")  # "0,5" is none: it is no 5
Ends = Literal["[]", "[)", "(]"]  # which ends of a range belong to it, as in mathematics


class Entry(QLineEdit):
    """A line of text that is taken with Enter or when the focus leaves.

    `typed`: the text to take. `touched`: it is being changed. Its own undo covers what is being
    typed; beyond that it asks for the form's.
    """

    typed = Signal(str)
    touched = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._shown = ""
        # The theme's own grey: Qt would halve the ink of what stands in an empty field.
        self.setStyleSheet("QLineEdit { placeholder-text-color: palette(placeholder-text); }")
        self.textEdited.connect(self._on_text_edited)
        self.editingFinished.connect(self.commit)

    def show_text(self, text: str) -> None:
        """Show what is held; what was being typed goes."""
        self._shown = text
        if text != self.text():
            self.setText(text)  # forgets its own undo
            self.setCursorPosition(0)

    @property
    def pending(self) -> bool:
        """Whether there is something typed that was not taken."""
        return self.text() != self._shown

    def commit(self) -> None:
        """Hand over what was typed, if it is something else."""
        if self.pending:
            self.typed.emit(self.text())

    def undo(self) -> None:
        """Take back typing, else ask for the setting before."""
        if self.pending:
            super().undo()
        else:
            self.undo_wanted.emit()

    def redo(self) -> None:
        """Type again what was taken back, else ask for the setting after."""
        if super().isRedoAvailable() and self.pending:
            super().redo()
        else:
            self.redo_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or is_other_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or is_other_redo(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def _on_text_edited(self, _text: str) -> None:
        self.touched.emit()


def is_other_redo(event: QKeyEvent) -> bool:
    """Ctrl+Y and Ctrl+Shift+Z both redo, whichever is the system's own."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    return (event.key(), event.modifiers()) in (
        (Qt.Key.Key_Y, control),
        (Qt.Key.Key_Z, control | shift),
    )


class NumberEntry(Entry):
    """A number. `numbered` carries one that is valid; others stay as they were typed."""

    numbered = Signal(float)

    def __init__(
        self,
        low: float = -math.inf,
        high: float = math.inf,
        *,
        whole: bool = False,
        ends: Ends = "[]",
    ) -> None:
        super().__init__()
        self._low, self._high, self._whole, self._ends = low, high, whole, ends
        self._held = 0.0
        self.setMinimumWidth(NARROW)
        self.typed.connect(self._on_typed)
        self.touched.connect(self._on_touched)

    def set_ends(self, ends: Ends) -> None:
        """Which ends of the range can be typed from now on."""
        self._ends = ends

    @property
    def value(self) -> float:
        """The number that is held."""
        return self._held

    def show_number(self, value: float) -> None:
        """Show a number; what was being typed stays if that is the same."""
        if self.pending and value == self._held:
            return
        self._held = value
        self.show_text(text_of(value))
        self._mark("")

    def _on_touched(self) -> None:
        self._mark("")

    def _on_typed(self, text: str) -> None:
        try:
            value = _number(text.strip())
        except ValueError:
            self._mark(QCoreApplication.translate("Fields", "Write a number."))
            return
        if not self._takes(value):
            self._mark(self._limits())
            return
        self._held = value
        self.show_text(text_of(value))
        self._mark("")
        self.numbered.emit(value)

    def _takes(self, value: float) -> bool:
        if not math.isfinite(value) or (self._whole and value != int(value)):
            return False
        above = self._low < value if self._ends == "(]" else self._low <= value
        return above and (value < self._high if self._ends == "[)" else value <= self._high)

    def _limits(self) -> str:
        translate = QCoreApplication.translate
        low, high = text_of(float(self._low)), text_of(float(self._high))
        if self._whole:
            said = translate("Fields", "Write a whole number from {low} to {high}.")
        elif self._ends == "[)":
            said = translate("Fields", "Write a number of at least {low} and less than {high}.")
        elif self._ends == "(]":
            said = translate("Fields", "Write a number greater than {low}, up to {high}.")
        elif math.isinf(self._high):
            said = translate("Fields", "Write a number of at least {low}.")
        else:
            said = translate("Fields", "Write a number from {low} to {high}.")
        return said.format(low=low, high=high)

    def _mark(self, why: str) -> None:
        if bool(self.property("wrong")) != bool(why):
            self.setProperty("wrong", bool(why))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(why)
        self.setAccessibleDescription(why)


def _number(text: str) -> float:
    """A number as it is typed; commas part its thousands. Raises ValueError."""
    plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    return float(plain.replace("−", "-"))
