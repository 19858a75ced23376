"""What the parts of a recording share: tables, places, and what to do when recording fails."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from torch import Tensor

from graphviewer.record.entries import Entry
from graphviewer.record.nodes import Nodes
from graphviewer.record.places import Places
from graphviewer.record.tensors import Tensors
from graphviewer.record.turn import Turn
from graphviewer.record.writer import Writer

Gradients = tuple[Tensor | None, ...]
Call = Callable[..., Any]
log = logging.getLogger(__name__)


class Run(Protocol):
    """A backward run under way, in a thread."""

    thread: int
    task: int | None
    disturbed: bool

    @property
    def here(self) -> bool:
        """Whether a node is executed for this run, here and now."""

    def pause(self) -> None:
        """The program's own hooks of a leaf are next."""


class Watch(Protocol):
    """What is recorded of a backward run under way."""

    @property
    def running(self) -> Run:
        """The run itself."""

    def value(self, gradient: Tensor | None) -> int | None:
        """The id of a gradient's numbers."""

    def doubt(self) -> None:
        """The program's own code ran and may have changed gradients unseen."""

    def same(self, one: int | None, other: int | None) -> bool:
        """Whether two ids of gradients stand for the same numbers."""

    def settle(self, leaf: int) -> None:
        """Write the accumulate step of a leaf before a hook changes what was accumulated."""


class Hooked(Protocol):
    """Who knows the program's own hooks."""

    def begin(self, watch: Watch) -> bool:
        """A backward run is about to start: whether the program has hooks."""

    def end(self, watch: Watch) -> None:
        """It is over."""

    def registered(self, tensor: Tensor) -> None:
        """The program has hooked a tensor."""

    def wrote(
        self,
        row: int,
        given: tuple[int | None, ...],
        leaf: int | None = None,
    ) -> None:
        """A step of a node has been written."""


class Stop(BaseException):
    """Ends the program. Not an Exception, so that a program's `except Exception` lets it pass."""


Inside = tuple[str, tuple[str, ...]]  # the path of a module, and the calls it is running in
OUTSIDE: Inside = ("", ())


