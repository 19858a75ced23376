"""Recording program after program leaves nothing behind: no objects, no memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz.check import recorded, recorded_here
from tests.record.programs import HEAD, PROGRAMS

# A hook on a tensor, and tensors too large to be kept.
_LARGE = """
x = torch.randn(300, 300, requires_grad=True)
y = (x @ x).relu()
y.register_hook(lambda g: g * 2)
y.sum().backward()
"""
# Hooks that name their own tensor, and custom Functions, are never freed by PyTorch where the
# program's variables live on: here they do when it is recorded in place.
_PLAIN = ("mlp", "adam", "checkpoint", "views", "second derivative", "freed")
_SOURCES: dict[str, list[str]] = {
    "program": [*(HEAD + PROGRAMS[one] for one in (*_PLAIN, "hooks")), HEAD + _LARGE],
    "in place": [HEAD + PROGRAMS[one] for one in _PLAIN],
}
_WAYS: dict[str, Callable[[str], object]] = {"program": recorded, "in place": recorded_here}
_GROWN = 0.05


@pytest.mark.parametrize("way", _WAYS)
def test_no_tapes_are_left_behind(way: str) -> None:
    for _ in range(2):
        _record_all(way)
    before = _objects()
    for _ in range(5):
        _record_all(way)
    # a recording has hundreds; what little is left belongs to classes that PyTorch keeps
    assert (_objects() - before) / (5 * len(_SOURCES[way])) < 20


def _record_all(way: str) -> None:
    for source in _SOURCES[way]:
        _WAYS[way](source)


def _objects() -> int:
    gc.collect()
    return len(gc.get_objects())


def resident() -> int:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def grown(way: str) -> float:
    """By how much 1,000 programs have grown this process since the first 100."""
    first = 0
    for number in range(1000):
        _WAYS[way](_SOURCES[way][number % len(_SOURCES[way])])
        if number == 99:
            gc.collect()
            first = resident()
    gc.collect()
    return resident() / first - 1


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_a_thousand_programs_end_with_the_memory_of_the_first_hundred(way: str) -> None:
    code = f"from tests.fuzz.test_memory import grown; print(grown({way!r}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert float(done.stdout.splitlines()[-1]) < _GROWN
