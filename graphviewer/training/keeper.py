"""Keeps a run in a folder: what it tells, and checkpoints to go on from."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch

from graphviewer.disk.problem import FileProblem
from graphviewer.runs import folder, toml
from graphviewer.runs.config import Config
from graphviewer.runs.environment import Environment, differences, environment
from graphviewer.runs.folder import RunFolder
from graphviewer.runs.news import (
    Closed,
    Evaluated,
    LayerPoint,
    Opened,
    Points,
    Progress,
    Saved,
    Told,
    TrainingNews,
)
from graphviewer.runs.orders import Train
from graphviewer.runs.run import Run
from graphviewer.training import checkpoint, weights
from graphviewer.training.keeping import Keeper, NoKeeper, Why
from graphviewer.training.opening import begin_weights
from graphviewer.training.problem import CannotTrain
from graphviewer.training.state import OnDevice, State
from graphviewer.training.teams import ALONE, Team

SECONDS = 30.0  # between checkpoints within an epoch
SHARE = 0.02  # of the time goes into checkpoints at most, but for those that are asked for
ASKED: tuple[Why, ...] = ("pause", "stop", "end")


class RunKeeper:
    """Keeps a run in the folder `path`; the only process that writes there.

    A new run makes the folder, and takes it away if it fails before its first step; a resumed one
    goes on in it. What cannot be read or written raises CannotTrain, which says up to where the run
    can be resumed.
    """

    def __init__(
        self,
        path: Path,
        config: Config,
        *,
        resume: bool,
        processes: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._clock = clock
        self._processes = processes
        self._resumed = resume
        self._saved: tuple[int, dict[str, float]] | None = None  # step and sums
        self._last = clock()
        self._cost = 0.0  # seconds the last checkpoint took
        with self._told():
            if resume:
                Run(path)
            else:
                folder.create(path, config)
            self._folder = RunFolder(path, clock)
            self._folder.claim()

    def config(self) -> Config | None:
        """The config in the folder."""
        with self._told():
            return toml.read(self._path / folder.CONFIG)

    def resume(self, state: State) -> tuple[Told, ...]:
        """Make a fresh state that of the checkpoint; what differs from how the run began.

        A run that ended before its first checkpoint begins again: its seed gives the same steps.
        """
        if not (self._path / folder.CHECKPOINT).exists():
            title = "The run had ended before its first checkpoint: it begins again."
            return (Told(title=title), *begin_weights(state))
        with self._told():
            was, now = Run(self._path).environment, self._environment(state)
            if was.checksum != now.checksum:
                raise CannotTrain(
                    f"The run began with other examples: {was.data}. Now they are: {now.data}.",
                    "Resume it where its data is, or begin a new run.",
                )
            checkpoint.restore(state, self._path / folder.CHECKPOINT)
        self._saved = state.step, dict(state.sums)
        other = differences(was, now)
        if not other:
            return ()
        text = "The last digits may differ from a run that was not interrupted."
        return (Told(title=f"Resumed with: {', '.join(other)}", text=text, kind="warning"),)

    def begin(self, opened: Opened, state: State) -> None:
        """The run begins or goes on: what was told of later steps goes."""
        with self._told():
            self._folder.begin(opened, self._environment(state))
        self._last = self._clock()

    def hear(self, news: TrainingNews) -> None:
        """Keep what lasts."""
        with self._told():
            match news:
                case Points():
                    self._folder.points(news)
                case LayerPoint():
                    self._folder.layers(news)
                case Evaluated():
                    self._folder.evaluated(news)
                case Progress():
                    self._folder.progress(news)
                case _:
                    pass

    def wants(self, why: Why) -> bool:
        """Whether it is asked for or due."""
        wait = self._cost / SHARE
        since = self._clock() - self._last
        return why in ASKED or since >= (wait if why == "epoch" else max(wait, SECONDS))

    def checkpoint(self, state: State, why: Why) -> Saved | None:
        """Keep the state if it is asked for or due, and has changed since."""
        now = self._clock()
        if not self.wants(why):
            return None
        path = self._path / folder.CHECKPOINT
        if self._saved != (state.step, state.sums):
            with self._told():
                self._folder.flush()
                checkpoint.save(state, path)
                self._folder.saved(state.step)
            self._saved = state.step, dict(state.sums)
            self._last = self._clock()
            self._cost = self._last - now
        if why in ("end", "stop"):
            with self._told():
                weights.save(state.module, self._path / folder.WEIGHTS)
        return Saved(state.step, str(path))

    def close(self, closed: Closed, state: State | None) -> None:  # noqa: ARG002 - a Keeper's
        """The run is over. A disk that has no room for this either has been told about."""
        failed = closed.reason in ("failed", "memory")
        if failed and not (self._resumed or closed.step or self._saved):
            shutil.rmtree(self._path, ignore_errors=True)  # nothing was in it before
            return
        with contextlib.suppress(FileProblem):
            self._folder.close(closed)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What a file refuses ends the training, and costs nothing that was kept."""
        try:
            yield
        except FileProblem as problem:
            advice = ""
            there = (self._path / folder.CHECKPOINT).exists()  # the folder may have been deleted
            if self._saved is not None and there:
                advice = f"The run can be resumed after step {self._saved[0]:,}."
            raise CannotTrain(problem.message, advice) from problem

    def _environment(self, state: State) -> Environment:
        device = state.device
        name = torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
        return environment(
            threads=torch.get_num_threads(),
            device=name,
            processes=self._processes,
            data=state.data.origin,
            checksum=checksum(state.data),
        )


class Reader(NoKeeper):
    """Goes on from the run in a folder, but writes nothing: another process does."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def config(self) -> Config | None:
        """The config in the folder."""
        return toml.read(self._path / folder.CONFIG)

    def resume(self, state: State) -> tuple[Told, ...]:
        """Make a fresh state that of the checkpoint, if there is one."""
        if not (self._path / folder.CHECKPOINT).exists():
            return begin_weights(state)
        checkpoint.restore(state, self._path / folder.CHECKPOINT)
        return ()


def keeper_of(order: Train, team: Team = ALONE) -> Keeper:
    """Who keeps the run of an order: of a team the first. Raises CannotTrain."""
    if not order.folder or (team.rank and not order.resume):
        return NoKeeper()
    path = Path(order.folder)
    if team.rank:
        return Reader(path)
    return RunKeeper(path, order.config, resume=order.resume, processes=team.size)


def checksum(data: OnDevice) -> str:
    """SHA-256 of all examples and their labels or targets, in hexadecimal digits."""
    whole = hashlib.sha256()
    for tensor in (data.x, data.y, data.validation_x, data.validation_y):
        whole.update(f"{tensor.dtype}{list(tensor.shape)}".encode())
        whole.update(tensor.cpu().contiguous().reshape(-1).view(torch.uint8).numpy().data)
    return whole.hexdigest()
