"""What the canvas shows at a moment, in pixels of the widget: what another picture grows out of."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.hit import Places, boxes_in
from graphviewer.gui.canvas.moment import Detail
from graphviewer.gui.canvas.picture import Picture, detail_at
from graphviewer.gui.canvas.sprites import Sprites

FEW = 260  # cards in view that move one by one; a picture with more fades as a whole


class Snapshot(NamedTuple):
    """All of a picture, or all but its cards, and those each with where it stands."""

    picture: Picture
    ground: QPixmap
    cards: dict[int, tuple[QPixmap, QRectF]]  # by place
    whole: bool  # the ground has the cards: they are too many, or too far away
    framed: QRectF  # what is selected, with its frame


def can_be_taken_apart(picture: Picture, camera: Camera) -> bool:
    """Whether there are few enough cards in view, near enough, to move each."""
    detail = detail_at(camera.scale)
    return detail != "rectangles" and len(boxes_in(picture.scene, camera.seen())) <= FEW


def empty(size: QSize, ratio: float) -> QPixmap:
    """A pixmap that hides nothing, for a widget of some size."""
    found = QPixmap(size * ratio)
    found.setDevicePixelRatio(ratio)
    found.fill(QColor(Qt.GlobalColor.transparent))
    return found


def snapshot(
    picture: Picture, camera: Camera, sprites: Sprites, size: QSize, ratio: float, *, whole: bool
) -> Snapshot:
    """Take one of a widget of some size."""
    ground = empty(size, ratio)
    detail = detail_at(camera.scale)
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(camera.transform())
    sprites.scale, sprites.ratio, sprites.moving = camera.scale, ratio, False
    picture.paint(painter, camera.seen(), detail, sprites.paint if whole else _nothing)
    painter.end()
    cards: dict[int, tuple[QPixmap, QRectF]] = {}
    if not whole:
        for place in boxes_in(picture.scene, camera.seen()).tolist():
            sprite = sprites.sprite(picture, place, detail)
            corner = sprite.corner(camera.transform(), ratio) / ratio
            rect = QRectF(corner, sprite.pixmap.deviceIndependentSize())
            cards[place] = sprite.pixmap, rect
    return Snapshot(picture, ground, cards, whole, QRectF())


def flat(taken: Snapshot) -> Snapshot:
    """The same with its cards on its ground."""
    painter = QPainter(taken.ground)
    for pixmap, rect in taken.cards.values():
        painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
    painter.end()
    return taken._replace(cards={}, whole=True)


def _nothing(_painter: QPainter, _picture: Picture, _places: Places, _detail: Detail) -> None:
    """Leave the cards out."""
