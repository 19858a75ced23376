"""What is put on one picture: the graph at a step, and its words below if they are wanted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from graphviewer.gui.export.shots import MARGIN, Shots
from graphviewer.gui.export.words import Block, tell
from graphviewer.gui.theme.colours import Colours

NARROWEST = 460.0  # scene pixels of a picture with words: narrower lines are hard to read


class Sheet:
    """A step's picture in scene pixels. `room` is what it must fill at least, graph and words."""

    def __init__(
        self,
        shots: Shots,
        step: int,
        colours: Colours,
        *,
        clear: bool = False,
        words: bool = False,
        room: tuple[QSizeF, float] | None = None,
    ) -> None:
        self.picture = shots.picture(step, colours)
        self.area = self.picture.whole = shots.area(step)
        self.clear = clear
        graph = self.area.size() if room is None else room[0]
        width = max(graph.width(), NARROWEST) if words else graph.width()
        self._graph = QRectF(0, 0, width, graph.height())
        self.words: Block | None = None
        foot = 0.0
        if words:
            told = tell(shots.tape, self.picture.scene.index, step, shots.language)
            self.words = Block(told, width - 2 * MARGIN, colours, equations=False, place=True)
            foot = (self.words.height if room is None else room[1]) + MARGIN
        self.size = QSizeF(width, graph.height() + foot)

    def paint(self, painter: QPainter, seen: QRectF | None = None) -> Iterator[float]:
        """Paint what of it lies in a rectangle (all of it unless said), from the origin on.

        In parts; yields how far it is.
        """
        seen = seen if seen is not None else QRectF(QPointF(), self.size)
        if not self.clear:
            painter.fillRect(seen, QColor(self.picture.colours.canvas))
        shift = self._graph.center() - self.area.center()
        part = seen.translated(-shift)
        painter.save()
        try:
            painter.translate(shift)
            yield from self.picture.in_parts(painter, part)
        finally:
            painter.restore()
        if self.words is not None and seen.bottom() > self._graph.bottom():
            self.words.paint(painter, QPointF(MARGIN, self._graph.bottom()))
