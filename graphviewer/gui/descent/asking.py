"""Asks the calculator what the state wants to know, and keeps what it answers.

A channel that has not been answered yet is not asked about the same surface again: what it wants
by then is asked afterwards. So a drag never waits for answers that nobody wants any more.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from graphviewer.engine.calculator import Calculated
from graphviewer.formulas.answers import Heights, Refused, Underway, Walked
from graphviewer.formulas.questions import Height, Landscape, Plain, Question, Surface, Walk
from graphviewer.gui.calculating import Calculating
from graphviewer.gui.descent.contours import Ground
from graphviewer.session.descending import Descending, Descent, flat
from graphviewer.session.descent_choices import Place, minima_of, surface_of
from graphviewer.session.trails import Trail

GROUND = "descent.height"
MANY, MANY_OF_CURVE, MANY_OF_NETWORK = 201, 801, 61  # places across
HIGHEST = 1e300  # what is beyond cannot be drawn: its scale would leave the numbers there are
ENOUGH = 60  # steps after which a new way takes the place of an old one


class _Channel(Struct):
    """What was asked last: its number, and whether an answer has come, and the last part of it."""

    question: Question
    number: int
    answered: bool = False
    done: bool = False
    wanted: Question | None = None  # to be asked once it has


class Asking(QObject):
    """`grounded`: the surface is another. `walked`: trails have grown or gone.

    `underway` carries Underway or None, `refused` Refused or None, `broke` a sentence.
    `refusals_changed`: other walkers than before cannot walk.
    """

    grounded = Signal()
    walked = Signal()
    underway = Signal(object)
    refused = Signal(object)
    refusals_changed = Signal()
    broke = Signal(str)

    def __init__(self, descent: Descent, calculating: Calculating, parent: QObject) -> None:
        super().__init__(parent)
        self._descent, self._calculating = descent, calculating
        self.ground: Ground | None = None
        self._surface: Surface | None = None  # whose heights are there
        self.trails: dict[int, Trail] = {}
        self._coming: dict[int, Trail] = {}  # by walker: not long enough to be shown
        self._refusals: dict[str, Refused] = {}  # by channel
        self._channels: dict[str, _Channel] = {}
        calculating.answered.connect(self._on_answered)
        calculating.broke.connect(self._on_broke)

    # --- what is known

    @property
    def minima(self) -> tuple[Place, ...]:
        """Where the surface is least, as far as that is known or has been told."""
        told = self.ground.told if self.ground is not None else {}
        if "x" in told and "y" in told:
            return ((told["x"], told["y"]),)
        return minima_of(self._descent.state)

    @property
    def refusals(self) -> dict[int, Refused]:
        """By walker why it cannot walk, where that is not the surface's fault."""
        if GROUND in self._refusals:
            return {}
        return {int(name.rpartition(".")[2]): why for name, why in self._refusals.items()}

    @property
    def longest(self) -> int:
        """The last step that any walker has come to."""
        return max((len(one) - 1 for one in self.trails.values()), default=0)

    @property
    def reached(self) -> int:
        """The last step that all who still walk have come to."""
        going = [len(one) - 1 for one in self.trails.values() if not one.whole]
        return max(0, min(going, default=self.longest))

    @property
    def whole(self) -> bool:
        """Whether all have come as far as they will."""
        return all(one.done and one.wanted is None for one in self._channels.values())

    @property
    def ended(self) -> bool:
        """Whether all walkers have, whatever else is asked of the surface."""
        walks = [one for name, one in self._channels.items() if name != GROUND]
        return all(one.done and one.wanted is None for one in walks)

    # --- asking

    def follow(self) -> None:
        """Ask whatever the state wants to know and is not asked yet."""
        state = self._descent.state
        keys = {one.key for one in state.walkers}
        asked = {int(name.rpartition(".")[2]) for name in self._channels if name != GROUND}
        for key in asked - keys:
            self._drop(key)
        self._ask(GROUND, height_of(state))
        for one in state.walkers:
            self._ask(_channel(one.key), walk_of(state, one.key))

    def again(self) -> None:
        """Ask everything anew: nothing of what was asked will be answered."""
        self._channels.clear()
        self.follow()

    def _ask(self, channel: str, question: Question) -> None:
        held = self._channels.get(channel)
        if held is not None and question == (held.wanted or held.question):
            return
        if held is not None and not held.answered and _same_surface(held.question, question):
            held.wanted = question
            return
        number = self._calculating.ask(channel, question)
        self._channels[channel] = _Channel(question, number)

    def _drop(self, key: int) -> None:
        """A walker is gone: let its channel do next to nothing."""
        held = self._channels.pop(_channel(key), None)
        self._coming.pop(key, None)
        self.trails.pop(key, None)
        self._refuse(_channel(key), None)
        if held is not None and isinstance(held.question, Walk):
            self._calculating.ask(_channel(key), replace(held.question, steps=1))

    # --- answers

    def _on_answered(self, told: Calculated) -> None:
        found = [name for name, held in self._channels.items() if held.number == told.number]
        if not found:
            return
        held = self._channels[found[0]]
        held.answered, held.done = True, told.last
        match told.answer:
            case Heights() as heights if isinstance(held.question, Height):
                self._refuse(GROUND, None)
                self._take_ground(held.question, heights)
            case Walked() as part:
                self._refuse(found[0], None)
                self._take_steps(int(found[0].rpartition(".")[2]), part, last=told.last)
            case Underway() as work:
                self._wait(held.question, work)
            case Refused() as why:
                self._refuse(found[0], why)
        if held.wanted is not None:
            wanted, held.wanted = held.wanted, None
            self._ask(found[0], wanted)

    def _wait(self, question: Question, work: Underway) -> None:
        """A network is trained first: what was there of another surface goes meanwhile."""
        surface = getattr(question, "surface", None)
        if not isinstance(surface, Landscape) or surface == self._surface:
            return
        if self.ground is not None:
            self.ground = None
            self.trails.clear()
            self.grounded.emit()
            self.walked.emit()
        self.underway.emit(work)

    def _take_ground(self, question: Height, heights: Heights) -> None:
        z = heights.z.numpy()
        z = np.where(np.abs(z) < HIGHEST, z, np.nan)
        self._surface = question.surface
        self.ground = Ground(question.x, question.y, z, heights.told)
        self.underway.emit(None)
        self.refused.emit(None)
        self.grounded.emit()

    def _take_steps(self, key: int, part: Walked, *, last: bool) -> None:
        if part.first == 0:
            self._coming[key] = Trail()
        trail = self._coming.get(key, self.trails.get(key))
        if trail is None:
            return
        trail.take(part)
        trail.whole = last
        enough = min(self._descent.position + 1, ENOUGH)
        if key in self._coming and (last or key not in self.trails or len(trail) >= enough):
            self.trails[key] = self._coming.pop(key)
        self.walked.emit()

    def _refuse(self, channel: str, why: Refused | None) -> None:
        """Remember why a question has no answer; None: it has one, or is not asked any more."""
        if self._refusals.get(channel) != why:
            self._refusals.pop(channel, None)
            if why is not None:
                self._refusals[channel] = why
            self.refusals_changed.emit()
        if why is not None:
            self._lose(channel, why)

    def _lose(self, channel: str, why: Refused) -> None:
        """What was there of a refused question is not there any more."""
        if channel == GROUND:
            self.ground = self._surface = None
            self.underway.emit(None)
            self.grounded.emit()
            self.refused.emit(why)
        else:
            key = int(channel.rpartition(".")[2])
            self.trails.pop(key, None)
            self._coming.pop(key, None)
            self.walked.emit()

    def _on_broke(self, why: str) -> None:
        self._channels.clear()
        self.underway.emit(None)
        self.broke.emit(why)


def _channel(key: int) -> str:
    return f"descent.walk.{key}"


def _same_surface(one: Question, other: Question) -> bool:
    mine, others = getattr(one, "surface", None), getattr(other, "surface", None)
    return mine == others


def height_of(state: Descending) -> Height:
    """The question for the surface where it is looked at."""
    surface = surface_of(state)
    if flat(surface):
        return Height(surface=surface, x=state.x, many=MANY_OF_CURVE)
    many = MANY_OF_NETWORK if isinstance(surface, Landscape) else MANY
    return Height(surface=surface, x=state.x, y=state.y, many=many)


def walk_of(state: Descending, key: int) -> Walk:
    """The question for a walker's steps."""
    listed, surface = state.walker(key), surface_of(state)
    start = state.start
    if isinstance(surface, Plain):
        start = start[:1] if flat(surface) else (*start, 0.0)[:2]
    return Walk(
        surface=surface,
        start=start,
        walker=listed.walker,
        steps=state.steps,
        batch=listed.batch,
        seed=state.seed,
    )
