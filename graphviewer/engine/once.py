"""One program run from beginning to end in a process of its own, for callers that wait for it."""

from __future__ import annotations

import math
import queue
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from msgspec import Struct

from graphviewer.engine.child import COMMAND
from graphviewer.engine.client import Engine
from graphviewer.engine.events import Began, Bounds, Broke, EngineEvent, Grew, Job, Ready
from graphviewer.engine.protocol import Device
from graphviewer.tape.tape import Part, Tape

_UNWATCHED = Bounds(wall=math.inf, silence=math.inf)  # whoever waits can interrupt
_GLANCE = 0.5  # seconds; on Windows an interrupt is noticed only between two waits


class CannotRun(Exception):
    """No program can be run here, or not on the device asked for; the message says why."""


class Outcome(Struct, frozen=True):
    """What a run left behind, and whether Ctrl-C ended it."""

    tape: Tape
    interrupted: bool


def run(job: Job, take: Callable[[Part], None], command: Sequence[str] = COMMAND) -> Outcome:
    """Run a program; `take` sees each part of its tape as it comes.

    Ctrl-C stops the program and keeps what was recorded; a second one, or one before the program
    has begun, raises KeyboardInterrupt. Raises CannotRun.
    """
    events: queue.SimpleQueue[EngineEvent] = queue.SimpleQueue()
    engine = Engine(events.put, bounds=_UNWATCHED, command=command, spares=False)
    try:
        engine.start_spare()
        _demand(job.device, _devices(events))
        engine.run(job)
        with _interrupts(engine) as interrupts:
            return Outcome(_tape(events, take), bool(interrupts))
    finally:
        engine.close()


def _next(events: queue.SimpleQueue[EngineEvent]) -> EngineEvent:
    while True:
        try:
            return events.get(timeout=_GLANCE)
        except queue.Empty:
            continue


def _devices(events: queue.SimpleQueue[EngineEvent]) -> tuple[Device, ...]:
    while True:
        event = _next(events)
        if isinstance(event, Broke):
            raise CannotRun(event.message.strip())
        if isinstance(event, Ready):
            return event.devices


def _demand(name: str, devices: tuple[Device, ...]) -> None:
    """Refuse a device that is not there, before the program meets it in the middle."""
    wanted = "cuda:0" if name == "cuda" else name
    kind = wanted.partition(":")[0]
    alike = [one for one in devices if one.name.partition(":")[0] == kind]
    for one in alike:
        if not one.available:
            raise CannotRun(f"device {name} is not available: {one.reason}")
        if one.name == wanted:
            return
    there = ", ".join(one.name for one in devices if one.available)
    raise CannotRun(f"device {name} is not available: there is {there}")


def _tape(events: queue.SimpleQueue[EngineEvent], take: Callable[[Part], None]) -> Tape:
    tape: Tape | None = None
    while True:
        match _next(events):
            case Began(meta=meta):
                tape = Tape(meta=meta)
            case Grew(part=part) if tape is not None:
                tape.extend(part)
                take(part)
                if part.end is not None:
                    return tape
            case Broke(message=message):
                raise CannotRun(message.strip())


@contextmanager
def _interrupts(engine: Engine) -> Iterator[list[int]]:
    """Within, the first Ctrl-C stops the program. A list of those that came."""
    came: list[int] = []

    def handle(number: int, _frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)
        engine.stop()

    if threading.current_thread() is not threading.main_thread():
        yield came  # only the main thread is interrupted
        return
    before = signal.signal(signal.SIGINT, handle)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)
