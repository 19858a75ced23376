"""What a tape has come to at a position that somebody asked for by number."""

from __future__ import annotations

from graphviewer.tape.rows import Error
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value


class NoSuchStep(ValueError):
    """A position that the tape does not have."""

    def __init__(self, step: int, count: int) -> None:
        super().__init__(
            f"there is no step {step}: this tape's steps are 0 to {count - 1}"
            if count
            else f"there is no step {step}: this tape has none"
        )


def position(tape: Tape, step: int | None) -> int:
    """A step of the tape, the last one for None. Raises NoSuchStep."""
    if step is None:
        return len(tape.steps) - 1
    if not -1 <= step < len(tape.steps):
        raise NoSuchStep(step, len(tape.steps))
    return step


def output_at(tape: Tape, step: int) -> str:
    """What the program has printed by a step."""
    return "".join(row.text for row in tape.steps[: step + 1] if row.kind == "print")


def error_at(tape: Tape, step: int) -> Error | None:
    """How the program failed, if it had by a step."""
    error = tape.error
    late = error is not None and error.step is not None and error.step > step
    return None if late or step < len(tape.steps) - 1 else error


def value_of(tape: Tape, ref: int | None) -> Value | None:
    """The value with an id; None for None."""
    return tape.values[ref] if ref is not None else None
