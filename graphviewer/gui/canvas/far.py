"""Graphs seen from afar: thousands of boxes and lines at once, those of one colour together.

A box is its rim's colour filled, and its tint filled within: outlines cost Qt ten times as much.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas.arrows import End
from graphviewer.gui.canvas.drawing import FAINT, RIMS, TINTS
from graphviewer.gui.canvas.planned import Plan
from graphviewer.gui.theme.colours import Colours

RIM = 1.2  # pixels
SHORTEST = 1.5  # pixels of a line that is drawn where there are very many
MANY = 2000  # lines
PIECE = 1024  # lines or boxes between two looks at what else is to be done
HUES = tuple(RIMS)
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


class Inner(NamedTuple):
    """Boxes without their rims: their edges, which have an inside, and what was made of those."""

    edges: Floats
    large: Mask
    made: Mask
    rects: list[QRectF]


class Far:
    """What is drawn of vertices and links where they are too small for words."""

    def __init__(self, plans: Sequence[Plan], ends: Sequence[End], runs: Floats) -> None:
        self._hues = np.array([HUES.index(plan.rim) for plan in plans], np.uint8)
        self._rects = [end.rect for end in ends]
        self._runs = runs
        self._lines = [QLineF()] * len(runs)
        self._drawn = np.zeros(len(runs), np.bool_)  # which of them are there
        self._lengths = np.hypot(runs[:, 2] - runs[:, 0], runs[:, 3] - runs[:, 1])
        edges = [rect.getCoords() for rect in self._rects]
        self._edges = np.array(edges, np.float64).reshape(-1, 4)
        self._inner: dict[int, Inner] = {}  # by octave

    def boxes(
        self, painter: QPainter, places: Places, pale: Mask, scale: float, colours: Colours
    ) -> None:
        """Some vertices as boxes, the `pale` of them (a mask over all) as not there yet."""
        deque(self.boxes_in_parts(painter, places, pale, scale, colours), 0)

    def boxes_in_parts(
        self, painter: QPainter, places: Places, pale: Mask, scale: float, colours: Colours
    ) -> Iterator[None]:
        """The same in parts."""
        hues, faint = self._hues[places], pale[places]
        for number, name in enumerate(HUES):
            for early in (False, True):
                chosen = places[(hues == number) & (faint == early)]
                if not len(chosen):
                    continue
                rim = QColor(getattr(colours, RIMS[name]))
                fill = QColor(getattr(colours, TINTS[name]))
                if early:
                    rim, fill = _pale(rim, colours), _pale(fill, colours)
                yield from self.filled(painter, chosen, rim, fill, scale)

    def filled(
        self, painter: QPainter, places: Places, rim: QColor, fill: QColor, scale: float
    ) -> Iterator[None]:
        """Some vertices as boxes of one colour, in parts."""
        for part in _pieces(places):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(rim)
            painter.drawRects([self._rects[k] for k in part.tolist()])
            yield
        for part in _pieces(places):
            within = self._within(part, scale)
            if within:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawRects(within)
                yield

    def lines(
        self, painter: QPainter, places: Places, colour: QColor, width: float, scale: float
    ) -> None:
        """Some links as straight lines; of very many those that can be seen."""
        deque(self.lines_in_parts(painter, places, colour, width, scale), 0)

    def lines_in_parts(
        self, painter: QPainter, places: Places, colour: QColor, width: float, scale: float
    ) -> Iterator[None]:
        """The same in parts."""
        if len(places) > MANY:
            places = places[self._lengths[places] * scale > SHORTEST]
        if len(places) > MANY:
            width = min(width, 1.0)  # Qt draws wider ones in twice the time
        pen = QPen(colour, width)
        pen.setCosmetic(True)
        for part in _pieces(places):
            new = part[~self._drawn[part]]
            for place, run in zip(new.tolist(), self._runs[new].tolist(), strict=True):
                self._lines[place] = QLineF(*run)
            self._drawn[new] = True
            painter.setPen(pen)
            painter.drawLines([self._lines[k] for k in part.tolist()])
            yield

    def _within(self, places: Places, scale: float) -> list[QRectF]:
        """Some boxes without their rims at a scale (to an octave), of those that have an inside."""
        octave = round(math.log2(scale))
        inner = self._inner.get(octave)
        if inner is None:
            rim = RIM / 2**octave
            edges = self._edges + np.array([rim, rim, -rim, -rim])
            large = (edges[:, 2:] - edges[:, :2] > rim).all(axis=1)
            inner = self._inner[octave] = Inner(
                edges, large, np.zeros(len(large), np.bool_), [QRectF()] * len(large)
            )
        places = places[inner.large[places]]
        new = places[~inner.made[places]]
        for place, (x, y, x1, y1) in zip(new.tolist(), inner.edges[new].tolist(), strict=True):
            inner.rects[place] = QRectF(x, y, x1 - x, y1 - y)
        inner.made[new] = True
        return [inner.rects[k] for k in places.tolist()]


def _pieces(places: Places) -> Iterator[Places]:
    return (places[start : start + PIECE] for start in range(0, len(places), PIECE))


def _pale(colour: QColor, colours: Colours) -> QColor:
    """A colour as what has not happened yet has it, over the canvas."""
    behind = QColor(colours.canvas)
    return QColor.fromRgbF(
        behind.redF() + FAINT * (colour.redF() - behind.redF()),
        behind.greenF() + FAINT * (colour.greenF() - behind.greenF()),
        behind.blueF() + FAINT * (colour.blueF() - behind.blueF()),
    )
