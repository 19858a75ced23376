"""How a run stands, as its folder tells: under way, over, or left by a process that died."""

from __future__ import annotations

import os
import socket
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from graphviewer.runs.news import Closed, EndReason

SOON = timedelta(seconds=30)  # a process that trains tells so every second or two
LONG = timedelta(minutes=10)  # but a batch may take longer
_STILL_ACTIVE = 259
_MAY_ASK = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION

_Moment = Annotated[datetime, Meta(tz=True)]
RunState = Literal["starting", "running", "paused", "evaluating"]
Standing = Literal[RunState, EndReason, "interrupted"]


class Status(Struct, frozen=True, kw_only=True):
    """`status.json` of a run folder. Times are UTC."""

    state: RunState
    started: _Moment
    updated: _Moment
    seconds: float = 0.0  # of training, those before it was resumed too
    step: int = 0
    steps: int = 0  # in all
    epoch: int = 0
    batch: int = 0  # of the epoch
    saved: int | None = None  # the step of the checkpoint
    closed: Closed | None = None
    pid: Annotated[int, Meta(ge=0, lt=2**31)] = 0
    host: str = ""


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@cache
def host() -> str:
    """The name of this machine."""
    return socket.gethostname()


def standing(status: Status, when: datetime | None = None) -> Standing:
    """How a run really stands: what says it goes on may have been killed meanwhile."""
    if status.closed is not None:
        return status.closed.reason
    return status.state if is_alive(status, when) else "interrupted"


def is_alive(status: Status, when: datetime | None = None) -> bool:
    """Whether a process works on the run: by its id on this machine, else by its last word."""
    if status.closed is not None or status.pid <= 0:
        return False
    silent = (when or now()) - status.updated
    if status.host != host():
        return silent < SOON
    # Another program may have got the id of one that died long ago.
    return _process_lives(status.pid) and silent < LONG


def _process_lives(pid: int) -> bool:
    if sys.platform == "win32":
        return _lives_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Whether a process was killed and its parent has not looked yet (where Linux tells)."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[:1] == ["Z"]


def _lives_on_windows(pid: int) -> bool:
    """There `os.kill` would end the process."""
    import ctypes  # noqa: PLC0415 - only Windows needs it

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - mypy knows it on Windows only
    handle = kernel.OpenProcess(_MAY_ASK, False, pid)  # noqa: FBT003 - the system's own call
    if not handle:
        return False
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return bool(known) and code.value == _STILL_ACTIVE
