"""Desks that leave nothing behind."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.engine.desk import Desk, gone


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    """Makes desks, closes them, and sees that no process and no thread is left."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    before = set(threading.enumerate())
    made: list[Desk] = []

    def make(**options: object) -> Desk:
        made.append(Desk(**options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for desk in made:
        pids = desk.pids()
        desk.engine.close(patience=10)
        if sys.platform == "linux":
            assert all(gone(pid) for pid in pids)
    left = [thread for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left


@pytest.fixture
def desk(desks: Callable[..., Desk]) -> Desk:
    """A desk over the stub."""
    return desks()
