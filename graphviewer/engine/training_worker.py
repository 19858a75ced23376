"""The training side of a child process: takes orders, trains, tells, and ends."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from graphviewer.engine import protocol, restricted
from graphviewer.engine.protocol import Rows, Taping
from graphviewer.runs.news import TrainingNews
from graphviewer.runs.orders import Control, Inside, Look, Preview, Train, TrainingOrder
from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part

FIRST = (Train, Preview)  # what such a process can be asked first
_ORDERS = (Train, Control, Look, Inside, Preview)


class Channel(Protocol):
    """The pipes to the window's process: `graphviewer.engine.worker.Channel`."""

    def send(self, news: protocol.News) -> None:
        """Send one message whole."""
        ...

    def receive(self) -> protocol.Order | None:
        """Wait for the next message; None when the window's process is gone."""
        ...


class _Inbox:
    """Orders that came while the model trains, read on a thread of their own."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._orders: deque[TrainingOrder] = deque()
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def take(self) -> Sequence[TrainingOrder]:
        """All that came since the last time; never waits."""
        taken = []
        while self._orders:
            taken.append(self._orders.popleft())
        return taken

    def _read(self) -> None:
        while True:
            order = self._channel.receive()
            if order is None:
                os._exit(1)  # nobody is left to train for; the last checkpoint stays
            if isinstance(order, _ORDERS):
                self._orders.append(order)


def serve(channel: Channel, order: Train | Preview, warm_further: Callable[[], None]) -> None:
    """Show batches until there is something to train; then train that, and come back."""
    from graphviewer.training import loop  # noqa: PLC0415 - it imports torch

    while isinstance(order, Preview):
        channel.send(loop.preview(order))
        following = channel.receive()
        while not isinstance(following, FIRST):
            if following is None:
                return
            following = channel.receive()  # meant for a training that never began
        order = following
    if order.restricted:
        warm_further()  # behind the walls torch's own imports would be refused
    _train(channel, order)


def _train(channel: Channel, order: Train) -> None:
    from graphviewer.training import loop  # noqa: PLC0415 - it imports torch

    inbox = _Inbox(channel)

    def tell(news: TrainingNews) -> None:
        channel.send(news)

    def emit(told: Meta | Part) -> None:
        channel.send(Taping(told) if isinstance(told, Meta) else Rows(told))

    def wall() -> None:
        import torch  # noqa: PLC0415 - the window's process imports this module's neighbours

        channel.send(restricted.apply("", order.memory, order.config.device, torch))

    loop.train(
        order,
        tell,
        inbox.take,
        emit,
        before_program=wall if order.restricted else None,
        linger=_for_ever,
    )


def _for_ever() -> bool:
    """The model answers until the window ends this process."""
    return True
