"""A run as TensorBoard reads it, where the package tensorboard is installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from graphviewer.runs import folder, toml
from graphviewer.runs.run import Run
from graphviewer.training.problem import CannotTrain

MOST = 1000  # points of a series; TensorBoard itself keeps no more


def export(run: Run, where: Path) -> None:
    """Write the run's series, evaluations and config as event files. Raises CannotTrain."""
    try:
        from torch.utils.tensorboard import SummaryWriter  # noqa: PLC0415 - few have it
    except ImportError as error:
        raise CannotTrain(
            "TensorBoard's files cannot be written: the package tensorboard is not installed.",
            'Install it with: pip install "graphviewer[tensorboard]". The CSV files are there.',
        ) from error
    with SummaryWriter(str(where)) as writer:
        for name in folder.SERIES:
            values = run.series(name)
            there = np.flatnonzero(~np.isnan(values))
            for at in there[:: max(1, -(-len(there) // MOST))]:
                writer.add_scalar(f"batch/{name}", values[at], int(run.steps[at]))
        for one in run.evaluations:
            for name in folder.EVALUATED[1:]:
                value = getattr(one, name)
                if value is not None:
                    writer.add_scalar(f"epoch/{name}", value, one.step)
        writer.add_text("config", "    " + toml.dumps(run.config).replace("\n", "\n    "))
