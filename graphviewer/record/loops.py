"""Finds the iterations of training loops while they run, and writes their rows and points."""

from __future__ import annotations

import sys

from graphviewer.record.loops_scalars import Scalars, Variable
from graphviewer.record.loops_source import LoopMap
from graphviewer.record.recorder import Recorder
from graphviewer.tape.rows import Iteration


class _Pass:
    """A pass of a loop's body in which backward has run."""

    __slots__ = ("first", "line", "loop")

    def __init__(self, loop: int, first: int, line: int | None) -> None:
        self.loop = loop
        self.first = first
        self.line = line


class Loops:
    """Iterations of a marked program.

    An iteration is one pass of the innermost loop around a backward call, looked for in the frame
    that calls it and then outwards; however often backward runs in the pass, it is one iteration.
    It ends where the next pass begins, or where the loop is left; after an exception that leaves
    the loop, where the next loop begins. A loop that makes only one such pass has no rows.
    Numbers run on through nested loops and through one loop after another.
    """

    def __init__(self, recorder: Recorder, scalars: Scalars) -> None:
        self._recorder = recorder
        self._scalars = scalars
        self.map = LoopMap()
        self._starts: dict[int, int] = {}  # by loop: the step its present pass begins with
        self._open: _Pass | None = None
        self._lone: tuple[int, Iteration, dict[Variable, float]] | None = None
        self._seen: set[int] = set()  # loops that have rows
        self._count = 0
        self._free = 0  # the first step no iteration holds

    # --- what the marks call

    def head(self, number: int) -> None:
        """A pass of a loop's body begins."""
        recorder = self._recorder
        if not recorder.mine:
            return
        recorder.before_step()
        if self._open is not None and self._ends(number):
            self._close()
        self._starts[number] = recorder.writer.next_step

    def over(self, number: int) -> None:
        """A loop was left."""
        if self._open is not None and self._recorder.mine and self._ends(number):
            self._close()

    def _ends(self, number: int) -> bool:
        opened = self._open
        return opened is not None and number in self.map.chain(opened.loop)

    # --- what the recorder calls

    def after_run(self, _run: int, line: int | None) -> None:
        """The engine has run."""
        loop = self._loop()
        if loop is None:
            return
        opened = self._open
        if opened is not None:
            if opened.loop in self.map.chain(loop):
                opened.line = line
                return
            self._close()
        first = max(self._starts.get(loop, 0), self._free)
        self._open = _Pass(loop, first, line)

    def end(self) -> None:
        """The program has ended."""
        if self._open is not None:
            self._close()

    def _loop(self) -> int | None:
        """The loop that trains now."""
        frame, _ = self._recorder.places.frame(sys._getframe(1))
        while frame is not None:
            loop = self.map.training(frame.f_lineno)
            if loop is not None:
                return loop
            frame, _ = self._recorder.places.frame(frame.f_back)
        return None

    def _close(self) -> None:
        """The pass under way is over."""
        opened, self._open = self._open, None
        writer = self._recorder.writer
        self._recorder.before_step()
        last = writer.next_step - 1
        if opened is None or last < opened.first or writer.full:
            return
        self._free = last + 1
        fresh = set(self._scalars.fresh)
        numbers = self._scalars.take()
        row = Iteration(
            number=self._count, first_step=opened.first, last_step=last, line=opened.line
        )
        if opened.loop not in self._seen:
            lone = self._lone
            if lone is None or lone[0] != opened.loop:
                self._lone = (opened.loop, row, numbers)
                return
            self._seen.add(opened.loop)
            self._scalars.admit(fresh, self.map.chain(opened.loop))
            self._write(lone[1], lone[2])
            self._lone = None
        else:
            self._scalars.admit(fresh, self.map.chain(opened.loop))
        self._write(row, numbers)

    def _write(self, row: Iteration, numbers: dict[Variable, float]) -> None:
        writer = self._recorder.writer
        writer.iterations.append(
            Iteration(
                number=self._count,
                first_step=row.first_step,
                last_step=row.last_step,
                line=row.line,
            )
        )
        self._scalars.write(self._count, numbers)
        self._count += 1
