"""Prints how many of PyTorch's samples were held against plain runs, and what differed."""

from __future__ import annotations

import argparse
import sys

from tests.exactness.known import KNOWN
from tests.exactness.sweep import Tally, sweep
from tests.exactness.work import main as work


def main() -> int:
    """Run the sweep; 1 if there was a problem."""
    parser = argparse.ArgumentParser(prog="python -m tests.exactness", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every sample, not a draw of them")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--parts", type=int, default=16, help="processes in all")
    parser.add_argument("--only", default="", help="operators and modules with this in their name")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work)
        return 0
    tally = sweep(
        options.parts, options.jobs, everything=options.all, only=options.only, told=progress
    )
    show(tally)
    return 1 if tally.problems else 0


def progress(part: int, tally: Tally) -> None:
    """Print what a part came to as it ends, so that a sweep cut short has told its figures."""
    trials = sum(tally.trials.values())
    print(f"part {part}: {trials:,} samples, {len(tally.problems)} problems", flush=True)
    for problem in tally.problems:
        print(f"  {problem}", flush=True)


def show(tally: Tally) -> None:
    """Print the figures as a table, then the problems."""
    rows = {
        "operators": len(tally.subjects["op"]),
        "operator samples": tally.trials["op"],
        "modules": len(tally.subjects["module"]),
        "module samples": tally.trials["module"],
        "kinds of node": len(tally.nodes),
        "runs of the engine": tally.runs,
        "nodes executed": tally.executed,
        "samples that raise, alike": tally.raised,
        "known limits met": sum(tally.known.values()),
        "problems": len(tally.problems),
    }
    print("| what | number |\n|---|--:|")
    for name, number in rows.items():
        print(f"| {name} | {number:,} |")
    print("\n" + ", ".join(f"{name} {count:,}" for name, count in tally.dtypes.most_common()))
    for place, count in sorted(tally.known.items()):
        print(f"known, {count:,} times: {KNOWN[place].label}: {KNOWN[place].reason}")
    for problem in tally.problems:
        print(problem)


if __name__ == "__main__":
    sys.exit(main())
