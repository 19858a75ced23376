"""Images a second that train: ours, with and without a window, against other loops.

    python -m benchmarks.train [--rounds 3] [--seconds 1] [--model MLP] [--size 256] [--json]

On FashionMNIST (its sample, where it is not found), plain SGD, on the CPU. Each round measures all
loops in turn; a ratio is of two measurements of one round, and the median of all rounds is told.

- bare: float32 images in memory, a permutation, nothing told: the shortest loop there is
- ours: a training run as `graphviewer train` does it, everything measured and told
- window: the same in the child process of a window that draws live charts
- per item: the usual DataLoader over single images
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.train_configs import MODELS
from graphviewer.engine.trainer import VARIABLES

ROOT = Path(__file__).resolve().parent.parent
SIZES = (64, 256, 1024)
LOOPS = ("bare", "ours", "window", "per item")
SLOWER = {"per item": 10}  # these get fewer batches
LEAST = {"ours": 0.97, "window": 0.95}  # of bare
PER_ITEM = {("MLP", 256): 3.0, ("softmax", 256): 8.0}  # times as fast as that, with a window
LATE = 33.0  # milliseconds, of a hundred looks the last but one
CORE = 0.05  # of one core, for the window's process
_NAMES = ("bare", "headless", "headless, CPU", "window", "window / per item", "core", "late")
_HEAD = f"| model | batch | {' | '.join(_NAMES)} |\n|---|--:|{'--:|' * len(_NAMES)}"
Rates = dict[str, list[float]]


class Loops:
    """A process with torch that runs the loops without a window, one after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def rates(self, loop: str, model: str, size: int, batches: int) -> dict[str, float]:
        """Images a second: on the clock, and of processor time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([loop, model, size, batches]), file=self._process.stdin, flush=True)
        found: dict[str, float] = json.loads(self._process.stdout.readline())
        return found


def _environment() -> dict[str, str]:
    # every loop gets the allocator settings that our child process has
    return {**os.environ, **VARIABLES, "PYTHONPATH": str(ROOT)}


@contextmanager
def _loops() -> Iterator[Loops]:
    command = [sys.executable, "-m", "benchmarks.train_loops"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
    ) as process:
        yield Loops(process)
        assert process.stdin is not None
        process.stdin.close()


def _window(model: str, size: int, batches: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.train_window", model, str(size), str(batches)]
    told = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env=_environment(),
        cwd=ROOT,
        timeout=120,
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found


def measure(model: str, size: int, rounds: int, seconds: float) -> dict[str, float]:
    """Medians: what the bare loop does, and how the others compare with it round by round."""
    walls: Rates = {loop: [] for loop in LOOPS}
    cpus: Rates = {loop: [] for loop in LOOPS}
    late: list[float] = []
    core: list[float] = []
    with _loops() as loops:
        speed = loops.rates("bare", model, size, 20)["wall"]
        batches = max(20, int(seconds * speed / size))
        for _ in range(rounds):
            for loop in LOOPS:
                number = max(10, batches // SLOWER.get(loop, 1))
                if loop == "window":
                    found = _window(model, size, number)
                    late.append(found["p99"])
                    core.append(found["core"])
                else:
                    found = loops.rates(loop, model, size, number)
                    cpus[loop].append(found["cpu"])
                walls[loop].append(found["wall"])
    return {
        "bare": statistics.median(walls["bare"]),
        "ours": _ratio(walls, "ours", "bare"),
        "ours, cpu": _ratio(cpus, "ours", "bare"),
        "window": _ratio(walls, "window", "bare"),
        "window / per item": _ratio(walls, "window", "per item"),
        "core": statistics.median(core),
        "late p99": statistics.median(late),
    }


def _ratio(rates: Rates, one: str, other: str) -> float:
    pairs = zip(rates[one], rates[other], strict=True)
    return statistics.median(left / right for left, right in pairs)


def _misses(model: str, size: int, found: dict[str, float]) -> bool:
    """Whether anything is not as good as is wanted."""
    slow = any(found[name] < least for name, least in LEAST.items())
    return (
        slow
        or found["window / per item"] < PER_ITEM.get((model, size), 0.0)
        or found["core"] > CORE
        or found["late p99"] >= LATE
    )


def _row(model: str, size: int, found: dict[str, float]) -> str:
    names = ("ours", "ours, cpu", "window", "window / per item", "core")
    ratios = [found[name] for name in names]
    cells = [f"{found['bare']:,.0f}", *(f"{one:.2f}" for one in ratios), f"{found['late p99']:.0f}"]
    return f"| {model} | {size} | " + " | ".join(cells) + " |"


def main() -> int:
    """Print the table of RESULTS.md; 1 if anything is not as good as is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0, help="of one bare loop")
    parser.add_argument("--model", nargs="+", choices=MODELS, default=list(MODELS))
    parser.add_argument("--size", nargs="+", type=int, default=SIZES)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    low = False
    rows = {}
    if not arguments.json:
        print(_HEAD)
    for model in arguments.model:
        for size in arguments.size:
            found = measure(model, size, arguments.rounds, arguments.seconds)
            rows[f"{model}, {size}"] = found
            low = low or _misses(model, size, found)
            if not arguments.json:
                print(_row(model, size, found), flush=True)
    if arguments.json:
        print(json.dumps(rows))
    return int(low)


if __name__ == "__main__":
    raise SystemExit(main())
