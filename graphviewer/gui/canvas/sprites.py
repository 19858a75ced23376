"""Cards kept as pictures: at the exact scale at rest, at half octaves while the camera moves."""

from __future__ import annotations

import math
from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from graphviewer.gui.canvas.faces import Face
from graphviewer.gui.canvas.moment import Detail
from graphviewer.gui.canvas.picture import paint_card
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours

BLEED = 4.0  # scene pixels around a card for its rim
BUDGET = 96 * 1024 * 1024  # bytes of pictures kept
LARGEST = 2048  # pixels on a side; beyond, cards are painted directly


class Sprites:
    """A cache of painted cards, least recently used out first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bytes = 0
        self.scale = 1.0
        self.ratio = 1.0
        self.moving = False

    def clear(self) -> None:
        """Forget all: another scene or theme."""
        self._kept.clear()
        self._bytes = 0

    def paint(
        self,
        painter: QPainter,
        scene: Scene,
        place: int,
        face: Face,
        colours: Colours,
        detail: Detail,
    ) -> None:
        """One card where it stands; the painter is transformed to the scene."""
        scale = self.scale
        if self.moving:
            scale = 2.0 ** (round(2 * math.log2(scale)) / 2)
        rect = scene.rect(place).adjusted(-BLEED, -BLEED, BLEED, BLEED)
        if max(rect.width(), rect.height()) * scale * self.ratio > LARGEST:
            paint_card(painter, scene, place, face, colours, detail)
            return
        key = (place, face, detail, scale, self.ratio, colours.name)
        sprite = self._kept.get(key)
        if sprite is None:
            sprite = self._painted(rect, scene, place, face, colours, detail, scale)
            self._keep(key, sprite)
        else:
            self._kept.move_to_end(key)
        if self.moving:
            size = sprite.deviceIndependentSize() / scale
            painter.drawPixmap(QRectF(rect.topLeft(), size), sprite, QRectF(sprite.rect()))
            return
        at = painter.transform().map(rect.topLeft())
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(QPointF(math.floor(at.x()), math.floor(at.y())), sprite)
        painter.restore()

    def _painted(
        self,
        rect: QRectF,
        scene: Scene,
        place: int,
        face: Face,
        colours: Colours,
        detail: Detail,
        scale: float,
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
        paint_card(painter, scene, place, face, colours, detail)
        painter.end()
        return sprite

    def _keep(self, key: tuple[object, ...], sprite: QPixmap) -> None:
        self._kept[key] = sprite
        self._bytes += sprite.width() * sprite.height() * 4
        while self._bytes > BUDGET and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
