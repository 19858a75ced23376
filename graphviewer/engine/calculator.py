"""Questions to torch as the window asks them: one process answers them all, warm from the start.

Nothing here blocks its caller: what is asked goes to a thread of the calculator's, which starts and
ends the process and calls `on_event`.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from graphviewer.engine import protocol
from graphviewer.engine.child import COMMAND, Child, Gone
from graphviewer.engine.ending import death
from graphviewer.engine.protocol import Failed, Warm
from graphviewer.engine.spare import Spare
from graphviewer.formulas import fits
from graphviewer.formulas.answers import Answer, Answered, Refused, Walked
from graphviewer.formulas.limits import check
from graphviewer.formulas.problem import FormulaProblem
from graphviewer.formulas.questions import Ask, Question

log = logging.getLogger(__name__)

PATIENCE = 30.0  # seconds in which something is heard of an open question


class Calculated(Struct, frozen=True):
    """A part of the answer to a question; `last`: nothing more comes."""

    number: int
    answer: Answer
    last: bool


class CalculatorBroke(Struct, frozen=True):
    """Nothing can be calculated: the process does not start, or has died. Asking tries again."""

    message: str


CalculatorEvent = Calculated | CalculatorBroke

_Message = Ask | str | tuple[Child, protocol.News | Gone]


class Calculator:
    """Asks questions of a process. `on_event` is called on the calculator's own thread."""

    def __init__(
        self,
        on_event: Callable[[CalculatorEvent], None],
        *,
        command: Sequence[str] = COMMAND,
        patience: float = PATIENCE,
    ) -> None:
        """A process that is silent for `patience` seconds over a question is ended."""
        self._on_event, self._patience = on_event, patience
        self._numbers = itertools.count(1)
        self._inbox: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._closed = False
        self._spare = Spare(self._put, command)
        self._child: Child | None = None  # the one that answers
        self._waiting: dict[str, Ask] = {}  # by channel, until a process is warm
        self._open: dict[str, Ask] = {}  # what has no last answer yet
        self._walked: dict[int, int] = {}  # steps told so far, by the number of the question
        self._heard = 0.0  # when the process last answered, or was asked while it had nothing to do
        self._fault = ""  # why the process is being ended
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

    def drop(self, channel: str) -> None:
        """What the channel asked is not wanted any more."""
        self._inbox.put(Ask(number=next(self._numbers), channel=channel, question=None))

    def close(self, patience: float = 0.2) -> None:
        """End the process; afterwards no event comes."""
        self._closed = True
        self._inbox.put("close")
        if threading.current_thread() is not self._thread:
            self._thread.join(patience + 1.0)

    # --- on the calculator's thread

    def _work(self) -> None:
        while all(self._handle(message) for message in self._arrived()):
            self._watch()
        for child in self._spare.children:
            child.kill()
        for child in self._spare.children:
            child.join(0.2)

    def _handle(self, message: _Message) -> bool:
        """Deal with a message; whether there is more to do."""
        if isinstance(message, tuple):
            self._hear(*message)
            message[0].handled()
        elif isinstance(message, Ask):
            self._ask(message)
        elif self._child is None and message == "warm":
            self._ensure()
        return message != "close"

    def _arrived(self) -> Iterator[_Message]:
        """What has arrived, waiting for it; of a channel's questions the newest only."""
        messages: list[_Message] = []
        with contextlib.suppress(queue.Empty):
            messages.append(self._inbox.get(timeout=self._rest()))
            while True:
                messages.append(self._inbox.get_nowait())
        newest = {one.channel: one.number for one in messages if isinstance(one, Ask)}
        for one in messages:
            if not isinstance(one, Ask) or newest[one.channel] == one.number:
                yield one

    def _rest(self) -> float | None:
        """How long the process may still be silent; None where nothing is asked of it."""
        if self._child is None or not self._open:
            return None
        return max(0.0, self._heard + self._patience - time.monotonic())

    def _watch(self) -> None:
        if self._child is not None and self._rest() == 0:
            self._end(self._child, "Calculating took too long.")

    def _end(self, child: Child, fault: str) -> None:
        """Kill a process; what is heard of its end is put this way."""
        self._fault = self._fault or fault
        self._heard = time.monotonic()
        child.kill()

    def _put(self, child: Child, news: protocol.News | Gone) -> None:
        self._inbox.put((child, news))  # on a reader thread

    def _ask(self, ask: Ask) -> None:
        if ask.question is None:
            self._forget(ask)
            return
        try:
            check(ask.question)
        except FormulaProblem as problem:
            self._forget(ask)
            self._tell(Calculated(ask.number, Refused.of(problem), last=True))
            return
        if self._child is None:
            self._waiting[ask.channel] = ask
            self._ensure()
        else:
            self._heard = self._heard if self._open else time.monotonic()
            self._open[ask.channel] = ask
            numbers = {one.number for one in self._open.values()}
            self._walked = {one: many for one, many in self._walked.items() if one in numbers}
            self._child.send(ask)

    def _forget(self, ask: Ask) -> None:
        """The process need not go on with what the channel asked before."""
        self._waiting.pop(ask.channel, None)
        if self._open.pop(ask.channel, None) is not None and self._child is not None:
            self._child.send(Ask(number=ask.number, channel=ask.channel, question=None))

    def _ensure(self) -> None:
        try:
            self._spare.ensure()
        except OSError as error:
            self._break(f"A process for calculating could not be started: {error}.")

    def _hear(self, child: Child, news: protocol.News | Gone) -> None:
        match news:
            case Gone(code=code, noise=noise, breach=breach):
                self._spare.children.remove(child)
                self._lose(child, self._fault or breach or f"{death(code)}\n{noise[-2000:]}")
                self._fault = ""
            case Warm():
                self._begin(child)
            case Failed(message=message):
                log.error("calculating failed: %s", message)
                self._end(child, message.strip().rpartition("\n")[2])
            case Answered():
                self._answered(child, news)
            case _:
                self._end(child, "The process for calculating spoke out of turn.")

    def _answered(self, child: Child, news: Answered) -> None:
        self._heard = time.monotonic()
        ask = next((one for one in self._open.values() if one.number == news.number), None)
        if ask is None or ask.question is None:
            return  # something newer was asked since
        try:
            fits.check(ask.question, news.answer, self._walked.get(news.number, 0))
        except ValueError:
            log.exception("not an answer")
            self._end(child, "The process for calculating spoke out of turn.")
            return
        if isinstance(news.answer, Walked):
            self._walked[news.number] = news.answer.first + len(news.answer.loss.numpy())
        if news.last:
            del self._open[ask.channel]
            self._walked.pop(news.number, None)
        self._tell(Calculated(news.number, news.answer, news.last))

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
