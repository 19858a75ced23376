"""What recording costs: CPU time of forward and backward with it, as a ratio to without it.

    python -m benchmarks.record [--rounds N] [NAME ...]

Needs the extra `bench`. One thread. In one process plain runs, recorded ones, torchviz and
torchview take turns; TorchLens, which leaves PyTorch wrapped, takes turns with plain runs in a
process of its own. The two kinds of process take turns too, each compared with its own plain runs;
medians. A recording counts whole: attached, run, taken off, its tape complete with every value.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

import torch

from benchmarks import workloads
from benchmarks.workloads import WORKLOADS, Workload
from graphviewer.record.inline import recording
from graphviewer.record.writer import Limits
from graphviewer.tape.tape import Tape

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = 0.02  # seconds a sample lasts at least
SAMPLES = {"full": 9, "few": 3}  # a method's samples in a process; few where one run is long
LONG = 0.5  # seconds of a run from which few are enough
AT_MOST = {"MLP": 2.0, "ResNet-18": 2.0, "transformer": 2.0}  # of plain; the others:
AT_MOST_ELSE = 4.0
CHAIN = 100_000
Figures = dict[str, float]
Method = Callable[[Workload], object]


# --- the methods


def plain(work: Workload) -> object:
    """Forward and backward, nothing else."""
    return workloads.run(work.model, work.inputs)


def recorded(work: Workload) -> Tape:
    """The same inside a recording."""
    with recording(workloads.__file__, sys._getframe()) as tape:
        workloads.run(work.model, work.inputs)
    return tape


def afresh(work: Workload) -> Tape:
    """Recorded with no gradients there before."""
    work.clear()
    return recorded(work)


def torchviz(work: Workload) -> object:
    """The same with torchviz's picture of the graph, as text for dot."""
    loss = work.model(*work.inputs)
    made = import_module("torchviz").make_dot(loss, params=dict(work.model.named_parameters()))
    loss.backward()
    return made


def torchview(work: Workload) -> object:
    """torchview's picture of the forward run; it knows nothing of the backward."""
    draw_graph = import_module("torchview").draw_graph
    return draw_graph(work.model, input_data=list(work.inputs), device="cpu", mode="train")


def torchlens(work: Workload) -> object:
    """TorchLens's trace of the forward run, as it comes, and of the backward."""
    trace = import_module("torchlens").trace(work.model, list(work.inputs))
    trace.backward(trace.layer_list[-1].out)
    return trace


def torchlens_gradients(work: Workload) -> object:
    """The same with the gradients kept as well."""
    kept = import_module("torchlens.options").CaptureOptions(save_grads="all")
    trace = import_module("torchlens").trace(work.model, list(work.inputs), capture=kept)
    trace.backward(trace.layer_list[-1].out)
    return trace


GROUPS: dict[str, dict[str, Method]] = {
    "ours": {"record": recorded, "torchviz": torchviz, "torchview": torchview},
    "lens": {"TorchLens": torchlens, "TorchLens, gradients kept": torchlens_gradients},
}
OTHERS = [key for group in GROUPS.values() for key in group if key != "record"]


# --- in a process of its own


def sample(method: Method, work: Workload, times: int) -> float:
    """CPU seconds of one run, measured over some. What a method allocates it also collects."""
    gc.collect()
    began = time.process_time()
    for _ in range(times):
        work.clear()
        method(work)
    return (time.process_time() - began) / times


def take_turns(name: str, methods: dict[str, Method]) -> Figures:
    """Medians of CPU seconds a run, plain among them; a method that cannot run it is left out."""
    work = workloads.make(name)
    times: dict[str, int] = {}
    found: dict[str, list[float]] = {}
    longest = 0.0
    for key, method in {"plain": plain, **methods}.items():
        try:
            sample(method, work, 1)  # the first run imports, wraps, fills caches
            took = sample(method, work, 1)
        except Exception as error:  # noqa: BLE001  # another's tool on a program it may not know
            print(f"{name}, {key}: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        longest = max(longest, took)
        count = max(1, round(SAMPLE / took))
        while took < SAMPLE and sample(method, work, count) * count < SAMPLE:
            count = count * 5 // 4 + 1
        times[key] = count
        found[key] = []
    many = SAMPLES["few" if longest > LONG else "full"]
    for _ in range(many):
        for key, every in found.items():
            every.append(sample(methods.get(key, plain), work, times[key]))
    return {key: statistics.median(every) for key, every in found.items()}


def chain(length: int = CHAIN) -> Figures:
    """A chain of operations with its backward: seconds on the clock, peak memory in MiB."""
    limits = Limits(steps=4 * length, tape_bytes=2**32)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    with recording(workloads.__file__, sys._getframe(), limits=limits) as tape:
        workloads.run_chain(length)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert tape.end is not None
    assert tape.end.reason == "finished", tape.end
    return {
        "seconds": took,
        "peak": peak / 1024,
        "of it before": before / 1024,
        "steps": float(len(tape.steps)),
    }


def child(what: str, name: str) -> Figures:
    """One kind of measurement in this process."""
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    if what == "window":
        work = workloads.make(name)
        # only this process needs a window
        found: Figures = import_module("benchmarks.way").to_the_window(partial(afresh, work))
        return found
    if what == "chain":
        return chain()
    return take_turns(name, GROUPS[what])


# --- in the process that asks


def ask(what: str, name: str) -> Figures:
    """The same, measured by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.record", "--child", what, name],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "OMP_NUM_THREADS": "1"},
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def ratios(name: str, rounds: int) -> tuple[float, Figures]:
    """Plain CPU seconds, and each method's ratio to it: medians over rounds."""
    seconds: list[float] = []
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for group in GROUPS:
            made = ask(group, name)
            base = made.pop("plain")
            if group == "ours":
                seconds.append(base)
            for key, took in made.items():
                found.setdefault(key, []).append(took / base)
    return statistics.median(seconds), {key: statistics.median(r) for key, r in found.items()}


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    ruled = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ruled, *rows))


def costs_of(name: str, rounds: int) -> tuple[list[str], bool]:
    """A program's row of the first table; whether a recording costs no more than is wanted."""
    base, found = ratios(name, rounds)
    most = AT_MOST.get(name, AT_MOST_ELSE)
    shown = [f"{found[key]:.1f}" if key in found else "-" for key in OTHERS]
    added = found["record"] - 1
    heavier = [f"{(found[key] - 1) / added:.1f}" for key in GROUPS["lens"] if key in found]
    row = [name, f"{1000 * base:.3g}", f"{found['record']:.2f}", f"{most:g}", *shown]
    return [*row, " / ".join(heavier) or "-"], found["record"] <= most


def main() -> int:
    """Print the tables; 1 if a recording costs more than is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(WORKLOADS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    names: list[str] = options.names or list(WORKLOADS)
    if options.child:
        print(json.dumps(child(options.child, names[0])))
        return 0
    costs = [costs_of(name, options.rounds) for name in names]
    columns = ["program", "plain, ms", "record", "at most", *OTHERS]
    print(table([*columns, "TorchLens adds / record adds"], [row for row, _ in costs]))
    ways = [(name, ask("window", name)) for name in names]
    rows = [[name, *(f"{figure:.3g}" for figure in way.values())] for name, way in ways]
    print("", table(["program", *ways[0][1]], rows), "", sep="\n")
    long = ", ".join(f"{key} {figure:.4g}" for key, figure in ask("chain", names[0]).items())
    print(f"A chain of {CHAIN:,} operations: {long}")
    return int(not all(fine for _, fine in costs))


if __name__ == "__main__":
    sys.exit(main())
