"""The calculating side of a child process: several questions at a time, part by part."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from graphviewer.engine import protocol
from graphviewer.formulas.answers import Answer, Answered, Walked
from graphviewer.formulas.questions import Ask, Question

Parts = Iterator[tuple[Answer, bool]]  # and whether it is the last
Answering = Callable[[Question], Parts]


class Channel(Protocol):
    """The pipes to the window's process: `graphviewer.engine.worker.Channel`."""

    def send(self, news: protocol.News) -> None:
        """Send one message whole."""
        ...

    def receive(self) -> protocol.Order | None:
        """Wait for the next message; None when the window's process is gone."""
        ...


def serve(channel: Channel, first: Ask) -> None:
    """Answer until nobody asks any more. A part of each open question in turn, new ones first."""
    from graphviewer.calculus import answering  # noqa: PLC0415 - it imports torch

    answering.begin()
    inbox: queue.SimpleQueue[Ask] = queue.SimpleQueue()
    inbox.put(first)
    threading.Thread(target=_read, args=(channel, inbox), name="asks", daemon=True).start()
    turns = Turns(answering.answer)
    prepared = False
    while True:
        if not turns.any and inbox.empty() and not prepared:
            answering.prepare()
            prepared = True
        while not turns.any or not inbox.empty():
            turns.take(inbox.get())
        channel.send(turns.part())


class _Begun:
    """A question that has had a part of its answer."""

    def __init__(self, number: int, parts: Parts) -> None:
        self.number, self.parts = number, parts
        self.steps: int | None = None  # made so far, of a walk

    def told(self, answer: Answer) -> None:
        """What its last part was."""
        if isinstance(answer, Walked):
            self.steps = answer.first + answer.points.shape[0]


class Turns:
    """The open questions, a channel's newest only, in the order of their turns.

    New ones are begun first. A walk's turn is that of the walk which has made the fewest steps:
    they are played together, and a slow optimizer would keep the others waiting.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._new: dict[str, tuple[int, Question]] = {}  # by channel; not begun
        self._begun: dict[str, _Begun] = {}

    @property
    def any(self) -> bool:
        """Whether a question is open."""
        return bool(self._new or self._begun)

    def take(self, ask: Ask) -> None:
        """Open a question; what its channel asked before is dropped."""
        self._begun.pop(ask.channel, None)
        self._new.pop(ask.channel, None)
        if ask.question is not None:
            self._new[ask.channel] = ask.number, ask.question

    def part(self) -> Answered:
        """The next part of the question whose turn it is."""
        channel = self._begin() if self._new else self._next()
        one = self._begun[channel]
        answer, last = next(one.parts)
        one.told(answer)
        if last:
            del self._begun[channel]
        return Answered(number=one.number, answer=answer, last=last)

    def _begin(self) -> str:
        channel = next(iter(self._new))
        number, question = self._new.pop(channel)
        self._begun[channel] = _Begun(number, self._answering(question))
        return channel

    def _next(self) -> str:
        channel = next(iter(self._begun))
        self._begun[channel] = one = self._begun.pop(channel)  # to the end
        if one.steps is None:
            return channel
        steps = {name: one.steps for name, one in self._begun.items() if one.steps is not None}
        return min(steps, key=steps.__getitem__)


def _read(channel: Channel, inbox: queue.SimpleQueue[Ask]) -> None:
    while True:
        order = channel.receive()
        if order is None:
            os._exit(1)  # nobody is left to answer
        if isinstance(order, Ask):
            inbox.put(order)
