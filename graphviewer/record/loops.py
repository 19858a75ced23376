"""Finds the iterations of training loops while they run, and writes their rows and points."""

from __future__ import annotations

import sys
from collections.abc import Callable

from graphviewer.record.loops_rows import Rows
from graphviewer.record.loops_scalars import Scalars
from graphviewer.record.loops_source import LoopMap
from graphviewer.record.recorder import Recorder


class _Pass:
    """A pass of a loop's body that counts; `line` is that of its latest backward call."""

    __slots__ = ("first", "line", "loop")

    def __init__(self, loop: int, first: int, line: int | None) -> None:
        self.loop = loop
        self.first = first
        self.line = line


class Loops:
    """Iterations of a marked program.

    An iteration is one pass of the innermost loop around a backward call, looked for in the frame
    that calls it and then outwards; however often backward runs in the pass, it is one iteration.
    Once backward has run each further pass counts until the loop is left, with backward or without.
    It ends where the next pass begins, or where the loop is left; after an exception that leaves
    the loop, where the next pass with backward begins. A loop that makes only one such pass has no
    rows. Numbers run on through nested loops, loops in functions that are called from loops, and
    through one loop after another.
    """

    def __init__(self, recorder: Recorder, scalars: Scalars) -> None:
        self._recorder = recorder
        self._rows = Rows(recorder.writer, scalars)
        self.map = LoopMap()
        self._starts: dict[int, int] = {}  # by loop: the step its present pass begins with
        self._open: _Pass | None = None
        self._going: set[int] = set()  # loops not left yet that backward has run in

    # --- what the marks call

    def head(self, number: int) -> None:
        """A pass of a loop's body begins."""
        recorder = self._recorder
        if recorder.main and not recorder.cutting:
            self._guarded(lambda: self._head(number))

    def over(self, number: int) -> None:
        """A loop was left."""
        if not self._going or not self._recorder.main:
            return
        if self._ends(number) and not self._recorder.cutting:
            self._guarded(self._close)
        self._going = {one for one in self._going if number not in self.map.chain(one)}

    def _head(self, number: int) -> None:
        self._recorder.before_step()
        if self._open is not None and self._ends(number):
            self._close()
        self._starts[number] = self._recorder.writer.next_step
        if self._open is None and number in self._going:
            self._open = _Pass(number, self._starts[number], None)

    def _ends(self, number: int) -> bool:
        opened = self._open
        return opened is not None and number in self.map.chain(opened.loop)

    def _guarded(self, do: Callable[[], None]) -> None:
        try:
            do()
        except Exception as error:  # noqa: BLE001  # a failure of ours must not become the program's
            self._recorder.failed("an iteration", error)

    # --- what the recorder calls

    def after_run(self, _asked: bool, line: int | None) -> None:
        """The engine has run."""
        self._guarded(lambda: self._ran(line))

    def end(self) -> None:
        """The program has ended."""
        if self._open is not None and not self._recorder.cutting:
            self._guarded(self._close)

    def _ran(self, line: int | None) -> None:
        loop = self._loop()
        if loop is None:
            return
        opened = self._open
        if opened is not None:
            if opened.loop in self.map.chain(loop):
                opened.line = line
                return
            if opened.line is not None:  # else it has come to its own backward call not yet
                self._close(self._starts.get(loop, 0))
        self._open = _Pass(loop, self._starts.get(loop, 0), line)
        self._going.add(loop)

    def _loop(self) -> int | None:
        """The loop that trains now."""
        frame, _ = self._recorder.places.frame(sys._getframe(1))
        while frame is not None:
            loop = self.map.training(frame.f_lineno)
            if loop is not None:
                return loop
            frame, _ = self._recorder.places.frame(frame.f_back)
        return None

    def _close(self, before: int = 0) -> None:
        """The pass under way is over; before a step, if another that has begun in it goes on."""
        opened, self._open = self._open, None
        if opened is not None:
            self._recorder.before_step()
            end = before if before > opened.first else self._recorder.writer.next_step
            self._rows.add(self.map.chain(opened.loop), opened.first, end - 1, opened.line)
