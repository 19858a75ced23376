"""Answers to questions, whole."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from graphviewer.calculus.answering import answer
from graphviewer.formulas.answers import Answer, Walked
from graphviewer.formulas.fits import check
from graphviewer.formulas.questions import Plain, Question, Surface, Walk

_A = TypeVar("_A", bound=Answer)


def parts_of(question: Question) -> list[Answer]:
    """All parts of an answer; only the last is marked so, and the window would take each."""
    parts = list(answer(question))
    assert [last for _, last in parts] == [False] * (len(parts) - 1) + [True]
    walked = 0
    for part, _ in parts:
        check(question, part, walked)
        if isinstance(part, Walked):
            walked = part.first + len(part.loss.numpy())
    return [part for part, _ in parts]


def asked(question: Question, kind: type[_A]) -> list[_A]:
    """The parts of an answer that are of a kind."""
    return [part for part in parts_of(question) if isinstance(part, kind)]


def one(question: Question, kind: type[_A]) -> _A:
    """The only part of a kind."""
    (part,) = asked(question, kind)
    return part


class Way:
    """All parts of a walk together."""

    def __init__(self, surface: Surface | str, start: tuple[float, ...], **options: Any) -> None:
        surface = Plain(formula=surface) if isinstance(surface, str) else surface
        question = Walk(surface=surface, start=start, **options)
        parts = asked(question, Walked)
        sizes = [part.points.shape[0] for part in parts]
        assert [part.first for part in parts] == [sum(sizes[:at]) for at in range(len(parts))]
        assert {part.ended for part in parts[:-1]} <= {""}
        self.ended = parts[-1].ended
        self.points = np.concatenate([part.points.numpy() for part in parts])
        self.loss = np.concatenate([part.loss.numpy() for part in parts])
        self.norm = np.concatenate([part.norm.numpy() for part in parts])
        slopes = [part.slope.numpy() for part in parts if part.slope is not None]
        self.slope = np.concatenate(slopes)
