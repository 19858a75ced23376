"""What the engine is asked to do, and what it tells."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.engine.protocol import Device
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part


class Job(Struct, frozen=True, kw_only=True):
    """A program to run. `folder`, if given, is where it runs and what its imports see first."""

    source: str
    filename: str = "program.py"
    device: str = "cpu"
    seed: int | None = 0
    restricted: bool = False
    folder: str = ""


class Bounds(Struct, frozen=True, kw_only=True):
    """What the watchdog allows a program: seconds in all, seconds without a sign of life, bytes.

    Memory 0 means three quarters of the machine's. A restricted program has at most `guarded`.
    """

    wall: float = 3600.0
    silence: float = 120.0
    memory: int = 0
    guarded: int = 4 * 1024**3
    warming: float = 180.0  # for a spare to be ready
    polite: float = 0.3  # between asking a program to stop and killing it


class Ready(Struct, frozen=True):
    """A spare is warm: these are the devices, and this is torch's version."""

    devices: tuple[Device, ...]
    torch: str


class Began(Struct, frozen=True):
    """A job's program starts running: its tape begins with `meta`."""

    job: int
    meta: Meta


class Grew(Struct, frozen=True):
    """More of a job's tape, checked by the law. The last part carries `end`."""

    job: int
    part: Part


class Guarded(Struct, frozen=True):
    """Which walls of the system's stand around a restricted job, and which do not and why."""

    job: int
    standing: tuple[str, ...]
    missing: tuple[str, ...]


class Broke(Struct, frozen=True):
    """No program can be run: the recording process does not start. The next run tries again."""

    message: str


EngineEvent = Ready | Began | Grew | Guarded | Broke
