"""The grids a step read, above its result: what it took, and where a cell pointed at comes from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from graphviewer.explain.cells.data import Grid, Working, origin
from graphviewer.explain.numbers import shape
from graphviewer.gui.panels.stack import Stack
from graphviewer.gui.panels.values import ValueView
from graphviewer.gui.panels.values_table import NO_MARKS, Marks
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours

BETWEEN, CLOSE = 14, 5  # pixels between two grids, below a grid's name


class GridView(Stack):
    """One operand: its name and shape, what was done with it, its cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = Words()
        self.view = ValueView()
        self.add(self.caption)
        self.add(self.view, CLOSE)

    def show_grid(self, grid: Grid, colours: Colours) -> None:
        """Show an operand."""
        name = Span(grid.name, fonts.mono(14, bold=True), colours.text)
        words = f"   {shape(grid.shape)}" + (f"   {grid.words}" if grid.words else "")
        self.caption.set_spans((name, Span(words, fonts.sans(13), colours.quiet)))
        self.view.set_value(grid.value, "sequential", marks_of(grid))
        self.view.setAccessibleName(f"{grid.name} {shape(grid.shape)} {grid.words}".strip())


class Operands(Stack):
    """The operands of a step's working, one below the other."""

    def __init__(self, result: ValueView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._working: Working | None = None
        self._result = result
        self.grids: list[GridView] = []
        result.pointed.connect(self._on_result_pointed)

    def show_working(self, working: Working | None) -> None:
        """Show the grids a result was made of, or none."""
        self._working = working
        self.setVisible(working is not None)
        self._result.set_pointing(working is not None)
        operands = () if working is None else working.operands
        while len(self.grids) < len(operands):
            self._add_grid()
        for place, view in enumerate(self.grids):
            view.setVisible(place < len(operands))
            if place < len(operands):
                view.show_grid(operands[place], self._colours)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme; the next `show_working` colours the words."""
        self._colours = colours
        for view in self.grids:
            view.view.set_colours(colours)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.setAccessibleName(QCoreApplication.translate("Values", "Read by this step"))
        for view in self.grids:
            view.view.retranslate()

    def _add_grid(self) -> None:
        view = GridView()
        view.view.set_colours(self._colours)
        view.view.retranslate()
        self.add(view, BETWEEN)
        self.grids.append(view)

    def _on_result_pointed(self, at: int) -> None:
        working = self._working
        if working is None:
            return
        shape = working.result.value.shape
        cell = tuple(int(part) for part in np.unravel_index(max(0, at), shape)) if shape else ()
        lit = np.zeros(working.result.value.size, np.bool_)
        lit[at : at + 1] = at >= 0
        self._result.numbers.set_lit(lit if at >= 0 else None)
        for grid, view in zip(working.operands, self.grids, strict=False):
            found = origin(grid, cell, shape).ravel() if at >= 0 else None
            view.view.numbers.set_lit(found)


def marks_of(grid: Grid) -> Marks:
    """What a grid's cells are marked with."""
    if grid.picked is None and grid.repeated is None:
        return NO_MARKS
    picked = None if grid.picked is None else grid.picked.ravel()
    return Marks(picked, None if grid.repeated is None else grid.repeated.ravel())
