"""A tiny observer: a model announces, views subscribe, and the model never hears of the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Event(Generic[T]):
    """Calls its listeners in the order they connected; a listener disconnects before it dies."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def connect(self, listener: Callable[[T], None]) -> None:
        """Call `listener` with every announcement from now on."""
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[[T], None]) -> None:
        """Stop calling `listener`. Raises ValueError if it is not connected."""
        self._listeners.remove(listener)

    def emit(self, news: T) -> None:
        """Announce to every listener."""
        for listener in tuple(self._listeners):
            listener(news)
