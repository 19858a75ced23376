"""Work in small pieces, so that whoever does it can show how far it is and give it up.

A job yields how far it is, 0 to 1, or work that touches nothing of the window and so may be done in
a thread; it is sent that work's outcome and returns the bytes to write.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from threading import Event
from typing import Any, NamedTuple


class ExportError(ValueError):
    """A picture cannot be made; the message says why, and what would help."""


class GivenUp(Exception):
    """Nobody waits any more for what is being done in a thread."""


class Aside(NamedTuple):
    """Work for a thread. It looks at the event now and then, and raises GivenUp once it is set."""

    work: Callable[[Event], object]


Job = Generator[float | Aside, Any, list[bytes]]


def done(job: Job) -> list[bytes]:
    """Do all of a job here and now."""
    never = Event()
    sent: object = None
    while True:
        try:
            said = job.send(sent)
        except StopIteration as end:
            found: list[bytes] = end.value
            return found
        sent = said.work(never) if isinstance(said, Aside) else None
