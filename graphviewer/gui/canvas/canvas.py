"""The graph on screen: one widget that paints a scene at a step through a camera."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from graphviewer.gui.canvas.builder import LARGE, Builder
from graphviewer.gui.canvas.gestures import Drag, drag_for
from graphviewer.gui.canvas.hit import boxes_in, neighbour, vertex_at
from graphviewer.gui.canvas.picture import RECTANGLES_BELOW, Picture, detail_at
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import caption, item_of, places_of, spoken
from graphviewer.gui.canvas.stage import Stage, single_shot
from graphviewer.gui.canvas.state import around
from graphviewer.gui.canvas.tips import tip
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import LIGHT, Colours
from graphviewer.gui.theme.fonts import sans
from graphviewer.gui.theme.ink import ink
from graphviewer.session.session import Item
from graphviewer.tape.graph import View
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

WHEEL_STEP = 1.0015  # zoom a unit of wheel angle
STEP_ZOOM = 1.25
REGROW = 120  # least milliseconds between two pictures of a growing tape


class Canvas(Stage):
    """Shows a tape's graph at a step.

    `picked` carries the Item that was clicked (None: the empty space), `visited` the one that was
    double-clicked or chosen with Enter.
    """

    picked = Signal(object)
    visited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tape: Tape | None = None
        self._index: TapeIndex | None = None
        self._view: View = "expression"
        self._step = -1
        self._caption = ""
        self._selection: Item | None = None
        self._colours = LIGHT
        self._language = "en"
        self.scene: Scene | None = None
        self._picture: Picture | None = None
        self._drag: Drag | None = None
        self._space = False
        self._seen: tuple[int, ...] = ()  # how much of the tape the scene shows
        self._stale = self._unbuilt = False
        self._builder = Builder(self)
        self._builder.built.connect(self._on_builder_built)
        self._regrow = single_shot(self, REGROW)
        self._regrow.timeout.connect(self._on_regrow_timeout)
        self.setAccessibleName(word("graph", self._language))

    # --- what it shows

    def set_tape(self, tape: Tape, index: TapeIndex) -> None:
        """Show a tape's graph, fitted."""
        self._tape, self._index = tape, index
        self._step = min(self._step, len(tape.steps) - 1)
        self._selection = None
        self._open_anew()
        self.scene = self._picture = None
        self._caption = ""
        self._rebuild()
        self._tell()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._tape = self._index = self.scene = self._picture = self._selection = None
        self._caption = ""
        self._sprites.clear()
        self._builder.stop()
        self._regrow.stop()
        self._flight.stop()
        self._tell()
        self.update()

    def refresh(self) -> None:
        """The tape has grown: draw it anew, soon."""
        if not self._regrow.isActive():
            self._regrow.start(REGROW)

    def set_view(self, view: View) -> None:
        """Show the expression or PyTorch's own nodes."""
        if view != self._view:
            self._view = view
            self._open_anew()
            self._rebuild()

    def set_step(self, step: int) -> None:
        """Show the graph as it was after a step; nothing moves."""
        if step != self._step:
            self._step = step
            self._repaint_scene()
            self._follow()

    def set_selection(self, item: Item | None) -> None:
        """Frame an item, and bring it into view."""
        if item == self._selection:
            return
        self._selection = item
        places = self._selected()
        if self.scene is not None and places:
            self._bring(self.scene.rect(places[0]))
        self._tell()
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Use a theme's colours."""
        self._colours = colours
        self._sprites.clear()
        self._repaint_scene()

    def set_language(self, language: str) -> None:
        """Write in English ("en") or Korean ("ko")."""
        if language != self._language:
            self._language = language
            self.setAccessibleName(word("graph", language))
            self._rebuild()

    def _on_regrow_timeout(self) -> None:
        if self._builder.under_way:
            self._stale = True
        elif self._tape is not None and _rows(self._tape) != self._seen:
            self._rebuild()
        elif self.scene is not None:
            self.scene.forget_runs()
            self._repaint_scene()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._unbuilt = self._builder.under_way
        self._builder.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._unbuilt:
            self._unbuilt = False
            self._rebuild()

    # --- the scene

    def _rebuild(self) -> None:
        """Draw the tape anew: at once, or in slices where that would freeze the window."""
        tape, index = self._tape, self._index
        self._stale = False
        if tape is None or index is None:
            return
        self._seen = _rows(tape)
        self._builder.stop()
        if self.isVisible() and len(tape.tensors) + len(tape.ops) + len(tape.nodes) > LARGE:
            self._builder.start(tape, index, self._view, self._language)
        else:
            self._take(Scene(tape, index, self._view, self._language))

    def _on_builder_built(self, scene: Scene) -> None:
        self._take(scene)
        if self._stale:
            self._regrow.start(max(REGROW, round(2000 * self._builder.took)))

    def _take(self, scene: Scene) -> None:
        self.scene = scene
        self._caption = caption(self.scene)
        self._sprites.clear()
        self.camera.bounds = self.scene.bounds
        self._repaint_scene()
        self._settle_camera()

    def _follow(self, *, glide: bool = True) -> None:
        """Bring what the step is about into view, if one is near enough to read it."""
        if self._picture is None or self.scene is None or self.camera.scale < RECTANGLES_BELOW:
            return
        wide = self._area(around(self.scene, self._picture.lit))
        if not self._fits(wide):
            wide = self._area(self._picture.lit.vertices)
        if not wide.isEmpty():
            self._bring(wide, glide=glide)

    def _area(self, places: Iterable[int]) -> QRectF:
        """The rectangle of the scene that holds some vertices."""
        area = QRectF()
        if self.scene is not None:
            for place in places:
                area = area.united(self.scene.rect(place))
        return area

    def _repaint_scene(self) -> None:
        if self.scene is not None:
            self._picture = Picture(self.scene, self._step, self._colours)
        self._tell()
        self.update()

    def _selected(self) -> list[int]:
        return places_of(self.scene, self._selection) if self.scene is not None else []

    def _tell(self) -> None:
        """What a screen reader says: the caption and the selection with its numbers."""
        said = self._caption
        places = self._selected()
        if self.scene is not None and self._picture is not None and places:
            said += ". " + spoken(self.scene, places[0], self._picture.face(places[0]))
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours.canvas))
        if self._picture is not None and self.scene is not None:
            self._paint_scene(painter, self._picture)
            self._paint_caption(painter)
            if self._overview.needed:
                if not self._flight.under_way and self._drag is None:
                    self._overview.avoid(self._covered)
                self._overview.paint(painter, self._picture, self._colours, self._language)
        painter.end()

    def _paint_scene(self, painter: QPainter, picture: Picture) -> None:
        self._sprites.scale = self.camera.scale
        self._sprites.ratio = self.devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(self.camera.transform())
        seen = self.camera.seen()
        picture.paint(painter, seen, detail_at(self.camera.scale), self._sprites.paint)
        self._paint_selection(painter, picture.scene)
        painter.resetTransform()

    def _covered(self, rect: QRectF) -> tuple[int, int]:
        """How many cards of the step, and of all, lie under a rectangle of the widget."""
        if self.scene is None or self._picture is None:
            return 0, 0
        corners = self.camera.to_scene(rect.topLeft()), self.camera.to_scene(rect.bottomRight())
        under = set(boxes_in(self.scene, QRectF(*corners)).tolist())
        return len(under & around(self.scene, self._picture.lit)), len(under)

    def _paint_selection(self, painter: QPainter, scene: Scene) -> None:
        places = self._selected()
        if not places:
            return
        pen = QPen(QColor(self._colours.accent), 2.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in places:
            end = scene.ends[place]
            rect = end.rect.adjusted(-5, -5, 5, 5)
            rounding = rect.height() / 2 if end.round else 14.0
            painter.drawRoundedRect(rect, rounding, rounding)

    def _paint_caption(self, painter: QPainter) -> None:
        painter.setFont(sans(13))
        behind = QColor(self._colours.canvas)
        behind.setAlphaF(0.85)
        wide = painter.fontMetrics().horizontalAdvance(self._caption)
        painter.fillRect(QRectF(12, 16, wide + 16, 26), behind)
        painter.setPen(QColor(ink(self._colours, "quiet")))
        painter.drawText(QPointF(20, 34), self._caption)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(760, 720)

    # --- pointing

    def item_at(self, point: QPointF) -> Item | None:
        """What is under a widget point."""
        if self.scene is None:
            return None
        place = vertex_at(self.scene, self.camera.to_scene(point))
        return item_of(self.scene, place) if place is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        on_map = self._overview.needed and self._overview.rect.contains(event.position())
        self._drag = drag_for(event, on_map=on_map, space=self._space)
        if self._drag is not None and self._drag.kind == "map":
            self._look_at(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        drag = self._drag
        if drag is None:
            over = self.item_at(event.position()) is not None
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            )
            return
        if drag.kind == "map":
            self._look_at(event.position())
            return
        moved = drag.move(event.position())
        if drag.moved:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        drag, self._drag = self._drag, None
        self.unsetCursor()
        if drag is not None and drag.kind == "pick" and not drag.moved:
            self._pick(self.item_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        item = self.item_at(event.position())
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pick(item)
            self.visited.emit(item)

    def _pick(self, item: Item | None) -> None:
        self._selection = item
        self._tell()
        self.update()
        self.picked.emit(item)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel zooms at the pointer; a touch pad's fine scrolling pans, with Ctrl it zooms."""
        fine = event.pixelDelta()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not fine.isNull() and not control:
            self._pan(fine.x(), fine.y())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turn = event.angleDelta()
            self._pan((turn.x() or turn.y()) / 2, 0)
        else:
            self._zoom(WHEEL_STEP ** event.angleDelta().y(), event.position())
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
        scene = self.scene
        place = None
        if scene is not None:
            place = vertex_at(scene, self.camera.to_scene(QPointF(event.pos())))
        if scene is None or place is None:
            QToolTip.hideText()
            event.ignore()
            return
        QToolTip.showText(event.globalPos(), tip(scene, place, self._step), self)

    # --- keys; arrows, Space, Home and End belong to the transport

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if control and direction is not None:
            self._walk(*direction)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selection is not None:
            self.visited.emit(self._selection)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP_ZOOM)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(1 / STEP_ZOOM)
        elif event.key() in (Qt.Key.Key_0, Qt.Key.Key_F) and not control:
            self.fit()
        else:
            self._space = self._space or event.key() == Qt.Key.Key_Space
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes from vertex to vertex in the program's order, then on to the next widget."""
        if self.scene is not None and self.scene.plans and self.hasFocus():
            places = self._selected()
            goal = (places[0] if places else -1 if forward else len(self.scene.plans)) + (
                1 if forward else -1
            )
            if 0 <= goal < len(self.scene.plans):
                self._go_to(goal)
                return True
        return super().focusNextPrevChild(forward)

    def _walk(self, dx: int, dy: int) -> None:
        if self.scene is None or not self.scene.plans:
            return
        places = self._selected()
        goal = neighbour(self.scene, places[0], dx, dy) if places else 0
        if goal is not None:
            self._go_to(goal)

    def _go_to(self, place: int) -> None:
        assert self.scene is not None
        self._bring(self.scene.rect(place))
        self._pick(item_of(self.scene, place))


def _rows(tape: Tape) -> tuple[int, ...]:
    """What of a tape can change cards and arrows."""
    tables = (
        tape.tensors, tape.changes, tape.bindings, tape.ops, tape.nodes, tape.runs, tape.values
    )  # fmt: skip
    return tuple(len(table) for table in tables)


_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
