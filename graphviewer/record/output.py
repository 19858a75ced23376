"""Captures what the program prints: one call of print is one step."""

from __future__ import annotations

import io
import sys
from collections import deque
from threading import get_ident

from graphviewer.record.clock import Clock
from graphviewer.record.recorder import Recorder

_CHUNK = 8_192  # characters a step carries at most
_Piece = tuple[int | None, str, str]  # the line that wrote it, the text, the thread
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
        self._from_threads: deque[_Piece] = deque()
        self._others: dict[int, _Piece] = {}  # by thread: what it is writing

    @property
    def waiting(self) -> bool:
        """Whether something was written that no step holds yet."""
        return bool(self._pieces or self._from_threads or self._others)

    def write(self, text: str) -> None:
        """Take in a piece of text."""
        if not text or self._recorder.stopped:
            return
        if not self._recorder.main:
            self._elsewhere(text)
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

    def _elsewhere(self, text: str) -> None:
        """Take in a piece that another thread writes; what it prints in one go stays together."""
        thread = get_ident()
        with self._recorder.rows:
            if not self._recorder.mine:
                self._from_threads.append((None, text, ""))
                return
            frame, _ = self._recorder.places.frame(sys._getframe(2))
            line = None if frame is None else frame.f_lineno
            name = self._recorder.writer.threads.get(thread, "")
            before = self._others.pop(thread, (line, "", name))
            if before[1].endswith("\n") or before[0] != line:
                self._from_threads.append(before)
                before = (line, "", name)
            self._others[thread] = (line, before[1] + text, name)
            self._clock.due = 0

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
        if self._others or self._from_threads or self._recorder.crowded:
            with self._recorder.rows:
                self._flush_threads()
                if self._recorder.main:
                    self._flush()
        else:
            self._flush()

    def _flush_threads(self) -> None:
        """The same for other threads: the lines they have ended, and all this one has written."""
        for thread, piece in list(self._others.items()):
            if piece[1].endswith("\n") or thread == get_ident() or self._recorder.over:
                self._from_threads.append(self._others.pop(thread))
        while self._from_threads and self._total <= _CAP:
            line, text, name = self._from_threads.popleft()
            room = _CAP - self._total
            self._total += len(text)
            kept = _cut(text, room)
            for start in range(0, len(kept), _CHUNK):
                part = kept[start : start + _CHUNK]
                self._recorder.writer.step("print", line=line, text=part, thread=name)
            if len(text) > room:
                self._end()

    def _flush(self) -> None:
        pieces, self._pieces, self._size = self._pieces, [], 0
        text = "".join(pieces)
        for start in range(0, len(text), _CHUNK):
            self._recorder.writer.step("print", line=self._line, text=text[start : start + _CHUNK])


def _cut(text: str, room: int) -> str:
    """What there is room for, with a line that says so if that is not all."""
    if len(text) <= room:
        return text
    kept = text[:room]
    line = "" if kept.endswith("\n") else "\n"
    return f"{kept}{line}[what is printed beyond {_CAP:,} characters is not kept]\n"
