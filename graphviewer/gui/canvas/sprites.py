"""Cards and badges kept as pictures: at the exact scale at rest, at half octaves in motion."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from graphviewer.gui.canvas.drawing import RIMS, ROUNDING, TINTS
from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.hit import Places
from graphviewer.gui.canvas.marks.badges import paint_badge
from graphviewer.gui.canvas.marks.book import rect_of
from graphviewer.gui.canvas.marks.kinds import Badge
from graphviewer.gui.canvas.moment import Detail
from graphviewer.gui.canvas.picture import Picture, paint_card
from graphviewer.gui.theme.colours import Colours

BLEED = 4.0  # scene pixels around a card or a badge for its rim
BUDGET = 96 * 1024 * 1024  # bytes of pictures kept
UNSAID = Face()
LARGEST = 2048  # pixels on a side; beyond, cards are painted directly


class Sprite(NamedTuple):
    """A painted card or badge; `rect` is what it shows of the scene, but for its last odd pixels.

    `face` is what a card says.
    """

    pixmap: QPixmap
    rect: QRectF
    scale: float
    face: Face


class Sprites:
    """A cache of painted cards and badges, least recently used out first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Sprite] = OrderedDict()
        self._bytes = 0
        self._about: tuple[object, ...] = ()  # what those below were painted for
        self._shown: dict[int, Sprite] = {}
        self._before: dict[int, Sprite] = {}  # painted alike, at another step
        self._older: dict[int, Sprite] = {}  # of the same words, at another scale
        self.scale = 1.0
        self.ratio = 1.0
        self.moving = False

    def clear(self) -> None:
        """Forget all: another scene or theme."""
        self._kept.clear()
        self._about, self._shown, self._before, self._older = (), {}, {}, {}
        self._bytes = 0

    @property
    def _scale(self) -> float:
        """At which pictures are painted."""
        return 2.0 ** (round(2 * math.log2(self.scale)) / 2) if self.moving else self.scale

    def paint(self, painter: QPainter, picture: Picture, places: Places, detail: Detail) -> None:
        """Some cards where they stand; the painter is transformed to the scene."""
        scale = self._scale
        self._turn_to((picture, detail, scale, self.ratio))
        transform = painter.transform()
        if not self.moving:
            painter.resetTransform()
        scene, room = picture.scene, LARGEST / scale / self.ratio - 2 * BLEED
        large = np.maximum(scene.w, scene.h)[places] > room
        for place, is_large in zip(places.tolist(), large.tolist(), strict=True):
            sprite = None if is_large else self._shown.get(place)
            if sprite is None and not is_large and time.perf_counter() <= picture.until:
                sprite = self._shown[place] = self._made(picture, place, detail, scale)
            if sprite is not None:
                self._draw(painter, sprite, transform)
                continue
            painter.setTransform(transform)
            if is_large:
                paint_card(painter, picture, place, detail)
            else:
                self._hint(painter, picture, place)
            if not self.moving:
                painter.resetTransform()
        painter.setTransform(transform)

    def stamp(self, painter: QPainter, badges: Iterable[Badge], colours: Colours) -> None:
        """Some badges where they stand; the painter is transformed to the scene."""
        scale, transform = self._scale, painter.transform()
        found: list[Sprite] = []
        for badge in badges:
            key = (badge, scale, self.ratio, colours.name)
            sprite = self._kept.get(key)
            if sprite is None:
                paint = partial(paint_badge, badge=badge, colours=colours)
                sprite = self._keep(key, rect_of(badge), scale, paint)
            found.append(sprite)
        if not self.moving:
            painter.resetTransform()
        for sprite in found:
            self._draw(painter, sprite, transform)
        painter.setTransform(transform)

    def sprite(self, picture: Picture, place: int, detail: Detail) -> Sprite:
        """One card as it is at rest."""
        return self._found(picture, place, picture.face_in(place, detail), detail, self.scale)

    def _turn_to(self, about: tuple[Picture, Detail, float, float]) -> None:
        """Be about a picture, a detail, a scale and a ratio; what still holds of others stays."""
        if about != self._about:
            same_words, same_looks = self._about[:2] == about[:2], self._about[1:] == about[1:]
            self._older = self._shown if same_words else {}
            self._before = self._shown if same_looks else {}
            self._about, self._shown = about, {}

    def _draw(self, painter: QPainter, sprite: Sprite, transform: QTransform) -> None:
        """A sprite where it stands; at rest the painter is not transformed, pixels are whole."""
        pixmap, rect, scale, _ = sprite
        if self.moving:
            size = pixmap.deviceIndependentSize() / scale
            painter.drawPixmap(QRectF(rect.topLeft(), size), pixmap, QRectF(pixmap.rect()))
        else:
            at = transform.map(rect.topLeft())
            painter.drawPixmap(math.floor(at.x()), math.floor(at.y()), pixmap)

    def _hint(self, painter: QPainter, picture: Picture, place: int) -> None:
        """What there is of a card in a hurry: its picture at another scale, or a bare box."""
        older = self._older.get(place)
        if older is not None:
            size = older.pixmap.deviceIndependentSize() / older.scale
            source = QRectF(older.pixmap.rect())
            painter.drawPixmap(QRectF(older.rect.topLeft(), size), older.pixmap, source)
            return
        plan, end = picture.scene.plans[place], picture.scene.ends[place]
        painter.setPen(QColor(getattr(picture.colours, RIMS[plan.rim])))
        painter.setBrush(QColor(getattr(picture.colours, TINTS[plan.rim])))
        rounding = end.rect.height() / 2 if end.round else ROUNDING
        painter.drawRoundedRect(end.rect, rounding, rounding)

    def _made(self, picture: Picture, place: int, detail: Detail, scale: float) -> Sprite:
        """A card's picture: of the step before where it says the same."""
        face, before = picture.face_in(place, detail), self._before.get(place)
        if before is not None and before.face == face:
            return before
        return self._found(picture, place, face, detail, scale)

    def _found(
        self, picture: Picture, place: int, face: Face, detail: Detail, scale: float
    ) -> Sprite:
        """A card's picture as it was kept, or painted now."""
        key = (place, face, detail, scale, self.ratio, picture.colours.name)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        paint = partial(paint_card, moment=picture, place=place, detail=detail)
        return self._keep(key, picture.scene.rect(place), scale, paint, face)

    def _keep(
        self,
        key: tuple[object, ...],
        rect: QRectF,
        scale: float,
        paint: Callable[[QPainter], None],
        face: Face = UNSAID,
    ) -> Sprite:
        """Paint what stands in a rectangle of the scene, and keep it."""
        rect = rect.adjusted(-BLEED, -BLEED, BLEED, BLEED)
        sprite = self._kept[key] = Sprite(self._painted(rect, scale, paint), rect, scale, face)
        self._bytes += _bytes(sprite)
        while self._bytes > BUDGET and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= _bytes(old)
        return sprite

    def _painted(self, rect: QRectF, scale: float, paint: Callable[[QPainter], None]) -> QPixmap:
        across = math.ceil(rect.width() * scale * self.ratio) + 1
        down = math.ceil(rect.height() * scale * self.ratio) + 1
        sprite = QPixmap(across, down)
        sprite.setDevicePixelRatio(self.ratio)
        sprite.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(sprite)
        # where it lies between whole pixels, so that a card meets its arrows exactly
        corner = rect.topLeft() * scale
        painter.translate(corner.x() - math.floor(corner.x()), corner.y() - math.floor(corner.y()))
        painter.scale(scale, scale)
        painter.translate(-rect.topLeft())
        paint(painter)
        painter.end()
        return sprite


def _bytes(sprite: Sprite) -> int:
    return sprite.pixmap.width() * sprite.pixmap.height() * 4
