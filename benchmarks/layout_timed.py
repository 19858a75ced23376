"""Times one layout in a process that does nothing else, as the window's process for it does.

A request of `graphviewer.layout.serve` on standard input; the seconds and the layout on standard
output. Beside recorded networks, with a million objects about, the same takes a fifth to a half
longer.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time

import msgspec
from msgspec import Struct

from graphviewer.layout.data import Layout
from graphviewer.layout.serve import Request

RUNS, ENOUGH = 9, 1.0  # the best of so many, one where it takes so many seconds
MODULE = "benchmarks.layout_timed"


class Timed(Struct, frozen=True, array_like=True):
    """CPU seconds of the best run, and what was made."""

    seconds: float
    made: Layout


def timed(request: bytes) -> Timed:
    """The best of some runs in a process of its own. Raises CalledProcessError if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", MODULE], input=request, capture_output=True, check=True
    )
    return msgspec.msgpack.decode(done.stdout, type=Timed)


def main() -> None:
    """Serve one request."""
    gc.disable()
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    seconds: list[float] = []
    while len(seconds) < RUNS and not (seconds and seconds[0] > ENOUGH):
        start = time.process_time()
        made = asked.done()
        seconds.append(time.process_time() - start)
    sys.stdout.buffer.write(msgspec.msgpack.encode(Timed(min(seconds), made)))


if __name__ == "__main__":
    main()
