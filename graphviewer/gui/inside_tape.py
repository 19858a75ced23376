"""The tape of a training step that is looked inside, until it is whole."""

from __future__ import annotations

from graphviewer.tape.rows import Meta
from graphviewer.tape.tape import Part, Tape


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
