"""Runs as rows of a list, and those chosen side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from graphviewer.disk.problem import FileProblem
from graphviewer.runs import shelf
from graphviewer.runs.compare import Outcome, differences, outcome, worded
from graphviewer.runs.run import Run
from graphviewer.runs.status import Standing


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
