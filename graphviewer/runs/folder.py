"""The folder of a run: which files lie in it, and the writing of them while the run goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from msgspec.structs import replace

from graphviewer.disk import atomic
from graphviewer.disk.problem import CannotWrite, FileProblem, read_bytes, reason_of
from graphviewer.runs import toml
from graphviewer.runs.config import Config
from graphviewer.runs.environment import Environment
from graphviewer.runs.metrics import Rows
from graphviewer.runs.news import Closed, Evaluated, LayerPoint, Opened, Points, Progress
from graphviewer.runs.status import Status, host, is_alive, now

CONFIG = "config.toml"
PROGRAM = "model.py"  # the program that makes the model
ENVIRONMENT = "environment.json"
OPENED = "opened.json"  # parameters, classes, numbers of examples
METRICS = "metrics.csv"  # by step
LAYERS = "layers.csv"  # by step, a column for each parameter and norm
EVALUATIONS = "evaluations.csv"
LAST = "last_evaluation.msgpack"  # with its confusion matrix and predictions
STATUS = "status.json"
CHECKPOINT = "checkpoint.safetensors"
WEIGHTS = "weights.safetensors"  # at the end

SERIES = ("loss", "accuracy", "lr", "grad_norm")
EVALUATED = ("epoch", "loss", "accuracy", "train_loss", "train_accuracy")
NORMS = ("gradient", "weight", "update")
MAX_STATUS = 64 * 1024

WRITTEN = 0.5  # seconds between two writings of rows, and of the status
LAYERS_SHARE = 0.002  # norms of layers no closer than this share of the steps so far

Row = TypeVar("Row", bound=msgspec.Struct)


def layer_columns(opened: Opened) -> tuple[str, ...]:
    """The columns of LAYERS."""
    return ("step", *(f"{norm} {one.name}" for norm in NORMS for one in opened.parameters))


class RunThere(FileProblem):
    """The folder holds a run, or other files, already."""


class RunBusy(FileProblem):
    """Another process works on the run."""


def create(path: Path, config: Config) -> None:
    """Make the folder of a new run. Raises RunThere or CannotWrite."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        there = any(path.iterdir())
    except OSError as error:
        raise CannotWrite(path, reason_of(error)) from error
    if (path / CONFIG).exists():
        raise RunThere(path, f"{path} holds a run already: resume it, or name another folder.")
    if there:
        raise RunThere(path, f"{path} is not empty, so no run is put there: name another folder.")
    toml.write(config, path / CONFIG)


