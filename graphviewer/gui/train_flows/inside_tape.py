"""The tape of a training step that is looked inside, until it is whole."""

from __future__ import annotations

import re

from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part, Tape

_WHERE = re.compile(r"^# epoch (\d{1,18}), batch (\d{1,18}) of (\d{1,18})$", re.MULTILINE)


class InsideTape:
    """Takes what the process tells of a step. `wanted`: a step was asked for, not shown yet."""

    def __init__(self) -> None:
        self.wanted = False
        self._tape: Tape | None = None

    @property
    def begun(self) -> bool:
        """Whether rows of it are here."""
        return self._tape is not None

    def grow(self, told: Meta | Part) -> bool:
        """Take rows in; whether these were the last."""
        if isinstance(told, Meta):
            self._tape = Tape(meta=told)
            return False
        if self._tape is None:
            return False
        self._tape.extend(told)
        return told.end is not None

    def whole(self) -> Tape | None:
        """The tape once its end is here."""
        return self._tape if self._tape is not None and self._tape.end is not None else None

    def forget(self) -> None:
        """Want none."""
        self._tape, self.wanted = None, False


def step_of(tape: Tape) -> int | None:
    """Which training step a tape shows, counted from 1, as its own program says.

    What is told meanwhile may be of a later one.
    """
    found = _WHERE.findall(tape.meta.source)
    if not found:
        return None
    epoch, batch, batches = (int(one) for one in found[-1])
    return (epoch - 1) * batches + batch
