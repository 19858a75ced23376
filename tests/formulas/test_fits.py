"""Answers that are none to what was asked are refused where they come in."""

from __future__ import annotations

import numpy as np
import pytest

from graphviewer.formulas.answers import (
    Answer,
    CurveDrawn,
    Heights,
    LimitDrawn,
    Refused,
    Underway,
    Walked,
)
from graphviewer.formulas.fits import check
from graphviewer.formulas.questions import Curve, Height, Limit, Plain, Question, Walk, Walker
from graphviewer.runs.array import Array, Dtype, array

CURVE = Curve(formula="x", low=0, high=1, many=3, orders=1)
LIMIT = Limit(formula="x", at=0, most=2, each=2)
HEIGHT = Height(surface=Plain(formula="x"), x=(0, 1), many=3)
WALK = Walk(surface=Plain(formula="x"), start=(1.0, 1.0), walker=Walker(kind="SGD"), steps=2)


def full(*shape: int, value: float = 1.0, dtype: Dtype = "float64") -> Array:
    return array(np.full(shape, value), dtype)


def limit(many: int) -> LimitDrawn:
    columns = full(many)
    return LimitDrawn(h=columns, quotient=columns, error=columns, slope=1, value=1)


def steps(first: int, many: int, numbers: int = 2, norms: int | None = None) -> Walked:
    places, loss = full(many, numbers), full(many)
    norm = full(many if norms is None else norms)
    return Walked(first=first, points=places, slope=places, loss=loss, norm=norm)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CURVE, CurveDrawn(x=full(3), rows=full(2, 3, value=np.nan))),
        (LIMIT, limit(5)),
        (HEIGHT, Heights(z=full(1, 3))),
        (HEIGHT, Heights(z=full(3, 3, value=np.nan))),
        (HEIGHT, Underway(done=0, of=0)),
        (WALK, steps(0, 3)),
        (WALK, Walked(first=0, points=full(1, 2, value=np.inf), loss=full(1), norm=full(1))),
        (WALK, Refused(message="no")),
    ],
)
def test_an_answer_to_the_question_passes(question: Question, answer: Answer) -> None:
    check(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CURVE, limit(5)),
        (CURVE, CurveDrawn(x=full(2), rows=full(2, 2))),
        (CURVE, CurveDrawn(x=full(3), rows=full(1, 3))),
        (CURVE, CurveDrawn(x=full(3, dtype="float32"), rows=full(2, 3))),
        (CURVE, CurveDrawn(x=full(3, value=np.nan), rows=full(2, 3))),
        (CURVE, CurveDrawn(x=full(3), rows=full(2, 3, value=np.inf))),
        (LIMIT, limit(4)),
        (HEIGHT, Heights(z=full(2, 3))),
        (HEIGHT, Heights(z=full(9))),
        (HEIGHT, Heights(z=full(3, 3, value=-np.inf))),
        (HEIGHT, Heights(z=array(1.0, "float64"))),
        (HEIGHT, Underway(done=2, of=1)),
        (HEIGHT, Underway(done=0, of=2**40)),
        (WALK, steps(0, 4)),
        (WALK, steps(-1, 1)),
        (WALK, steps(0, 1, numbers=1)),
        (WALK, steps(0, 2, norms=1)),
    ],
)
def test_an_answer_to_another_question_is_refused(question: Question, answer: Answer) -> None:
    with pytest.raises(ValueError, match=type(answer).__name__):
        check(question, answer)


def test_a_part_of_a_walk_follows_what_was_told_before() -> None:
    check(WALK, steps(2, 1), walked=2)
    check(WALK, steps(3, 0), walked=3)
    with pytest.raises(ValueError, match="missing"):
        check(WALK, steps(2, 1), walked=1)
