"""The calculating side of a child process: several questions at a time, part by part."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from graphviewer.engine import protocol
from graphviewer.formulas.answers import Answer, Answered
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
    """Answer until nobody asks any more. A part of each open question in turn, newer ones first."""
    from graphviewer.calculus.answering import answer  # noqa: PLC0415 - it imports torch

    inbox: queue.SimpleQueue[Ask] = queue.SimpleQueue()
    inbox.put(first)
    threading.Thread(target=_read, args=(channel, inbox), name="asks", daemon=True).start()
    turns = Turns(answer)
    while True:
        while not turns.open or not inbox.empty():
            turns.take(inbox.get())
        channel.send(turns.part())


class Turns:
    """The open questions, a channel's newest only, in the order of their turns."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self.open: dict[str, tuple[int, Parts]] = {}  # by channel

    def take(self, ask: Ask) -> None:
        """Open a question; what its channel asked before is dropped."""
        self.open.pop(ask.channel, None)
        self.open = {ask.channel: (ask.number, self._answering(ask.question)), **self.open}

    def part(self) -> Answered:
        """The next part of the question whose turn it is."""
        channel = next(iter(self.open))
        number, parts = self.open.pop(channel)
        answer, last = next(parts)
        if not last:
            self.open[channel] = (number, parts)
        return Answered(number=number, answer=answer, last=last)


def _read(channel: Channel, inbox: queue.SimpleQueue[Ask]) -> None:
    while True:
        order = channel.receive()
        if order is None:
            os._exit(1)  # nobody is left to answer
        if isinstance(order, Ask):
            inbox.put(order)
