"""Answers a question, in parts where an answer is long: the asker may have asked anew meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from graphviewer.calculus.descent import walk
from graphviewer.calculus.functions import curve, limit
from graphviewer.calculus.grounds import FormulaGround, Ground, RegressionGround
from graphviewer.calculus.landscape import LandscapeGround, landscape_heights, prepared
from graphviewer.calculus.surfaces import plain_heights, regression_heights
from graphviewer.formulas.answers import Answer, CurveDrawn, Heights, Refused, Underway
from graphviewer.formulas.limits import check
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

Part = tuple[Answer, bool]  # and whether it is the last


def answer(question: Question) -> Iterator[Part]:
    """The parts of an answer, the last marked. A question that has none is refused."""
    try:
        check(question)
        yield from _answered(question)
    except FormulaProblem as problem:
        yield Refused.of(problem), True
    except (ArithmeticError, ValueError, RuntimeError) as error:  # torch refuses a setting
        yield Refused(message=str(error)), True


def begin() -> None:
    """Before the first answer: one thread, as two are slower with numbers as few as these."""
    torch.set_num_threads(1)


def prepare() -> None:
    """Do once what makes the first walk slow: torch's first optimizer imports for half a second."""
    walker = Walker(kind="SGD")
    list(answer(Walk(surface=Plain(formula="x*x"), start=(1.0,), walker=walker, steps=1)))


def _answered(question: Question) -> Iterator[Part]:
    match question:
        case Curve():
            for drawn in curve(question):
                yield drawn, isinstance(drawn, CurveDrawn)
        case Limit():
            yield limit(question), True
        case Height():
            for part in _heights(question, question.surface):
                yield part, isinstance(part, Heights)
        case Walk():
            yield from _walked(question)


def _heights(question: Height, surface: Surface) -> Iterator[Heights | Underway]:
    match surface:
        case Plain():
            yield from plain_heights(question, surface)
        case Regression():
            yield from regression_heights(question, surface)
        case Landscape():
            yield from landscape_heights(question, surface)


def _walked(question: Walk) -> Iterator[Part]:
    ground = _ground(question.surface, len(question.start))
    if isinstance(question.surface, Landscape):
        for part in prepared(question.surface):
            yield part, False
    yield from walk(question, ground)


def _ground(surface: Surface, numbers: int) -> Ground:
    match surface:
        case Plain():
            return FormulaGround(surface.formula, surface.constants, numbers)
        case Regression():
            return RegressionGround(surface, numbers)
        case Landscape():
            return LandscapeGround(surface, numbers)
