"""How the Descent page stands: the surface, the start and the walkers, with undo and redo."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from graphviewer.formulas.limits import EXAMPLES
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import Plain, Regression, Surface, Walker
from graphviewer.formulas.reading import read
from graphviewer.session.event import Event
from graphviewer.session.past import Past

Span = tuple[float, float]
Batch = Annotated[int, Meta(ge=0, le=1_000_000)]
STEPS = (100, 1_000, 10_000)
MOST_WALKERS = 12
MOST_NOISE = 10.0  # of a regression's points
MOST_SEED = 2**31 - 1


class Listed(Struct, frozen=True, kw_only=True):
    """A walker of the list. `key` stays while it is edited; `place` is that of its stroke."""

    key: Annotated[int, Meta(ge=0, le=10**9)]
    place: int
    walker: Walker
    batch: Batch = 0  # examples a step sees of a regression; 0: all
    shown: bool = True


class Descending(Struct, frozen=True, kw_only=True):
    """Everything that is asked, and how it is looked at. The playhead is not part of it.

    `choice` is the key of a row of `descent_choices`; "formula": what is typed.
    """

    choice: str = "beale"
    formula: str = ""
    regression: Regression = Regression()  # what that choice is about
    start: tuple[float, ...] = (1.0, 1.5)
    walkers: Annotated[tuple[Listed, ...], Meta(max_length=MOST_WALKERS)] = ()
    steps: Annotated[int, Meta(ge=1, le=10_000)] = 1_000
    seed: Annotated[int, Meta(ge=0, le=2**31)] = 0
    x: Span = (-4.5, 4.5)
    y: Span = (-4.5, 4.5)
    solid: bool = False  # as a surface in space, else from above
    filled: bool = True
    log: bool = True  # the charts' left axis
    speed: Annotated[float, Meta(ge=0.001, le=10_000)] = 10.0  # steps a second

    def walker(self, key: int) -> Listed:
        """The walker of a key. Raises KeyError."""
        for one in self.walkers:
            if one.key == key:
                return one
        raise KeyError(key)


def flat(surface: Surface) -> bool:
    """Whether it is a curve over x alone; a formula that cannot be read is none."""
    if not isinstance(surface, Plain):
        return False
    try:
        return "y" not in read(surface.formula, ("x", "y")).used
    except FormulaProblem:
        return False


def same_span(one: Span, other: Span) -> bool:
    """Whether two spans are the same but for rounding."""
    least = 1e-9 * max(one[1] - one[0], other[1] - other[0])
    return abs(one[0] - other[0]) <= least and abs(one[1] - other[1]) <= least


class Descent:
    """Holds the state, the playhead and the speed, and announces changes.

    `changed` carries the state before; `moved` the playhead.
    """

    def __init__(self, state: Descending) -> None:
        self.changed: Event[Descending] = Event()
        self.moved: Event[int] = Event()
        self._state = state
        self._past: Past[Descending] = Past()
        self._gesture = ""
        self._position = 0

    @property
    def state(self) -> Descending:
        """How it stands."""
        return self._state

    # --- the playhead

    @property
    def position(self) -> int:
        """The step that is shown."""
        return self._position

    def go(self, step: int) -> None:
        """Show a step; there is none before 0 or after the last that is asked."""
        step = max(0, min(step, self._state.steps))
        if step != self._position:
            self._position = step
            self.moved.emit(step)

    # --- edits

    def edit(self, state: Descending, gesture: str = "") -> None:
        """Stand otherwise. Edits of one gesture, a drag, are undone together."""
        if state == self._state:
            return
        if not gesture or gesture != self._gesture:
            self._past.leave(self._state)
        self._gesture = gesture
        self._take(state)

    def settle(self) -> None:
        """The gesture is over."""
        self._gesture = ""

    def look(self, state: Descending) -> None:
        """Look at it otherwise: another part of the plane, another speed. That is not undone."""
        if state != self._state:
            self._take(state)

    def _take(self, state: Descending) -> None:
        before, self._state = self._state, state
        self.changed.emit(before)
        self.go(self._position)

    @property
    def can_undo(self) -> bool:
        """Whether something was edited."""
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self._past.can_redo

    def undo(self) -> None:
        """Stand as before the last edit."""
        if self.can_undo:
            self._gesture = ""
            self._take(_seen_as(self._state, self._past.undo(self._state)))

    def undo_to(self, wanted: Callable[[Descending], bool]) -> bool:
        """Stand as at the last state before that is wanted; whether there is one."""
        found = self._past.undo_to(self._state, wanted)
        if found is not None:
            self._gesture = ""
            self._take(_seen_as(self._state, found))
        return found is not None

    def redo(self) -> None:
        """Stand as before the last undo."""
        if self.can_redo:
            self._gesture = ""
            self._take(_seen_as(self._state, self._past.redo(self._state)))


def _seen_as(present: Descending, other: Descending) -> Descending:
    """Another state, looked at as the present one is; another surface has its own place."""
    looked = replace(
        other, solid=present.solid, filled=present.filled, log=present.log, speed=present.speed
    )
    if present.choice == other.choice:
        looked = replace(looked, x=present.x, y=present.y)
    return looked


# --- the list


def changed(state: Descending, listed: Listed) -> Descending:
    """The state with another walker in the place of that with its key."""
    walkers = tuple(listed if one.key == listed.key else one for one in state.walkers)
    return replace(state, walkers=walkers)


def added(state: Descending, walker: Walker, batch: int = 0, after: int = -1) -> Descending:
    """The state with one walker more, behind that of a key or last; as it was if there are many."""
    if len(state.walkers) >= MOST_WALKERS:
        return state
    taken = {one.place for one in state.walkers}
    place = next(place for place in range(MOST_WALKERS) if place not in taken)
    key = max((one.key for one in state.walkers), default=-1) + 1
    made = Listed(key=key, place=place, walker=walker, batch=batch)
    at = next((at + 1 for at, one in enumerate(state.walkers) if one.key == after), len(taken))
    return replace(state, walkers=(*state.walkers[:at], made, *state.walkers[at:]))


def removed(state: Descending, key: int) -> Descending:
    """The state without a walker."""
    return replace(state, walkers=tuple(one for one in state.walkers if one.key != key))


def about(state: Descending, points: Regression) -> Descending:
    """The state with other points to fit; a batch of as many or more than there are is all."""
    walkers = tuple(
        replace(one, batch=0) if one.batch >= points.many else one for one in state.walkers
    )
    return replace(state, regression=points, walkers=walkers)


def listed(
    walkers: Iterator[Walker] | tuple[Walker, ...], batches: tuple[int, ...] = ()
) -> tuple[Listed, ...]:
    """Walkers as a list of their own, each in the stroke of its place."""
    return tuple(
        Listed(key=at, place=at, walker=one, batch=batches[at] if at < len(batches) else 0)
        for at, one in enumerate(walkers)
    )


# --- what is kept between starts


def encoded(state: Descending) -> str:
    """The state as text for the settings."""
    return msgspec.json.encode(state).decode()


def decoded(text: str) -> Descending | None:
    """The state that was kept; None if there is none, or it cannot be understood."""
    try:
        state = msgspec.json.decode(text, type=Descending) if text else None
    except (msgspec.MsgspecError, UnicodeError):
        return None
    if state is None or not _sound(state):
        return None
    return state


def _sound(state: Descending) -> bool:
    numbers = (*state.start, *state.x, *state.y)
    keys = {one.key for one in state.walkers}
    return (
        all(math.isfinite(one) for one in numbers)
        and state.x[0] < state.x[1]
        and state.y[0] < state.y[1]
        and len(state.start) in (1, 2)
        and len(keys) == len(state.walkers)
        and 2 <= state.regression.many <= EXAMPLES
        and 0 <= state.regression.noise <= MOST_NOISE
        and 0 <= state.regression.seed <= MOST_SEED
    )
