"""Training runs in a process of their own: orders reach them, news comes back, nothing is left."""

from __future__ import annotations

import os
import queue
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from graphviewer.engine.child import COMMAND, Child, Gone
from graphviewer.engine.trainer import (
    Heard,
    InsideGrew,
    Trainer,
    TrainerBroke,
    TrainerEvent,
    TrainerReady,
    Walled,
)
from graphviewer.runs.config import Config, Data, Model
from graphviewer.runs.folder import CHECKPOINT
from graphviewer.runs.news import Answer, BatchSeen, Closed, Opened, Points, Progress
from graphviewer.runs.orders import Control, Inside, Look, Preview, Train
from graphviewer.tape.rows import Meta
from tests.engine.desk import gone

STUB = (sys.executable, "-c", "from tests.engine.training_stub import light; light()")
LONG = Config(epochs=100_000)


class Bench:
    """A trainer and what it told."""

    def __init__(self, command: tuple[str, ...] = STUB) -> None:
        self.events: queue.SimpleQueue[TrainerEvent] = queue.SimpleQueue()
        self.trainer = Trainer(self.events.put, command=command)

    def until(self, kind: type, news: type | None = None) -> TrainerEvent:
        """The next event of a kind, of a job's own news if asked."""
        end = time.monotonic() + 30
        while True:
            event = self.events.get(timeout=max(0.01, end - time.monotonic()))
            told = event.news if isinstance(event, Heard) else None
            if isinstance(event, kind) and (news is None or isinstance(told, news)):
                return event

    def closed(self) -> Closed:
        """How the run ended."""
        event = self.until(Heard, Closed)
        assert isinstance(event, Heard)
        assert isinstance(event.news, Closed)
        return event.news


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    pids = [child.pid for child in made.trainer._spare.children]
    made.trainer.close(patience=1.0)
    assert not made.trainer._thread.is_alive()
    assert all(gone(pid) for pid in pids)


def test_a_run_opens_goes_on_and_ends(bench: Bench) -> None:
    bench.trainer.warm()
    assert isinstance(bench.until(TrainerReady), TrainerReady)
    job = bench.trainer.train(Train(config=Config(epochs=3)))
    opened = bench.until(Heard, Opened)
    assert isinstance(opened, Heard)
    assert opened.job == job
    assert bench.closed() == Closed(reason="finished", step=3)


def test_the_next_run_needs_no_order_to_warm_up(bench: Bench) -> None:
    for _ in range(2):
        bench.trainer.train(Train(config=Config(epochs=2)))
        assert bench.closed().reason == "finished"


def test_numbers_of_batches_come_in_order_with_the_progress_after_them(bench: Bench) -> None:
    bench.trainer.train(Train(config=Config(epochs=4, model=Model(source="points"))))
    heard: list[Heard] = []
    while not (heard and isinstance(heard[-1].news, Closed)):
        event = bench.until(Heard)
        assert isinstance(event, Heard)
        heard.append(event)
    progress = [one for one in heard if isinstance(one.news, Progress)]
    told = [
        one.steps.numpy().tolist()
        for event in progress
        for one in event.before
        if isinstance(one, Points)
    ]
    assert told == [[step] for step in range(1, 5)]
    assert not any(isinstance(one.news, Points) for one in heard)


def test_pause_is_heard_and_resume_goes_on(bench: Bench) -> None:
    bench.trainer.train(Train(config=LONG))
    bench.until(Heard, Progress)
    bench.trainer.send(Control("pause"))
    while True:
        event = bench.until(Heard, Progress)
        assert isinstance(event, Heard)
        if isinstance(event.news, Progress) and event.news.state == "paused":
            break
    bench.trainer.send(Control("resume"))
    bench.trainer.stop()
    assert bench.closed().reason == "stopped"


def test_a_run_that_is_deaf_is_killed_when_stopped_twice(bench: Bench) -> None:
    bench.trainer.train(Train(config=replace(LONG, model=Model(source="deaf"))))
    bench.until(Heard, Progress)
    bench.trainer.stop()
    bench.trainer.stop()
    assert bench.closed().reason == "stopped"


def test_a_run_that_hears_is_not_killed_when_stop_is_pressed_twice_at_once(bench: Bench) -> None:
    bench.trainer.train(Train(config=LONG))
    bench.until(Heard, Progress)
    bench.trainer.stop()
    bench.trainer.stop()
    assert not bench.closed().advice  # its own last word, which needs none


@pytest.mark.parametrize("kept", [False, True])
def test_a_run_whose_process_dies_says_so_and_how_to_go_on_if_it_can(
    bench: Bench, tmp_path: Path, *, kept: bool
) -> None:
    if kept:
        (tmp_path / CHECKPOINT).touch()
    config = replace(LONG, model=Model(source="die"))
    bench.trainer.train(Train(config=config, folder=str(tmp_path)))
    closed = bench.closed()
    assert closed.reason == "failed"
    assert "exit code 7" in closed.message
    assert ("resumed" in closed.advice) == kept


