"""Arranging a picture by hand: dragging what stands in it, drawing arrows, writing notes.

While something is dragged the picture follows; when it is let go, one edit is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from graphviewer.gui.canvas.aligning import Side, aligned
from graphviewer.gui.canvas.band import Band
from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.hit import boxes_in, vertex_at
from graphviewer.gui.canvas.note_paper import note_rect
from graphviewer.gui.canvas.notes import arrow_at, end_at, ends_of, note_at, paint_arrow, rect_of
from graphviewer.gui.canvas.picture import RECTANGLES_BELOW
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import Colours
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.arrangement import Arrangement, Arrow, End

LIVE = 600  # vertices up to which the arrows follow a card that is dragged


class Board(Protocol):
    """What is arranged: a canvas."""

    scene: Scene | None
    camera: Camera

    def arrange(self, arrangement: Arrangement, *, dragging: bool = False) -> None:
        """Show an arrangement, or one that is being dragged."""
        ...

    def update(self) -> None:
        """Paint anew."""
        ...


class Arranger(QObject):
    """What is chosen, and the drag, arrow or band under way.

    `edited` carries an Arrangement, `chose` says that something else is chosen.
    """

    edited = Signal(object)
    chose = Signal()

    def __init__(self, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._board = board
        self.chosen: tuple[str, ...] = ()  # names of vertices, notes and arrows
        self.kept: tuple[str, ...] = ()  # which of them stay so while one goes elsewhere by keys
        self.armed = False  # the next drag draws an arrow
        self._before: Arrangement | None = None  # when the drag began
        self._by = QPointF()
        self._start: End | None = None
        self._point = QPointF()
        self._band: Band | None = None

    # --- what is chosen

    def key_at(self, point: QPointF, scale: float) -> str:
        """The name of what stands at a scene point; "" if nothing does."""
        scene = self._board.scene
        if scene is None:
            return ""
        note = note_at(scene.arrangement, point)
        if note is not None:
            return note.key
        place = vertex_at(scene, point)
        if place is not None:
            return scene.keys[place]
        arrow = arrow_at(scene, scene.arrangement, point, scale)
        return "" if arrow is None else arrow.key

    def choose(self, keys: Iterable[str]) -> None:
        """Choose these and no others."""
        before, self.chosen, self.kept = self.chosen, tuple(keys), ()
        self._board.update()
        if self.chosen != before:
            self.chose.emit()

    def add(self, key: str) -> None:
        """Choose one more, or one less."""
        others = tuple(one for one in self.chosen if one != key)
        self.choose(others if key in self.chosen else (*self.chosen, key))

    def keep(self) -> None:
        """What is chosen stays so while one goes elsewhere; once more, and the last does not."""
        self.kept = self.chosen[:-1] if self.kept == self.chosen else self.chosen

    def choose_beside(self, kept: tuple[str, ...], key: str) -> None:
        """Choose one more beside what is kept: it comes last."""
        self.choose((*(one for one in kept if one != key), key))
        self.kept = kept

    # --- dragging

    @property
    def busy(self) -> bool:
        """Whether something is dragged or drawn."""
        return any(one is not None for one in (self._before, self._start, self._band))

    @property
    def begun(self) -> bool:
        """Whether an arrow has begun, and not ended yet."""
        return self._start is not None

    def drag(self, key: str, by: QPointF) -> None:
        """Move what was pressed, with all that is chosen if it is among that."""
        scene = self._board.scene
        if scene is None:
            return
        if self._before is None:
            self._before, self._by = scene.arrangement, QPointF()
            if key not in self.chosen:
                self.choose((key,))
        self._by += by
        if len(scene.plans) <= LIVE:
            self._board.arrange(self._dragged(self._before), dragging=True)
        self._board.update()

    def _dragged(self, before: Arrangement) -> Arrangement:
        by = (self._by.x(), self._by.y())
        return before.dragged(dict.fromkeys(self.chosen, by))

    def drop(self) -> None:
        """Let go: what was dragged stays there, and the arrow ends here."""
        scene = self._board.scene
        before, self._before = self._before, None
        start, self._start = self._start, None
        band, self._band = self._band, None
        if scene is None:
            return
        if band is not None:
            self.choose(dict.fromkeys((*self.chosen, *band.touched(scene))))
        elif start is not None:
            end = end_at(scene, scene.arrangement, self._point, vertex_at(scene, self._point))
            self._draw(scene, start, end)
        elif before is not None:
            self.edited.emit(self._dragged(before))

    def forget(self) -> None:
        """Forget the drag under way: the board shows another arrangement than it began with."""
        self._before = self._start = self._band = None

    def cancel(self) -> bool:
        """Put back what is dragged, or draw no arrow. Whether there was something to cancel."""
        if self._band is not None:  # what was chosen before it stays so
            self._band = None
            self._board.update()
            return True
        before = self._before
        found = before is not None or self.armed or bool(self.chosen)
        self.forget()
        self.armed = False
        if before is not None:
            self._board.arrange(before)
        self.choose(())
        return found

    # --- the band

    def begin_band(self, point: QPointF) -> None:
        """A band begins at a point of the board; what it touches in the end is chosen as well."""
        self._band = Band(self._board.camera, point)

    def pull_band(self, point: QPointF) -> None:
        """The band ends at a point of the board."""
        if self._band is not None:
            self._band.pull(point)
            self._board.update()

    # --- arrows and notes

    def begin_arrow(self, point: QPointF) -> None:
        """An arrow begins at a scene point."""
        scene = self._board.scene
        if scene is not None:
            self._start = end_at(scene, scene.arrangement, point, vertex_at(scene, point))
            self._point = point

    def pull_arrow(self, point: QPointF) -> None:
        """The arrow's end is dragged to a scene point."""
        self._point = point
        self._board.update()

    def join(self, key: str) -> bool:
        """Begin the arrow at the vertex or note called `key`, or end it. Whether it is drawn."""
        scene = self._board.scene
        if scene is None or rect_of(scene, scene.arrangement, key).isEmpty():
            return False
        start, self._start = self._start, None
        if start is not None:
            self._draw(scene, start, End(key=key))
        else:
            self._start = End(key=key)
            self.pull_arrow(rect_of(scene, scene.arrangement, key).center())
        return not self.armed

    def _draw(self, scene: Scene, start: End, end: End) -> None:
        arrangement = scene.arrangement
        arrow = Arrow(arrangement.number, start, end)
        if start != end:  # a click draws nothing, and is waited on
            self.armed = False
            self.edited.emit(replace(arrangement, arrows=(*arrangement.arrows, arrow)))
            self.choose([arrow.key])
        self._board.update()

    def own(self, shown: Arrangement) -> set[str]:
        """Which notes and arrows are chosen; an arrow is not where only its card is."""
        own = {one.key for one in shown.notes} | {one.key for one in shown.arrows}
        return own.intersection(self.chosen)

    def remove(self) -> bool:
        """Take away the notes and arrows that are chosen. Whether there were any."""
        scene = self._board.scene
        if scene is None:
            return False
        shown = self._before or scene.arrangement  # in mid-drag nothing has moved yet
        left = shown.without(self.own(shown))
        if left == shown:
            return False
        self.choose(())
        self.edited.emit(left)
        return True

    # --- order

    def align(self, side: Side) -> None:
        """Put what is chosen in one line, where the first of it is."""
        scene = self._board.scene
        if scene is None:
            return
        rects = {key: rect_of(scene, scene.arrangement, key) for key in self.chosen}
        there = {key: rect for key, rect in rects.items() if not rect.isEmpty()}
        if len(there) > 1:
            self.edited.emit(scene.arrangement.dragged(aligned(there, side)))

    # --- painting, over the picture

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """Frames round what is chosen, and the arrow under way. The painter is in the scene."""
        scene = self._board.scene
        if scene is None:
            return
        pen = QPen(QColor(ink(colours, "accent")), 2.0, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_chosen(painter, scene)
        if self._band is not None:
            self._band.paint(painter, colours)
        if self._start is not None:
            start = QPointF(self._start.x, self._start.y)
            if self._start.key:
                start = rect_of(scene, scene.arrangement, self._start.key).center()
            paint_arrow(painter, start, self._point, QColor(colours.accent))

    def _paint_chosen(self, painter: QPainter, scene: Scene) -> None:
        """Frames round what is in view; a card alone has the selection's."""
        chosen, arrangement = set(self.chosen), scene.arrangement
        held = self._by if self._before is not None and len(scene.plans) > LIVE else QPointF()
        seen = self._board.camera.seen().translated(-held)
        places = boxes_in(scene, seen).tolist() if len(chosen) > 1 or self.busy else []
        framed = [scene.ends[place] for place in places if scene.keys[place] in chosen]
        if self._board.camera.scale < RECTANGLES_BELOW:  # many, and no dash to be told there
            _paint_far(painter, [end.rect.translated(held) for end in framed])
            framed = []
        for end in framed:
            rect = end.rect.translated(held).adjusted(-5, -5, 5, 5)
            rounding = rect.height() / 2 if end.round else 14.0
            painter.drawRoundedRect(rect, rounding, rounding)
        for note in arrangement.notes:
            if note.key in chosen:
                rect = note_rect(note).translated(held).adjusted(-5, -5, 5, 5)
                painter.drawRoundedRect(rect, 8, 8)
        for arrow in arrangement.arrows:
            ends = ends_of(scene, arrangement, arrow) if arrow.key in chosen else None
            if ends is not None:
                painter.drawEllipse(ends[0], 5, 5)
                painter.drawEllipse(ends[1], 5, 5)


def _paint_far(painter: QPainter, rects: list[QRectF]) -> None:
    """Plain frames in the painter's colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    pen = QPen(painter.pen().color(), 1.0)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawRects(rects)
    painter.restore()
