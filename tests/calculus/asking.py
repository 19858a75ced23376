"""One answer to one question."""

from __future__ import annotations

from typing import TypeVar

from graphviewer.calculus.answering import answer
from graphviewer.formulas.answers import Answer
from graphviewer.formulas.questions import Question

_A = TypeVar("_A", bound=Answer)


def asked(question: Question, kind: type[_A]) -> list[_A]:
    """The parts of an answer that are of a kind; only the last of all is marked as last."""
    parts = list(answer(question))
    assert [last for _, last in parts] == [False] * (len(parts) - 1) + [True]
    return [part for part, _ in parts if isinstance(part, kind)]


def one(question: Question, kind: type[_A]) -> _A:
    """The only part of a kind."""
    (part,) = asked(question, kind)
    return part
