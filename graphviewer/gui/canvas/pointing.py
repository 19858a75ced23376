"""What a user does to the canvas with a pointer: clicking, dragging, the wheel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QHideEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from graphviewer.gui.canvas.arranger import Arranger
from graphviewer.gui.canvas.free import free_place
from graphviewer.gui.canvas.gestures import Drag, drag_for
from graphviewer.gui.canvas.group_frames import title_at
from graphviewer.gui.canvas.hit import vertex_at
from graphviewer.gui.canvas.mark_layers import bounds_of
from graphviewer.gui.canvas.notes import note_at
from graphviewer.gui.canvas.scalar_labels import label_at
from graphviewer.gui.canvas.scalar_tips import link_tip
from graphviewer.gui.canvas.selection import item_of
from graphviewer.gui.canvas.tidied import Tidied
from graphviewer.gui.canvas.tips import tip, title_tip
from graphviewer.session.session import Item
from graphviewer.tape.arrangement import Arrangement, Note

WHEEL_STEP = 1.0015  # zoom a unit of wheel angle


class Pointing(Tidied):
    """A stage with a scene to point at. The heir shows it, and says what is selected."""

    picked = Signal(object)
    visited = Signal(object)
    note_visited = Signal(object)  # a Note that is to be written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection: Item | None = None
        self._drag: Drag | None = None
        self._space = self._tap = False
        self.arranger = Arranger(self, self)

    def arrange(self, arrangement: Arrangement, *, dragging: bool = False) -> None:
        """Show what is arranged otherwise, or what is being dragged."""
        if self.scene is not None:
            self.scene.arrange(arrangement, dragging=dragging)
            self.camera.bounds = bounds_of(self.scene)
            self._sprites.clear()
            self.update()

    def _selected(self) -> list[int]:
        """Where in the scene the selection is."""
        raise NotImplementedError

    def _tell(self) -> None:
        """Say the selection to a screen reader."""
        raise NotImplementedError

    @property
    def selection(self) -> Item | None:
        """What is selected."""
        return self._selection

    def _hover(self, item: Item | None) -> None:
        """Something is pointed at, or nothing is."""
        raise NotImplementedError

    def _mark_tip(self, point: QPointF) -> str:
        """What the mark at a scene point explains."""
        raise NotImplementedError

    def _mark_goal(self, point: QPointF) -> int | None:
        """Where the mark at a scene point leads, if it leads anywhere."""
        raise NotImplementedError

    def item_at(self, point: QPointF) -> Item | None:
        """What is under a widget point."""
        if self.scene is None or self._note_at(point) is not None:
            return None
        place = vertex_at(self.scene, self.camera.to_scene(point))
        if place is not None:
            return item_of(self.scene, place)
        return title_at(self.scene, self.camera.to_scene(point))

    def draw_arrow(self) -> None:
        """The next drag draws an arrow; until then the pointer and a line say so."""
        if self.scene is not None:
            self.arranger.armed = True
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.setFocus()
            self.update()

    def place_for(self, size: QSizeF) -> QPointF | None:
        """A free place in view, near the middle, of a size in pixels: its corner in the scene."""
        if self.scene is None:
            return None
        covered = self._overview.rect if self._overview.shown else QRectF(0, 0, 0, 0)
        corners = map(self.camera.to_scene, (covered.topLeft(), covered.bottomRight()))
        return free_place(self.scene, self._room(), size / self.camera.scale, QRectF(*corners))

    @property
    def dragging(self) -> bool:
        """Whether a button is held that drags something."""
        return self._drag is not None

    def let_go(self) -> None:
        """Forget the drag under way: something else is shown than what it began in."""
        if self._drag is not None or self.arranger.busy:
            self._drag = None
            self.arranger.forget()
            self.unsetCursor()
            self.update()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Who cannot see a drag cannot end it: it is given up."""
        super().hideEvent(event)
        if self.arranger.busy:
            self.arranger.cancel()
        self.let_go()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._drag is not None and self._drag.is_held(event):
            return
        if self._drag is not None:
            self.arranger.cancel()  # somebody else has taken its release
        self._tap = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = self.camera.to_scene(event.position())
        self._drag = drag_for(
            event,
            on_map=self._on_map(event.position()),
            space=self._space,
            key=self.arranger.key_at(point, self.camera.scale),
            draws=self.arranger.armed,
            bare=self._is_bare(event.position()),
        )
        if self._drag is not None and self._drag.kind == "map":
            self._look_at(event.position())
        elif self._drag is not None and self._drag.kind == "arrow":
            self.arranger.begin_arrow(point)
        elif self._drag is not None and self._drag.kind == "band":
            self.arranger.begin_band(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        drag = self._drag
        if drag is None:
            over = self.item_at(event.position())
            self._hover(over)
            if not self.arranger.armed:
                hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
                self.setCursor(arrow if over is None else hand)
            return
        if drag.kind == "map":
            self._look_at(event.position())
            return
        if drag.kind == "arrow":
            self.arranger.pull_arrow(self.camera.to_scene(event.position()))
            return
        moved = drag.move(event.position())
        if drag.moved and drag.kind == "hold":
            self.setCursor(Qt.CursorShape.SizeAllCursor)
            self.arranger.drag(drag.key, moved / self.camera.scale)
        elif drag.moved and drag.kind == "band":
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.arranger.pull_band(event.position())
        elif drag.moved:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._drag is not None and self._drag.is_held(event):
            return
        drag, self._drag = self._drag, None
        if not self.arranger.armed:
            self.unsetCursor()
        if drag is None:
            return
        self.update()  # the map, which waited, may have to go elsewhere
        if drag.kind == "band":
            self._take_band()
        elif drag.kind in ("hold", "arrow") and self.arranger.busy:  # keys may have begun an arrow
            self.arranger.drop()
            if not self.arranger.armed:
                self.unsetCursor()
        elif drag.kind == "hold" and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.arranger.add(drag.key)
            self._select_alone()
        elif drag.kind in ("pick", "hold") and not drag.moved:
            self.arranger.choose([drag.key] if drag.key else [])
            goal = self._mark_goal(self.camera.to_scene(event.position()))
            if goal is not None:
                self._go_to(goal)
            else:
                self._pick(self.item_at(event.position()))

    def _on_map(self, point: QPointF) -> bool:
        return self._overview.shown and self._overview.rect.contains(point)

    def _is_bare(self, point: QPointF) -> bool:
        """Whether there is nothing to click at a widget point."""
        at = self.camera.to_scene(point)
        alone = not self.arranger.key_at(at, self.camera.scale) and self.item_at(point) is None
        return alone and self._mark_goal(at) is None

    def _take_band(self) -> None:
        """Choose what the band touches, beside what is selected."""
        places = self._selected()
        if self.scene is not None and places and not self.arranger.chosen:
            self.arranger.choose([self.scene.keys[place] for place in places])
        self.arranger.drop()
        self._select_alone()

    def _select_alone(self) -> None:
        """A card that is chosen alone is as good as clicked."""
        scene, chosen = self.scene, self.arranger.chosen
        place = scene.place_of(chosen[0]) if scene is not None and len(chosen) == 1 else None
        if scene is not None and place is not None and place not in self._selected():
            self._pick(item_of(scene, place))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """It visits a thing; elsewhere, and where a drag is meant, it is one more press."""
        left = event.button() == Qt.MouseButton.LeftButton
        means = self._space or self.arranger.armed or self._on_map(event.position())
        chooses = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = left and not means and not chooses
        note, item = self._note_at(event.position()), self.item_at(event.position())
        if plain and note is not None:
            self.note_visited.emit(note)
        elif plain and item is not None:
            self._pick(item)
            self.visited.emit(item)
        else:
            self.mousePressEvent(event)

    def _note_at(self, point: QPointF) -> Note | None:
        if self.scene is None:
            return None
        return note_at(self.scene.arrangement, self.camera.to_scene(point))

    def _pick(self, item: Item | None) -> None:
        self._selection = item
        self._tell()
        self.update()
        self.picked.emit(item)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel zooms at the pointer, to the side it pans.

        A touch pad's fine scrolling pans, with Ctrl it zooms.
        """
        fine, turn = event.pixelDelta(), event.angleDelta()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not fine.isNull() and not control:
            self._pan(fine.x(), fine.y())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not turn.y():
            self._pan((turn.x() or turn.y()) / 2, 0)
        else:
            self._zoom(WHEEL_STEP ** turn.y(), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom(1 + event.value(), event.position())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        scene, at = self.scene, self.camera.to_scene(QPointF(event.pos()))
        place = vertex_at(scene, at) if scene is not None else None
        mark = self._mark_tip(at)
        if mark:
            QToolTip.showText(event.globalPos(), mark, self)
            return
        link = label_at(scene, at) if scene is not None and place is None else None
        if scene is not None and link is not None:
            QToolTip.showText(event.globalPos(), link_tip(scene, link, self._step), self)
            return
        title = title_at(scene, at) if scene is not None and place is None else None
        if scene is not None and place is not None:
            QToolTip.showText(event.globalPos(), tip(scene, place, self._step), self)
        elif scene is not None and title is not None:
            QToolTip.showText(event.globalPos(), title_tip(scene, title), self)
        else:
            QToolTip.hideText()
            event.ignore()

    def _go_to(self, place: int) -> None:
        assert self.scene is not None
        self._turn_to(place)
        self._pick(item_of(self.scene, place))

    def _turn_to(self, place: int) -> None:
        """Bring a vertex into view; it alone is chosen, unless something is held."""
        if self.scene is not None:
            self._bring(self.scene.rect(place))
            if not self.arranger.busy:
                self.arranger.choose([self.scene.keys[place]])
