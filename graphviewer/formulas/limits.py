"""What can be asked at all: sizes are bounded before anything is calculated."""

from __future__ import annotations

import math
from collections.abc import Mapping

from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import (
    Curve,
    Height,
    Landscape,
    Limit,
    Plain,
    Question,
    Regression,
    Surface,
    Walk,
    Walker,
)
from graphviewer.formulas.reading import read

PLACES = 20_001  # of a curve
GRID = 801  # places along a side of a surface
LANDSCAPE_GRID = 101
LAYERS = 32
EXAMPLES = 5000
STEPS = 1_000_000
_CONSTANTS = 32
_EVALUATIONS = 400_000_000  # of one example's loss, over a grid
_MOMENTUM = ("SGD", "RMSprop")
_OPTIONS = {
    "SGD": ("dampening", "weight_decay"),
    "RMSprop": ("alpha", "eps", "weight_decay"),
    "Adagrad": ("lr_decay", "weight_decay", "initial_accumulator_value", "eps"),
    "Adam": ("beta1", "beta2", "eps", "weight_decay", "amsgrad"),
    "AdamW": ("beta1", "beta2", "eps", "weight_decay", "amsgrad"),
    "LBFGS": ("max_iter", "max_eval", "history_size", "tolerance_grad", "tolerance_change",
              "strong_wolfe"),
    "steepest": (),
}  # fmt: skip


def check(question: Question) -> None:
    """Raises FormulaProblem where a question is absurd, or its formula cannot be read."""
    match question:
        case Curve():
            read(question.formula)
            _within("many", question.many, 1, PLACES)
            _within("orders", question.orders, 0, 3)
            _span("x", (question.low, question.high), strictly=False)
            _constants(question.constants)
        case Limit():
            read(question.formula)
            _within("most", question.most, 0, 320)
            _within("each", question.each, 1, 100)
            _finite("at", question.at)
            _constants(question.constants)
        case Height():
            _height(question)
        case Walk():
            _walk(question)


def _height(question: Height) -> None:
    surface = question.surface
    most = LANDSCAPE_GRID if isinstance(surface, Landscape) else GRID
    _within("many", question.many, 2, most)
    _span("x", question.x, strictly=True)
    _span("y", question.y, strictly=False)
    _surface(surface)
    if isinstance(surface, Regression) and question.many**2 * surface.many > _EVALUATIONS:
        raise FormulaProblem("work")


def _walk(question: Walk) -> None:
    _surface(question.surface)
    _within("steps", question.steps, 1, STEPS)
    _within("batch", question.batch, 0, EXAMPLES)
    for number in question.start:
        _finite("start", number)
    _walker(question.walker)


def _walker(walker: Walker) -> None:
    _within("lr", walker.lr, 0, 1e9)
    _within("momentum", walker.momentum, 0, 1e3)
    if (walker.momentum and walker.kind not in _MOMENTUM) or (
        walker.nesterov and walker.kind != "SGD"
    ):
        raise FormulaProblem("option", name=walker.kind, option="momentum")
    for option, value in walker.options.items():
        if option not in _OPTIONS[walker.kind]:
            raise FormulaProblem("option", name=walker.kind, option=option)
        _finite(option, value)
    _within("max_iter", walker.options.get("max_iter", 20), 1, 1000)
    _within("max_eval", walker.options.get("max_eval", 25), 1, 1250)
    _within("history_size", walker.options.get("history_size", 100), 1, 1000)


def _surface(surface: Surface) -> None:
    match surface:
        case Plain():
            read(surface.formula, ("x", "y"))
            _constants(surface.constants)
        case Regression():
            _within("many", surface.many, 2, EXAMPLES)
            _within("noise", surface.noise, 0, 1e6)
        case Landscape():
            _within("depth", surface.depth, 1, LAYERS)


def _constants(constants: Mapping[str, float]) -> None:
    _within("constants", len(constants), 0, _CONSTANTS)
    for name, value in constants.items():
        _finite(name, value)


def _span(what: str, span: tuple[float, float], *, strictly: bool) -> None:
    low, high = span
    _finite(what, low)
    _finite(what, high)
    _finite(what, high - low)
    if low > high or (strictly and low == high):
        raise FormulaProblem("order", what=what)


def _within(what: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise FormulaProblem("range", what=what, least=f"{least:g}", most=f"{most:,.12g}")


def _finite(what: str, value: float) -> None:
    if not math.isfinite(value):
        raise FormulaProblem("finite", what=what)
