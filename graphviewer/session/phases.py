"""The steps of a tape as stretches of one phase, for any number of steps."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from graphviewer.tape.rows import Step, StepKind
from graphviewer.tape.tape import Tape

Phase = Literal["forward", "backward", "update", "print", "error", "skip"]
PHASES: tuple[Phase, ...] = ("forward", "backward", "update", "print", "error", "skip")
SKIPPED = "skipped"  # text of the update steps that tell what iterations not kept have left
_PHASE_OF: dict[StepKind, int] = {
    "forward": 0,
    "backward": 1,
    "accumulate": 1,  # an AccumulateGrad is the backward run's own last act
    "update": 2,
    "print": 3,
    "error": 4,
    "skip": 5,
}


class Stretch(Struct, frozen=True):
    """Steps `first` to `last`, both included, of one phase."""

    phase: Phase
    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of steps."""
        return self.last - self.first + 1


class Phases:
    """The phase of every step, taken in as the tape grows."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.codes: npt.NDArray[np.int8] = np.zeros(0, np.int8)
        self.starts: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self.refresh()

    def refresh(self) -> None:
        """Take in the steps added since the last call."""
        new = self.tape.steps[len(self.codes) :]
        if not new:
            return
        codes = np.fromiter(map(_code, new), np.int8, len(new))
        self.codes = np.concatenate((self.codes, codes))
        self.starts = np.flatnonzero(np.diff(self.codes, prepend=np.int8(-1)))

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def count(self) -> int:
        """Number of stretches."""
        return len(self.starts)

    def stretch(self, place: int) -> Stretch:
        """The stretch at a place."""
        first = int(self.starts[place])
        after = int(self.starts[place + 1]) if place + 1 < self.count else len(self.codes)
        return Stretch(PHASES[int(self.codes[first])], first, after - 1)

    def stretches(self) -> tuple[Stretch, ...]:
        """All stretches, in order."""
        return tuple(self.stretch(place) for place in range(self.count))

    def within(self, first: int, last: int) -> tuple[int, int]:
        """The places of the stretches that hold any of these steps, as a range."""
        begin = int(np.searchsorted(self.starts, first, side="right")) - 1
        return max(0, begin), int(np.searchsorted(self.starts, last, side="right"))


def _code(step: Step) -> int:
    skipped = step.kind == "update" and step.text == SKIPPED
    return _PHASE_OF["skip" if skipped else step.kind]
