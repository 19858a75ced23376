"""The canvas's picture: the scene at a step, the selection's frame, the caption and the map."""

from __future__ import annotations

import math
import time
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from graphviewer.gui.canvas.group_frames import frame_of, framed, group_of
from graphviewer.gui.canvas.head import caption_width, paint_caption, paint_grounds, paint_hint
from graphviewer.gui.canvas.hit import Counter
from graphviewer.gui.canvas.keep_off import counting
from graphviewer.gui.canvas.keys import Keys
from graphviewer.gui.canvas.mark_layers import badge_at, tip_at
from graphviewer.gui.canvas.mark_overlay import SCALE_HIGH, paint_bonds, paint_scale, together
from graphviewer.gui.canvas.marks.kinds import EVERY, Wanted
from graphviewer.gui.canvas.morph import Morph
from graphviewer.gui.canvas.neuron_none import paint_without
from graphviewer.gui.canvas.overview import LOWER_RIGHT
from graphviewer.gui.canvas.picture import Picture, detail_at
from graphviewer.gui.canvas.scalar_paths import Traced, traced
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import all_spoken, places_of
from graphviewer.gui.canvas.snapshot import Snapshot, can_be_taken_apart, snapshot
from graphviewer.gui.canvas.sprites import BLEED
from graphviewer.gui.canvas.stage import BELOW
from graphviewer.gui.canvas.travel import Travel
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.theme.ink import ink
from graphviewer.session.session import Item

HURRY = 0.004  # seconds a frame for cards that were not painted before, while the camera moves


