"""Cards and badges kept as pictures: at the exact scale at rest, at half octaves in motion."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from graphviewer.gui.canvas.drawing import draw_light
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
LEAST = 0.002  # seconds a frame for cards that were not painted before, in a hurry
FEW = 200  # cards that are smooth in motion; to smooth one takes eight times as long
LARGEST = 2048  # pixels on a side; beyond, cards are painted directly


class Sprite(NamedTuple):
    """A painted card or badge; `rect` is what it shows of the scene, but for its last odd pixels.

    `face` is what a card says.
    """

    pixmap: QPixmap
    rect: QRectF
    scale: float
    face: Face

    def corner(self, transform: QTransform, ratio: float) -> QPointF:
        """Where it lies at rest, in pixels of the screen; `transform` is the scene's."""
        scale, rect = self.scale * ratio, self.rect
        x, y = math.floor(rect.x() * scale), math.floor(rect.y() * scale)
        return QPointF(x + transform.dx() * ratio, y + transform.dy() * ratio)


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
        self.cleared = 0  # how often

    def clear(self) -> None:
        """Forget all: another scene or theme."""
        self._kept.clear()
        self._about, self._shown, self._before, self._older = (), {}, {}, {}
        self._bytes = 0
        self.cleared += 1

    @property
    def _scale(self) -> float:
        """At which pictures are painted."""
        return 2.0 ** (round(2 * math.log2(self.scale)) / 2) if self.moving else self.scale

    def paint(self, painter: QPainter, picture: Picture, places: Places, detail: Detail) -> None:
        """Some cards where they stand; the painter is transformed to the scene."""
        scale = self._scale
        if self.moving:  # however long the rest took, each frame some come
            picture.until = max(picture.until, time.perf_counter() + LEAST)
        self._turn_to((picture, detail, scale, self.ratio))
        transform = painter.transform()
        self._to_pixels(painter)
        scene, room = picture.scene, LARGEST / scale / self.ratio - 2 * BLEED
        large = np.maximum(scene.w, scene.h)[places] > room
        late: list[int] = []
        smooth = painter.RenderHint.SmoothPixmapTransform
        painter.setRenderHint(smooth, not self.moving or len(places) <= FEW)
        for place, is_large in zip(places.tolist(), large.tolist(), strict=True):
            sprite = None if is_large else self._shown.get(place)
            if sprite is None and not is_large:
                sprite = self._made(picture, place, detail, scale)
            if sprite is not None:
                self._draw(painter, sprite, transform)
            elif is_large:
                painter.setTransform(transform)
                paint_card(painter, picture, place, detail)
                self._to_pixels(painter)
            else:
                late.append(place)
        painter.setTransform(transform)
        self._hint(painter, picture, late)
        painter.setRenderHint(smooth)
        lit = picture.lit
        for place in places.tolist() if lit.light else ():
            if place in lit.vertices and _has_rim_light(picture, place):
                faint = bool(scene.made[place] > picture.step)
                draw_light(painter, scene.rect(place), lit.light, picture.colours, faint=faint)

    def stamp(self, painter: QPainter, badges: Iterable[Badge], colours: Colours) -> None:
        """Some badges where they stand; the painter is transformed to the scene."""
        scale, transform = self._scale, painter.transform()
        found = [self._badge(badge, scale, colours) for badge in badges]
        self._to_pixels(painter)
        for sprite in found:
            self._draw(painter, sprite, transform)
        painter.setTransform(transform)

    def sprite(self, picture: Picture, place: int, detail: Detail) -> Sprite:
        """One card as it is at rest."""
        face, scale = picture.face_in(place, detail), self.scale
        key = (place, face, detail, scale, self.ratio, picture.colours.name)
        return self._known(key) or self._new(key, picture, place, detail, scale, face)

    def foresee(self, picture: Picture, place: int, detail: Detail) -> int:
        """Have one card at hand for another step, as `paint` will want it at rest.

        Returns how many bytes that took.
        """
        scene, scale = picture.scene, self.scale
        if max(scene.w[place], scene.h[place]) > LARGEST / scale / self.ratio - 2 * BLEED:
            return 0
        face = _face(picture, place, detail)
        key = (place, face, detail, scale, self.ratio, picture.colours.name)
        return (
            0 if self._known(key) else _bytes(self._new(key, picture, place, detail, scale, face))
        )

    def foresee_badge(self, badge: Badge, colours: Colours) -> int:
        """Have a badge at hand, as `stamp` will want it at rest; returns its bytes."""
        return _bytes(self._badge(badge, self.scale, colours))

    def _badge(self, badge: Badge, scale: float, colours: Colours) -> Sprite:
        key = (badge, scale, self.ratio, colours.name)
        paint = partial(paint_badge, badge=badge, colours=colours)
        return self._known(key) or self._keep(key, rect_of(badge), scale, paint)

    def _turn_to(self, about: tuple[Picture, Detail, float, float]) -> None:
        """Be about a picture, a detail, a scale and a ratio; what still holds of others stays."""
        if about != self._about:
            same_words, same_looks = self._about[:2] == about[:2], self._about[1:] == about[1:]
            self._older = self._shown if same_words else {}
            self._before = self._shown if same_looks else {}
            self._about, self._shown = about, {}

    def _to_pixels(self, painter: QPainter) -> None:
        """At rest the painter works in pixels of the screen."""
        if not self.moving:
            painter.resetTransform()
            painter.scale(1 / self.ratio, 1 / self.ratio)

    def _draw(self, painter: QPainter, sprite: Sprite, transform: QTransform) -> None:
        """A sprite where it stands; at rest its pixels are those of the screen."""
        pixmap, rect, scale, _ = sprite
        source = QRectF(pixmap.rect())
        if self.moving:
            size = pixmap.deviceIndependentSize() / scale
            painter.drawPixmap(QRectF(rect.topLeft(), size), pixmap, source)
        else:
            corner = sprite.corner(transform, self.ratio)
            painter.drawPixmap(QRectF(corner, source.size()), pixmap, source)

    def _hint(self, painter: QPainter, picture: Picture, places: list[int]) -> None:
        """What there is of cards in a hurry: pictures at another scale, or bare boxes, at once."""
        bare: list[int] = []
        for place in places:
            older = self._older.get(place)
            if older is None:
                bare.append(place)
                continue
            size = older.pixmap.deviceIndependentSize() / older.scale
            source = QRectF(older.pixmap.rect())
            painter.drawPixmap(QRectF(older.rect.topLeft(), size), older.pixmap, source)
        if bare:
            scene, chosen = picture.scene, np.array(bare, np.intp)
            early = scene.made > picture.step
            scene.geometry.far.boxes(painter, chosen, early, self.scale, picture.colours)

    def _made(self, picture: Picture, place: int, detail: Detail, scale: float) -> Sprite | None:
        """A card's picture: that of the step before where it says the same; None in a hurry."""
        face, found = _face(picture, place, detail), self._before.get(place)
        if found is None or found.face != face:
            key = (place, face, detail, scale, self.ratio, picture.colours.name)
            found = self._known(key)
            if found is None and self.moving:  # the camera only glides to where it was awaited
                found = self._known((*key[:3], self.scale, *key[4:]))
            if found is None and time.perf_counter() <= picture.until:
                found = self._new(key, picture, place, detail, scale, face)
        if found is not None:
            self._shown[place] = found
        return found

    def _known(self, key: tuple[object, ...]) -> Sprite | None:
        """A picture as it was kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def _new(
        self,
        key: tuple[object, ...],
        picture: Picture,
        place: int,
        detail: Detail,
        scale: float,
        face: Face,
    ) -> Sprite:
        """A card, painted now."""
        paint = partial(paint_card, moment=picture, place=place, detail=detail, face=face)
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
            (about, *_), old = self._kept.popitem(last=False)
            self._bytes -= _bytes(old)
            for some in (self._shown, self._before, self._older):
                if isinstance(about, int) and some.get(about) is old:
                    del some[about]
        return sprite

    def _painted(self, rect: QRectF, scale: float, paint: Callable[[QPainter], None]) -> QPixmap:
        across = math.ceil(rect.width() * scale * self.ratio) + 1
        down = math.ceil(rect.height() * scale * self.ratio) + 1
        sprite = QPixmap(across, down)
        sprite.setDevicePixelRatio(self.ratio)
        sprite.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(sprite)
        # where it lies between whole pixels, so that a card meets its arrows exactly
        x, y = rect.x() * (scale * self.ratio), rect.y() * (scale * self.ratio)
        painter.translate((x - math.floor(x)) / self.ratio, (y - math.floor(y)) / self.ratio)
        painter.scale(scale, scale)
        painter.translate(-rect.topLeft())
        paint(painter)
        painter.end()
        return sprite


def _face(picture: Picture, place: int, detail: Detail) -> Face:
    """What a card says; a light that is only on its rim is painted over its picture."""
    face = picture.face_in(place, detail)
    if face.light and _has_rim_light(picture, place):
        return face._replace(light="")
    return face


def _has_rim_light(picture: Picture, place: int) -> bool:
    """Whether a step that is about a card changes no more of it than its rim.

    So a card need not be painted anew for it, which takes long.
    """
    return picture.scene.graph.vertices[place].kind == "tensor"


def _bytes(sprite: Sprite) -> int:
    return sprite.pixmap.width() * sprite.pixmap.height() * 4
