"""A run as its folder holds it, read while it goes on or afterwards, on this machine or another."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace

from graphviewer.disk.problem import FileProblem, MissingFile, read_bytes
from graphviewer.runs import fits, folder, toml
from graphviewer.runs.array import array
from graphviewer.runs.config import Config
from graphviewer.runs.environment import Environment
from graphviewer.runs.folder import decoded, read_status
from graphviewer.runs.metrics import Numbers, Table
from graphviewer.runs.news import (
    Closed,
    Evaluated,
    LayerPoint,
    Opened,
    Points,
    Progress,
    TrainingNews,
)
from graphviewer.runs.status import LONG, SOON, Standing, Status, host, now, standing

MAX_PROGRAM = 4 * 1024**2
MAX_OPENED = 64 * 1024**2
MAX_LAST = 1024**3


class NotARun(FileProblem):
    """The folder holds no run."""


def is_run(path: Path) -> bool:
    """Whether a folder looks like that of a run."""
    return (path / folder.CONFIG).is_file()


class Run:
    """One run. What lies in its folder is read when it is asked for, series once.

    Raises NotARun where the folder holds none, and other FileProblems for what cannot be read.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.is_dir():
            raise NotARun(self.path, f"There is no folder {self.path}.")
        if not is_run(self.path):
            raise NotARun(self.path, f"{self.path} holds no training run: no {folder.CONFIG}.")
        self.config: Config = toml.read(self.path / folder.CONFIG)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def status(self) -> Status | None:
        """What the run last told of itself; None before it began."""
        try:
            return read_status(self.path)
        except MissingFile:
            return None

    @property
    def standing(self) -> Standing:
        """How it stands: under way, over and why, or interrupted."""
        status = self.status
        return "interrupted" if status is None else standing(status)

    @property
    def can_resume(self) -> bool:
        """Whether there is a checkpoint to go on from."""
        return (self.path / folder.CHECKPOINT).is_file()

    @property
    def source(self) -> str:
        """The program that makes the model."""
        return read_bytes(self.path / folder.PROGRAM, MAX_PROGRAM).decode("utf-8", "replace")

    @property
    def environment(self) -> Environment:
        """Where it took place."""
        return decoded(self.path / folder.ENVIRONMENT, Environment, folder.MAX_STATUS)

    @property
    def opened(self) -> Opened:
        """What it was when it began: parameters, classes, numbers of examples."""
        path = self.path / folder.OPENED
        opened = decoded(path, Opened, MAX_OPENED)
        try:
            fits.check(opened, None)
        except ValueError as error:
            raise FileProblem(path, f"{path} is not what a run writes: {error}.") from error
        return replace(
            opened, config=self.config, source=self.source, folder=str(self.path), step=0
        )

    @cached_property
    def _metrics(self) -> Table:
        return _read(_metrics_of(self.path))

    @cached_property
    def _evaluations(self) -> Table:
        return _read(_evaluations_of(self.path))

    @property
    def steps(self) -> Numbers:
        """The steps of `series`, float64 [n]."""
        return self._metrics.steps.astype(np.float64)

    def series(self, name: str) -> Numbers:
        """One of folder.SERIES by step, float64 [n]; NaN where it was not measured."""
        return self._metrics.column(name)

    @property
    def evaluations(self) -> list[Evaluated]:
        """Each evaluation, without its predictions."""
        return _evaluations(self._evaluations.rows)

    @property
    def last_evaluation(self) -> Evaluated | None:
        """The last evaluation, with its confusion matrix and predictions if it has them."""
        path = self.path / folder.LAST
        try:
            return msgspec.msgpack.decode(read_bytes(path, MAX_LAST), type=Evaluated)
        except MissingFile:
            return None
        except (msgspec.MsgspecError, ValueError) as error:
            raise FileProblem(path, f"{path} is not what a run writes: {error}.") from error


