"""Counts the statements a program executes, and every few of them looks whether to go on."""

from __future__ import annotations

import sys
from threading import active_count, get_ident
from types import CodeType

from graphviewer.record.leaves import Leaves
from graphviewer.record.overwritten import Overwritten
from graphviewer.record.recorder import Recorder

_EVERY = 16  # statements between two looks


class Clock:
    """Its `mark` is called before each statement of the program."""

    __slots__ = (
        "_code",
        "_last",
        "_leaves",
        "_limit",
        "_overwritten",
        "_recorder",
        "_thread",
        "_threads",
        "count",
        "due",
    )

    def __init__(self, recorder: Recorder, leaves: Leaves, limit: int) -> None:
        self._recorder = recorder
        self._leaves = leaves
        self._limit = limit
        self._overwritten = Overwritten(recorder)
        self._thread = recorder.thread
        self._threads = active_count()  # before the program has any of its own
        self._code: CodeType | None = None  # where the latest statement is
        self._last = 0
        self.count = 0
        self.due = 0  # the count at which to look again

    def mark(self) -> None:
        """A statement is about to be executed. Raises Stop when the program is to end."""
        recorder = self._recorder
        if get_ident() != self._thread:
            recorder.elsewhere |= not recorder.mine and not recorder.over
            self.count += 1
            self._go_on()
            return
        self.count += 1
        if recorder.elsewhere:
            self.settle()
        if recorder.tensors.outside.groups:
            self._overwritten.check(self._line)
        frame = sys._getframe(1)
        self._code, self._last = frame.f_code, frame.f_lasti
        if self.count >= self.due:
            self._look()

    def close(self) -> None:
        """Forget the code: our marks in it refer back here, where the collector does not look."""
        self._code = None

    def settle(self) -> None:
        """The latest statement has ended: take in what other threads did to gradients."""
        if active_count() > self._threads:
            return  # to read a gradient while another thread frees it can crash PyTorch
        self._leaves.check(self._line())

    def end(self) -> None:
        """So has the program."""
        if self._recorder.elsewhere:
            self.settle()
        self._overwritten.check(self._line)

    def _line(self) -> int | None:
        """That of the latest statement."""
        if self._code is None:
            return None
        return self._recorder.places.line_of(self._code, self._last)

    def _look(self) -> None:
        recorder = self._recorder
        recorder.before_step()
        recorder.writer.flush()
        self._go_on()
        self.due = self.count + (1 if recorder.writer.waiting else _EVERY)

    def _go_on(self) -> None:
        recorder = self._recorder
        if self.count > self._limit and not recorder.stopped:
            recorder.writer.full = f"stopped after {self._limit:,} executed lines"
        recorder.check()  # raises at every mark once it has: a program cannot swallow it for long
