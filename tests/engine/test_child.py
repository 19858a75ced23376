"""What a process is told reaches it, however slowly it reads, or the process is ended."""

from __future__ import annotations

import queue
import signal
import sys

import pytest

from graphviewer.engine.child import Child, Gone
from graphviewer.engine.protocol import News, Start
from graphviewer.tape.rows import Meta

SLOW = """
import os, sys, time
while len(os.read(0, 65536)) == 65536:
    time.sleep(0.2)
sys.exit(7)
"""
DRIBBLING = """
import os, sys, time
while os.read(0, 4096):
    time.sleep(0.1)
"""
DEAF = "import time; time.sleep(600)"
LONG = "#" * (65536 * 8)  # what a pipe holds, eight times

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes there wait for the reader")


def told(program: str, patience: float) -> News | Gone:
    """What is heard of a process that is sent a long message."""
    heard: queue.Queue[News | Gone] = queue.Queue()
    child = Child(lambda _child, news: heard.put(news), (sys.executable, "-c", program))
    meta = Meta(source=LONG, filename="long.py", torch="", device="cpu", seed=0)
    child.send(Start(meta=meta), patience)
    found = heard.get(timeout=60)
    child.kill()
    child.join()
    return found


def test_a_process_that_reads_on_slowly_lives_longer_than_the_patience() -> None:
    assert told(SLOW, patience=1.0) == Gone(7, "")


def test_a_process_that_reads_nothing_is_killed() -> None:
    assert told(DEAF, patience=0.1) == Gone(-signal.SIGKILL, "")


def test_a_process_that_reads_a_little_at_a_time_does_not_hold_us_for_ever() -> None:
    assert told(DRIBBLING, patience=0.5) == Gone(-signal.SIGKILL, "")
