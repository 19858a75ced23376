"""Room on the stack: for long graphs that Python has looked at, and for frames of ours.

From PyTorch 2.13 on a node that has been seen from Python frees those it leads to one inside the
other: at 8 MB some 30,000 nodes in a row end the process when the last tensor goes, recorded or
not. Whoever records looks at every node.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ROOM = 120 * 2**20  # Linux leaves 128 MiB free below the main thread's stack


def make_room() -> None:
    """Let the main thread's stack grow: half a million nodes in a row, where the system allows."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # there is no such module elsewhere

        soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
        if soft != resource.RLIM_INFINITY and soft < _ROOM:
            wanted = _ROOM if hard == resource.RLIM_INFINITY else min(hard, _ROOM)
            resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))


@contextmanager
def recursion_limit(limit: int) -> Iterator[None]:
    """Within, Python's recursion limit is another: Python counts our frames as well."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        yield
    finally:
        if sys.getrecursionlimit() == limit:  # else the program has set its own
            sys.setrecursionlimit(before)