def test_a_process_that_fails_without_a_word_is_told_of(bench: Bench) -> None:
    bench.trainer.train(Train(config=replace(LONG, model=Model(source="mute"))))
    assert bench.closed().reason == "failed"
    bench.trainer.train(Train(config=Config(epochs=1)))
    assert bench.closed().reason == "finished"


def test_who_is_gone_can_be_spoken_to() -> None:
    heard: list[object] = []
    child = Child(lambda _child, news: heard.append(news), (sys.executable, "-c", ""))
    child.join()
    child.send(Control("stop"))
    assert heard == [Gone(0, "")]


def test_a_step_is_told_as_a_legal_tape(bench: Bench) -> None:
    bench.trainer.train(Train(config=LONG))
    bench.until(Heard, Opened)
    bench.trainer.send(Inside())
    first = bench.until(InsideGrew)
    assert isinstance(first, InsideGrew)
    assert isinstance(first.told, Meta)
    for _ in range(2):
        bench.until(InsideGrew)


def test_another_run_ends_the_one_under_way(bench: Bench) -> None:
    first = bench.trainer.train(Train(config=LONG))
    bench.until(Heard, Progress)
    second = bench.trainer.train(Train(config=Config(epochs=1)))
    ended = [bench.until(Heard, Closed), bench.until(Heard, Closed)]
    assert [one.job for one in ended if isinstance(one, Heard)] == [first, second]


def test_a_batch_is_shown_without_a_run(bench: Bench) -> None:
    bench.trainer.send(Preview(config=Config(), batch=4))
    event = bench.until(Heard, BatchSeen)
    assert isinstance(event, Heard)
    assert isinstance(event.news, BatchSeen)
    assert event.news.batch == 4


def test_a_run_that_is_over_still_answers(bench: Bench) -> None:
    job = bench.trainer.train(Train(config=Config(epochs=1)))
    bench.closed()
    bench.trainer.send(Look(example=5))
    event = bench.until(Heard, Answer)
    assert isinstance(event, Heard)
    assert event.job == job
    assert isinstance(event.news, Answer)
    assert event.news.example == 5


def test_a_spare_that_is_ended_from_outside_is_replaced_without_a_word(bench: Bench) -> None:
    bench.trainer.warm()
    bench.until(TrainerReady)
    time.sleep(1.2)  # one that dies sooner is of no use, and so may be the next
    (child,) = bench.trainer._spare.children
    os.kill(child.pid, signal.SIGTERM)
    assert isinstance(bench.events.get(timeout=30), TrainerReady)


def test_a_process_that_dies_of_a_preview_is_told(bench: Bench) -> None:
    bench.trainer.warm()
    bench.until(TrainerReady)
    time.sleep(1.2)
    bench.trainer.send(Preview(config=Config(title="die")))
    assert "exit code 7" in cast("TrainerBroke", bench.until(TrainerBroke)).message


def test_stop_before_the_process_is_warm_ends_the_run(bench: Bench) -> None:
    bench.trainer.train(Train(config=LONG))
    bench.trainer.stop()
    assert bench.closed().reason == "stopped"


NET = "from torch import nn\nmodel = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the system's walls are Linux's")
@pytest.mark.parametrize("evil", [False, True])
def test_a_program_that_is_not_trusted_trains_behind_walls(tmp_path: Path, *, evil: bool) -> None:
    target = tmp_path / "written.txt"
    source = f"open({str(target)!r}, 'w').write('x')\n{NET}" if evil else NET
    bench = Bench(COMMAND)
    config = Config(data=Data(train=500, validation=100), model=Model(source=source), epochs=1)
    order = Train(config=config, restricted=True, memory=4 * 1024**3)
    try:
        bench.trainer.train(order)
        walled = bench.until(Walled)
        assert isinstance(walled, Walled)
        closed = bench.closed()
    finally:
        bench.trainer.close()
    assert closed.reason == ("failed" if evil else "finished"), closed
    assert "line 1" in closed.message if evil else closed.step == 2
    assert not target.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the system's walls are Linux's")
def test_a_process_that_has_shown_a_batch_at_once_trains_behind_walls_too() -> None:
    bench = Bench(COMMAND)
    config = Config(data=Data(train=500, validation=100), model=Model(source=NET), epochs=1)
    try:
        bench.trainer.send(Preview(config=config))  # waits for the process, and is its first order
        bench.until(Heard, BatchSeen)
        bench.trainer.train(Train(config=config, restricted=True, memory=4 * 1024**3))
        assert bench.closed() == Closed(reason="finished", step=2)
    finally:
        bench.trainer.close()


def test_a_process_that_cannot_start_is_told() -> None:
    broken = Bench((sys.executable, "-c", "raise SystemExit(3)"))
    job = broken.trainer.train(Train(config=Config()))
    event = broken.until(TrainerBroke)
    assert isinstance(event, TrainerBroke)
    assert event.job == job
    broken.trainer.close()
