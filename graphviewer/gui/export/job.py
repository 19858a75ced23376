"""Work in small pieces, so that whoever does it can show how far it is and give it up.

A job yields how far it is, 0 to 1, or work that touches nothing of the window and so may be done in
a thread; it is sent that work's outcome and returns the bytes to write.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from graphviewer.disk import atomic
from graphviewer.gui.export import ending

PIECE = 1 << 20  # bytes written between two looks at whether anybody still waits


class ExportError(ValueError):
    """A picture cannot be made; the message says why, and what would help.

    `text` is to be translated before it is filled in with `parts`.
    """

    def __init__(self, text: str, **parts: str) -> None:
        super().__init__(text.format(**parts))
        self.text, self.parts = text, parts


class GivenUp(Exception):
    """Nobody waits any more for what is being done in a thread."""


class Aside(NamedTuple):
    """Work for a thread. It looks at the event now and then, and raises GivenUp once it is set."""

    work: Callable[[Event], object]


Job = Generator[float | Aside, Any, list[bytes]]


def saved(path: Path, job: Job) -> Job:
    """The same job, and what it makes written into a file, all or nothing; raises FileProblem."""
    data = yield from job

    def pieces(stop: Event) -> Iterator[memoryview]:
        for chunk in data:
            view = memoryview(chunk)
            for start in range(0, len(chunk), PIECE):
                if stop.is_set():
                    raise GivenUp  # what was written so far is taken away again
                yield view[start : start + PIECE]

    def write(stop: Event) -> None:
        atomic.write(path, pieces(stop))

    yield Aside(write)
    return data


def done(job: Job) -> list[bytes]:
    """Do all of a job here and now."""
    never = Event()
    sent: object = None
    try:
        while True:
            said = job.send(sent)
            sent = said.work(never) if isinstance(said, Aside) else None
    except StopIteration as end:
        found: list[bytes] = end.value
        return found
    finally:
        ending.wait()
