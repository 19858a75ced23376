"""What the loop wants of whatever keeps a run; and what keeps nothing."""

from __future__ import annotations

from typing import Literal, Protocol

from graphviewer.runs.config import Config
from graphviewer.runs.news import Closed, Opened, Saved, Told, TrainingNews
from graphviewer.training.state import State

Why = Literal["epoch", "pause", "stop", "time", "end"]


class Keeper(Protocol):
    """Keeps one run. What cannot be written raises a FileProblem."""

    def config(self) -> Config | None:
        """The config of the run that is kept already; None if there is none."""
        ...

    def resume(self, state: State) -> tuple[Told, ...]:
        """Make a fresh state that of the last checkpoint, random generators too; what to say."""
        ...

    def begin(self, opened: Opened, state: State) -> None:
        """The run begins or goes on."""
        ...

    def hear(self, news: TrainingNews) -> None:
        """Points, LayerPoint, Evaluated, Progress: before the checkpoint of the same step."""
        ...

    def wants(self, why: Why) -> bool:
        """Whether it is time to keep the state."""
        ...

    def checkpoint(self, state: State, why: Why) -> Saved | None:
        """Keep the state if it is time to; asked between batches."""
        ...

    def close(self, closed: Closed, state: State | None) -> None:
        """The run is over; it never began if there is no state. Raises nothing."""
        ...


class NoKeeper:
    """Keeps nothing."""

    def config(self) -> Config | None:
        """There is none."""
        return None

    def resume(self, state: State) -> tuple[Told, ...]:  # noqa: ARG002 - a Keeper's
        """Nothing to go on from."""
        return ()

    def begin(self, opened: Opened, state: State) -> None:
        """Passed over."""

    def hear(self, news: TrainingNews) -> None:
        """Passed over."""

    def wants(self, why: Why) -> bool:  # noqa: ARG002 - a Keeper's
        """Never time."""
        return False

    def checkpoint(self, state: State, why: Why) -> Saved | None:  # noqa: ARG002 - a Keeper's
        """Never time."""
        return None

    def close(self, closed: Closed, state: State | None) -> None:
        """Passed over."""
