"""The graph at any step of a tape, as it is looked at: what files of several steps are made of."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from copy import copy

from PySide6.QtCore import QRectF, QSizeF

from graphviewer.graphs.expression import names_within
from graphviewer.gui.canvas.following import crammed
from graphviewer.gui.canvas.frames import Frames
from graphviewer.gui.canvas.mark_layers import bounds_of
from graphviewer.gui.canvas.marks.kinds import EVERY
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.state import around, lit_at
from graphviewer.gui.export.gradual import Gradual
from graphviewer.gui.theme.colours import Colours
from graphviewer.session.iterations import Iterations
from graphviewer.session.scopes import Scopes
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

MARGIN = 24.0  # around the graph
KEPT = 4  # scenes held at once


class Shots:
    """Pictures of a tape's graph at its steps.

    `seen` is what is on screen: its scene, which is laid out already, its marks, and at its own
    step its paths. With `by_iteration` each step's graph is that of its iteration; None: as a
    window would that shows the tape first.
    """

    def __init__(
        self,
        tape: Tape,
        look: Look,
        language: str = "en",
        *,
        by_iteration: bool | None = None,
        seen: Picture | None = None,
    ) -> None:
        self.tape, self.look, self.language = tape, look, language
        self._scopes = Scopes(tape, Iterations(tape))
        self.by_iteration = self._scopes.wanted if by_iteration is None else by_iteration
        # a canvas may look at other parts of the tape meanwhile, and call things by other names
        self.index = TapeIndex(tape)
        self._frames = Frames()
        self._seen = seen
        # a card that is dragged meanwhile stays here where it was
        self._ready = copy(seen.scene) if seen is not None else None
        self._scenes: OrderedDict[Span | None, Scene] = OrderedDict()
        self.room = QSizeF()  # what each of the steps that were settled fits in

    def span(self, step: int) -> Span | None:
        """The part of the tape that is shown at a step; None for all of it."""
        scope = self._scopes.at(step) if self.by_iteration else None
        return scope.span if scope is not None else None

    def scene(self, step: int) -> Scene:
        """The scene that holds at a step."""
        span = self.span(step)
        if self._ready is not None and self._ready.span == span:
            return self._ready
        found = self._scenes.get(span)
        if found is None:
            while len(self._scenes) >= KEPT:
                self._scenes.popitem(last=False)
            found = self._scenes[span] = self._make(span)
        self._scenes.move_to_end(span)
        return found

    def _make(self, span: Span | None) -> Scene:
        self.name_within(span)
        return Scene(
            self.tape,
            self.index,
            self.look.view,
            self.language,
            span=span,
            shaping=self.look.shaping,
            direction=self.look.direction,
            arrangement=self.look.arrangement,
            frames=self._frames,
        )

    def name_within(self, span: Span | None) -> None:
        """Call things what they are called where only a part of the tape is looked at."""
        names = {} if span is None else names_within(self.tape, self.index, span)
        self.index.look_within(names)

    def picture(self, step: int, colours: Colours) -> Gradual:
        """The graph at a step."""
        scene = self.scene(step)
        if scene.index is self.index:
            self.name_within(scene.span)
        seen = self._seen
        picture = Gradual(scene, step, colours, seen.wanted if seen is not None else EVERY)
        if seen is not None and self._ready is scene and seen.step == step:
            picture.traced = seen.traced
        return picture

    def area(self, step: int) -> QRectF:
        """What of the scene a picture holds: all of it, with a margin."""
        return bounds_of(self.scene(step)).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def happening(self, step: int) -> QRectF:
        """The part of the scene that a step is about, with what it takes and gives; or nothing."""
        scene = self.scene(step)
        found = QRectF()
        for place in around(scene, lit_at(scene, step)):
            found = found.united(scene.rect(place))
        return found

    def sight(self, step: int, fits: Callable[[QRectF], bool]) -> QRectF:
        """What a step is about, or one card of it with as many of the others as fit."""
        whole, scene = self.happening(step), self.scene(step)
        if fits(whole):
            return whole
        return crammed(scene, lit_at(scene, step).vertices, fits, scene.bounds.center())

    def settle(self, steps: range) -> Iterator[float]:
        """Lay out what some steps show, so that nothing moves; yields how far it is."""
        if len({self.span(step) for step in steps}) > 1:
            self._ready = None  # others would not stand where its things do
        seen: set[Span | None] = set()
        for number, step in enumerate(steps):
            span = self.span(step)
            if span not in seen:
                seen.add(span)
                self.scene(step)
                yield number / len(steps)
        if len(seen) > 1:
            self._scenes.clear()  # room was made for later ones
        self.room = QSizeF()
        for step in steps:
            self.room = self.room.expandedTo(self.area(step).size())