class Painted(Keys):
    """Paints the scene that the heir has made.

    `traced` carries the paths of a selected scalar (Traced), or None.
    """

    traced = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._caption_room = (9999, 0)  # where it ends, and how far below its place it stands
        self._colours = LIGHT
        self._language = "en"
        self._picture: Picture | None = None
        self._traced: Traced | None = None
        self._way: tuple[int, ...] = ()  # of its paths the one that is pointed at
        self._morph = Morph(self)
        self._morph.moved.connect(self.update)
        self._travel = Travel(self)
        self._travel.moved.connect(self.update)
        self._wanted = EVERY  # marks
        self._alike: list[int] = []  # the cards of the tensor pointed at, if it has several
        self._busy = False  # another picture is being made, for long already

    @property
    def picture(self) -> Picture | None:
        """What is painted: the scene at the step, with the marks and the paths that are shown."""
        return self._picture

    def _repaint_scene(self) -> None:
        if self.scene is not None:
            self._picture = self._picture_of(self.scene, self._step)
        self._tell()
        self.update()

    def _picture_of(self, scene: Scene, step: int) -> Picture:
        """What is to be painted at a step."""
        return Picture(scene, step, self._colours, self._wanted)

    def set_wanted(self, wanted: Wanted) -> None:
        """Show some kinds of marks only, and gradients by their size or not."""
        self._wanted = wanted
        self.keep_legend(SCALE_HIGH if wanted.magnitude else 0)
        self._overview.left_out -= {LOWER_RIGHT}
        self._repaint_scene()

    def _hover(self, item: Item | None) -> None:
        found = together(self.scene, item) if self.scene is not None else []
        if found != self._alike:
            self._alike = found
            self.update()

    def set_motion(self, wanted: bool) -> None:
        """Whether anything glides, also from one picture to another."""
        super().set_motion(wanted)
        self._morph.wanted = self._travel.wanted = wanted
        self._rest()

    def _rest(self) -> None:
        """Have everything that moves be where it goes to."""
        self._morph.stop()
        self._travel.stop()
        self.update()

    def _leave(self) -> Snapshot | None:
        """What is seen now, for another picture to grow out of; None without motion."""
        picture = self._picture
        if picture is None or not self._morph.wanted or not self.isVisible():
            return None
        size, ratio = self.size(), self.devicePixelRatioF()
        if self._morph.is_of(picture, self.camera):
            return self._morph.now(size, ratio, self._colours)
        whole = not can_be_taken_apart(picture, self.camera)
        old = snapshot(picture, self.camera, self._sprites, size, ratio, whole=whole)
        return old._replace(framed=framed(picture.scene, self._selection, self.camera))

    def _arrive(self, old: Snapshot | None) -> None:
        """Let what was left become what is to be seen."""
        picture = self._picture
        if old is None or picture is None:
            return
        whole = old.whole or not can_be_taken_apart(picture, self.camera)
        size, ratio = self.size(), self.devicePixelRatioF()
        new = snapshot(picture, self.camera, self._sprites, size, ratio, whole=whole)
        new = new._replace(framed=framed(picture.scene, self._selection, self.camera))
        self._morph.start(old, new, self.camera)

    def _selected(self) -> list[int]:
        return places_of(self.scene, self._selection) if self.scene is not None else []

    def _tell(self) -> None:
        """What a screen reader says: the caption and the selection with its numbers."""
        said = self._caption
        places = self._selected()
        if self.scene is not None and self._picture is not None and places:
            said += ". " + all_spoken(self.scene, places, self._picture.face)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self._trace()

    def light_way(self, links: tuple[int, ...]) -> None:
        """Light up one of the paths of the selected scalar; without links all of them."""
        self._way = links
        self._light()
        self.update()

    def _trace(self) -> None:
        """Find the paths of what is selected."""
        found = traced(self.scene, self._selection, self._step)
        if found != self._traced:
            self._traced, self._way = found, ()
            self.traced.emit(found)
        self._light()

    def _light(self) -> None:
        if self._picture is not None:
            links = self._traced.trace.paths.links if self._traced is not None else ()
            self._picture.traced = frozenset(self._way or links)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:  # Qt dies of a painter that was left open
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        self.camera.lie_on(painter.deviceTransform(), self.devicePixelRatioF())
        painter.fillRect(self.rect(), QColor(self._colours.canvas))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # a kept picture sets no hints
        if self._picture is not None and self.scene is not None:
            if not self._morph.is_of(self._picture, self.camera):
                self._morph.stop()
            if self._morph.under_way:
                self._morph.paint(painter, self._colours)
                self._paint_moving_selection(painter, self.scene)
            else:
                self._paint_scene(painter, self._picture)
            self._paint_caption(painter)
            paint_without(painter, self.size(), self.scene, self._colours)
            if self._wanted.magnitude:
                paint_scale(painter, self.size(), self._colours, self._language)
                self._overview.left_out |= {LOWER_RIGHT}
            if self._overview.needed and self.scene.graph.network is None:
                if not self._flight.under_way and self._drag is None:
                    count = counting(self._picture, self.camera.seen())
                    self._overview.avoid(partial(self._covered, count))
                if self._overview.shown:
                    self._overview.paint(painter, self._picture, self._colours, self._language)
            if self.arranger.armed:
                said = word("draws", self._language)
                paint_hint(painter, said, self.size(), self._foot + BELOW, self._colours)

    def _paint_scene(self, painter: QPainter, picture: Picture) -> None:
        self._sprites.scale = self.camera.scale
        self._sprites.ratio = self.devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(self.camera.transform())
        picture.chosen = frozenset(self._selected())
        picture.stamp = self._sprites.stamp
        picture.until = time.perf_counter() + HURRY if self._sprites.moving else math.inf
        self._paint_graph(painter, picture)
        self._travel.paint(painter, picture)
        self._paint_bonds(painter, picture.scene)
        self._paint_selection(painter, picture.scene)
        self.arranger.paint(painter, self._colours)
        painter.resetTransform()

    def _paint_graph(self, painter: QPainter, picture: Picture) -> None:
        """The graph with its marks; the painter is transformed to the scene."""
        detail = detail_at(self.camera.scale)
        picture.paint(painter, self.camera.seen(), detail, self._sprites.paint)

    def _paint_bonds(self, painter: QPainter, scene: Scene) -> None:
        """Join the cards of one tensor, where one of them is pointed at or selected."""
        if "shared" in self._wanted.kinds:
            if self._alike and max(self._alike) < len(scene.ends):
                paint_bonds(painter, scene, self._alike, self._colours, lit=True)
            chosen = together(scene, self._selection)
            if chosen and chosen != self._alike:
                paint_bonds(painter, scene, chosen, self._colours, lit=False)

    def _mark_tip(self, point: QPointF) -> str:
        if self._picture is None or detail_at(self.camera.scale) != "full":
            return ""
        return tip_at(self._picture, point)

    def _mark_goal(self, point: QPointF) -> int | None:
        if self._picture is None or detail_at(self.camera.scale) != "full":
            return None
        badge = badge_at(self._picture, point)
        if badge is None or badge.goal is None:
            return None
        return next(iter(self._picture.scene.places.get(("tensor", badge.goal), ())), None)

    def _covered(self, count: Counter, rect: QRectF) -> tuple[int, int]:
        """How much of the step, and how many of all cards, lies under a rectangle of the widget."""
        corners = self.camera.to_scene(rect.topLeft()), self.camera.to_scene(rect.bottomRight())
        return count(QRectF(*corners))

    def _paint_selection(self, painter: QPainter, scene: Scene) -> None:
        places = self._selected()
        group = group_of(scene, self._selection)
        if not places and group is None:
            return
        pen = QPen(QColor(ink(self._colours, "accent")), 2.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        seen = self.camera.seen()
        for place in places if group is None else ():  # a frame says it once for all inside
            end = scene.ends[place]
            rect = end.rect.adjusted(-5, -5, 5, 5)
            if not rect.intersects(seen):
                continue
            rounding = rect.height() / 2 if end.round else 14.0
            painter.drawRoundedRect(rect, rounding, rounding)
        if group is not None:
            painter.drawRoundedRect(frame_of(scene, group).adjusted(-4, -4, 4, 4), 18.0, 18.0)

    def _paint_moving_selection(self, painter: QPainter, scene: Scene) -> None:
        """Frames that go with what glides, in pixels of the widget."""
        at = self._morph.places()
        painter.setPen(QPen(QColor(ink(self._colours, "accent")), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if group_of(scene, self._selection) is not None:
            rounding = 18.0 * self.camera.scale
            painter.drawRoundedRect(self._morph.framed(), rounding, rounding)
            return
        for place in self._selected():
            if place in at:
                whole, shown = scene.rect(place).adjusted(-BLEED, -BLEED, BLEED, BLEED), at[place]
                scale = shown.width() / whole.width()
                end = scene.ends[place].rect.adjusted(-5, -5, 5, 5)
                corner = shown.topLeft() + (end.topLeft() - whole.topLeft()) * scale
                rounding = scale * (end.height() / 2 if scene.ends[place].round else 14.0)
                painter.drawRoundedRect(QRectF(corner, end.size() * scale), rounding, rounding)

    def keep_caption(self, right: int, down: int) -> None:
        """Something lies over the canvas's top: the caption ends before it, or stands below."""
        if (right, down) != self._caption_room:
            self._caption_room = right, down
            self.update()

    def _paint_caption(self, painter: QPainter) -> None:
        bounds, strips = self.camera.bounds, (self._strip, self._strip_below)
        reach = [self.camera.to_widget(QPointF(0, y)).y() for y in (bounds.top(), bounds.bottom())]
        paint_grounds(painter, self.size(), (reach[0], reach[1]), strips, self._colours)
        said = self._caption
        if self._busy:
            said = f"{said} · {word('drawing', self._language)}"
        paint_caption(painter, said, *self._caption_room, self._colours)

    @property
    def caption_width(self) -> int:
        """Pixels up to the end of the caption, where it has room for all of it."""
        return caption_width(self._caption)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(760, 720)
