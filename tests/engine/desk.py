"""An engine and everything it has said, to be waited for."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from graphviewer.engine.client import (
    Began,
    Bounds,
    Broke,
    Engine,
    EngineEvent,
    Grew,
    Job,
    Ready,
)
from graphviewer.tape.rows import End
from graphviewer.tape.tape import Tape

LIGHT = (sys.executable, "-P", "-c", "from tests.engine import stub; stub.light()")
HEAVY = (sys.executable, "-P", "-c", "from tests.engine import stub; stub.heavy()")
PATIENCE = 60.0  # seconds: a machine may be busy

_E = TypeVar("_E")


class Desk:
    """Collects the events of one engine."""

    def __init__(
        self, command: Sequence[str] = LIGHT, bounds: Bounds | None = None, *, spares: bool = True
    ) -> None:
        self.events: list[EngineEvent] = []
        self._news = threading.Condition()
        self.engine = Engine(self._take, command=command, bounds=bounds or Bounds(), spares=spares)

    def _take(self, event: EngineEvent) -> None:
        with self._news:
            self.events.append(event)
            self._news.notify_all()

    def wait(self, wanted: Callable[[list[EngineEvent]], bool], patience: float = PATIENCE) -> None:
        """Wait until the events so far are as wanted."""
        with self._news:
            assert self._news.wait_for(lambda: wanted(self.events), patience), self.events[-3:]

    def of(self, kind: type[_E]) -> list[_E]:
        """The events of a kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def ready(self, times: int = 1) -> None:
        """Wait until a spare has been warm so many times."""
        self.wait(lambda _: len(self.of(Ready)) >= times)

    def begin(self, source: str, **options: object) -> int:
        """Run a program and wait until it has begun."""
        self.engine.start_spare()
        number = self.engine.run(Job(source=source, **options))  # type: ignore[arg-type]
        self.wait(lambda _: any(event.job == number for event in self.of(Began)))
        return number

    def end(self, number: int) -> Tape:
        """Wait for a job's end; its whole tape."""
        self.wait(lambda _: self._ended(number) is not None)
        tape = Tape(meta=next(event.meta for event in self.of(Began) if event.job == number))
        for event in self.of(Grew):
            if event.job == number:
                tape.extend(event.part)
        return tape

    def run(self, source: str, **options: object) -> Tape:
        """Run a program to its end."""
        return self.end(self.begin(source, **options))

    def printed(self, number: int, text: str) -> None:
        """Wait until a job has printed something that holds `text`."""
        self.wait(
            lambda _: any(
                text in step.text
                for event in self.of(Grew)
                if event.job == number
                for step in event.part.steps
            )
        )

    def broke(self) -> str:
        """Wait until the engine says that it cannot run programs."""
        self.wait(lambda _: bool(self.of(Broke)))
        return self.of(Broke)[0].message

    def pids(self) -> list[int]:
        """The processes the engine has."""
        return [child.pid for child in self.engine._spare.children]

    def _ended(self, number: int) -> End | None:
        ends = [e.part.end for e in self.of(Grew) if e.job == number and e.part.end is not None]
        return ends[-1] if ends else None


def gone(pid: int, patience: float = 10.0) -> bool:
    """Whether a process has gone, waiting for it."""
    from pathlib import Path

    until = time.monotonic() + patience
    while Path(f"/proc/{pid}").exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
