"""The surfaces the Descent page offers, each with a start and walkers that show what it is for."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.formulas.questions import Landscape, Plain, Regression, Surface, Walker
from graphviewer.session.descending import Descending, Span, listed

FORMULA = "formula"  # the choice of what is typed
PLAYED = 10.0  # seconds that Play takes at first
Place = tuple[float, ...]


class Row(Struct, frozen=True, kw_only=True):
    """A surface, what part of it is shown first, and how it is descended."""

    key: str
    surface: Surface
    x: Span
    y: Span = (-1.0, 1.0)
    start: Place
    minima: tuple[Place, ...] = ()  # those that are known
    walkers: tuple[Walker, ...]
    batches: tuple[int, ...] = ()
    steps: int = 1_000


def _sgd(lr: float, momentum: float = 0.0) -> Walker:
    return Walker(kind="SGD", lr=lr, momentum=momentum)


def _six(sgd: float, adaptive: float) -> tuple[Walker, ...]:
    """Six optimizers for the same surface; the adaptive ones take other rates."""
    return (
        _sgd(sgd),
        _sgd(sgd, 0.9),
        Walker(kind="SGD", lr=sgd, momentum=0.9, nesterov=True),
        Walker(kind="RMSprop", lr=adaptive / 5),
        Walker(kind="Adagrad", lr=adaptive * 5),
        Walker(kind="Adam", lr=adaptive),
    )


ROWS: tuple[Row, ...] = (
    Row(
        key="beale",
        surface=Plain(
            formula="(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2"
        ),
        x=(-4.5, 4.5),
        y=(-4.5, 4.5),
        start=(1.0, 1.5),
        minima=((3.0, 0.5),),
        walkers=_six(0.005, 0.1),
    ),
    Row(
        key="rosenbrock",
        surface=Plain(formula="(1 - x)**2 + 100*(y - x**2)**2"),
        x=(-2.0, 2.0),
        y=(-1.0, 3.0),
        start=(-1.5, 2.0),
        minima=((1.0, 1.0),),
        walkers=(
            *_six(0.0005, 0.05)[:2],
            Walker(kind="RMSprop", lr=0.01),
            Walker(kind="Adam", lr=0.05),
            Walker(kind="LBFGS", lr=0.1),
        ),
        steps=10_000,
    ),
    Row(
        key="saddle",
        surface=Plain(formula="x**2 - y**2"),
        x=(-2.0, 2.0),
        y=(-2.0, 2.0),
        start=(-1.5, 0.001),
        walkers=_six(0.05, 0.05),
        steps=100,
    ),
    Row(
        key="ellipse",
        surface=Plain(formula="0.1*x**2 + 2*y**2"),
        x=(-6.0, 6.0),
        y=(-3.5, 3.5),
        start=(-5.0, -2.0),
        minima=((0.0, 0.0),),
        walkers=(
            _sgd(0.4),
            _sgd(0.4, 0.5),
            Walker(kind="Adagrad", lr=0.4),
            Walker(kind="Adam", lr=0.4),
        ),
    ),
    Row(
        key="himmelblau",
        surface=Plain(formula="(x**2 + y - 11)**2 + (x + y**2 - 7)**2"),
        x=(-5.5, 5.5),
        y=(-5.5, 5.5),
        start=(-0.3, 0.5),
        minima=(
            (3.0, 2.0),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.283185991286170),
            (3.584428340330492, -1.848126526964404),
        ),
        walkers=_six(0.005, 0.1),
    ),
    Row(
        key="curve",
        surface=Plain(formula="x**2"),
        x=(-11.0, 11.0),
        start=(10.0,),
        minima=((0.0,),),
        walkers=(_sgd(0.2), _sgd(0.95), _sgd(1.01)),
        steps=100,
    ),
    Row(
        key="steepest",
        surface=Plain(formula="0.1*x**2 + 2*y**2"),
        x=(-6.0, 6.0),
        y=(-3.5, 3.5),
        start=(-5.0, -2.0),
        minima=((0.0, 0.0),),
        walkers=(Walker(kind="steepest"), _sgd(0.4)),
        steps=100,
    ),
    Row(
        key="regression",
        surface=Regression(),
        x=(-1.0, 5.0),
        y=(-2.0, 4.0),
        start=(-0.5, 3.5),
        walkers=(_sgd(0.05), _sgd(0.05), _sgd(0.05)),
        batches=(0, 10, 1),
        steps=1_000,
    ),
    Row(
        key="landscape",
        surface=Landscape(),
        x=(-1.0, 1.0),
        y=(-1.0, 1.0),
        start=(0.8, 0.7),
        walkers=(_sgd(0.001), Walker(kind="Adam", lr=0.02)),
        steps=100,
    ),
    Row(
        key="landscape-skip",
        surface=Landscape(skip=True),
        x=(-1.0, 1.0),
        y=(-1.0, 1.0),
        start=(0.8, 0.7),
        walkers=(_sgd(0.001), Walker(kind="Adam", lr=0.02)),
        steps=100,
    ),
)
_BY_KEY = {row.key: row for row in ROWS}


def row_of(choice: str) -> Row | None:
    """The row of a choice; None for a typed formula, or an unknown word."""
    return _BY_KEY.get(choice)


def surface_of(state: Descending) -> Surface:
    """What is descended."""
    row = row_of(state.choice)
    if row is None:
        return Plain(formula=state.formula)
    return state.regression if isinstance(row.surface, Regression) else row.surface


def minima_of(state: Descending) -> tuple[Place, ...]:
    """Where the least values are, as far as that is known."""
    row = row_of(state.choice)
    return row.minima if row is not None else ()


def begun(choice: str, state: Descending | None = None) -> Descending:
    """A surface with its own start and walkers; what is not its affair stays as it was."""
    row = _BY_KEY[choice]
    return replace(
        state if state is not None else Descending(),
        choice=choice,
        regression=Regression(),
        start=row.start,
        walkers=listed(row.walkers, row.batches),
        steps=row.steps,
        speed=row.steps / PLAYED,
        x=row.x,
        y=row.y,
    )