class Recorder:
    """One recording under way."""

    def __init__(self, writer: Writer, places: Places, cap: int) -> None:
        self.writer = writer
        self.places = places
        self.cap = cap
        self.rows = threading.RLock()  # hooks may run in a device's thread
        self.tensors = Tensors(writer, cap)
        self.nodes = Nodes(writer, self.tensors, cap)
        self.tensors.walk = self.nodes.walk
        # by node: the tensors there that keep their `.grad`, though they are no leaves
        self.retained: dict[int, list[tuple[Entry, weakref.ref[Tensor]]]] = {}
        self.module = (
            ""  # path of the nn.Module whose forward is running, in the thread that records
        )
        self.within: tuple[str, ...] = ()  # the calls of modules around it, as Op.within
        self.turn = Turn(self.rows, self._switch)
        self.lock: AbstractContextManager[Any] = self.rows  # the turn while there are more threads
        self.thread = threading.get_ident()
        self.crowded = False  # whether other threads of the program are recorded too
        self.over = False  # then those that go on do so unrecorded
        self.runs: list[Run] = []  # under way, in any thread
        self.visited = False  # whether another thread has run the engine
        self.apart = False  # whether such a run was under way when an iteration ended
        self.strangers = 0  # runs under way in threads that are not recorded
        self.doors: dict[int, threading.Lock] = {}  # of leaves that runs add to, by node
        self.gate = threading.Lock()  # a run has begun that no hook was called in yet
        self._others = 0
        self._modules = {self.thread: OUTSIDE}  # by recorded thread
        self.failures: list[str] = []
        self.elsewhere = False  # whether the program was seen at work in another thread
        self.stopped = ""  # "stopped" or "limit" once the program is to end
        self.before_step: Callable[[], None] = _nothing  # writes what was printed before
        self.before_run: Callable[[], None] = _nothing  # names what the variables hold
        self.stopping: Callable[[], bool] = _never
        self.closers: list[Callable[[], None]] = []  # told when all is over
        # who wants to be told; None: nobody
        self.measuring: Callable[[int, Gradients, Gradients], None] | None = None
        self.noting: Callable[[Call, Any, tuple[Any, ...], Mapping[str, Any], int], None] | None
        self.noting = None
        self.hooked: Hooked | None = None
        self.after_run: Callable[[bool, int | None], None] | None = None

    @property
    def mine(self) -> bool:
        """Whether this is a thread of the program that is recorded."""
        return threading.get_ident() in self._modules

    @property
    def main(self) -> bool:
        """Whether this is the thread the program began in."""
        return threading.get_ident() == self.thread

    @property
    def inner(self) -> Inside:
        """The path of the module whose forward this thread runs, and the calls around it."""
        return self._modules.get(threading.get_ident(), OUTSIDE)

    def inside(self, now: Inside) -> None:
        """This thread is now in the forward of a module, or outside of all."""
        self._modules[threading.get_ident()] = now
        if not self.crowded or self.turn.mine:
            self.module, self.within = now

    # --- other threads of the program

    def unseen(self) -> None:
        """A thread that is not recorded works, perhaps on what runs under way are changing."""
        with self.rows:
            self.elsewhere = True
            for run in self.runs:
                run.disturbed = True

    @property
    def cutting(self) -> bool:
        """Whether to end an iteration here would cut a run of another thread in two, or has."""
        self.apart = self.apart or any(run.thread != self.thread for run in self.runs)
        return self.apart

    def more(self) -> None:
        """One is about to start."""
        with self.rows:
            self._others += 1
            self.crowded, self.lock = True, self.turn

    def fewer(self) -> None:
        """One has ended."""
        with self.rows:
            self._others -= 1
            if not self._others:
                self.crowded, self.lock = False, self.rows
                self._switch(self.thread)

    def join(self, name: str) -> None:
        """This thread is recorded from now on."""
        self._modules[threading.get_ident()] = OUTSIDE
        self.writer.threads[threading.get_ident()] = name

    def part(self) -> None:
        """It is not any more."""
        self._modules.pop(threading.get_ident(), None)
        self.writer.threads.pop(threading.get_ident(), None)

    def alone(self) -> None:
        """The recording is over: only the thread it began in has anything to write."""
        self.over = True
        self._modules = {self.thread: OUTSIDE}
        self.writer.threads.clear()

    def _switch(self, thread: int) -> None:
        self.module, self.within = self._modules.get(thread, OUTSIDE)

    def retain(self, node: int, entry: Entry, tensor: Tensor) -> bool:
        """Remember that a tensor, no leaf, keeps its `.grad`; whether that is new."""
        kept = self.retained.setdefault(node, [])
        if any(one is entry for one, _ in kept):
            return False
        kept.append((entry, weakref.ref(tensor)))
        return True

    def close(self) -> None:
        """Let go of what was recorded, and of what refers back to this.

        Code that the program leaves behind (a class that PyTorch keeps) holds our marks, where the
        garbage collector does not look; they hold this.
        """
        self.before_step = self.before_run = _nothing
        self.stopping = _never
        self.measuring = self.noting = self.after_run = self.hooked = None
        for close in self.closers:
            close()
        self.closers.clear()
        self.tensors.close()
        self.nodes.close()
        self.writer.close()

    def failed(self, doing: str, error: BaseException) -> None:
        """Note that something was not recorded. The program goes on; the tape tells at its end."""
        with self.rows:
            if self.over and not self.main:
                return
            self.failures.append(f"{doing}: {type(error).__name__}: {error}")
            if len(self.failures) == 1:
                log.error("could not record %s", doing, exc_info=error)
            self.writer.repair()

    def check(self) -> None:
        """Raise Stop if the program is to end."""
        if not self.stopped and self.stopping():
            self.stopped = "stopped"
        if self.writer.full and not self.stopped:
            self.stopped = "limit"
        if self.stopped:
            raise Stop if self.main else SystemExit  # the latter ends a thread without a word


def _nothing() -> None:
    pass


def _never() -> bool:
    return False
