"""What the pages Functions and Descent can ask of a process that has torch."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Span = tuple[float, float]


# --- functions of x


class Curve(Struct, frozen=True, kw_only=True, tag="curve"):
    """A function of x from `low` to `high` at `many` places, and its first `orders` derivatives.

    `constants` are the numbers of the formula's other names.
    """

    formula: str
    low: float
    high: float
    many: int = 1001
    orders: int = 1
    constants: dict[str, float] = {}


class Limit(Struct, frozen=True, kw_only=True, tag="limit"):
    """The quotient (f(x+h) - f(x)) / h, or (f(x+h) - f(x-h)) / 2h, for h = 10**-k, beside autograd.

    k runs from 0 to `most` in `each` parts of a power.
    """

    formula: str
    at: float
    dtype: Literal["float32", "float64"] = "float32"
    central: bool = False
    most: float = 16.0
    each: int = 8
    constants: dict[str, float] = {}


# --- surfaces over x, y


class Plain(Struct, frozen=True, kw_only=True, tag="plain"):
    """A formula in x and y, or in x alone (a curve to descend)."""

    formula: str
    constants: dict[str, float] = {}


class Regression(Struct, frozen=True, kw_only=True, tag="regression"):
    """The mean squared error over x = w, y = b of `many` points about a line, with noise."""

    many: int = 100
    noise: float = 0.5
    seed: int = 0


class Landscape(Struct, frozen=True, kw_only=True, tag="landscape"):
    """The loss of a trained network on two filter-normalised random directions."""

    skip: bool = False  # with skip connections
    depth: int = 12  # hidden layers
    seed: int = 0


Surface = Plain | Regression | Landscape


class Height(Struct, frozen=True, kw_only=True, tag="height"):
    """The surface on a grid of `many` by `many` places."""

    surface: Surface
    x: Span
    y: Span = (0.0, 0.0)
    many: int = 201


class Walker(Struct, frozen=True, kw_only=True):
    """An optimizer with its settings: those of torch.optim by their names there.

    "steepest" is steepest descent with a golden-section line search.
    """

    kind: Literal["SGD", "RMSprop", "Adagrad", "Adam", "AdamW", "LBFGS", "steepest"]
    lr: float = 0.01
    momentum: float = 0.0
    nesterov: bool = False
    options: dict[str, float] = {}  # "alpha", "beta1", "beta2", "eps", "weight_decay", ...


class Walk(Struct, frozen=True, kw_only=True, tag="walk"):
    """Steps of one optimizer down a surface from `start` (one number, or x and y).

    `batch`: examples a step sees of a Regression; 0: all.
    """

    surface: Surface
    start: tuple[float, ...]
    walker: Walker
    steps: int = 1000
    batch: int = 0
    seed: int = 0


Question = Curve | Limit | Height | Walk


class Ask(Struct, frozen=True, kw_only=True, tag="ask"):
    """A question; a later one of the same channel takes its place. None: nothing any more."""

    number: int
    channel: str  # who asks: "functions.0", "descent.walk.2"
    question: Question | None