class Follower:
    """A run's folder as news, as if this process had trained it: all so far, then what is new."""

    def __init__(self, path: str | Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.run = Run(path)
        self._clock = clock
        self._metrics, self._evaluations = (
            _metrics_of(self.run.path),
            _evaluations_of(self.run.path),
        )
        self._layers: Table | None = None
        self._opened: Opened | None = None
        self._status: Status | None = None
        self._heard = clock()  # when the status was another for the last time
        self._over = False

    def news(self) -> list[TrainingNews]:
        """What was written since the last call. A run that was resumed begins with `Opened` anew.

        Raises a FileProblem where a file cannot be read or understood.
        """
        status = self.run.status  # before the rows: all that led to it is written by then
        if not (self.run.path / folder.OPENED).exists():
            return self._how_it_stands(status)
        opened = self._opened or self.run.opened
        layers = self._layers or Table(self.run.path / folder.LAYERS, folder.layer_columns(opened))
        tables = self._metrics, layers, self._evaluations
        read = [table.refresh() for table in tables]
        points, norms, evaluations = (rows for _, rows in read)
        told: list[TrainingNews] = []
        if self._opened is None or any(anew for anew, _ in read):
            self.run.config = toml.read(self.run.path / folder.CONFIG)  # it may have more epochs
            opened = self.run.opened
            points, norms, evaluations = (table.rows for table in tables)
            told.append(opened)
        self._opened, self._layers = opened, layers
        if len(points):
            told.append(_points(points))
        told += _layer_points(norms, len(opened.parameters))
        told += self._evaluated(_evaluations(evaluations), opened)
        return told + self._how_it_stands(status)

    def _evaluated(self, new: list[Evaluated], opened: Opened) -> list[Evaluated]:
        """The last of them with its predictions, which have a file of their own."""
        last = self.run.last_evaluation if new else None
        if last is not None and last.step == new[-1].step:
            path = self.run.path / folder.LAST
            try:
                fits.check(last, opened)
            except ValueError as error:
                raise FileProblem(path, f"{path} is not of this run: {error}.") from error
            new[-1] = last
        return new

    def _how_it_stands(self, status: Status | None) -> list[TrainingNews]:
        if status is None or (self._over and status == self._status):
            return []
        changed = status != self._status
        how = self._standing(status, changed=changed)
        self._status = status
        self._over = how not in {"starting", "running", "paused", "evaluating"}
        if status.closed is not None:
            return [status.closed]
        if how == "interrupted":
            return [Closed(reason="failed", step=status.step, message=_silence(status))]
        if not changed or status.state == "starting":
            return []
        return [_progress(status)]

    def _standing(self, status: Status, *, changed: bool) -> Standing:
        """How the run stands. Clocks of other machines may be wrong: it lives while it tells."""
        if status.host == host() or (self._status is None and now() - status.updated > LONG):
            return standing(status)
        if changed:
            self._heard = self._clock()
        return standing(status, status.updated + timedelta(seconds=self._clock() - self._heard))


def _metrics_of(path: Path) -> Table:
    return Table(path / folder.METRICS, ("step", *folder.SERIES))


def _evaluations_of(path: Path) -> Table:
    return Table(path / folder.EVALUATIONS, ("step", *folder.EVALUATED))


def _read(table: Table) -> Table:
    table.refresh()
    return table


def _silence(status: Status) -> str:
    """Why a run that says nothing any more is over."""
    if status.host == host():
        return "The process was killed."
    return f"Nothing was heard from {status.host} for {SOON.seconds} seconds."


def _progress(status: Status) -> Progress:
    state = "running" if status.state == "starting" else status.state
    return Progress(
        state=state, step=status.step, steps=status.steps, epoch=status.epoch, batch=status.batch
    )


def _points(rows: Numbers) -> Points:
    columns = {name: array(rows[:, at], "float64") for at, name in enumerate(folder.SERIES, 1)}
    return Points(array(rows[:, 0], "int64"), columns)


def _layer_points(rows: Numbers, parameters: int) -> list[LayerPoint]:
    """The norms in rows; what further columns hold is left out."""
    each = [
        np.split(row[1 : 1 + len(folder.NORMS) * parameters], len(folder.NORMS)) for row in rows
    ]
    return [
        LayerPoint(int(row[0]), *(array(norms, "float64") for norms in three))
        for row, three in zip(rows, each, strict=True)
    ]


def _evaluations(rows: Numbers) -> list[Evaluated]:
    return [
        Evaluated(
            step=int(step),
            epoch=epoch,
            loss=loss,
            accuracy=_known(accuracy),
            train_loss=_known(train_loss),
            train_accuracy=_known(train_accuracy),
        )
        for step, epoch, loss, accuracy, train_loss, train_accuracy, *_ in rows.tolist()
    ]


def _known(number: float) -> float | None:
    return None if number != number else number
