"""The small map in a corner, shown while the graph does not fit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from math import ceil, floor

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.drawing import RIMS
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink

WIDTH, HEIGHT, GAP, HEAD = 150.0, 126.0, 20.0, 26.0
INSIDE = 10.0
THIN, NARROWEST = 0.4, 44.0  # of a graph so much narrower than high the map is narrow, and untitled
ABOVE = 60.0  # kept free for the caption and the choice of views
ABOVE_FOOT = 8.0  # above the strip at the foot
FINDER = 34.0  # and for the button in the upper right corner
# right, bottom; in the order they are tried
CORNERS = ((True, True), (False, True), (True, False), (False, False))
LOWER_RIGHT, LOWER_LEFT = 0, 1
MANY, VERY_MANY = 400, 1200  # cards from which signs are left out, and all are drawn as from afar
MOST_LIT = 200  # cards of a step that are marked
GOOD_PART, NEARLY_ALL = 0.15, 0.8  # of the graph
SIZES = (1.0, 0.62)  # smaller where no corner is free


class Overview:
    """Geometry and painting of the map."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self._kept: dict[tuple[object, ...], QPixmap] = {}
        self._corner = 0
        self._size = SIZES[0]
        self._free = True  # it covers no card of the step
        self.head = 0  # pixels at the top that something else takes, below the caption's own
        self.foot = 0.0  # the same at the bottom
        self.left_out: frozenset[int] = frozenset()  # corners that are not its to take

    @property
    def needed(self) -> bool:
        """Whether a part of the graph is out of view that one could look for."""
        big = self.camera.size.width() > 2.5 * WIDTH and self.camera.size.height() > 2.5 * HEIGHT
        return big and not self.camera.bounds.isEmpty() and self._seen() < NEARLY_ALL

    @property
    def shown(self) -> bool:
        """Whether it is needed, and has a corner where it covers nothing of the step."""
        return self.needed and self._free

    @property
    def rect(self) -> QRectF:
        """Where it lies in the widget."""
        return self._at(self._corner, self._size)

    @property
    def _thin(self) -> bool:
        """Whether the graph is so narrow that most of the usual map would be empty."""
        return self.camera.bounds.width() < THIN * self.camera.bounds.height()

    def _at(self, corner: int, share: float) -> QRectF:
        size, (right, bottom) = self.camera.size, CORNERS[corner]
        wide, high = WIDTH * share, HEAD + (HEIGHT - HEAD) * share
        if self._thin:
            across = (high - 2 * INSIDE) * self.camera.bounds.width() / self.camera.bounds.height()
            wide = max(NARROWEST, across + 2 * INSIDE)
        x = size.width() - wide - GAP if right else GAP
        if right and not bottom:
            x -= FINDER
        y = size.height() - high - max(GAP, self.foot + ABOVE_FOOT) if bottom else ABOVE + self.head
        return QRectF(x, y, wide, high)

    def avoid(self, covered: Callable[[QRectF], tuple[int, int]]) -> None:
        """Go to a corner where it covers no card: stay if it can, become smaller if it must.

        Where every corner holds some of the step it is not shown, nor where each holds a card and
        a good part of the graph is in view.

        `covered` tells how much of the step, and how many of all cards, a rectangle covers.
        """
        here = [self._corner, *(c for c in range(len(CORNERS)) if c != self._corner)]
        places = [(share, at) for share in SIZES for at in here if at not in self.left_out]
        costs: list[tuple[int, bool, float]] = []
        for share, corner in places:
            of_step, of_all = covered(self._at(corner, share))
            costs.append((of_step, of_all > 0, share if of_all else -share))
            if costs[-1] == (0, False, -SIZES[0]):  # none can be better
                break
        best = costs.index(min(costs))
        self._size, self._corner = places[best]
        of_step, covers, _ = costs[best]
        self._free = not of_step and not (covers and self._near())

    def _near(self) -> bool:
        """Whether so much of the graph is in view that nobody is lost without the map."""
        return self._seen() > GOOD_PART

    def _seen(self) -> float:
        """Which part of the graph is in view; the graph is empty while there is nothing to draw."""
        bounds = self.camera.bounds
        seen = self.camera.seen().intersected(bounds)
        return seen.width() * seen.height() / (bounds.width() * bounds.height())

    def to_scene(self, point: QPointF) -> QPointF:
        """The scene point under a widget point of the map."""
        scale, origin = self._mapping()
        return (point - origin) / scale

    def _mapping(self) -> tuple[float, QPointF]:
        above = INSIDE if self._thin else HEAD
        rect = self.rect.adjusted(INSIDE, above, -INSIDE, -INSIDE)
        bounds = self.camera.bounds
        scale = min(rect.width() / bounds.width(), rect.height() / bounds.height())
        return scale, rect.center() - bounds.center() * scale

    def paint(self, painter: QPainter, picture: Picture, colours: Colours, language: str) -> None:
        """The map, over the scene, in widget pixels."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(self.rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(sans(11))
        painter.setPen(QColor(ink(colours, "quiet")))
        if not self._thin:
            painter.drawText(self.rect.topLeft() + QPointF(12, 18), word("overview", language))
        scale, origin = self._mapping()
        self._all(painter, picture, colours, scale, origin)
        self._lit(painter, picture, colours, scale, origin)
        seen = self.camera.seen().intersected(self.camera.bounds)
        view = QRectF(seen.topLeft() * scale + origin, seen.size() * scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.drawRoundedRect(view, 3, 3)
        painter.restore()

    def _all(
        self, painter: QPainter, picture: Picture, colours: Colours, scale: float, origin: QPointF
    ) -> None:
        """Every card, from a picture kept while all stands where it did, in one theme."""
        rect = self.rect
        ratio = painter.device().devicePixelRatioF()
        # from a whole pixel of the screen on, else it is blurred at a ratio of 1.25
        device = painter.deviceTransform()
        first = device.map(rect.topLeft())
        corner = device.inverted()[0].map(QPointF(floor(first.x()), floor(first.y())))
        aside = rect.topLeft() - corner
        between = round(aside.x(), 3), round(aside.y(), 3)
        inside = self.camera.bounds.getRect()  # a note beside the graph makes all of it smaller
        key = (picture.scene.geometry, inside, colours.name, ratio, self._size, between)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= len(SIZES):
                self._kept.clear()
            kept = self._kept[key] = QPixmap(
                ceil(rect.width() * ratio) + 1, ceil(rect.height() * ratio) + 1
            )
            kept.setDevicePixelRatio(ratio)
            kept.fill(QColor(Qt.GlobalColor.transparent))
            inner = QPainter(kept)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            _boxes(inner, picture.scene, colours, scale, origin - corner)
            inner.end()
        painter.drawPixmap(corner, kept)

    def _lit(
        self, painter: QPainter, picture: Picture, colours: Colours, scale: float, origin: QPointF
    ) -> None:
        if not picture.lit.light:
            return
        hue = QColor(getattr(colours, picture.lit.light))
        painter.setPen(QPen(hue, 1.4))
        fill = QColor(hue)
        fill.setAlphaF(0.35)
        painter.setBrush(fill)
        boxes = [picture.scene.ends[k].rect for k in islice(picture.lit.vertices, MOST_LIT)]
        painter.drawRects([QRectF(b.topLeft() * scale + origin, b.size() * scale) for b in boxes])


def _boxes(
    painter: QPainter, scene: Scene, colours: Colours, scale: float, origin: QPointF
) -> None:
    count = len(scene.plans)
    if count > VERY_MANY:
        painter.translate(origin)
        painter.scale(scale, scale)
        far = scene.geometry.far
        far.boxes(painter, np.arange(count), np.zeros(count, np.bool_), scale, colours)
        return
    groups: dict[str, list[QRectF]] = {}
    many = count > MANY
    for end, plan in zip(scene.ends, scene.plans, strict=True):
        if plan.round and many:
            continue
        rect = QRectF(end.rect.topLeft() * scale + origin, end.rect.size() * scale)
        groups.setdefault(RIMS[plan.rim], []).append(rect)
    for name, rects in groups.items():
        hue = QColor(getattr(colours, name))
        painter.setPen(QPen(hue, 0.9))
        fill = QColor(hue)
        fill.setAlphaF(0.12)
        painter.setBrush(fill)
        painter.drawRects(rects)
