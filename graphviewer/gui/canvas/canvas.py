"""The graph on screen: one widget that paints a scene at a step through a camera."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from graphviewer.gui.canvas.builder import LARGE, Builder
from graphviewer.gui.canvas.changes import looks_of, rows_of
from graphviewer.gui.canvas.foresight import Foresight
from graphviewer.gui.canvas.frames import Frames
from graphviewer.gui.canvas.group_frames import where
from graphviewer.gui.canvas.mark_layers import bounds_of
from graphviewer.gui.canvas.picture import RECTANGLES_BELOW
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.selection import caption, counterpart
from graphviewer.gui.canvas.stage import single_shot
from graphviewer.gui.canvas.words import word
from graphviewer.gui.theme.colours import Colours
from graphviewer.session.scopes import Scope
from graphviewer.session.session import Item
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

PATIENCE = 300  # milliseconds after which it is said that a picture is being made
REGROW = 120  # least milliseconds between two pictures of a growing tape


class Canvas(Foresight):
    """Shows a tape's graph at a step.

    `picked` carries the Item that was clicked (None: the empty space), `visited` the one that was
    double-clicked or chosen with Enter, `followed` what stands for the selection in another scope.
    """

    followed = Signal(object)
    scene_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tape: Tape | None = None
        self._index: TapeIndex | None = None
        self._look = Look()
        self._scope: Scope | None = None
        self._frames = Frames()
        self._seen: tuple[int, ...] = ()  # how much of the tape the scene shows
        self._stale = self._unbuilt = False
        self._builder = Builder(self)
        self._builder.built.connect(self._on_builder_built)
        self._regrow = single_shot(self, REGROW)
        self._regrow.timeout.connect(self._on_regrow_timeout)
        self._patience = single_shot(self, PATIENCE)
        self._patience.timeout.connect(self._on_patience_timeout)
        self.setAccessibleName(word("graph", self._language))

    # --- what it shows

    def set_tape(self, tape: Tape, index: TapeIndex) -> None:
        """Show a tape's graph, fitted."""
        self._tape, self._index = tape, index
        self._step = min(self._step, len(tape.steps) - 1)
        self._selection = None
        self._forget()
        self._frames.clear()
        self._open_anew()
        self.scene = self._picture = None
        self._caption = ""
        self._rebuild()
        self._tell()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._tape = self._index = self.scene = self._picture = self._selection = None
        self._scope = None
        self._caption = ""
        self._sprites.clear()
        self._forget()
        self._frames.clear()
        self._builder.stop()
        self._regrow.stop()
        self._flight.stop()
        self._rest()
        self._tell()
        self.update()

    def refresh(self) -> None:
        """The tape has grown: draw it anew, soon."""
        if not self._regrow.isActive():
            self._regrow.start(REGROW)

    def set_look(self, look: Look) -> None:
        """Show a view, and what is to be seen of it."""
        before, self._look = self._look, look
        self._across = look.direction == "right"
        if (look.view, look.direction) != (before.view, before.direction):
            self._open_anew()
        if replace(look, arrangements=before.arrangements) == before:
            self.arrange(look.arrangement)
        else:
            self._rebuild()

    def set_scope(self, scope: Scope | None) -> None:
        """Show the graph of a part of the tape, or of all of it.

        Where the two have one structure nothing moves.
        """
        before, self._scope = self._scope, scope
        if before == scope:
            return
        if before is not None and scope is not None and before.span == scope.span:
            self._say_caption()
            return
        if before is None or scope is None:
            self._open_anew()
        self._rebuild()

    def set_step(self, step: int) -> None:
        """Show the graph as it was after a step; nothing moves."""
        if step != self._step:
            forward, self._step = step == self._step + 1, step
            self._repaint_scene()
            self._follow()
            if self._picture is not None and self.isVisible():
                near = self.camera.scale >= RECTANGLES_BELOW
                self._travel.step(self._picture, forward=forward and near, seen=self.camera.seen())

    def set_selection(self, item: Item | None) -> None:
        """Frame an item, and bring it into view."""
        if item == self._selection:
            return
        self._selection = item
        places = self._selected()
        if places:
            self._turn_to(places[0])
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
            self._frames.clear()
            self._rebuild()

    def _on_regrow_timeout(self) -> None:
        if self._builder.under_way:
            self._stale = True
        elif self._tape is not None and rows_of(self._tape, self._span) != self._seen:
            self._rebuild()
        elif self.scene is not None:
            self.scene.forget_runs()
            self._say_caption()
            self._repaint_scene()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._rest()
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
        self._seen = rows_of(tape, self._span)
        self._builder.stop()
        in_slices = self.isVisible() and sum(self._seen[:3]) > LARGE
        scene = Scene(
            tape,
            index,
            self._look.view,
            self._language,
            span=self._span,
            shaping=self._look.shaping,
            direction=self._look.direction,
            arrangement=self._look.arrangement,
            frames=self._frames,
            at_once=not in_slices,
        )
        if in_slices:
            self._builder.start(scene)
            self._patience.start()
        else:
            self._take(scene)

    @property
    def _span(self) -> Span | None:
        return self._scope.span if self._scope is not None else None

    def _on_patience_timeout(self) -> None:
        self._busy = self._builder.under_way
        self.update()

    def _on_builder_built(self, scene: Scene) -> None:
        self._take(scene)
        if self._stale:
            self._regrow.start(max(REGROW, round(2000 * self._builder.took)))

    def _take(self, scene: Scene) -> None:
        self._busy = False
        before, self.scene = self.scene, scene
        scene.arrange(self._look.arrangement)  # it may have changed while the scene was built
        old = self._leave() if before is not None and looks_of(before) != looks_of(scene) else None
        self._picture = None
        alike = before is not None and scene.is_like(before)
        if before is None or before.geometry is not scene.geometry:
            self._sprites.clear()
            self.camera.bounds = bounds_of(scene)
        self._say_caption()
        self._follow_selection(before)
        self._repaint_scene()
        if not alike and not self._hold(before):
            self._settle_camera()
            places = self._selected()
            if places and before is not None and looks_of(before) != looks_of(scene):
                self._bring(scene.rect(places[0]), glide=False)
        self._arrive(old)
        self.scene_changed.emit()

    def _hold(self, before: Scene | None) -> bool:
        """Keep what was opened or closed where it is on screen; whether there was such a thing."""
        scene = self.scene
        if before is None or scene is None or before.shaping == scene.shaping:
            return False
        if scene.shaping.focus not in (None, before.shaping.focus):
            self._touched = False  # it is a small picture of its own, to be seen whole
            return False
        then, now = ((one.view, one.direction, one.span) for one in (before, scene))
        if then != now:
            return False
        old, new = where(before, self._selection), where(scene, self._selection)
        if old.isEmpty() or new.isEmpty():
            return False
        self._flight.stop()
        self._touched = True
        self.camera.centre += new.topLeft() - old.topLeft()
        return True

    def _follow_selection(self, before: Scene | None) -> None:
        """Select what stands for the selection in another iteration."""
        if before is None or self.scene is None or before.span == self.scene.span:
            return
        item = counterpart(before, self._selection, self.scene)
        if item is not None:
            self._selection = item
            self.followed.emit(item)

    def _say_caption(self) -> None:
        if self.scene is not None and self.scene.span == self._span:
            self._caption = caption(self.scene, self._scope)
        self._tell()
        self.update()
