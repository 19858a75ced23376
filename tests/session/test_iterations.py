"""Iterations: where a position lies, which were not kept, and where jumps lead."""

from __future__ import annotations

import pytest

from graphviewer.session.iterations import Gap, Iterations, Spot, shown
from graphviewer.session.session import Session
from graphviewer.tape.law import check_tape
from graphviewer.tape.rows import End, Iteration, Meta, Step
from graphviewer.tape.tape import Part, Tape
from tests.session.loops import BODY, SETUP, loop_part, loop_tape

KEPT = (0, 1, 4, 9)


@pytest.fixture
def loop() -> Iterations:
    return Iterations(loop_tape(10, KEPT))


def test_the_tape_is_legal() -> None:
    check_tape(loop_tape(10, KEPT))


def test_iterations_that_were_not_kept_are_counted_at_their_skip(loop: Iterations) -> None:
    assert [(gap.first, gap.last, gap.count) for gap in loop.gaps] == [(2, 3, 2), (5, 8, 4)]
    assert (len(loop), loop.ran, loop.total) == (4, 10, 10)


def test_a_position_lies_in_an_iteration_in_a_gap_or_outside(loop: Iterations) -> None:
    first_gap = loop.gaps[0]
    last = loop.kept[-1].last_step
    assert loop.at(0) == Spot("before")
    assert loop.at(SETUP) == Spot("in", 0)
    assert loop.at(SETUP + BODY) == Spot("in", 1)
    assert loop.at(first_gap.step) == Spot("gap", 2, first_gap)
    assert loop.at(first_gap.step + 1) == Spot("gap", 2, first_gap)
    assert loop.at(first_gap.step + 2) == Spot("in", 4)
    assert loop.at(last + 1) == Spot("after", 9)
    assert loop.at(-1) == Spot("before")


def test_every_step_lies_somewhere_and_numbers_never_fall(loop: Iterations) -> None:
    spots = [loop.at(step) for step in range(len(loop.tape.steps))]
    numbers = [spot.number for spot in spots]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(("number", "near"), [(0, 0), (2, 1), (3, 4), (6, 4), (7, 9), (99, 9)])
def test_the_nearest_kept_iteration(loop: Iterations, number: int, near: int) -> None:
    found = loop.nearest(number)
    assert found is not None
    assert found.number == near


def test_a_jump_leads_to_the_same_line_run_as_often(loop: Iterations) -> None:
    tape, here = loop.tape, loop.kept[1].first_step + 3
    for row in loop.kept:
        step = tape.steps[loop.step_in(row, here)]
        assert (step.kind, step.line) == (tape.steps[here].kind, tape.steps[here].line)
        assert row.first_step <= step.index <= row.last_step


def test_of_a_line_run_twice_the_second_time_matches_the_second() -> None:
    tape = Tape(meta=Meta(source=""))
    lines = [1, 1, 2, 9, 1, 1, 2]  # an iteration prints once more than the other
    tape.extend(
        Part(
            steps=tuple(Step(index=i, kind="print", line=line) for i, line in enumerate(lines)),
            iterations=(
                Iteration(number=0, first_step=0, last_step=3),
                Iteration(number=1, first_step=4, last_step=6),
            ),
        )
    )
    loop = Iterations(tape)
    assert [loop.step_in(loop.kept[1], at) for at in range(4)] == [4, 5, 6, 6]


def test_before_and_after_are_the_kept_neighbours(loop: Iterations) -> None:
    first, second, third, last = loop.kept
    assert loop.after(first.first_step) == second
    assert loop.before(second.last_step) == first
    assert loop.after(loop.gaps[0].step) == third
    assert loop.before(loop.gaps[0].step) == second
    assert loop.before(first.first_step) is None
    assert loop.after(last.first_step) is None
    assert loop.before(last.last_step + 1) == last


def test_from_outside_a_jump_leads_to_an_iterations_first_step(loop: Iterations) -> None:
    assert loop.step_in(loop.kept[2], loop.gaps[0].step) == loop.kept[2].first_step


def test_the_total_is_known_once_the_tape_has_ended() -> None:
    tape = Tape(meta=Meta(source=""))
    tape.extend(loop_part(5, range(5), ended=False))
    growing = Iterations(tape)
    assert (growing.ran, growing.total) == (5, None)
    tape.extend(Part(end=End(reason="finished")))
    growing.refresh()
    assert growing.total == 5


def test_points_of_iterations_after_the_last_kept_one_count() -> None:
    assert Iterations(loop_tape(10, (0, 3))).total == 10


def test_a_skip_that_says_no_number_is_no_gap() -> None:
    tape = Tape(meta=Meta(source=""))
    tape.extend(Part(steps=(Step(index=0, kind="skip", text="many"),)))
    assert Iterations(tape).gaps == []


def test_rows_out_of_order_are_left_out() -> None:
    tape = loop_tape(3, range(3))
    tape.iterations.append(Iteration(number=1, first_step=0, last_step=3))
    assert [row.number for row in Iterations(tape).kept] == [0, 1, 2]


def test_a_gap_at_the_very_start_counts_from_the_first_iteration() -> None:
    assert Iterations(loop_tape(4, (3,))).gaps[0] == Gap(SETUP, 0, 2)


def test_a_tape_without_a_loop_has_none() -> None:
    loop = Iterations(Tape(meta=Meta(source="")))
    assert (len(loop), loop.after(0), loop.before(0), loop.nearest(3)) == (0, None, None, None)


def test_people_count_from_one() -> None:
    assert shown(0) == 1


def test_the_session_goes_from_iteration_to_iteration() -> None:
    session = Session()
    session.open(loop_tape(10, KEPT), SETUP)
    session.go_iteration(1)
    assert session.position == SETUP + BODY
    session.go_iteration(-1)
    session.go_iteration(-1)
    assert session.iterations is not None
    assert session.iterations.at(session.position) == Spot("in", 0)


@pytest.mark.parametrize("text", ["9" * 5000, "-1", "", "many", "\u0663"])
def test_a_count_that_is_none_is_no_gap(text: str) -> None:
    tape = Tape(meta=Meta(source=""), steps=[Step(index=0, kind="skip", text=text)])
    assert Iterations(tape).gaps == []
