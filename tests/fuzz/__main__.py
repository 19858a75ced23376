"""Checks random programs: `python -m tests.fuzz SEED` shows one and checks it in both manners.

`python -m tests.fuzz --first 0 --count 10000` checks many, in child processes so that a crash in
native code names its seed, and prints what was compared and what failed.
"""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.campaign import campaign, child, show


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("seed", nargs="?", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--child", action="store_true", help="in this process, a line a seed")
    options = parser.parse_args()
    if options.seed is not None:
        return show(options.seed)
    if options.child:
        return child(options.first, options.count)
    report = campaign(options.first, options.count)
    sys.stdout.write("".join(f"{name}: {figure}\n" for name, figure in report.summary().items()))
    for failure in report.failures:
        sys.stdout.write(f"{failure}\n")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
