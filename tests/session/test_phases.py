"""Phases: every step belongs to one stretch, whatever the length."""

from __future__ import annotations

from graphviewer.session.mailbox import Mailbox
from graphviewer.session.phases import Phases, Stretch
from graphviewer.tape.rows import Meta, Step, StepKind
from graphviewer.tape.tape import Part, Tape
from tests.tape.sample import tape


def steps(*kinds: StepKind) -> Tape:
    made = Tape(meta=Meta(source=""))
    made.extend(Part(steps=tuple(Step(index=i, kind=kind) for i, kind in enumerate(kinds))))
    return made


def test_accumulating_belongs_to_backward() -> None:
    assert Phases(tape()).stretches() == (Stretch("forward", 0, 3), Stretch("backward", 4, 7))


def test_every_phase_has_its_stretch() -> None:
    phases = Phases(steps("forward", "backward", "update", "print", "error", "skip"))
    assert [one.phase for one in phases.stretches()] == [
        "forward", "backward", "update", "print", "error", "skip",
    ]  # fmt: skip


def test_phases_grow_with_the_tape() -> None:
    growing = steps("forward", "forward")
    phases = Phases(growing)
    growing.extend(Part(steps=(Step(index=2, kind="forward"), Step(index=3, kind="print"))))
    phases.refresh()
    assert phases.stretches() == (Stretch("forward", 0, 2), Stretch("print", 3, 3))


def test_what_skipped_iterations_left_is_theirs() -> None:
    made = Tape(meta=Meta(source=""))
    left = Step(index=1, kind="update", text="skipped")
    made.extend(Part(steps=(Step(index=0, kind="skip", text="3"), left)))
    assert Phases(made).stretches() == (Stretch("skip", 0, 1),)


def test_the_stretches_of_some_steps_are_found_among_a_hundred_thousand() -> None:
    kinds: tuple[StepKind, ...] = ("forward", "backward") * 50_000
    phases = Phases(steps(*kinds))
    assert (len(phases), phases.count) == (100_000, 100_000)
    assert phases.within(500, 502) == (500, 503)
    assert phases.within(0, 99_999) == (0, 100_000)


def test_an_empty_tape_has_no_stretch() -> None:
    assert Phases(steps()).stretches() == ()


def test_a_mailbox_keeps_what_came_before_its_reader_in_order() -> None:
    box: Mailbox[int] = Mailbox()
    seen: list[int] = []
    box.put(1)
    box.put(2)
    box.read(seen.append)
    box.put(3)
    assert seen == [1, 2, 3]
    box.read(None)
    box.put(4)
    assert seen == [1, 2, 3]
