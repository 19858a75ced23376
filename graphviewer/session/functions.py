"""What the Functions page shows: functions of x with their constants, and where one looks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.reading import LENGTH, read
from graphviewer.formulas.tree import Formula
from graphviewer.session.event import Event
from graphviewer.session.functions_sliders import Slider, usual
from graphviewer.session.past import Past

MOST = 12  # functions at once
HOME = (-8.0, 8.0)  # the x that are shown at first
PARTS, POWERS = 8, 16  # h = 10 ** -(notch / PARTS), down to 10 ** -POWERS
Span = tuple[float, float]
_Text = Annotated[str, Meta(max_length=2 * LENGTH)]


class Function(Struct, frozen=True, kw_only=True):
    """One function of x. `key` and `pen` stay with it when others come and go."""

    key: Annotated[int, Meta(ge=0, le=10**9)]
    formula: _Text
    sliders: dict[str, Slider] = {}  # by the name of a constant
    shown: bool = True
    pen: int = 0


class Plot(Struct, frozen=True, kw_only=True):
    """What is undone as a whole. `chosen`: the key of the function with the tangent."""

    functions: Annotated[tuple[Function, ...], Meta(max_length=MOST)] = ()
    chosen: int = 0
    second: bool = False  # the second derivative is drawn
    dtype: Literal["float32", "float64"] = "float32"
    central: bool = False
    notch: Annotated[int, Meta(ge=0, le=PARTS * POWERS)] = PARTS // 2  # of the slider of h


class Place(Struct, frozen=True, kw_only=True):
    """Where one looks: the cursor, and the x that are shown."""

    x: float = 1.0
    span: Span = HOME
    limit: bool = False  # the derivative as a limit is shown beside


@lru_cache(maxsize=256)
def reading(text: str) -> Formula | FormulaProblem:
    """What a formula means, or what is wrong with it."""
    try:
        return read(text)
    except FormulaProblem as problem:
        return problem


def named(function: Function) -> tuple[str, ...]:
    """The constants of its formula; none while it cannot be read."""
    found = reading(function.formula)
    return found.names if isinstance(found, Formula) else ()


def constants(function: Function) -> dict[str, float]:
    """The numbers of its constants."""
    return {name: function.sliders[name].value for name in named(function)}


def with_formula(function: Function, formula: str) -> Function:
    """The function with another formula: names that stay keep their sliders, others get one."""
    changed = replace(function, formula=formula)
    if isinstance(reading(formula), FormulaProblem):
        return changed  # it may be half typed
    sliders = {name: function.sliders.get(name, usual(name)) for name in named(changed)}
    return replace(changed, sliders=sliders)


def h_of(notch: int) -> float:
    """The h that a notch of its slider stands for."""
    return float(10.0 ** (-notch / PARTS))


def notch_of(h: float) -> int:
    """The notch whose h is nearest to a positive number."""
    return min(max(round(-PARTS * math.log10(h)), 0), PARTS * POWERS)


class Functions:
    """The page's state. `changed`: the Plot is another; `moved`: the Place is."""

    def __init__(self, plot: Plot, place: Place) -> None:
        self.plot, self.place = plot, place
        self.changed: Event[Plot] = Event()
        self.moved: Event[Place] = Event()
        self._past: Past[Plot] = Past()
        self._held: Plot | None = None  # what a drag or a text being typed began with

    # --- where one looks

    def put_cursor(self, x: float) -> None:
        """Move the cursor."""
        if math.isfinite(x):
            self._move(replace(self.place, x=x))

    def look(self, span: Span) -> None:
        """Show other x."""
        self._move(replace(self.place, span=span))

    def show_limit(self, shown: bool) -> None:
        """Show the derivative as a limit, or no longer."""
        self._move(replace(self.place, limit=shown))

    def _move(self, place: Place) -> None:
        if place != self.place:
            self.place = place
            self.moved.emit(place)

    # --- what is shown

    def edit(self, plot: Plot) -> None:
        """Show something else; what was shown can be had back, unless an edit is under way."""
        if plot == self.plot:
            return
        if self._held is None:
            self._past.leave(self.plot)
        self._use(plot)

    def hold(self) -> None:
        """An edit of many steps begins: a slider is dragged, a formula typed."""
        if self._held is None:
            self._held = self.plot

    def release(self) -> None:
        """It is over; it is undone as one."""
        held, self._held = self._held, None
        if held is not None and held != self.plot:
            self._past.leave(held)

    def replace(self, function: Function) -> None:
        """Show another function in the place of the one with its key."""
        functions = tuple(
            function if one.key == function.key else one for one in self.plot.functions
        )
        self.edit(replace(self.plot, functions=functions))

    def add(self, made: Sequence[tuple[str, dict[str, Slider]]]) -> None:
        """Show more functions, each a formula and sliders of its constants."""
        self.release()
        self.edit(added(self.plot, made))

    def show_only(
        self, made: Sequence[tuple[str, dict[str, Slider]]], h: float | None = None
    ) -> None:
        """Show these functions and no others. `h`: of their limit, forward in float32."""
        self.release()
        last = max((one.key for one in self.plot.functions), default=0)
        plot = replace(self.plot, functions=())
        if h is not None:
            plot = replace(plot, notch=notch_of(h), central=False, dtype="float32")
        self.edit(added(plot, made, last))

    def remove(self, key: int) -> None:
        """Show a function no longer."""
        self.release()
        left = tuple(one for one in self.plot.functions if one.key != key)
        chosen = self.plot.chosen
        if chosen == key:
            place = next(at for at, one in enumerate(self.plot.functions) if one.key == key)
            chosen = left[min(place, len(left) - 1)].key if left else 0
        self.edit(replace(self.plot, functions=left, chosen=chosen))

    def choose(self, key: int) -> None:
        """Draw the tangent and the limit of this one; nothing that is undone."""
        if key != self.plot.chosen:
            self._use(replace(self.plot, chosen=key))

    @property
    def chosen(self) -> Function | None:
        """The function with the tangent."""
        return next((one for one in self.plot.functions if one.key == self.plot.chosen), None)

    def _use(self, plot: Plot) -> None:
        self.plot = plot
        self.changed.emit(plot)

    # --- the past

    @property
    def can_undo(self) -> bool:
        """Whether something was shown before."""
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self._past.can_redo

    def undo(self) -> None:
        """Show what was shown before."""
        self.release()
        if self._past.can_undo:
            self._use(self._past.undo(self.plot))

    def redo(self) -> None:
        """Show what was undone."""
        self.release()
        if self._past.can_redo:
            self._use(self._past.redo(self.plot))


def added(plot: Plot, made: Sequence[tuple[str, dict[str, Slider]]], last: int = 0) -> Plot:
    """The plot with more functions, as many as there is room for; the first new one is chosen.

    Their keys are larger than those there are, and than `last`.
    """
    functions = list(plot.functions)
    first = 1 + max([last, *(one.key for one in functions)])
    for key, (formula, sliders) in enumerate(made[: MOST - len(functions)], first):
        pens = {one.pen for one in functions}
        pen = next(at for at in range(MOST) if at not in pens)
        bare = Function(key=key, formula="", sliders=sliders, pen=pen)
        functions.append(with_formula(bare, formula))
    chosen = first if len(functions) > len(plot.functions) else plot.chosen
    return replace(plot, functions=tuple(functions), chosen=chosen)
