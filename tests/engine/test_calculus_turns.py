"""Whose turn it is in the process that answers questions."""

from __future__ import annotations

from collections.abc import Iterator

from graphviewer.engine.calculus_worker import Turns
from graphviewer.formulas.answers import Answer, Underway
from graphviewer.formulas.questions import Ask, Curve, Question

ASKED = Curve(formula="x", low=0, high=1)


def _letters(question: Question) -> Iterator[tuple[Answer, bool]]:
    assert isinstance(question, Curve)
    for at in range(3):
        yield Underway(done=at, of=3), at == 2


def test_new_questions_go_first_and_then_all_take_turns() -> None:
    turns = Turns(_letters)
    for number in (1, 2):
        turns.take(Ask(number=number, channel=str(number), question=ASKED))
    order = [turns.part().number for _ in range(3)]
    turns.take(Ask(number=3, channel="3", question=ASKED))
    order += [turns.part().number for _ in range(6)]
    assert order == [1, 2, 1, 3, 2, 1, 3, 2, 3]
    assert not turns.any


def test_a_later_question_of_a_channel_takes_the_place_of_the_earlier() -> None:
    turns = Turns(_letters)
    turns.take(Ask(number=1, channel="a", question=ASKED))
    turns.part()
    turns.take(Ask(number=2, channel="a", question=ASKED))
    assert [turns.part().number for _ in range(3)] == [2, 2, 2]
    turns.take(Ask(number=3, channel="a", question=ASKED))
    turns.take(Ask(number=4, channel="a", question=None))
    assert not turns.any
