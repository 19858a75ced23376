"""The grids of a step's operands, side by side while there is room."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from graphviewer.explain.cells.data import Bools, Grid
from graphviewer.explain.numbers import shape
from graphviewer.gui.fields.text import fitted
from graphviewer.gui.panels.stack import Stack
from graphviewer.gui.panels.values import ValueView
from graphviewer.gui.panels.values_table import NO_MARKS, Marks
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours

ACROSS, DOWN = 22, 14  # pixels between two grids, between two rows of them
CLOSE = 4  # pixels between a grid's words and its cells
NAME, WORDS = 14, 13  # text heights
LONGEST = 190  # pixels of a name
SPARE = 4  # pixels a table is given beyond its width, so that a vector need not break


class GridView(Stack):
    """One operand: its name and shape, what was done with it, its cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = Words()
        self.words = Words()
        self.view = ValueView()
        self.add(self.caption)
        self.add(self.words, 1)
        self.add(self.view, CLOSE)
        self._wide = 0

    def show_grid(self, grid: Grid, colours: Colours) -> None:
        """Show an operand."""
        bold, plain = fonts.mono(NAME, bold=True), fonts.sans(WORDS)
        name, size = fitted(grid.name, bold, LONGEST), f"  {shape(grid.shape)}"
        self.caption.set_spans((Span(name, bold, colours.text), Span(size, plain, colours.quiet)))
        self.words.set_spans((Span(grid.words, plain, colours.text),))
        self.words.setVisible(bool(grid.words))
        self.view.set_value(grid.value, "sequential", marks_of(grid))
        self.view.setAccessibleName(f"{grid.name} {shape(grid.shape)} {grid.words}".strip())
        self.view.setAccessibleDescription(_picked(grid))
        small = QFontMetricsF(plain).horizontalAdvance
        named = QFontMetricsF(bold).horizontalAdvance(name) + small(size)
        self._wide = math.ceil(max(named, small(grid.words))) + 2

    def wanted_width(self, most: int) -> int:
        """The width it takes where it may have up to `most`."""
        self.view.numbers.fit(most)
        return min(most, max(self._wide, self.view.numbers.width() + SPARE))


class Grids(QWidget):
    """A row of grids that breaks into further rows; hidden ones take no room.

    `pointed` carries which of them is pointed at and the flattened place of the cell, -1 for none.
    """

    pointed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self.grids: list[GridView] = []

    def show_grids(self, grids: Sequence[Grid]) -> None:
        """Show these grids."""
        self.setVisible(bool(grids))
        while len(self.grids) < len(grids):
            view = GridView(self)
            view.view.set_colours(self._colours)
            view.view.retranslate()
            view.view.pointed.connect(self._on_cell_pointed)
            self.grids.append(view)
        for place, view in enumerate(self.grids):
            view.setVisible(place < len(grids))
            if place < len(grids):
                view.show_grid(grids[place], self._colours)
        self._place(self.width(), move=True)

    def set_pointing(self, pointing: Sequence[bool]) -> None:
        """Let cells of each grid in turn be pointed at, or not."""
        for view, one in zip(self.grids, pointing, strict=False):
            view.view.set_pointing(one)

    def _on_cell_pointed(self, at: int) -> None:
        sender = self.sender()
        number = next(place for place, one in enumerate(self.grids) if one.view is sender)
        self.pointed.emit(number, at)

    def set_lit(self, lit: Sequence[Bools | None]) -> None:
        """Light up cells of each grid in turn."""
        for view, cells in zip(self.grids, lit, strict=False):
            view.view.numbers.set_lit(None if cells is None else cells.ravel())

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme; the next `show_grids` colours the words."""
        self._colours = colours
        for view in self.grids:
            view.view.set_colours(colours)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for view in self.grids:
            view.view.retranslate()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def _place(self, width: int, *, move: bool) -> int:
        """Put the grids where they belong at a width, or only say how high they all are."""
        x = y = tall = 0
        for view in self.grids:
            if view.isHidden():
                continue
            wide = view.wanted_width(max(1, width))
            if x and x + wide > width:
                x, y, tall = 0, y + tall + DOWN, 0
            high = view.heightForWidth(wide)
            if move:
                view.setGeometry(QRect(x, y, wide, high))
                view.arrange()
            tall = max(tall, high)
            x += wide + ACROSS
        return y + tall


def marks_of(grid: Grid) -> Marks:
    """What a grid's cells are marked with."""
    if grid.picked is None and grid.repeated is None:
        return NO_MARKS
    picked = None if grid.picked is None else grid.picked.ravel()
    return Marks(picked, None if grid.repeated is None else grid.repeated.ravel())


def _picked(grid: Grid) -> str:
    """The places of the marked cells, for who cannot see them."""
    if grid.picked is None:
        return ""
    return ", ".join(f"[{', '.join(map(str, place))}]" for place in np.argwhere(grid.picked))
