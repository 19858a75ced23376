"""Whether an answer is one to its question: lengths and shapes as they were asked for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphviewer.formulas.answers import Answer, CurveDrawn, Heights, LimitDrawn, Underway, Walked
from graphviewer.formulas.questions import Curve, Height, Limit, Question, Walk
from graphviewer.runs.array import Array

MOST = 2**31 - 1  # of work to be counted: a bar on screen counts no further

_KINDS = {CurveDrawn: Curve, LimitDrawn: Limit, Heights: Height, Walked: Walk}


def check(question: Question, answer: Answer, walked: int = 0) -> None:
    """Raises ValueError where an answer is of another kind or size than what was asked for.

    `walked`: the steps of a walk that were told before, the start one of them.
    """
    for what, fits in _rules(question, answer, walked):
        if not fits:
            raise ValueError(f"{type(answer).__name__}: {what}")


def _rules(question: Question, answer: Answer, walked: int) -> Iterator[tuple[str, bool]]:
    """What has to be so, in an order in which each rule may rely on those before it."""
    kind = _KINDS.get(type(answer))
    yield "something else was asked", kind is None or isinstance(question, kind)
    match question, answer:
        case Curve(), CurveDrawn():
            yield "its places", _is(answer.x, question.many) and _finite(answer.x)
            yield "its rows", _is(answer.rows, question.orders + 1, question.many)
            yield "an infinite number", _told(answer.rows)
        case Limit(), LimitDrawn():
            many = round(question.most * question.each) + 1
            columns = answer.h, answer.quotient, answer.error
            yield "its columns", all(_is(one, many) for one in columns)
            yield "an infinite number", _finite(answer.h) and _told(answer.quotient)
        case Height(), Heights():
            rows = answer.z.shape[0] if answer.z.shape else 0
            yield "its rows", rows in (1, question.many) and _is(answer.z, rows, question.many)
            yield "an infinite number", _told(answer.z)
        case Walk(), Walked():
            yield "steps before it are missing", answer.first <= walked
            yield from _walked(question, answer)
        case _, Underway():
            yield "more is done than there is", 0 <= answer.done <= answer.of <= MOST
        case _:
            pass


def _walked(question: Walk, part: Walked) -> Iterator[tuple[str, bool]]:
    """Points may be infinite: that is how a walk diverges."""
    rows = part.loss.shape[0] if part.loss.shape else 0
    places = part.points if part.slope is None else part.slope
    yield "steps nobody asked for", 0 <= part.first <= question.steps + 1 - rows
    yield "its columns", _is(part.loss, rows) and _is(part.norm, rows)
    shape = rows, len(question.start)
    yield "its places", _is(part.points, *shape) and _is(places, *shape)


def _is(numbers: Array, *shape: int) -> bool:
    return numbers.dtype == "float64" and numbers.shape == shape


def _finite(numbers: Array) -> bool:
    return bool(np.isfinite(numbers.numpy()).all())


def _told(numbers: Array) -> bool:
    """Whether each is a number, or NaN where there is none."""
    return not bool(np.isinf(numbers.numpy()).any())
