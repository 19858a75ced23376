"""Validation accuracy on the whole FashionMNIST after ten epochs, the mean of three seeds.

python -m benchmarks.train_accuracy [--seeds 3] [--epochs 10] [--model softmax ...]
"""

from __future__ import annotations

import argparse
import statistics
import time

from msgspec.structs import replace

from graphviewer.runs.config import Config, Optimizer
from graphviewer.runs.news import Evaluated, Opened, TrainingNews
from graphviewer.runs.orders import Train
from graphviewer.runs.presets import preset
from graphviewer.training.loop import train

SGD, ADAM = Optimizer(lr=0.1), Optimizer(name="adam", lr=1e-3)
# preset, optimizer, least accuracy
RUNS: dict[str, tuple[str, Optimizer, float]] = {
    "softmax": ("softmax", SGD, 0.83),
    "MLP 784-256-10": ("mlp-256", SGD, 0.845),
    "MLP 784-256-10, Adam": ("mlp-256", ADAM, 0.875),
    "LeNet with ReLU, Adam": ("lenet-relu", ADAM, 0.89),
}


def accuracy(config: Config) -> float:
    """Of the last evaluation. Raises RuntimeError if the run fails or has the sample only."""
    told: list[TrainingNews] = []
    closed = train(Train(config=config), told.append, tuple, lambda _part: None)
    opened = next((one for one in told if isinstance(one, Opened)), None)
    if closed.reason != "finished" or opened is None or opened.sample:
        raise RuntimeError(closed.message or "the whole FashionMNIST was not found")
    last = [one.accuracy for one in told if isinstance(one, Evaluated)][-1]
    assert last is not None
    return last


def main() -> int:
    """Print a row a model; 1 if one is below its least."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--model", nargs="+", choices=RUNS, default=list(RUNS))
    arguments = parser.parse_args()
    print("| model | mean | of each seed | at least | seconds a run |\n|---|--:|---|--:|--:|")
    low = False
    for name in arguments.model:
        row, optimizer, least = RUNS[name]
        config = replace(preset(row).config, epochs=arguments.epochs, optimizer=optimizer)
        began = time.perf_counter()
        found = [accuracy(replace(config, seed=seed)) for seed in range(arguments.seeds)]
        seconds = (time.perf_counter() - began) / arguments.seeds
        mean = statistics.mean(found)
        low = low or mean < least
        each = ", ".join(f"{one:.4f}" for one in found)
        print(f"| {name} | {mean:.4f} | {each} | {least} | {seconds:.0f} |", flush=True)
    return int(low)


if __name__ == "__main__":
    raise SystemExit(main())
