"""What the parts of a recording share: tables, places, and what to do when recording fails."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from torch import Tensor
from torch.autograd.graph import Node as GraphNode

from graphviewer.record.nodes import Nodes
from graphviewer.record.places import Places
from graphviewer.record.tensors import Entry, Tensors
from graphviewer.record.writer import Writer

Gradients = tuple[Tensor | None, ...]
Call = Callable[..., Any]
log = logging.getLogger(__name__)


class Watch(Protocol):
    """A backward run under way."""

    def value(self, gradient: Tensor | None) -> int | None:
        """The id of a gradient's numbers."""

    def settle(self, leaf: int) -> None:
        """Write the accumulate step of a leaf before a hook changes what was accumulated."""


class Hooked(Protocol):
    """Who knows the program's own hooks."""

    def begin(self, watch: Watch) -> None:
        """A backward run is about to start."""

    def end(self, watch: Watch) -> None:
        """It is over."""

    def registered(self, tensor: Tensor) -> None:
        """The program has hooked a tensor."""

    def touched(self, node: GraphNode | None) -> None:
        """The program takes a node in hand."""

    def wrote(
        self,
        row: int,
        given: tuple[int | None, ...],
        sent: tuple[int | None, ...],
        leaf: int | None = None,
    ) -> None:
        """A step of a node has been written."""


class Stop(BaseException):
    """Ends the program. Not an Exception, so that a program's `except Exception` lets it pass."""


class Recorder:
    """One recording under way."""

    def __init__(self, writer: Writer, places: Places, cap: int) -> None:
        self.writer = writer
        self.places = places
        self.cap = cap
        self.tensors = Tensors(writer, cap)
        self.nodes = Nodes(writer, self.tensors, cap)
        self.tensors.walk = self.nodes.walk
        # by node: the tensors there that keep their `.grad`, though they are no leaves
        self.retained: dict[int, list[tuple[Entry, weakref.ref[Tensor]]]] = {}
        self.module = ""  # path of the nn.Module whose forward is running
        self.lock = threading.RLock()  # hooks may run in a device's thread
        self.thread = threading.get_ident()
        self.failures: list[str] = []
        self.elsewhere = False  # whether the program was seen at work in another thread
        self.stopped = ""  # "stopped" or "limit" once the program is to end
        self.before_step: Callable[[], None] = _nothing  # writes what was printed before
        self.before_run: Callable[[], None] = _nothing  # names what the variables hold
        self.stopping: Callable[[], bool] = _never
        # who wants to be told; None: nobody
        self.measuring: Callable[[int, Gradients, Gradients], None] | None = None
        self.noting: Callable[[Call, Any, tuple[Any, ...], Mapping[str, Any], int], None] | None
        self.noting = None
        self.hooked: Hooked | None = None
        self.after_run: Callable[[int, int | None], None] | None = None

    @property
    def mine(self) -> bool:
        """Whether this is the thread the program runs in; other threads are not recorded."""
        return threading.get_ident() == self.thread

    def close(self) -> None:
        """Let go of what refers back to this: nothing waits for the garbage collector then."""
        self.before_step = self.before_run = _nothing
        self.stopping = _never
        self.measuring = self.noting = self.after_run = self.hooked = None
        self.tensors.close()

    def failed(self, doing: str, error: BaseException) -> None:
        """Note that something was not recorded. The program goes on; the tape tells at its end."""
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
            raise Stop


def _nothing() -> None:
    pass


def _never() -> bool:
    return False
