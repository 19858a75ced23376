"""Odd programs: after each statement the window says what plain PyTorch holds. None hangs."""

from __future__ import annotations

import faulthandler
import logging
import os
import subprocess
import sys

import pytest
import torch

from tests.fuzz.adversary import WAYS, adverse
from tests.fuzz.campaign import ROOT
from tests.fuzz.screen import judge

_CHUNK = 15
_PATIENCE = 120  # seconds a program may take
_ONE = "from tests.fuzz.test_adversary import child; child({first}, {count})"


def child(first: int, count: int) -> None:
    """Judge the programs of some seeds: a line for each that is wrong, and one at the end."""
    torch.set_num_threads(1)
    logging.disable(logging.CRITICAL)  # the tape's end tells what was not recorded
    answers = 0
    for seed in range(first, first + count):
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        found = judge(adverse(seed))
        faulthandler.cancel_dump_traceback_later()
        answers += found.answers
        for text in found.wrong[:5]:
            sys.stdout.write(f"seed {seed}: {text}\n")
    sys.stdout.write(f"{answers} answers\n")
    sys.stdout.flush()
    os._exit(0)  # whatever threads and workers a program has left


def told(first: int, count: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", _ONE.format(first=first, count=count)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()


def right(first: int, count: int) -> None:
    *wrong, last = told(first, count)
    assert not wrong, "\n".join(wrong)
    assert int(last.split()[0]) > 200 * count


@pytest.mark.parametrize("first", range(0, len(WAYS), _CHUNK))
def test_what_is_shown_of_odd_programs_is_true(first: int) -> None:
    right(first, min(_CHUNK, len(WAYS) - first))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", range(len(WAYS), 600, 100))
def test_what_is_shown_of_more_odd_programs_is_true(first: int) -> None:
    right(first, 100)
