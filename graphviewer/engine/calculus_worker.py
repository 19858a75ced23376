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


class Turns:
    """The open questions, a channel's newest only, in the order of their turns."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._new: dict[str, tuple[int, Question]] = {}  # by channel; not begun
        self._begun: dict[str, tuple[int, Parts]] = {}

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
        if self._new:
            channel = next(iter(self._new))
            number, question = self._new.pop(channel)
            parts = self._answering(question)
        else:
            channel = next(iter(self._begun))
            number, parts = self._begun.pop(channel)
        answer, last = next(parts)
        if not last:
            self._begun[channel] = (number, parts)
        return Answered(number=number, answer=answer, last=last)


def _read(channel: Channel, inbox: queue.SimpleQueue[Ask]) -> None:
    while True:
        order = channel.receive()
        if order is None:
            os._exit(1)  # nobody is left to answer
        if isinstance(order, Ask):
            inbox.put(order)
