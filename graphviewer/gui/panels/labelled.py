"""A value under its caption."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from graphviewer.gui.panels.stack import Stack
from graphviewer.gui.panels.values import ValueView
from graphviewer.gui.panels.values_map import MapKind
from graphviewer.gui.panels.values_table import NO_MARKS, Marks
from graphviewer.gui.panels.words import Caption, Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.ink import legible
from graphviewer.tape.value import Value

CLOSE = 7  # pixels below a caption


class Labelled(Stack):
    """A captioned value; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.caption = Caption()
        self.view = ValueView()
        self.note = Words()
        self.add(self.caption)
        self.add(self.view, CLOSE)
        self.add(self.note, CLOSE)

    def show_value(
        self,
        title: str,
        name: str,
        value: Value | None,
        kind: MapKind,
        note: str = "",
        marks: Marks = NO_MARKS,
    ) -> None:
        """Show a value under a caption, with a word on what is still to come."""
        self.setVisible(value is not None or bool(note))
        written = f"  {name}" if title and name else name
        quiet = self._colours.quiet
        self.caption.show_caption(title, fonts.sans(12), quiet, as_written=written)
        self.view.set_value(value, kind, marks)
        self.view.setVisible(value is not None)
        orange = legible(self._colours.gradient, self._colours.surface, self._colours.text)
        self.note.set_spans((Span(note, fonts.sans(13), orange),))
        self.note.setVisible(bool(note))

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme; the next `show_value` colours the words."""
        self._colours = colours
        self.view.set_colours(colours)
