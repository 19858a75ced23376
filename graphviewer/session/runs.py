"""Runs as rows of a list, and those chosen side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from graphviewer.disk.problem import FileProblem
from graphviewer.runs import shelf
from graphviewer.runs.compare import Outcome, differences, outcome, worded
from graphviewer.runs.folder import CHECKPOINT, EVALUATIONS, read_status
from graphviewer.runs.metrics import Table
from graphviewer.runs.run import Run
from graphviewer.runs.status import Standing, standing


class RunRow(Struct, frozen=True):
    """One run of the list. `problem` says why nothing more is known of it."""

    path: Path
    name: str
    standing: Standing | None = None
    outcome: Outcome | None = None
    can_resume: bool = False
    problem: str = ""


def row_of(path: Path) -> RunRow:
    """What the list says of a run's folder; a folder that cannot be read says why."""
    try:
        run = Run(path)
        return RunRow(path, path.name, run.standing, outcome(run), run.can_resume)
    except FileProblem as problem:
        return RunRow(path, path.name, problem=problem.message)


def rows_in(root: Path) -> list[RunRow]:
    """The runs of a folder, newest first."""
    return [row_of(path) for path in shelf.runs(root)]


def table_of(runs: Sequence[Run]) -> list[tuple[str, ...]]:
    """The settings in which runs differ: a row a setting, its key first, then a cell a run."""
    return [
        (one.key, *(worded(value) for value in one.values))
        for one in differences([run.config for run in runs])
    ]


class Recent(Struct, frozen=True):
    """One of the last runs, as far as a short list says. None: not measured, or not to be read."""

    path: Path
    standing: Standing | None = None
    accuracy: float | None = None  # the best
    loss: float | None = None  # the least
    can_resume: bool = False

    @property
    def name(self) -> str:
        """The folder's name without the day it begins with."""
        return re.sub(r"^\d{4}-\d\d-\d\d ", "", self.path.name)


def recent(root: Path, most: int) -> tuple[Recent, ...]:
    """The newest runs of a folder. Their series, which may be long, are not read."""
    return tuple(_recent(path) for path in shelf.runs(root)[:most])


def _recent(path: Path) -> Recent:
    try:
        how, table = standing(read_status(path)), Table(path / EVALUATIONS)
        table.refresh()
    except FileProblem:
        return Recent(path)
    accuracies, losses = table.column("accuracy"), table.column("loss")
    known = accuracies[np.isfinite(accuracies)]
    finite = losses[np.isfinite(losses)]
    return Recent(
        path,
        how,
        float(known.max()) if len(known) else None,
        float(finite.min()) if len(finite) else None,
        (path / CHECKPOINT).is_file(),
    )
