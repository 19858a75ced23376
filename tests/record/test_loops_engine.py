"""Long loops through the engine: in a child, stopped in the middle, or dying there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphviewer.engine.child import COMMAND
from graphviewer.engine.client import Grew
from graphviewer.tape.law import check_tape
from graphviewer.tape.tape import Tape
from tests.engine.desk import Desk

LOOP = """
import ctypes
import torch
w = torch.zeros(2, requires_grad=True)
x = torch.tensor([[1.0, 2.0], [0.5, -1.0]])
i = 0
while True:
    loss = (x @ w - 1).square().mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        w.grad = None
    if i % 100 == 0:
        print("at", i)
    i += 1
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(command=COMMAND, spares=False)
    yield desk
    desk.engine.close()


def held_back(desk: Desk) -> bool:
    """Whether a hundred iterations and more are held back in the child."""
    reached = [event.part.reached for event in desk.of(Grew) if event.part.reached is not None]
    return bool(reached) and reached[-1] - reached[0] > 100


def check(tape: Tape) -> None:
    check_tape(tape)
    assert all(point.iteration >= 0 for point in tape.points)
    assert tape.points[-1].iteration > tape.steps[-1].index / 100


def test_stopped_in_the_middle_everything_held_is_sent(desk: Desk) -> None:
    number = desk.begin(LOOP)
    desk.wait(lambda _: held_back(desk))
    assert any("at" in event.part.printed for event in desk.of(Grew))
    desk.engine.stop()
    tape = desk.end(number)
    check(tape)
    assert tape.end is not None
    assert tape.end.reason == "stopped"
    last = tape.iterations[-1].number
    assert last in {point.iteration for point in tape.points}
    # the stop may have come before or after the print of the iteration under way
    printed = ["".join(f"at {i}\n" for i in range(0, end, 100)) for end in (last + 1, last + 2)]
    assert tape.output in printed


def test_what_was_sent_before_a_crash_is_a_legal_tape(desk: Desk) -> None:
    number = desk.begin(LOOP.replace("i += 1", "i += 1\n    if i == 4000: ctypes.string_at(0)"))
    tape = desk.end(number)
    check(tape)
    assert tape.end is not None
    assert tape.end.reason == "died"
    assert held_back(desk)
