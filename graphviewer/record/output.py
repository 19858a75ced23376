"""Captures what the program prints: one call of print is one step."""

from __future__ import annotations

import io
import sys
from collections import deque

from graphviewer.record.clock import Clock
from graphviewer.record.recorder import Recorder

_CHUNK = 8_192  # characters a step carries at most
_CAP = 1 << 20  # characters kept in all


class Output(io.TextIOBase):
    """Stands where sys.stdout or sys.stderr stood."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, printed: Printed) -> None:
        super().__init__()
        self._printed = printed

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._printed.write(text)
        return len(text)

    def writable(self) -> bool:
        return True


class Printed:
    """Gathers the pieces one print writes, and writes them as steps."""

    def __init__(self, recorder: Recorder, clock: Clock) -> None:
        self._recorder = recorder
        self._clock = clock
        self._pieces: list[str] = []
        self._size = 0
        self._total = 0
        self._key: tuple[int, int] | None = None
        self._line: int | None = None
        self._from_threads: deque[str] = deque()

    @property
    def waiting(self) -> bool:
        """Whether something was written that no step holds yet."""
        return bool(self._pieces or self._from_threads)

    def write(self, text: str) -> None:
        """Take in a piece of text."""
        if not text or self._recorder.stopped:
            return
        if not self._recorder.mine:
            self._from_threads.append(text)  # the steps belong to the program's own thread
            return
        frame, _ = self._recorder.places.frame(sys._getframe(1))
        key = (
            None if frame is None else (self._clock.count, frame.f_lasti)
        )  # the pieces of one print share it
        if key != self._key:
            self.flush()
        self._key = key
        self._line = None if frame is None else frame.f_lineno
        self._add(text)

    def _add(self, text: str) -> None:
        room = _CAP - self._total
        if room < 0:
            return
        self._total += len(text)
        self._pieces.append(_cut(text, room))
        self._clock.due = 0  # the next statement writes the step
        self._size += len(text)
        if self._size >= _CHUNK:
            self.flush()
        if len(text) > room:
            self.flush()
            self._end()

    def _end(self) -> None:
        """Have the program end, as it does at any limit: hardly ever is so much printed on purpose.

        It would go on unseen otherwise.
        """
        writer = self._recorder.writer
        if not writer.full:
            writer.full = f"stopped after printing {_CAP:,} characters"

    def flush(self) -> None:
        """Write what has gathered as print steps."""
        pieces, self._pieces, self._size = self._pieces, [], 0
        text = "".join(pieces)
        for start in range(0, len(text), _CHUNK):
            self._recorder.writer.step("print", line=self._line, text=text[start : start + _CHUNK])
        while self._from_threads and self._total <= _CAP:
            other = self._from_threads.popleft()[:_CHUNK]
            room = _CAP - self._total
            self._total += len(other)
            self._recorder.writer.step("print", text=_cut(other, room))
            if len(other) > room:
                self._end()


def _cut(text: str, room: int) -> str:
    """What there is room for, with a line that says so if that is not all."""
    if len(text) <= room:
        return text
    kept = text[:room]
    line = "" if kept.endswith("\n") else "\n"
    return f"{kept}{line}[what is printed beyond {_CAP:,} characters is not kept]\n"
