"""A graph's picture that is painted in parts, so that thousands of cards stop nothing else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from graphviewer.gui.canvas.hit import boxes_in, links_in
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.picture import AT_ONCE, Picture

LINKS = 200  # looked at between two looks at what else is to be done


class Gradual(Picture):
    """A Picture that can also be painted in parts. What it shows must not be moved meanwhile."""

    def in_parts(self, painter: QPainter, seen: QRectF) -> Iterator[float]:
        """What `paint` paints in full detail; yields how far it is, 0 to 1."""
        for share in self.looked_at(seen):
            yield 0.5 * share
        left = 0.5
        for _ in self.parts(painter, seen, "full"):
            left *= 1 - AT_ONCE / (len(self.scene.plans) + 2 * AT_ONCE)
            yield 1 - left

    def looked_at(self, seen: QRectF) -> Iterator[float]:
        """Have at hand what is in a rectangle: that takes longer than to paint it then."""
        scene, book = self.scene, book_of(self.scene)
        links, cards = links_in(scene, seen), boxes_in(scene, seen)
        for start in range(0, len(links), LINKS):
            yield 0.5 * start / len(links)
            for link in links[start : start + LINKS].tolist():
                scene.lines[link]
        for start in range(0, len(cards), AT_ONCE):
            yield 0.5 + 0.5 * start / len(cards)
            for place in cards[start : start + AT_ONCE].tolist():
                face = self.face(place)
                deque(book.badges(scene, place, face, self.step, self.wanted), 0)
