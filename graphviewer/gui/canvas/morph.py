"""One picture becomes another: what is in both glides to its new place, the rest fades."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import (
    QEasingCurve,
    QLineF,
    QObject,
    QPointF,
    QRectF,
    QSize,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.matches import Matches
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.snapshot import Snapshot, empty, flat
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import mix

MILLISECONDS = 250
SMALL = 0.5  # of its size a card has that comes out of another, or goes into it


class Glide(NamedTuple):
    """A card on its way, in pixels of the widget, with its opacity at either end."""

    pixmap: QPixmap
    start: QRectF
    end: QRectF
    first: float
    last: float

    def at(self, part: float) -> QRectF:
        """Where it is."""
        return between(self.start, self.end, part)


class Morph(QObject):
    """The way from one snapshot to another; nothing of it stays when it is over."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted = True
        self._old: Snapshot | None = None
        self._new: Snapshot | None = None
        self._view = (0.0, QPointF(), 0.0, 0.0)
        self._leaving: list[Glide] = []
        self._coming: dict[int, Glide] = {}  # by place in the new scene
        self._joined: list[tuple[Glide, Glide]] = []  # by arrows, each two once
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._on_animation_value)
        self._animation.finished.connect(self._on_animation_finished)

    @property
    def under_way(self) -> bool:
        """Whether a picture is becoming another."""
        return self._new is not None

    def is_of(self, picture: Picture, camera: Camera) -> bool:
        """Whether it leads to a picture as the camera sees it; else it is out of date."""
        new = self._new
        return new is not None and new.picture is picture and self._view == _view(camera)

    def now(self, size: QSize, ratio: float, colours: Colours) -> Snapshot | None:
        """The present state, to go on from; None where none is under way."""
        new = self._new
        if new is None:
            return None
        ground = empty(size, ratio)
        if not new.whole:
            at = self.places()
            cards = {place: (pixmap, at[place]) for place, (pixmap, _) in new.cards.items()}
            return new._replace(ground=ground, cards=cards, framed=self.framed())
        painter = QPainter(ground)
        self.paint(painter, colours)
        painter.end()
        return new._replace(ground=ground, framed=self.framed())

    def places(self) -> dict[int, QRectF]:
        """Where the cards of the new scene are now."""
        part = self._part()
        return {place: glide.at(part) for place, glide in self._coming.items()}

    def framed(self) -> QRectF:
        """Where what is selected is now."""
        old, new = self._old, self._new
        if old is None or new is None or old.framed.isEmpty() or new.framed.isEmpty():
            return QRectF() if new is None else new.framed
        return between(old.framed, new.framed, self._part())

    def start(self, old: Snapshot, new: Snapshot, camera: Camera) -> None:
        """Begin, in place of the one under way."""
        self.stop()
        if new.whole and not old.whole:
            old = flat(old)
        self._old, self._new, self._view = old, new, _view(camera)
        if not new.whole:
            self._match(old, new)
        self._animation.start()

    def stop(self) -> None:
        """Be at the end at once."""
        self._animation.stop()
        self._old = self._new = None
        self._leaving, self._coming, self._joined = [], {}, []

    def _match(self, old: Snapshot, new: Snapshot) -> None:
        there = Matches(old.picture.scene, new.picture.scene, old.cards)
        back = Matches(new.picture.scene, old.picture.scene, new.cards)
        for place, (pixmap, rect) in old.cards.items():
            if place in there.same and there.same[place] in new.cards:
                continue
            goal = there.same.get(place, there.akin.get(place, -1))
            end = _within(rect, new.cards[goal][1]) if goal in new.cards else rect
            self._leaving.append(Glide(pixmap, rect, end, 1.0, 0.0))
        for place, (pixmap, rect) in new.cards.items():
            origin = back.same.get(place, -1)
            if origin in old.cards:
                self._coming[place] = Glide(pixmap, old.cards[origin][1], rect, 1.0, 1.0)
                continue
            origin = back.akin.get(place, -1)
            start = _within(rect, old.cards[origin][1]) if origin in old.cards else rect
            self._coming[place] = Glide(pixmap, start, rect, 0.0, 1.0)
        self._join(new.picture.scene)

    def _join(self, scene: Scene) -> None:
        """Find which cards on their way have arrows between them."""
        links, touching, at = scene.graph.links, scene.touching, self._coming
        near = {link for place in at for link in touching.get(place, ())}
        ends = {(links[k].source, links[k].target) for k in near}
        self._joined = [(at[a], at[b]) for a, b in sorted(ends) if a in at and b in at]

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """The present state, in pixels of the widget, over the canvas's own colour."""
        old, new, part = self._old, self._new, self._part()
        if old is None or new is None:
            return
        if new.whole:
            _faded(painter, new.ground, min(1.0, 2 * part))
            _faded(painter, old.ground, min(1.0, 2 - 2 * part))
            painter.setOpacity(1.0)
            return
        self._lines(painter, colours, part)
        _faded(painter, old.ground, 1 - 3 * part)
        _faded(painter, new.ground, 3 * part - 2)
        for glide in (*self._leaving, *self._coming.values()):
            opacity = glide.first + (glide.last - glide.first) * part
            if opacity > 0.02:
                painter.setOpacity(opacity)
                painter.drawPixmap(glide.at(part), glide.pixmap, QRectF(glide.pixmap.rect()))
        painter.setOpacity(1.0)

    def _lines(self, painter: QPainter, colours: Colours, part: float) -> None:
        """Straight lines for the arrows between cards that move.

        They lie under all else, so that they can come and go by their colour: smooth lines that
        are seen through take Qt five times as long.
        """
        share = min(1.0, 4 * part, 3 - 3 * part)
        if share <= 0:
            return
        painter.setPen(QPen(QColor(mix(colours.canvas, colours.arrow, share)), 1.5))
        painter.drawLines(
            [QLineF(a.at(part).center(), b.at(part).center()) for a, b in self._joined]
        )

    def _part(self) -> float:
        value = self._animation.currentValue()
        return float(value) if value is not None else 0.0

    def _on_animation_value(self, _part: float) -> None:
        self.moved.emit()

    def _on_animation_finished(self) -> None:
        self.stop()
        self.moved.emit()


def between(a: QRectF, b: QRectF, part: float) -> QRectF:
    """The rectangle a part of the way from one to another."""
    return QRectF(
        a.x() + (b.x() - a.x()) * part,
        a.y() + (b.y() - a.y()) * part,
        a.width() + (b.width() - a.width()) * part,
        a.height() + (b.height() - a.height()) * part,
    )


def _within(rect: QRectF, other: QRectF) -> QRectF:
    """A rectangle, smaller, in the middle of another."""
    found = QRectF(0, 0, rect.width() * SMALL, rect.height() * SMALL)
    found.moveCenter(other.center())
    return found


def _faded(painter: QPainter, pixmap: QPixmap, opacity: float) -> None:
    if opacity > 0.0:
        painter.setOpacity(min(1.0, opacity))
        painter.drawPixmap(0, 0, pixmap)


def _view(camera: Camera) -> tuple[float, QPointF, float, float]:
    return camera.scale, QPointF(camera.centre), camera.size.width(), camera.size.height()
