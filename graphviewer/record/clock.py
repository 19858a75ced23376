"""Counts the statements a program executes, and every few of them looks whether to go on."""

from __future__ import annotations

from graphviewer.record.recorder import Recorder

_EVERY = 16  # statements between two looks


class Clock:
    """Its `mark` is called before each statement of the program."""

    __slots__ = ("_limit", "_recorder", "count", "due")

    def __init__(self, recorder: Recorder, limit: int) -> None:
        self._recorder = recorder
        self._limit = limit
        self.count = 0
        self.due = 0  # the count at which to look again

    def mark(self) -> None:
        """A statement is about to be executed. Raises Stop when the program is to end."""
        self.count += 1
        if self.count >= self.due:
            self._look()

    def _look(self) -> None:
        recorder = self._recorder
        if recorder.mine:
            recorder.before_step()
            recorder.writer.flush()
        if self.count > self._limit and not recorder.stopped:
            recorder.writer.full = f"stopped after {self._limit:,} executed lines"
        recorder.check()  # raises at every mark once it has: a program cannot swallow it for long
        self.due = self.count + (1 if recorder.writer.waiting else _EVERY)
