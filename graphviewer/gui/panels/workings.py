"""How a step's result came about, cell by cell: around the result, what it was made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from graphviewer.explain.cells.data import Bools, Grid, Working, follows, origin, uses
from graphviewer.explain.cells.told import told, told_uses
from graphviewer.gui.panels.grids import Grids
from graphviewer.gui.panels.values import ValueView
from graphviewer.gui.panels.words import Span, Words
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import LIGHT, Colours

POINTED = frozenset({"reduced", "product"})  # say nothing until a cell is pointed at


class Workings(QObject):
    """The operands above a result, and below it what else was returned and a sentence.

    The sentence is about the cell pointed at, by the pointer or the arrow keys; `resized` says that
    it may take more lines than before.
    """

    resized = Signal()

    def __init__(self, result: ValueView) -> None:
        super().__init__(result)
        self._colours = LIGHT
        self._working: Working | None = None
        self._result = result
        self.operands = Grids()
        self.more = Grids()
        self.sentence = Words()
        result.pointed.connect(self._on_result_pointed)
        self.operands.pointed.connect(self._on_operand_pointed)

    def show_working(self, working: Working | None) -> None:
        """Show what a result was made of, or nothing."""
        self._working = working
        self._result.set_pointing(working is not None)
        self.operands.show_grids(() if working is None else working.operands)
        if working is not None:
            self.operands.set_pointing([follows(grid) for grid in working.operands])
        self.more.show_grids(() if working is None else working.more)
        self.sentence.setVisible(working is not None)
        self._point(-1)

    def set_colours(self, colours: Colours) -> None:
        """Paint in a theme; the next `show_working` colours the words."""
        self._colours = colours
        for grids in (self.operands, self.more):
            grids.set_colours(colours)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.operands.setAccessibleName(QCoreApplication.translate("Values", "Made of"))
        for grids in (self.operands, self.more):
            grids.retranslate()

    def _on_result_pointed(self, at: int) -> None:
        self._point(at)
        self.resized.emit()

    def _on_operand_pointed(self, number: int, at: int) -> None:
        working = self._working
        if at < 0 or working is None:
            self._point(-1)
        else:
            grid = working.operands[number]
            self._light(
                uses(grid, at, working.result.value.shape),
                [_single(at, grid) if grid is one else None for one in working.operands],
                told_uses(working, grid, at),
            )
        self.resized.emit()

    def _point(self, at: int) -> None:
        """Light up where a cell of the result comes from; -1: none in particular."""
        working = self._working
        if working is None:
            self._result.numbers.set_lit(None)
            return
        if at < 0 and working.kind in POINTED:
            at = 0
        value = working.result.value
        if at < 0:
            self._light(None, [None] * len(working.operands), "")
            return
        cell = tuple(int(part) for part in np.unravel_index(at, value.shape)) if value.shape else ()
        came = [origin(grid, cell, value.shape) for grid in working.operands]
        self._light(_single(at, working.result), came, told(working, cell))

    def _light(self, result: Bools | None, operands: Sequence[Bools | None], text: str) -> None:
        """Light up cells and say why; without words say what one can do."""
        self._result.numbers.set_lit(None if result is None else result.ravel())
        self.operands.set_lit(operands)
        self.more.set_lit([result] * len(self.more.grids))
        self._result.setAccessibleDescription(text)
        font, colour = fonts.sans(15), self._colours.text
        if not text:
            text = QCoreApplication.translate("Values", "Point at a cell to see where it is from.")
            font, colour = fonts.sans(13), self._colours.quiet
        self.sentence.set_spans((Span(text, font, colour),))


def _single(at: int, grid: Grid) -> Bools:
    """One cell of a grid."""
    found = np.zeros(grid.value.size, np.bool_)
    found[at] = True
    return found
