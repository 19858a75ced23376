"""The sweep: processes work through the samples; one that dies is replaced, its death noted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.exactness.known import KNOWN, expected
from tests.exactness.work import Work

_ROOT = Path(__file__).parents[2]


@dataclass
class Tally:
    """The figures of a sweep, and its problems."""

    subjects: dict[str, set[str]] = field(default_factory=lambda: {"op": set(), "module": set()})
    trials: Counter[str] = field(default_factory=Counter)
    dtypes: Counter[str] = field(default_factory=Counter)
    nodes: set[str] = field(default_factory=set)
    runs: int = 0
    executed: int = 0
    raised: int = 0
    known: Counter[int] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def take(self, report: dict[str, Any]) -> None:
        """Count one trial."""
        self.subjects[report["kind"]].add(report["subject"])
        self.trials[report["kind"]] += 1
        self.dtypes[report["dtype"]] += 1
        self.nodes.update(report["nodes"])
        self.runs += report["runs"]
        self.executed += report["executed"]
        self.raised += bool(report["raised"])
        for problem in report["problems"]:
            self.trouble(report["label"], problem)

    def trouble(self, label: str, problem: str) -> None:
        """Sort a problem into the known ones or ours."""
        row = expected(label, problem)
        if row is None:
            self.problems.append(f"{label}: {problem}")
        else:
            self.known[row] += 1

    def add(self, other: Tally) -> None:
        """Take in another tally."""
        for kind, names in other.subjects.items():
            self.subjects[kind] |= names
        self.trials += other.trials
        self.dtypes += other.dtypes
        self.nodes |= other.nodes
        self.runs += other.runs
        self.executed += other.executed
        self.raised += other.raised
        self.known += other.known
        self.problems += other.problems

    @property
    def unused(self) -> list[str]:
        """Rows of the table of known problems that did not occur: they have to go."""
        return [row.label for place, row in enumerate(KNOWN) if not self.known[place]]


def swept(work: Work) -> Tally:
    """The tally of one part, in processes of its own."""
    tally = Tally()
    while True:
        done, last, code, told = _process(work, tally)
        if last is None:
            return tally
        if done == work.done:  # it died before its first trial
            tally.problems.append(f"part {work.part}: process ended with {code}: {told}")
            return tally
        tally.trouble(last, f"the process died with {code}: {told}")
        work = replace(work, done=done)


def _process(work: Work, tally: Tally) -> tuple[int, str | None, int, str]:
    """Run a process to its end: how far it came, the trial it died in if any, how and why."""
    command = [sys.executable, "-m", "tests.exactness", "--work", json.dumps(asdict(work))]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    with subprocess.Popen(
        command,
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        number, label = work.done, "its start"
        with ThreadPoolExecutor(1) as pool:
            errors = pool.submit(process.stderr.read)
            for line in process.stdout:
                if not line.startswith("{"):
                    continue  # PyTorch prints at times
                said = json.loads(line)
                if "start" in said:
                    number, label = said["number"], said["start"]
                elif "end" not in said:
                    tally.take(said)
                else:
                    return number, None, 0, ""
            told = errors.result()[-600:]
    return number, label, process.returncode, told


def sweep(
    parts: int,
    jobs: int,
    *,
    everything: bool,
    only: str = "",
    told: Callable[[int, Tally], None] | None = None,
) -> Tally:
    """The tally of all parts, `jobs` at a time; `told` gets each with its number, in order."""
    total = Tally()
    with ThreadPoolExecutor(jobs) as pool:
        works = [Work(part, parts, everything, only) for part in range(parts)]
        for part, tally in enumerate(pool.map(swept, works)):
            if told is not None:
                told(part, tally)
            total.add(tally)
    return total
