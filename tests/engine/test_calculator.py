"""Questions: the newest of a channel counts, and whatever a process does is survived."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphviewer.engine.calculator import (
    Calculated,
    Calculator,
    CalculatorBroke,
    CalculatorEvent,
)
from graphviewer.engine.child import COMMAND
from graphviewer.formulas.answers import Answer, CurveDrawn, Refused, Underway, Walked
from graphviewer.formulas.questions import Curve, Plain, Walk, Walker
from tests.engine.desk import gone

STUB = (sys.executable, "-P", "-c", "from tests.engine.calculus_stub import light; light()")


def hostile(kind: str) -> tuple[str, ...]:
    """A process that says something else."""
    code = f"from tests.engine.calculus_stub import hostile; hostile({kind!r})"
    return (sys.executable, "-P", "-c", code)


def curve(formula: str = "x", low: float = 0.0, many: int = 1) -> Curve:
    """A question the stub answers with `low`."""
    return Curve(formula=formula, low=low, high=1000.0, many=many)


class Bench:
    """A calculator and what it told."""

    def __init__(self, command: tuple[str, ...] = STUB, patience: float = 30.0) -> None:
        self.events: queue.SimpleQueue[CalculatorEvent] = queue.SimpleQueue()
        self.calculator = Calculator(self.events.put, command=command, patience=patience)

    def next(self) -> CalculatorEvent:
        """The next event."""
        return self.events.get(timeout=30)

    def answer(self, number: int) -> Answer:
        """The last part of the answer with a number; only older ones may come before it."""
        while True:
            event = self.next()
            assert isinstance(event, Calculated)
            assert event.number <= number
            if event.last and event.number == number:
                return event.answer

    def broke(self) -> str:
        """Why nothing can be calculated."""
        while True:
            event = self.next()
            if isinstance(event, CalculatorBroke):
                return event.message

    def pids(self) -> list[int]:
        """Its processes."""
        return [child.pid for child in self.calculator._spare.children]


def _ended(bench: Bench) -> None:
    """Close a bench; no process and no thread of it is left."""
    pids = bench.pids()
    bench.calculator.close(patience=5)
    assert not bench.calculator._thread.is_alive()
    if sys.platform == "linux":
        assert all(gone(pid) for pid in pids)
    assert not [one for one in threading.enumerate() if one.name in {f"child-{p}" for p in pids}]


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Bench]]:
    """Makes benches and closes them."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    made: list[Bench] = []

    def make(command: tuple[str, ...] = STUB, patience: float = 30.0) -> Bench:
        made.append(Bench(command, patience))
        return made[-1]

    yield make
    for bench in made:
        _ended(bench)


@pytest.fixture(scope="module")
def stub() -> Iterator[Bench]:
    """A bench over the stub that many tests share."""
    made = Bench()
    yield made
    _ended(made)


@pytest.fixture
def bench(stub: Bench) -> Bench:
    """The shared bench, with nothing left from the test before."""
    stub.calculator.drop("a")
    stub.answer(stub.calculator.ask("b", curve()))
    return stub


def test_a_question_is_answered_with_its_number(bench: Bench) -> None:
    for low in (1.0, 2.0):
        told = bench.answer(bench.calculator.ask("a", curve(low=low)))
        assert isinstance(told, CurveDrawn)
        assert told.x.numpy().tolist() == [low]


def test_of_a_flood_the_newest_is_answered(bench: Bench) -> None:
    bench.answer(bench.calculator.ask("a", curve()))
    numbers = [bench.calculator.ask("a", curve(low=low)) for low in range(1000)]
    answered: list[int] = []
    while not answered or answered[-1] != numbers[-1]:
        event = bench.next()
        assert isinstance(event, Calculated)
        answered.append(event.number)
    assert answered == sorted(set(answered))
    assert len(answered) < 500


def test_of_what_was_asked_before_the_process_was_warm_the_newest_is_answered(
    benches: Callable[..., Bench],
) -> None:
    bench = benches()
    for low in range(20):
        number = bench.calculator.ask("a", curve(low=low))
    assert isinstance(bench.answer(number), CurveDrawn)


def test_channels_do_not_wait_for_each_other(bench: Bench) -> None:
    long = bench.calculator.ask("a", curve("long", many=2000))
    event = bench.next()
    assert isinstance(event, Calculated)
    short = bench.calculator.ask("b", curve())
    while event.number != short:
        assert event.number == long
        assert not event.last
        told = bench.next()
        assert isinstance(told, Calculated)
        event = told
    assert event.last


def test_a_long_answer_ends_when_its_channel_asks_anew(bench: Bench) -> None:
    first = bench.calculator.ask("a", curve("long", many=20_000))
    event = bench.next()
    second = bench.calculator.ask("a", curve())
    while isinstance(event, Calculated) and event.number == first:
        assert isinstance(event.answer, Underway)
        event = bench.next()
    assert isinstance(event, Calculated)
    assert event.number == second


