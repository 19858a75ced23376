"""Training runs without a window."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from graphviewer.runs.news import Closed, TrainingNews
from graphviewer.runs.orders import Control, Train, TrainingOrder
from graphviewer.training import distributed, ending, loop
from graphviewer.training.problem import CannotTrain

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt, in malloc.h
_LARGE = 2**30


def run(order: Train, tell: Callable[[TrainingNews], None]) -> tuple[Closed, bool]:
    """Train in this process, which may be one of a team; how it ended, and if it was interrupted.

    Ctrl-C, or a request to terminate, saves and ends it after the batch under way. Only the first
    of a team tells anything.
    """
    _keep_large_arrays()
    with _asked_to_stop() as asked:

        def take() -> Sequence[TrainingOrder]:
            return () if not asked.is_set() else (Control("stop"),)

        try:
            with distributed.team(order.config.device) as team:
                heard = tell if team.rank == 0 else _nobody
                closed = loop.train(order, heard, take, _nobody, team=team)
        except CannotTrain as error:  # there is no team
            closed = ending.failed(error, None, order.config.batches.size)
        return closed, asked.is_set()


def _nobody(_told: object) -> None:
    """Another process tells it, or nobody asked for it."""


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """Set by the first Ctrl-C or request to terminate; the second one ends the process as ever."""
    asked = threading.Event()

    def hear(number: int, _frame: FrameType | None) -> None:
        asked.set()
        signal.signal(number, before[signal.Signals(number)])

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, hear)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep_large_arrays() -> None:
    """Let glibc keep arrays between batches: page faults cost a CNN a third of its time."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library
            system = ctypes.CDLL("libc.so.6")
            system.mallopt(_MMAP_THRESHOLD, _LARGE)
            system.mallopt(_TRIM_THRESHOLD, _LARGE)