class RunFolder:
    """Writes what a run tells into its folder. Everything raises a FileProblem."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = path
        self._clock = clock
        self._metrics = Rows(path / METRICS, ("step", *SERIES))
        self._evaluations = Rows(path / EVALUATIONS, ("step", *EVALUATED))
        self._layers: Rows | None = None
        self._last: Evaluated | None = None
        self._began = self._written = clock()
        self._next_layers = 0.0
        self._before = 0.0  # seconds trained before this process
        self._idle = 0.0  # seconds it was paused
        self._paused: float | None = None  # since when
        self._found: Status | None = None  # how the run stood, until it goes on
        self._status = Status(state="starting", started=now(), updated=now())

    def claim(self) -> None:
        """Say that this process works on the run. Raises RunBusy where another one does."""
        try:
            old = self._found = read_status(self.path)
        except FileProblem:
            old = self._status  # none yet, or one that a full disk has spoilt
        if is_alive(old) and (old.pid, old.host) != (os.getpid(), host()):
            raise RunBusy(self.path, f"{self.path}: process {old.pid} works on this run already.")
        self._before = old.seconds
        self._status = replace(old, state="starting", closed=None, pid=os.getpid(), host=host())
        self._write_status()

    def begin(self, opened: Opened, environment: Environment) -> None:
        """The run begins, or goes on after `opened.step`: what was told of later steps goes."""
        self._layers = Rows(self.path / LAYERS, layer_columns(opened))
        for rows in (self._metrics, self._evaluations, self._layers):
            rows.begin(opened.step)
        shown = replace(opened, config=Config(), source="", folder="")  # these have their own files
        # The first batch does not wait for the disk: all this can be made again.
        atomic.write(self.path / PROGRAM, [opened.source.encode()], durable=False)
        atomic.write(self.path / OPENED, [_json(shown)], durable=False)
        atomic.write(self.path / ENVIRONMENT, [_json(environment)], durable=False)
        steps = opened.config.epochs * opened.batches
        self._status = replace(self._status, state="running", step=opened.step, steps=steps)
        self._began, self._found = self._clock(), None
        self._write_status()

    def points(self, points: Points) -> None:
        """Keep series."""
        steps = points.steps.numpy()
        missing = np.full(len(steps), np.nan)
        self._metrics.add(
            steps,
            [points.values[name].numpy() if name in points.values else missing for name in SERIES],
        )

    def layers(self, point: LayerPoint) -> None:
        """Keep norms, ever more seldom: a long run would fill the disk with them."""
        if self._layers is not None and point.step >= self._next_layers:
            self._next_layers = point.step * (1 + LAYERS_SHARE)
            norms = np.concatenate([getattr(point, name).numpy() for name in NORMS])
            self._layers.add(np.array([point.step]), norms[:, None])

    def evaluated(self, evaluated: Evaluated) -> None:
        """Keep an evaluation."""
        values = [getattr(evaluated, name) for name in EVALUATED]
        numbers = np.array([np.nan if value is None else value for value in values])
        self._evaluations.add(np.array([evaluated.step]), numbers[:, None])
        self._last = evaluated

    def progress(self, progress: Progress) -> None:
        """Keep how far it is."""
        if progress.state == "paused":
            self._paused = self._clock() if self._paused is None else self._paused
        elif self._paused is not None:
            self._idle, self._paused = self._idle + self._clock() - self._paused, None
        self._status = replace(
            self._status,
            state=progress.state,
            step=progress.step,
            steps=progress.steps,
            epoch=progress.epoch,
            batch=progress.batch,
        )
        self.flush(seldom=True)

    def saved(self, step: int) -> None:
        """There is a checkpoint."""
        self._status = replace(self._status, saved=step)
        self._write_status()

    def flush(self, *, seldom: bool = False) -> None:
        """Write what was told so far; `seldom`: if the last time was not just now."""
        if seldom and self._clock() - self._written < WRITTEN:
            return
        self._written = self._clock()
        if self._last is not None:  # before its row, so that who finds the row finds this too
            data = msgspec.msgpack.encode(self._last)
            atomic.write(self.path / LAST, [data], durable=False)
            self._last = None
        for rows in (self._metrics, self._evaluations, self._layers):
            if rows is not None:
                rows.flush()
        self._write_status()

    def close(self, closed: Closed) -> None:
        """The run is over. One that could not be resumed stands as it stood before."""
        if self._found is not None and self._found.closed is not None:
            atomic.write(self.path / STATUS, [_json(self._found)], durable=False)
            return
        step = self._status.step if self._found is not None else closed.step
        self._status = replace(self._status, closed=closed, step=step)
        self.flush()

    def _write_status(self) -> None:
        until = self._clock() if self._paused is None else self._paused
        seconds = self._before + (until - self._began) - self._idle
        self._status = replace(self._status, updated=now(), seconds=seconds)
        atomic.write(self.path / STATUS, [_json(self._status)], durable=False)


def read_status(path: Path) -> Status:
    """How the run in a folder stands. Raises a FileProblem."""
    return decoded(path / STATUS, Status, MAX_STATUS)


def decoded(path: Path, kind: type[Row], limit: int) -> Row:
    """A row in a JSON file of at most `limit` bytes. Raises a FileProblem."""
    data = read_bytes(path, limit)
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise FileProblem(path, f"{path} is not what a run writes: {error}.") from error


def _json(row: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(row), indent=2) + b"\n"
