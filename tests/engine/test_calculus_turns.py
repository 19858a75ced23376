"""Whose turn it is in the process that answers questions."""

from __future__ import annotations

from collections.abc import Iterator

from graphviewer.engine.calculus_worker import Turns
from graphviewer.formulas.answers import Answer, Underway, Walked
from graphviewer.formulas.questions import Ask, Curve, Question
from graphviewer.runs.array import array

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


def _walking(question: Question) -> Iterator[tuple[Answer, bool]]:
    """As many steps a part as `many`; a question from 1 on is no walk."""
    assert isinstance(question, Curve)
    for at in range(50):
        steps = array([[0.0]] * question.many, "float64")
        row = array([0.0] * question.many, "float64")
        walked = Walked(first=at * question.many, points=steps, loss=row, norm=row)
        yield Underway(done=at, of=50) if question.low else walked, False


def test_slow_walks_have_more_turns_and_others_have_theirs() -> None:
    turns = Turns(_walking)
    for number, (many, low) in enumerate([(8, 0), (1, 0), (1, 1), (4, 0)]):
        asked = Curve(formula="x", low=low, high=1, many=many)
        turns.take(Ask(number=number, channel=str(number), question=asked))
    steps = [0, 0, 0, 0]
    for _ in range(40):
        told = turns.part()
        answer = told.answer
        steps[told.number] += answer.points.shape[0] if isinstance(answer, Walked) else 1
    assert steps[2] == 10  # every fourth turn
    assert max(steps[0], steps[1], steps[3]) - min(steps[0], steps[1], steps[3]) <= 8


def test_a_later_question_of_a_channel_takes_the_place_of_the_earlier() -> None:
    turns = Turns(_letters)
    turns.take(Ask(number=1, channel="a", question=ASKED))
    turns.part()
    turns.take(Ask(number=2, channel="a", question=ASKED))
    assert [turns.part().number for _ in range(3)] == [2, 2, 2]
    turns.take(Ask(number=3, channel="a", question=ASKED))
    turns.take(Ask(number=4, channel="a", question=None))
    assert not turns.any
