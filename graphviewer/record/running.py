"""Which run of the engine a hook is called in, where several go on at once over shared nodes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from threading import get_ident

import torch

from graphviewer.record.recorder import Recorder
from graphviewer.record.turn import PATIENCE, Busy

# private to PyTorch; without it the thread tells, which on a device's thread is a guess
_task: Callable[[], int] = getattr(torch._C, "_current_graph_task_id", get_ident)


class Running:
    """One run under way: whether it is this one, and the leaves whose turn it has taken."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self.thread = get_ident()
        self.name = recorder.writer.threads.get(self.thread, "")
        self.crowded = recorder.crowded
        self.task: int | None = None  # the engine's number for it
        self.disturbed = False  # begun alone, it is no longer alone
        self._gate = False
        self._leaves: set[int] = set()  # whose turn it is
        self._doors: dict[int, threading.Lock] = {}
        with recorder.rows:
            recorder.runs.append(self)
            recorder.visited |= not recorder.main
        if self.crowded and torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
            # a device's thread cannot tell two runs apart of which neither has begun
            self._gate = recorder.gate.acquire(timeout=PATIENCE)

    @property
    def here(self) -> bool:
        """Whether a node is executed for this run, here and now."""
        if self._recorder.over:
            return False
        if self.task is None:
            if not self._is_first():
                return False
            self.task = _task()
            self._open()
        return self.task == _task()

    def _is_first(self) -> bool:
        """Whether a hook called in nobody's run yet is this one's."""
        runs, me = tuple(self._recorder.runs), get_ident()
        mine = [run for run in runs if run.thread == me]
        if mine:
            return mine[-1] is self
        for thread in threading.enumerate():
            if thread.ident == me and not isinstance(thread, threading._DummyThread):
                return False  # of the program, not of a device: a run that is not recorded
        waiting = [run for run in runs if run.task is None]
        return bool(waiting) and waiting[-1] is self

    def _open(self) -> None:
        if self._gate:
            self._gate = False
            self._recorder.gate.release()

    def take(self, leaf: int) -> None:
        """The engine is about to add to a leaf's `.grad`. Raises Busy.

        PyTorch locks the leaf's node until the program's hooks have run: a run that has to wait for
        that waits here, before its turn.
        """
        with self._recorder.rows:
            door = self._recorder.doors.setdefault(leaf, threading.Lock())
        if not door.acquire(timeout=PATIENCE):
            self._recorder.turn.broken = True
            raise Busy
        try:
            self._recorder.turn.take()
        except Busy:
            door.release()
            raise
        self._doors[leaf] = door
        self._leaves.add(leaf)

    def pause(self) -> None:
        """It has; the program's own hooks are next, which may wait for another thread."""
        while self._leaves:
            self._leaves.pop()
            self._recorder.turn.give()

    def give(self, leaf: int) -> None:
        """It has, and the hooks have run."""
        if leaf in self._leaves:
            self._leaves.remove(leaf)
            self._recorder.turn.give()
        door = self._doors.pop(leaf, None)
        if door is not None:
            door.release()

    def holds(self, leaf: int) -> bool:
        """Whether nobody else can have changed the leaf's `.grad` meanwhile."""
        return leaf in self._leaves if self.crowded else not self.disturbed

    def end(self) -> None:
        """The run is over."""
        self._open()
        for leaf in tuple(self._doors):
            self.give(leaf)
        with self._recorder.rows:
            if self in self._recorder.runs:
                self._recorder.runs.remove(self)
