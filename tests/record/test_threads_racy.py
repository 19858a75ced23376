"""Threads over shared parameters and shared graphs, again and again: no crash, no wrong number.

Each program is run in a process of its own, which a crash inside PyTorch would end.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.record.racy import PROGRAMS

ROOT = Path(__file__).resolve().parents[2]


def run(name: str, times: int, way: str, threads: int) -> None:
    command = [sys.executable, "-m", "tests.record.racy", name, str(times), way, str(threads)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("way", ["program", "inline"])
def test_every_number_is_right(way: str) -> None:
    run("all", 3, way, 1)


@pytest.mark.slow
@pytest.mark.parametrize("threads", [0, 1])
@pytest.mark.parametrize("way", ["program", "inline"])
@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_every_number_is_right_300_times(name: str, way: str, threads: int) -> None:
    run(name, 300, way, threads)
