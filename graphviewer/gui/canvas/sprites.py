"""Cards kept as pictures: at the exact scale at rest, at half octaves while the camera moves."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from graphviewer.gui.canvas.drawing import RIMS, ROUNDING, TINTS
from graphviewer.gui.canvas.hit import Places
from graphviewer.gui.canvas.moment import Detail
from graphviewer.gui.canvas.picture import Picture, paint_card

BLEED = 4.0  # scene pixels around a card for its rim
BUDGET = 96 * 1024 * 1024  # bytes of pictures kept
LARGEST = 2048  # pixels on a side; beyond, cards are painted directly


class Sprite(NamedTuple):
    """A painted card; `rect` is what it shows of the scene, without its last odd pixels."""

    pixmap: QPixmap
    rect: QRectF
    scale: float


class Sprites:
    """A cache of painted cards, least recently used out first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], tuple[int, Sprite]] = OrderedDict()
        self._bytes = 0
        self._about: tuple[object, ...] = ()  # what those below were painted for
        self._shown: dict[int, Sprite] = {}
        self._older: dict[int, Sprite] = {}  # of the same words, at another scale
        self.scale = 1.0
        self.ratio = 1.0
        self.moving = False

    def clear(self) -> None:
        """Forget all: another scene or theme."""
        self._kept.clear()
        self._about, self._shown, self._older = (), {}, {}
        self._bytes = 0

    def paint(self, painter: QPainter, picture: Picture, places: Places, detail: Detail) -> None:
        """Some cards where they stand; the painter is transformed to the scene."""
        scale = 2.0 ** (round(2 * math.log2(self.scale)) / 2) if self.moving else self.scale
        about = (picture, detail, scale, self.ratio)
        if about != self._about:
            same = self._about[:2] == about[:2]
            self._about, self._older, self._shown = about, self._shown if same else {}, {}
        for place in places.tolist():
            sprite = self._shown.get(place)
            if sprite is None:
                rect = picture.scene.rect(place).adjusted(-BLEED, -BLEED, BLEED, BLEED)
                if max(rect.width(), rect.height()) * scale * self.ratio > LARGEST:
                    paint_card(painter, picture, place, detail)
                    continue
                if time.perf_counter() > picture.until:
                    self._hint(painter, picture, place)
                    continue
                sprite = self._shown[place] = self._found(picture, place, detail, rect, scale)
            self._draw(painter, sprite)

    def sprite(self, picture: Picture, place: int, detail: Detail) -> Sprite:
        """One card as it is at rest."""
        rect = picture.scene.rect(place).adjusted(-BLEED, -BLEED, BLEED, BLEED)
        return self._found(picture, place, detail, rect, self.scale)

    def _draw(self, painter: QPainter, sprite: Sprite) -> None:
        pixmap, rect, scale = sprite
        if self.moving:
            size = pixmap.deviceIndependentSize() / scale
            painter.drawPixmap(QRectF(rect.topLeft(), size), pixmap, QRectF(pixmap.rect()))
            return
        transform = painter.transform()
        at = transform.map(rect.topLeft())
        painter.resetTransform()
        painter.drawPixmap(QPointF(math.floor(at.x()), math.floor(at.y())), pixmap)
        painter.setTransform(transform)

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

    def _found(
        self, picture: Picture, place: int, detail: Detail, rect: QRectF, scale: float
    ) -> Sprite:
        """A card's picture as it was kept, or painted now."""
        face = picture.face_in(place, detail)
        key = (place, face, detail, scale, self.ratio, picture.colours.name)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept[1]
        sprite = Sprite(self._painted(rect, picture, place, detail, scale), rect, scale)
        self._kept[key] = (place, sprite)
        self._bytes += _bytes(sprite)
        while self._bytes > BUDGET and len(self._kept) > 1:
            _, (old_place, old) = self._kept.popitem(last=False)
            self._bytes -= _bytes(old)
            self._shown.pop(old_place, None)
            self._older.pop(old_place, None)
        return sprite

    def _painted(
        self, rect: QRectF, picture: Picture, place: int, detail: Detail, scale: float
    ) -> QPixmap:
        across = math.ceil(rect.width() * scale * self.ratio) + 1
        down = math.ceil(rect.height() * scale * self.ratio) + 1
        sprite = QPixmap(across, down)
        sprite.setDevicePixelRatio(self.ratio)
        sprite.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(sprite)
        # where the card lies between whole pixels, so that it meets its arrows exactly
        corner = rect.topLeft() * scale
        painter.translate(corner.x() - math.floor(corner.x()), corner.y() - math.floor(corner.y()))
        painter.scale(scale, scale)
        painter.translate(-rect.topLeft())
        paint_card(painter, picture, place, detail)
        painter.end()
        return sprite


def _bytes(sprite: Sprite) -> int:
    return sprite.pixmap.width() * sprite.pixmap.height() * 4
