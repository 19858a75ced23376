"""Everything that watches PyTorch while code runs, attached and taken off as one."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from torch import overrides

from graphviewer.record.backward import Backward
from graphviewer.record.calls import Calls
from graphviewer.record.clock import Clock
from graphviewer.record.hooks import Hooks
from graphviewer.record.leaves import Leaves
from graphviewer.record.names import Names
from graphviewer.record.noted import Notes
from graphviewer.record.optimizers import Optimizers
from graphviewer.record.output import Printed
from graphviewer.record.recorder import Recorder
from graphviewer.record.stack import make_room
from graphviewer.record.stand_ins import eager_compile, functions_recorded, loads_recorded
from graphviewer.record.threads import Threads

_modes: Any = overrides  # parts of it have no types
_one = threading.Lock()  # what is attached stands in for parts of PyTorch, once in a process


class UnderWay(RuntimeError):
    """Another recording has not ended yet; there can be one at a time."""

    def __init__(self) -> None:
        super().__init__("a recording is already under way: it has to end before another begins")


@cache
def _others_freeze() -> bool:
    """Whether somebody in this process has frozen objects: counting a great many takes long."""
    return gc.get_freeze_count() > 0


@contextmanager
def _mode(calls: Calls) -> Iterator[None]:
    """See every call until the block ends, even if modes entered in it are not left by then."""
    _modes._push_mode(calls)
    try:
        yield
    finally:
        above: list[overrides.TorchFunctionMode] = []
        while calls in _modes._get_current_function_mode_stack():
            above.append(_modes._pop_mode())
        for mode in reversed(above[:-1]):
            _modes._push_mode(mode)


class Live:
    """The parts of one recording: whoever runs code `watching` gets its steps on the tape."""

    def __init__(self, recorder: Recorder, lines: int, names: type[Names] = Names) -> None:
        self.recorder = recorder
        leaves = Leaves(recorder)
        self.calls = Calls(recorder, leaves)
        self.names = names(recorder, self.calls)
        self.clock = Clock(recorder, leaves, lines)
        self.printed = Printed(recorder, self.clock)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Record what this thread does with PyTorch until the block ends. Raises UnderWay."""
        recorder = self.recorder
        if not _one.acquire(blocking=False):
            raise UnderWay
        make_room()
        # what is there already stays: the collector need not go through PyTorch's own objects again
        # and again because rows are made
        freeze = not _others_freeze()
        if freeze:
            gc.freeze()
        notes = Notes(recorder)
        threads = Threads(recorder, self.calls, notes, self.printed)
        try:
            with (
                Backward(recorder).watching(),
                Optimizers(recorder, self.calls).watching(),
                self.names.watching_modules(),
                Hooks(recorder).watching(),
                notes.watching(),
                threads.watching(),
                functions_recorded(self.calls),
                loads_recorded(self.calls),
                eager_compile(notes),
                _mode(self.calls),
            ):
                yield
        finally:
            if freeze:
                gc.unfreeze()
            _one.release()
