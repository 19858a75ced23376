"""Marks where a series is NaN or infinite: such a value has no height, so it stands at the rim."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from graphviewer.session.curves import Curve, Numbers

RIM = 0.035  # of the height of the view
# What is marked -> the symbol, and whether it stands at the top.
MARKS = (("nan", "x", False), ("inf", "t1", True), ("-inf", "t", False))


class BadMarks:
    """A cross at the bottom for NaN, a triangle at the top or bottom for an infinity."""

    def __init__(self, view: pg.ViewBox) -> None:
        self._view = view
        self._places: list[Numbers] = [np.zeros(0) for _ in MARKS]
        self.items = [pg.ScatterPlotItem(symbol=symbol, size=10) for _, symbol, _ in MARKS]

    def set_curves(self, curves: Sequence[Curve]) -> None:
        """Mark what is not finite in these."""
        tests = (np.isnan, np.isposinf, np.isneginf)
        self._places = [
            np.unique(
                np.concatenate([np.zeros(0), *(one.numbers[test(one.values)] for one in curves)])
            )
            + 1.0
            for test in tests
        ]
        self.place()

    @property
    def counts(self) -> tuple[int, ...]:
        """How many iterations are marked: NaN, infinite, minus infinite."""
        return tuple(len(places) for places in self._places)

    def place(self) -> None:
        """Stand at the rim of the view there is."""
        _, (low, high) = self._view.viewRange()
        rim = (high - low) * RIM
        for item, places, (_, _, top) in zip(self.items, self._places, MARKS, strict=True):
            item.setVisible(len(places) > 0)
            if len(places):
                item.setData(places, np.full(len(places), high - rim if top else low + rim))

    def set_colour(self, line: str, fill: str) -> None:
        """Paint in the colour of errors."""
        for item in self.items:
            item.setPen(pg.mkPen(QColor(line), width=1.5))
            item.setBrush(QColor(fill))
