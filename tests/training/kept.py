"""Small configs for the tests of runs that are kept, and a child process that trains them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graphviewer.runs import toml
from graphviewer.runs.config import Augment, Batches, Config, Data, Loss, Model, Optimizer, Schedule

# Checkpoints within an epoch, whatever they cost, so that a run that is killed has one; and batches
# of such a length that it is killed between two of them.
CHILD = """
import sys
import time
from graphviewer.runs import folder
from graphviewer.training import keeper, update
keeper.SECONDS, keeper.SHARE, folder.WRITTEN = 0.05, 0.5, 0.02
once = update.Update.__call__
def slowly(*words, **named):
    time.sleep(0.003)
    return once(*words, **named)
update.Update.__call__ = slowly
from graphviewer.cli import main
sys.exit(main())
"""
DROPPING = """from torch import nn

model = nn.Sequential(
    nn.Flatten(), nn.Linear(784, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Dropout(0.5),
    nn.Linear(32, 10),
)
"""
PLAIN = """from torch import nn

model = nn.Sequential(nn.Flatten(), nn.Linear(784, 16), nn.Tanh(), nn.Linear(16, 10))
"""


def random_one(epochs: int = 3) -> Config:
    """All that draws random numbers: order, augmentation, dropout; Adam and a schedule."""
    return Config(
        data=Data(train=1900, validation=100),
        augment=Augment(shift=2, flip_horizontal=0.5, noise=0.05),
        batches=Batches(size=10),
        model=Model(source=DROPPING),
        optimizer=Optimizer(name="adam", lr=1e-3),
        schedule=Schedule(name="one_cycle"),
        epochs=epochs,
        threads=1,
    )


def plain_one() -> Config:
    """Nothing random but the order of the examples; the last batch has one of them."""
    return Config(
        data=Data(train=201, validation=50),
        batches=Batches(size=50),
        model=Model(source=PLAIN),
        loss=Loss(l2=0.01),
        optimizer=Optimizer(momentum=0.9),
        epochs=2,
        threads=1,
    )


def written(config: Config, path: Path) -> str:
    """The config as a file."""
    toml.write(config, path)
    return str(path)


def child(*words: str) -> subprocess.Popen[str]:
    """`graphviewer train` with these words in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, "train", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
