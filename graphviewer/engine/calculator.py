"""Questions to torch as the window asks them: one process answers them all, warm from the start.

Nothing here blocks its caller: what is asked goes to a thread of the calculator's, which starts and
ends the process and calls `on_event`.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable, Sequence

from msgspec import Struct

from graphviewer.engine import protocol
from graphviewer.engine.child import COMMAND, Child, Gone
from graphviewer.engine.ending import death
from graphviewer.engine.protocol import Failed, Warm
from graphviewer.engine.spare import Spare
from graphviewer.formulas.answers import Answer, Answered
from graphviewer.formulas.questions import Ask, Question

log = logging.getLogger(__name__)


class Calculated(Struct, frozen=True):
    """A part of the answer to a question; `last`: nothing more comes."""

    number: int
    answer: Answer
    last: bool


class CalculatorBroke(Struct, frozen=True):
    """Nothing can be calculated: the process does not start, or has died. Asking tries again."""

    message: str


CalculatorEvent = Calculated | CalculatorBroke


class Calculator:
    """Asks questions of a process. `on_event` is called on the calculator's own thread."""

    def __init__(
        self, on_event: Callable[[CalculatorEvent], None], *, command: Sequence[str] = COMMAND
    ) -> None:
        self._on_event = on_event
        self._numbers = itertools.count(1)
        self._inbox: queue.SimpleQueue[Ask | str | tuple[Child, protocol.News | Gone]]
        self._inbox = queue.SimpleQueue()
        self._closed = False
        self._spare = Spare(self._put, command)
        self._child: Child | None = None  # the one that answers
        self._waiting: dict[str, Ask] = {}  # by channel, until a process is warm
        self._open: dict[str, Ask] = {}  # what has no last answer yet
        self._thread = threading.Thread(target=self._work, name="calculator", daemon=True)
        self._thread.start()

    # --- for its owner, from any thread

    def warm(self) -> None:
        """Warm the process up in the background, if there is none."""
        self._inbox.put("warm")

    def ask(self, channel: str, question: Question) -> int:
        """Ask; what the channel asked before is dropped. Returns the number answers will carry."""
        number = next(self._numbers)
        self._inbox.put(Ask(number=number, channel=channel, question=question))
        return number

    def close(self, patience: float = 0.2) -> None:
        """End the process; afterwards no event comes."""
        self._closed = True
        self._inbox.put("close")
        if threading.current_thread() is not self._thread:
            self._thread.join(patience + 1.0)

    # --- on the calculator's thread

    def _work(self) -> None:
        while True:
            message = self._inbox.get()
            if isinstance(message, tuple):
                self._hear(*message)
                message[0].handled()
            elif isinstance(message, Ask):
                self._ask(message)
            elif message == "close":
                break
            elif self._child is None:
                self._ensure()
        for child in self._spare.children:
            child.kill()
        for child in self._spare.children:
            child.join(0.2)

    def _put(self, child: Child, news: protocol.News | Gone) -> None:
        self._inbox.put((child, news))  # on a reader thread

    def _ask(self, ask: Ask) -> None:
        if self._child is None:
            self._waiting[ask.channel] = ask
            self._ensure()
        else:
            self._open[ask.channel] = ask
            self._child.send(ask)

    def _ensure(self) -> None:
        try:
            self._spare.ensure()
        except OSError as error:
            self._break(f"A process for calculating could not be started: {error}.")

    def _hear(self, child: Child, news: protocol.News | Gone) -> None:
        match news:
            case Gone(code=code, noise=noise, breach=breach):
                self._spare.children.remove(child)
                self._lose(child, breach or f"{death(code)}\n{noise[-2000:]}")
            case Warm():
                self._begin(child)
            case Failed(message=message):
                log.error("calculating failed: %s", message)
                child.kill()
            case Answered(number=number, answer=answer, last=last):
                self._open = {k: v for k, v in self._open.items() if v.number != number or not last}
                self._tell(Calculated(number, answer, last))
            case _:
                child.kill()  # it speaks out of turn

    def _begin(self, child: Child) -> None:
        self._child = child
        self._spare.take()
        waiting, self._waiting = self._waiting, {}
        for ask in waiting.values():
            self._ask(ask)

    def _lose(self, child: Child, why: str) -> None:
        if child is self._child:
            self._child = None
            lost, self._open = bool(self._open), {}
            if lost:
                self._break(why)
        elif child is self._spare.child:
            again = self._spare.lose()
            if again:
                self._ensure()
            else:
                self._break(why)

    def _break(self, why: str) -> None:
        self._waiting = {}
        self._tell(CalculatorBroke(why))

    def _tell(self, event: CalculatorEvent) -> None:
        if not self._closed:
            self._on_event(event)
