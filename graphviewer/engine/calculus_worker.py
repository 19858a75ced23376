"""The calculating side of a child process: several questions at a time, part by part."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from graphviewer.engine import protocol
from graphviewer.formulas.answers import Answer, Answered, Refused
from graphviewer.formulas.questions import Ask, Question

Answering = Callable[[Question], Iterator[Answer]]


class Channel(Protocol):
    """The pipes to the window's process: `graphviewer.engine.worker.Channel`."""

    def send(self, news: protocol.News) -> None:
        """Send one message whole."""
        ...

    def receive(self) -> protocol.Order | None:
        """Wait for the next message; None when the window's process is gone."""
        ...


class _Open:
    """A question that is being answered, and the part that is known already."""

    def __init__(self, ask: Ask, parts: Iterator[Answer]) -> None:
        self.number = ask.number
        self._parts = parts
        self._next = next(parts, None)

    def take(self) -> Answered | None:
        """The next part; None after the last."""
        part = self._next
        if part is None:
            return None
        self._next = next(self._parts, None)
        return Answered(number=self.number, answer=part, last=self._next is None)


def serve(channel: Channel, first: Ask) -> None:
    """Answer until nobody asks any more. A part of each open question in turn."""
    from graphviewer.calculus.answering import answer  # noqa: PLC0415 - it imports torch

    inbox: queue.SimpleQueue[Ask] = queue.SimpleQueue()
    inbox.put(first)
    threading.Thread(target=_read, args=(channel, inbox), name="asks", daemon=True).start()
    open_ones: dict[str, _Open] = {}
    while True:
        while not open_ones or not inbox.empty():
            ask = inbox.get()
            open_ones.pop(ask.channel, None)
            _begin(channel, ask, answer, open_ones)
        for name, one in tuple(open_ones.items()):
            told = _advance(one)
            if told is not None:
                channel.send(told)
            if told is None or told.last:
                del open_ones[name]


def _begin(channel: Channel, ask: Ask, answer: Answering, open_ones: dict[str, _Open]) -> None:
    try:
        open_ones[ask.channel] = _Open(ask, answer(ask.question))
    except (ArithmeticError, ValueError, RuntimeError) as error:
        channel.send(_refused(ask.number, error))


def _advance(one: _Open) -> Answered | None:
    try:
        return one.take()
    except (ArithmeticError, ValueError, RuntimeError) as error:
        return _refused(one.number, error)


def _refused(number: int, error: Exception) -> Answered:
    return Answered(number=number, answer=Refused(message=str(error)))


def _read(channel: Channel, inbox: queue.SimpleQueue[Ask]) -> None:
    while True:
        order = channel.receive()
        if order is None:
            os._exit(1)  # nobody is left to answer
        if isinstance(order, Ask):
            inbox.put(order)
