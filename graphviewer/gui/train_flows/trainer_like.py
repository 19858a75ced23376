"""What the window needs of a trainer, and what it gets of a step that is looked inside."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from graphviewer.engine.trainer import Wanted
from graphviewer.runs.config import Config
from graphviewer.runs.orders import Train
from graphviewer.tape.tape import Tape

PATIENCE = 8.0  # seconds that a run has for its last checkpoint when the window is closed


class TrainerLike(Protocol):
    """What the flow needs of a trainer; `graphviewer.engine.trainer.Trainer` has it."""

    def warm(self) -> None:
        """Warm a process up in the background."""
        ...

    def train(self, order: Train, /) -> int:
        """Begin a run; returns its number."""
        ...

    def send(self, order: Wanted, /) -> None:
        """Ask something of the run under way."""
        ...

    def stop(self) -> None:
        """Stop the run under way after a checkpoint."""
        ...

    def close(self, patience: float = 0.2) -> None:
        """End everything."""
        ...


class InsideStep(Struct, frozen=True):
    """The tape of one training step, and which step of which run it is."""

    tape: Tape
    config: Config
    step: int
