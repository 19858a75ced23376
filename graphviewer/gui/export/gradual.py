"""A graph's picture that is painted in parts, so that thousands of cards stop nothing else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from graphviewer.gui.canvas.hit import boxes_in, links_in
from graphviewer.gui.canvas.layers import ALONG, OVER, UNDER
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.picture import Picture, paint_cards

CARDS = 40  # painted, or looked at, between two looks at what else is to be done
LINKS = 200


class Gradual(Picture):
    """A Picture that can also be painted in parts. What it shows must not be moved meanwhile."""

    def in_parts(self, painter: QPainter, seen: QRectF) -> Iterator[float]:
        """What `paint` paints in full detail; yields how far it is, 0 to 1.

        Whatever the parts do to the painter they undo, so that it can be left between them.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        links, cards = links_in(self.scene, seen), boxes_in(self.scene, seen)
        for share in self.looked_at(seen):
            yield 0.5 * share
        for layer in UNDER:
            layer(painter, self, seen, "full")
            yield 0.5
        self._links(painter, links, "full")
        yield 0.6
        for layer in ALONG:
            layer(painter, self, seen, "full")
        for start in range(0, len(cards), CARDS):
            paint_cards(painter, self, cards[start : start + CARDS], "full")
            yield 0.6 + 0.3 * start / len(cards)
        if "fan_in" in self.wanted.kinds and not self.wanted.magnitude:
            self._labels(painter, seen)
        for layer in OVER:
            yield 0.9
            layer(painter, self, seen, "full")

    def looked_at(self, seen: QRectF) -> Iterator[float]:
        """Have at hand what is in a rectangle: that takes longer than to paint it then."""
        scene, book = self.scene, book_of(self.scene)
        links, cards = links_in(scene, seen), boxes_in(scene, seen)
        for start in range(0, len(links), LINKS):
            yield 0.5 * start / len(links)
            for link in links[start : start + LINKS].tolist():
                scene.lines[link]
        for start in range(0, len(cards), CARDS):
            yield 0.5 + 0.5 * start / len(cards)
            for place in cards[start : start + CARDS].tolist():
                face = self.face(place)
                deque(book.badges(scene, place, face, self.step, self.wanted), 0)
