"""The axes of a chart in our fonts and colours; iterations are whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtGui import QColor

from graphviewer.gui.panels.watch_words import LONG, written
from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours

TEXT = 12  # pixels


class Plain(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no types
    """An axis that tells numbers as they are.

    Without this pyqtgraph shows 0.06 as 60 and the factor beside the label; switching that off by
    its own method takes the factor away and leaves the 60.
    """

    def updateAutoSIPrefix(self) -> None:  # noqa: N802 - pyqtgraph's name
        self._updateLabel()

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802 - pyqtgraph's name
        shown: list[str] = super().tickStrings(values, scale, spacing)
        if self.logMode:
            return shown
        return [
            written(value * scale) if abs(value * scale) >= LONG else text
            for value, text in zip(values, shown, strict=True)
        ]


class Whole(Plain):
    """An axis with ticks at whole numbers only."""

    def tickSpacing(  # noqa: N802 - pyqtgraph's name
        self, low: float, high: float, size: float
    ) -> list[tuple[float, float]]:
        spaced = super().tickSpacing(low, high, size)
        return [(space, offset) for space, offset in spaced if space >= 1] or [(1.0, 0.0)]

    def tickStrings(  # noqa: N802 - pyqtgraph's name
        self,
        values: Sequence[float],
        scale: float,  # noqa: ARG002 - pyqtgraph's signature
        spacing: float,  # noqa: ARG002 - pyqtgraph's signature
    ) -> list[str]:
        return [f"{value:,.0f}" for value in values]


def dress_axis(axis: pg.AxisItem, colours: Colours) -> None:
    """Give an axis our font and colours."""
    axis.setStyle(tickFont=fonts.sans(TEXT), tickLength=-4, tickTextOffset=5)
    axis.setPen(QColor(colours.constant))
    axis.setTextPen(QColor(colours.quiet))
    axis.label.setFont(fonts.sans(TEXT))
    axis.setLabel(axis.labelText, color=colours.quiet)
