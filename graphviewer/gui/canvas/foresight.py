"""The camera follows the step; at rest the cards that it will come to are painted beforehand."""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from graphviewer.gui.canvas.following import crowd, fits_in, fuller, nearest, sight, sparse
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.mark_layers import badges_in
from graphviewer.gui.canvas.moment import Moment
from graphviewer.gui.canvas.painted import Painted
from graphviewer.gui.canvas.picture import RECTANGLES_BELOW, Picture, detail_at
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.sprites import BUDGET
from graphviewer.gui.canvas.stage import single_shot

REST = 150  # milliseconds after the last painting; a tape that grows is painted more often
SLICE = 0.004  # seconds of painting ahead between two looks at what the user does
MOST = BUDGET // 3  # bytes painted ahead: what is in view must stay kept
MOST_OF_SHOT = 40 * 1024 * 1024  # bytes of all that a window shows, 4K
BAND = 256  # pixels of height filled at once: memory that is new takes its time

Basis = tuple[Picture | None, int, int]
NOTHING: Basis = (None, 0, 0)


class Shot(NamedTuple):
    """All of a canvas as it is painted for something."""

    about: tuple[object, ...]
    pixmap: QPixmap


class Foresight(Painted):
    """A canvas that follows the step, and paints the next one's cards and the last one's ahead.

    From afar, where cards are boxes and the camera stays, it paints all that will be seen.

    What it paints are pictures as any other, kept by what they say: a step that is taken looks
    them up, and paints what is not there.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rested = single_shot(self, REST)
        self._rested.timeout.connect(self._on_rested_timeout)
        self._slices = QTimer(self)
        self._slices.setInterval(0)  # whenever no event waits
        self._slices.timeout.connect(self._on_slices_timeout)
        self._ahead: Generator[int, None, None] | None = None  # bytes painted
        self._basis: Basis = NOTHING  # what that holds for
        self._awaited: dict[int, Picture] = {}  # by step
        self._shots: list[Shot] = []

    @property
    def foresees(self) -> bool:
        """Whether something is painted ahead, or is about to be."""
        return self._rested.isActive() or self._slices.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self._give_up()
        self._rested.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._forget()

    def _give_up(self) -> None:
        """Paint no more ahead; what there is stays."""
        self._rested.stop()
        self._slices.stop()
        if self._ahead is not None:
            self._ahead.close()  # else a painter is left open
            self._ahead = None

    def _forget(self) -> None:
        """Give up what is painted ahead, and free what was."""
        self._give_up()
        self._basis, self._awaited, self._shots = NOTHING, {}, []

    def _on_rested_timeout(self) -> None:
        self._forget()
        self._ahead = self._painting_ahead()
        self._basis = self._now()
        self._slices.start()

    def _now(self) -> Basis:
        """What anything foreseen holds for; a tape that has grown may tell more of each step."""
        steps = len(self.scene.tape.steps) if self.scene is not None else 0
        return self._picture, self._sprites.cleared, steps

    def _on_slices_timeout(self) -> None:
        until = time.perf_counter() + SLICE
        while self._basis == self._now() and not self._sprites.moving:
            if self._ahead is None or next(self._ahead, None) is None:
                break
            if time.perf_counter() > until:
                return
        self._give_up()

    def _painting_ahead(self) -> Generator[int, None, None]:
        """Paint what is not kept yet of the next step and of the last one, a card at a time."""
        scene, detail, spent = self.scene, detail_at(self.camera.scale), 0
        if scene is None or self._drag is not None:
            return
        for step in (self._step + 1, self._step - 1):
            if not 0 <= step < len(scene.tape.steps):
                continue
            picture = self._awaited[step] = super()._picture_of(scene, step)
            yield 0
            if detail == "rectangles":
                yield from self._painting_shot(picture)
                continue
            seen = self._seen_of(picture)
            for place in boxes_in(scene, seen).tolist():
                spent += self._sprites.foresee(picture, place, detail)
                if spent > MOST:
                    return
                yield spent
            for badge in badges_in(picture, seen) if detail == "full" else ():
                self._sprites.foresee_badge(badge, picture.colours)
                yield spent

    def _picture_of(self, scene: Scene, step: int) -> Picture:
        awaited = self._awaited.get(step) if self._basis == self._now() else None
        return awaited or super()._picture_of(scene, step)

    # --- from afar, where nothing moves for a step, all of it

    def _about(self, picture: Picture) -> tuple[object, ...]:
        """What a shot is of: all that it depends on."""
        scene, camera = picture.scene, self.camera
        stands = scene.geometry, scene.arrangement, camera.transform(), camera.origin
        return picture, stands, self.size(), camera.ratio, picture.chosen, picture.traced

    def _painting_shot(self, picture: Picture) -> Iterator[int]:
        """Paint all of a step as it will be seen; not for a screen that is too large to keep."""
        ratio, between = self.camera.ratio, self.camera.origin
        across = math.ceil(self.width() * ratio + between.x())
        down = math.ceil(self.height() * ratio + between.y())
        if self._picture is None or 4 * across * down > MOST_OF_SHOT:
            return
        shot = QPixmap(across, down)
        yield from _filled(shot, QColor(picture.colours.canvas))
        shot.setDevicePixelRatio(ratio)
        picture.chosen, picture.traced = self._picture.chosen, self._picture.traced
        picture.stamp = self._sprites.stamp
        about = self._about(picture)
        painter = QPainter(shot)
        try:
            moved = QTransform.fromTranslate(between.x() / ratio, between.y() / ratio)
            painter.setTransform(self.camera.transform() * moved)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for _ in picture.parts(painter, self.camera.seen(), "rectangles", self._sprites.paint):
                yield 0
        finally:  # also when it is given up
            painter.end()
        self._shots = [*self._shots[-1:], Shot(about, shot)]

    def _paint_graph(self, painter: QPainter, picture: Picture) -> None:
        about = self._about(picture)
        found = next((shot for shot in self._shots if shot.about == about), None)
        if found is None or self._sprites.moving:
            super()._paint_graph(painter, picture)
            return
        transform, ratio, source = painter.transform(), self.camera.ratio, found.pixmap.rect()
        painter.resetTransform()
        painter.scale(1 / ratio, 1 / ratio)  # its pixels are those of the screen
        target = QRectF(-self.camera.origin, QSizeF(source.size()))
        painter.drawPixmap(target, found.pixmap, QRectF(source))
        painter.setTransform(transform)

    # --- where it looks

    def _seen_of(self, picture: Picture) -> QRectF:
        """The part of the scene that will be in view when a step is taken from here."""
        seen, goal = self.camera.seen(), self._goal_of(picture)
        return seen if goal is None else seen.translated(goal - self.camera.centre)

    def _goal_of(self, picture: Picture) -> QPointF | None:
        """Where the camera goes for what a step is about; None where it may stay."""
        rect = sight(picture, partial(fits_in, self._room()), self.camera.centre)
        return None if rect.isEmpty() else self._goal(rect, picture)

    @property
    def _astray(self) -> QPointF | None:
        return None if self._picture is None else self._goal_of(self._picture)

    def _follow(self, *, glide: bool = True) -> None:
        """Bring what the step is about into view, if one is near enough to read it."""
        scene, camera = self.scene, self.camera
        if self._picture is None or scene is None or camera.scale < RECTANGLES_BELOW:
            return
        room = self._room()
        fits = partial(fits_in, room)
        rect = sight(self._picture, fits, camera.centre)
        if glide and not rect.isEmpty():
            self._bring(rect)
        elif not glide:
            if rect.isEmpty():
                rect = sparse(scene, fits) or crowd(scene, room, across=self._across)
            if rect.isEmpty() and not len(boxes_in(scene, room)):
                rect = nearest(scene, camera.centre)
            if not rect.isEmpty():
                camera.show(rect, room)
                camera.centre += self._fuller(self._room(), rect, self._picture)

    def _fuller(self, room: QRectF, rect: QRectF, moment: Moment | None) -> QPointF:
        moment = self._picture if moment is None else moment
        if self.scene is None or moment is None:
            return QPointF()
        return fuller(self.scene, room, rect, moment.around())


def _filled(pixmap: QPixmap, colour: QColor) -> Iterator[int]:
    """Fill all of a pixmap, in parts."""
    painter = QPainter(pixmap)
    try:
        for top in range(0, pixmap.height(), BAND):
            painter.fillRect(0, top, pixmap.width(), BAND, colour)
            yield 0
    finally:
        painter.end()