def test_what_is_dropped_is_not_gone_on_with(bench: Bench) -> None:
    bench.calculator.ask("a", curve("long", many=20_000))
    bench.next()
    bench.calculator.drop("a")
    number = bench.calculator.ask("b", curve())
    while True:
        event = bench.next()
        assert isinstance(event, Calculated)
        if event.number == number:
            break
    time.sleep(0.05)
    assert bench.events.empty()


def test_an_absurd_question_never_reaches_the_process(benches: Callable[..., Bench]) -> None:
    bench = benches()
    told = bench.answer(bench.calculator.ask("a", curve(many=10**30)))
    assert isinstance(told, Refused)
    assert told.code == "range"
    told = bench.answer(bench.calculator.ask("a", curve("\ud800" * 9)))
    assert isinstance(told, Refused)
    assert not bench.pids()


@pytest.mark.parametrize(
    ("formula", "part"), [("die", "exit code 7"), ("fail", "TypeError: a mistake of ours")]
)
def test_a_process_that_dies_of_a_question_is_told_and_replaced(
    bench: Bench, formula: str, part: str
) -> None:
    bench.calculator.ask("a", curve(formula))
    assert part in bench.broke()
    assert isinstance(bench.answer(bench.calculator.ask("a", curve())), CurveDrawn)


def test_a_process_that_is_silent_for_too_long_is_ended(benches: Callable[..., Bench]) -> None:
    bench = benches(patience=0.3)
    bench.calculator.ask("a", curve("hang"))
    assert bench.broke() == "Calculating took too long."
    assert isinstance(bench.answer(bench.calculator.ask("a", curve())), CurveDrawn)
    time.sleep(0.5)  # silent now, but nothing is asked
    assert bench.events.empty()
    assert bench.pids()


def test_a_process_that_ends_while_nothing_is_asked_is_replaced_without_a_word(
    bench: Bench,
) -> None:
    bench.answer(bench.calculator.ask("a", curve()))
    (pid,) = bench.pids()
    os.kill(pid, signal.SIGTERM)
    assert gone(pid)
    while bench.calculator._child is not None:
        time.sleep(0.001)
    assert isinstance(bench.answer(bench.calculator.ask("a", curve())), CurveDrawn)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("junk", "where a frame should begin"),
        ("other", "out of turn"),
        ("short", "out of turn"),
        ("huge", "is more than"),
    ],
)
def test_a_process_that_says_something_else_is_ended(
    benches: Callable[..., Bench], kind: str, part: str
) -> None:
    bench = benches(hostile(kind))
    bench.calculator.ask("a", curve())
    assert part in bench.broke()


def test_an_answer_nobody_waits_for_is_not_told(benches: Callable[..., Bench]) -> None:
    bench = benches(hostile("number"), patience=0.5)
    bench.calculator.ask("a", curve())
    assert isinstance(bench.next(), CalculatorBroke)


def test_a_process_that_cannot_start_is_told(benches: Callable[..., Bench]) -> None:
    bench = benches((sys.executable, "-c", "raise SystemExit(3)"))
    bench.calculator.ask("a", curve())
    assert "exit code 3" in bench.broke()
    bench = benches(("/nowhere/python",))
    bench.calculator.ask("a", curve())
    assert "could not be started" in bench.broke()


def test_closing_in_the_middle_of_an_answer_leaves_nothing(
    benches: Callable[..., Bench],
) -> None:
    bench = benches()
    bench.calculator.ask("a", curve("long", many=20_000))
    bench.next()
    (pid,) = bench.pids()
    bench.calculator.close(patience=5)
    assert not bench.calculator._thread.is_alive()
    assert gone(pid)
    while not bench.events.empty():
        bench.next()
    bench.calculator.ask("a", curve())
    time.sleep(0.02)
    assert bench.events.empty()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_torch_answers_and_rests_when_nothing_is_asked(benches: Callable[..., Bench]) -> None:
    bench = benches(COMMAND)
    told = bench.answer(bench.calculator.ask("a", Curve(formula="x*x", low=3, high=3, many=1)))
    assert isinstance(told, CurveDrawn)
    assert told.rows.numpy().ravel().tolist() == [9, 6]
    walk = Walk(surface=Plain(formula="x*x"), start=(1.0,), walker=Walker(kind="SGD"), steps=3)
    assert isinstance(bench.answer(bench.calculator.ask("b", walk)), Walked)
    (pid,) = bench.pids()
    while _busy(pid, 0.1):
        time.sleep(0.1)  # it prepares for what may be asked next
    assert _busy(pid, 0.5) <= 0.02


def _busy(pid: int, seconds: float) -> float:
    """Processor time a process takes meanwhile, in seconds."""
    ticks = []
    for _ in range(2):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks.append(int(fields[11]) + int(fields[12]))
        if len(ticks) == 1:
            time.sleep(seconds)
    return (ticks[1] - ticks[0]) / os.sysconf("SC_CLK_TCK")
