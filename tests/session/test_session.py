"""The session: the playhead stays on the tape, and what is clicked is found."""

from __future__ import annotations

import pytest

from graphviewer.session.session import Item, Session
from graphviewer.tape.rows import End, Meta, Step
from graphviewer.tape.tape import Part
from tests.tape.sample import backward_part, forward_part, tape


@pytest.fixture
def session() -> Session:
    made = Session()
    made.open(tape(), 0)
    return made


def test_a_tape_opens_at_its_last_step() -> None:
    session = Session()
    session.open(tape())
    assert session.position == session.length - 1 == 7


def test_the_playhead_stops_at_both_ends(session: Session) -> None:
    session.go_back()
    assert session.position == 0
    session.go(99)
    session.go_next()
    assert session.position == 7


def test_moves_are_announced_once(session: Session) -> None:
    seen: list[int] = []
    session.moved.connect(seen.append)
    session.go(3)
    session.go(3)
    assert seen == [3]


def test_the_playhead_follows_a_growing_tape_only_from_its_end() -> None:
    session = Session()
    session.begin(tape().meta)
    session.extend(forward_part())
    assert session.position == 3
    session.go(1)
    session.extend(backward_part())
    assert (session.position, session.length) == (1, 8)


def test_a_line_leads_to_its_forward_step_and_in_backward_to_its_node(session: Session) -> None:
    session.visit(Item("line", 4))
    assert session.position == 2
    session.go_last()
    session.visit(Item("line", 4))
    assert session.position == 5


def test_a_node_leads_to_the_step_that_ran_it(session: Session) -> None:
    session.visit(Item("node", 0))
    assert session.position == 6


def test_a_tensor_is_only_selected(session: Session) -> None:
    session.visit(Item("tensor", 1))
    assert (session.position, session.selection) == (0, Item("tensor", 1))


def test_a_tensor_knows_the_steps_it_takes_part_in(session: Session) -> None:
    assert session.steps_of(Item("tensor", 0)) == (0, 1, 7)


def test_growing_without_a_tape_is_refused() -> None:
    with pytest.raises(RuntimeError, match="no tape"):
        Session().extend(forward_part())


def test_a_lesson_waits_at_its_first_step_while_its_tape_grows() -> None:
    session = Session()
    session.begin(tape().meta, at_end=False)
    session.extend(forward_part())
    session.extend(backward_part())
    assert session.position == 0


def test_what_is_printed_ahead_goes_as_its_steps_come() -> None:
    session = Session()
    session.begin(Meta(source=""))
    session.extend(Part(printed="1\n2\n", reached=6))
    assert session.ahead == "1\n2\n"
    assert session.iterations is not None
    assert session.iterations.ran == 7
    session.extend(Part(steps=(Step(index=0, kind="print", text="1\n"),), printed="3\n"))
    assert session.ahead == "2\n3\n"
    session.extend(Part(end=End(reason="finished")))
    assert session.ahead == ""
