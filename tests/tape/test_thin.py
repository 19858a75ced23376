"""The thinner on hand-written parts."""

from __future__ import annotations

import math
import random
import struct
from itertools import pairwise

import pytest

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_part
from graphviewer.tape.rows import (
    Change,
    End,
    Error,
    Iteration,
    Meta,
    Point,
    Series,
    Step,
    Tensor,
)
from graphviewer.tape.tape import Part, Tape
from graphviewer.tape.thin import Budget, Thinner
from graphviewer.tape.value import Value


def number(value: float) -> Value:
    return Value(dtype="float64", shape=(), data=struct.pack("<d", value))


def begin() -> Part:
    """A tensor, and a print before the loop."""
    row = Tensor(
        id=0,
        name="w",
        shape=(),
        dtype="float64",
        device="cpu",
        requires_grad=False,
        is_leaf=True,
        value=0,
    )
    first = Step(index=0, kind="print", text="begin\n")
    return Part(
        values=(number(-1),), tensors=(row,), steps=(first,), series=(Series(id=0, name="k"),)
    )


def iteration(k: int, scalar: float) -> Part:
    """The tensor is set to the number of the iteration, which is printed."""
    first = 1 + 2 * k
    return Part(
        values=(number(k),),
        changes=(Change(tensor=0, step=first, value=k + 1),),
        steps=(
            Step(index=first, kind="update", tensor=0, before=k, after=k + 1),
            Step(index=first + 1, kind="print", text=f"{k}\n", line=3),
        ),
        iterations=(Iteration(number=k, first_step=first, last_step=first + 1),),
        points=(Point(0, k, scalar),),
    )


def loop(count: int, budget: Budget, *, broken: int = -1, error: bool = False) -> list[Part]:
    """The parts that a thinner makes of so many iterations; the `broken` one has a NaN."""
    sent: list[Part] = []
    thinner = Thinner(sent.append, budget)
    thinner.take(begin())
    for k in range(count):
        thinner.take(iteration(k, math.nan if k == broken else k))
    last = 1 + 2 * count
    failure = Error(type="ValueError", message="", step=last) if error else None
    steps = (Step(index=last, kind="error", text="ValueError"),) if error else ()
    thinner.take(Part(steps=steps, error=failure, end=End(reason="finished")))
    return sent


def built(parts: list[Part]) -> Tape:
    tape = Tape(meta=Meta(source=""))
    for part in parts:
        check_part(tape, part)
        tape.extend(part)
    return tape


def kept(tape: Tape) -> list[int]:
    return [row.number for row in tape.iterations]


def test_within_the_budget_every_part_passes_as_it_is() -> None:
    parts = loop(50, Budget(steps=1000))
    assert len(parts) == 52
    assert kept(built(parts)) == list(range(50))


def test_what_stays_is_evenly_spread() -> None:
    tape = built(loop(1000, Budget(steps=20)))
    assert kept(tape)[:10] == list(range(10))
    spread = kept(tape)[10:]
    assert spread[-1] == 999
    gaps = {b - a for a, b in pairwise(spread[:-1])}
    assert len(gaps) == 1
    assert len(spread) <= 11
    assert [point.value for point in tape.points] == list(range(1000))


def test_at_every_step_kept_the_value_is_what_it_was() -> None:
    tape = built(loop(300, Budget(steps=20)))
    index = TapeIndex(tape)
    for row in tape.iterations:
        value = index.value_at(0, row.first_step)
        assert value is not None
        assert tape.values[value].array() == row.number
        before = index.value_at(0, row.first_step - 1)
        assert before is not None
        assert tape.values[before].array() == row.number - 1
        shown = "".join(step.text for step in tape.steps[: row.last_step + 1] if step.line == 3)
        assert shown == "".join(f"{k}\n" for k in range(row.number + 1))


def test_skips_tell_how_many_were_left_out() -> None:
    tape = built(loop(300, Budget(steps=20)))
    skipped = [int(step.text) for step in tape.steps if step.kind == "skip"]
    assert sum(skipped) == 300 - len(tape.iterations)


def test_points_and_prints_are_told_while_iterations_are_held() -> None:
    parts = loop(100, Budget(steps=20))
    while_held = [part for part in parts if part.reached is not None]
    assert len(while_held) == 90  # the first ten leave at once
    assert all(not part.steps and part.points and part.printed for part in while_held)
    assert built(parts).output == "begin\n" + "".join(f"{k}\n" for k in range(100))


def test_the_first_iteration_that_is_not_finite_stays() -> None:
    assert 77 in kept(built(loop(400, Budget(steps=20), broken=77)))


def test_the_error_stands_at_its_step() -> None:
    tape = built(loop(100, Budget(steps=20), error=True))
    assert tape.error is not None
    assert tape.error.step == len(tape.steps) - 1
    assert tape.steps[-1].kind == "error"


def test_dropped_steps_are_given_back() -> None:
    given = 0

    def dropped(steps: int, _bytes: int) -> None:
        nonlocal given
        given += steps

    sent: list[Part] = []
    thinner = Thinner(sent.append, Budget(steps=4))
    thinner.dropped = dropped
    for k in range(100):
        thinner.take(
            Part(
                steps=(Step(index=k, kind="print", text="x"),),
                iterations=(Iteration(number=k, first_step=k, last_step=k),),
            )
        )
    thinner.take(Part(end=End(reason="finished")))
    assert given == 100 - len(kept(built(sent)))


def test_no_loop_is_never_held() -> None:
    sent: list[Part] = []
    thinner = Thinner(sent.append, Budget(steps=4))
    for k in range(100):
        thinner.take(Part(steps=(Step(index=k, kind="print", text="x"),)))
    assert len(sent) == 100


@pytest.mark.parametrize("seed", range(10))
def test_any_budget_gives_a_legal_tape(seed: int) -> None:
    draw = random.Random(seed)
    count = draw.randint(2, 400)
    tape = built(loop(count, Budget(steps=draw.randint(1, 60), bytes=draw.randint(1, 900))))
    assert kept(tape)[0] == 0
    assert kept(tape)[-1] == count - 1
    assert len(tape.points) == count
