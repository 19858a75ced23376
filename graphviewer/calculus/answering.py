"""Answers a question, in parts where an answer is long: the asker may have asked anew meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from graphviewer.calculus.functions import curve, limit
from graphviewer.formulas.answers import Answer, Refused
from graphviewer.formulas.limits import check
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import Curve, Limit, Question

Part = tuple[Answer, bool]  # and whether it is the last


def answer(question: Question) -> Iterator[Part]:
    """The parts of an answer, the last marked. A question that has none is refused."""
    try:
        check(question)
        yield from _answered(question)
    except FormulaProblem as problem:
        yield _refused(problem), True
    except (ArithmeticError, ValueError, RuntimeError) as error:  # torch refuses a setting
        yield Refused(message=str(error)), True


def _answered(question: Question) -> Iterator[Part]:
    match question:
        case Curve():
            yield curve(question), True
        case Limit():
            yield limit(question), True
        case _:
            yield Refused(message="This question cannot be answered yet."), True


def _refused(problem: FormulaProblem) -> Refused:
    return Refused(message=problem.message, at=problem.at, code=problem.code, fields=problem.fields)
