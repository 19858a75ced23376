"""Validation accuracy on the real FashionMNIST, a row a model: `python -m benchmarks.accuracy`.

Trained by the engine that the window and `graphviewer train` use, without a window, on one thread.
Counted is the accuracy after the last epoch, not the best one, as the mean over seeds 0, 1, 2.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from msgspec.structs import replace

from graphviewer.data import fashion
from graphviewer.runs.config import Batches, Config, Optimizer
from graphviewer.runs.news import Evaluated, TrainingNews
from graphviewer.runs.orders import Train
from graphviewer.runs.presets import preset
from graphviewer.training import headless

SLIDES = "about 0.83: d2l's slides"
ADAM = Optimizer(name="adam", lr=0.001)


@dataclass(frozen=True)
class Row:
    """A config, the accuracy it must reach at least, and what others report for the like of it."""

    name: str
    config: Config
    least: float | None = None
    others: str = ""


@dataclass(frozen=True)
class Outcome:
    """After the last epoch: accuracy on validation images and, of its batches, on training ones."""

    validation: float
    training: float
    seconds: float  # of processor time an epoch, its evaluation included


def of(name: str, *, epochs: int = 10, size: int = 0, optimizer: Optimizer | None = None) -> Config:
    """A preset on one thread, with another number of epochs, batch size or optimizer."""
    config = replace(preset(name).config, epochs=epochs, threads=1)
    return replace(
        config,
        batches=Batches(size=size) if size else config.batches,
        optimizer=optimizer or config.optimizer,
    )


ROWS = (
    Row("softmax", of("softmax"), 0.83, SLIDES),
    Row("mlp-256", of("mlp-256"), 0.845, "1 to 2 points above softmax: d2l's slides"),
    Row("mlp-256, Adam", of("mlp-256", optimizer=ADAM), 0.875),
    Row(
        "mlp-256, Adam",
        of("mlp-256", size=128, optimizer=ADAM),
        0.875,
        "MLP 256-128-100: 0.8833, README",
    ),
    Row(
        "lenet-relu",
        of("lenet-relu"),
        0.89,
        "2 conv layers, max pooling: 0.876 (Keras), 0.903 (ELU, PyTorch), README",
    ),
    Row("mlp-100", of("mlp-100")),
    Row("ten-logistic", of("ten-logistic")),
    Row("mlp-3", of("mlp-3")),
    Row("mlp-3-dropout", of("mlp-3-dropout")),
    Row("mlp-3-batchnorm", of("mlp-3-batchnorm")),
    Row("lstm-rows", of("lstm-rows", epochs=3), others="GRU and SVM: 0.888, README"),
    Row("lenet", of("lenet"), others="0.825 with SGD at 0.9: notebook of d2l's authors"),
)


def trained(config: Config, seed: int) -> Outcome:
    """Train with this seed. Raises RuntimeError if it does not come to its end."""
    told: list[Evaluated] = []

    def hear(news: TrainingNews) -> None:
        if isinstance(news, Evaluated):
            told.append(news)

    began = time.process_time()
    closed, _ = headless.run(Train(config=replace(config, seed=seed)), hear)
    seconds = (time.process_time() - began) / config.epochs
    last = told[-1] if told else None
    if closed.reason != "finished" or last is None:
        raise RuntimeError(closed.message or closed.reason)
    if last.accuracy is None or last.train_accuracy is None:
        raise RuntimeError("A regression has no accuracy.")
    return Outcome(last.accuracy, last.train_accuracy, seconds)


def line(row: Row, outcomes: Sequence[Outcome]) -> str:
    """The row of the table."""
    config, found = row.config, [one.validation for one in outcomes]
    cells = (
        row.name,
        f"{config.optimizer.name} {config.optimizer.lr:g}",
        str(config.batches.size),
        str(config.epochs),
        f"{mean(found):.4f}",
        f"{min(found):.4f} to {max(found):.4f}",
        "" if row.least is None else f"{row.least:g}",
        f"{mean(one.training for one in outcomes):.4f}",
        f"{mean(one.seconds for one in outcomes):.1f}",
        row.others,
    )
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Print the table, a row as soon as it is there; 1 if a mean is below what it must reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", help="names of rows; none: all of them")
    parser.add_argument("--seeds", type=int, default=3, help="how many, from 0")
    options = parser.parse_args()
    if fashion.where() is None:
        print("FashionMNIST is not here: `graphviewer doctor` says where it is looked for.")
        return 2
    print(
        "| model | optimizer | batch | epochs | mean | seeds | at least | training | s | others |"
    )
    print("|---|---|--:|--:|--:|---|--:|--:|--:|---|", flush=True)
    missed = 0
    for row in ROWS:
        if not options.rows or row.name in options.rows:
            outcomes = [trained(row.config, seed) for seed in range(options.seeds)]
            print(line(row, outcomes), flush=True)
            reached = mean(one.validation for one in outcomes)
            missed += row.least is not None and reached < row.least
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
