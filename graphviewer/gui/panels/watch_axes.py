"""The axes of a chart in our fonts and colours; iterations are whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtGui import QColor

from graphviewer.gui.theme import fonts
from graphviewer.gui.theme.colours import Colours

TEXT = 12  # pixels


class Whole(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no types
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
    """Our font and colours; numbers as they are, without prefixes such as milli."""
    axis.enableAutoSIPrefix(enable=False)
    axis.setStyle(tickFont=fonts.sans(TEXT), tickLength=-4, tickTextOffset=5)
    axis.setPen(QColor(colours.constant))
    axis.setTextPen(QColor(colours.quiet))
    axis.label.setFont(fonts.sans(TEXT))
    axis.setLabel(axis.labelText, color=colours.quiet)
