"""Many random programs, in child processes: a crash in native code names its seed."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import torch
from msgspec import Struct, field

from tests.fuzz.check import check
from tests.fuzz.compare import Counts, Mismatch
from tests.fuzz.generator import program

ROOT = Path(__file__).resolve().parents[2]
_CHUNK = 500  # programs a child checks


class Report(Struct):
    """What many programs came to."""

    counts: Counts = field(default_factory=Counts)
    failures: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, object]:
        """Its figures."""
        found = msgspec.to_builtins(self.counts)
        return {**found, "kinds": len(self.counts.kinds), "failures": len(self.failures)}


def attempt(seed: int, counts: Counts) -> str:
    """Check the program of a seed, odd ones recorded in place; what is wrong, if anything."""
    source = program(seed)
    try:
        check(source, counts, here=bool(seed % 2))
    except Mismatch as mismatch:
        return f"seed {seed}: {mismatch}"
    except Exception as error:  # noqa: BLE001  # whatever it is, the seed must be told
        return f"seed {seed}: {type(error).__name__}: {error}"
    return ""


def show(seed: int) -> int:
    """Print a program and check it in both manners."""
    source = program(seed)
    sys.stdout.write(source)
    wrong = 0
    for here in (False, True):
        try:
            check(source, Counts(), here=here)
        except Mismatch as mismatch:
            wrong += 1
            sys.stdout.write(f"\n{'in place' if here else 'as a program'}: {mismatch}\n")
    return 1 if wrong else 0


def child(first: int, count: int) -> int:
    """Check some in this process: a line with each seed begun, the report at the end."""
    torch.set_num_threads(1)
    logging.disable(logging.CRITICAL)  # the tape's end tells what was not recorded
    report = Report()
    for seed in range(first, first + count):
        sys.stdout.write(f"{seed}\n")
        sys.stdout.flush()
        if wrong := attempt(seed, report.counts):
            report.failures.append(wrong)
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
    return 0


def campaign(first: int, count: int) -> Report:
    """Check programs in children, one after the other; a child that dies is one failure."""
    total = Report()
    end = first + count
    while first < end:
        size = min(_CHUNK, end - first)
        lines, code = _run_child(first, size)
        try:
            found = msgspec.json.decode(lines[-1], type=Report)
        except (msgspec.DecodeError, IndexError):
            seed = int(lines[-1]) if lines and lines[-1].isdigit() else first
            total.failures.append(f"seed {seed}: the process ended with {code}")
            if seed > first:
                _add(total, campaign(first, seed - first))
            first = seed + 1
            continue
        _add(total, found)
        first += size
    return total


def _run_child(first: int, count: int) -> tuple[list[str], int]:
    words = ["--child", "--first", str(first), "--count", str(count)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.fuzz", *words],
        cwd=os.environ.get("FUZZ_ROOT", ROOT),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return done.stdout.split("\n")[:-1], done.returncode


def _add(total: Report, part: Report) -> None:
    for name in Counts.__struct_fields__:
        mine, other = getattr(total.counts, name), getattr(part.counts, name)
        setattr(total.counts, name, mine | other if name == "kinds" else mine + other)
    total.failures.extend(part.failures)
