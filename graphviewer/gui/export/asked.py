"""What is asked for in words, by the command line and from Python: checked, and filled in."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from graphviewer.graphs.data import View
from graphviewer.graphs.possible import possible
from graphviewer.gui.export.options import KINDS, Options, format_of, suffixes
from graphviewer.tape.tape import Tape


class Unfitting(ValueError):
    """What was asked for does not fit together; the message says what would."""


def asked(
    path: Path, options: Options, tape: Tape, view: View, step: int | None, steps: str | None
) -> tuple[Options, range]:
    """The options with the format that the file's name says, and the steps to show.

    `steps` is a part of the tape's steps as Python slices it, "A:B". Without either it is
    the last step, or all of them where the format is of several. Raises Unfitting.
    """
    kind = format_of(path)
    if kind is None:
        raise Unfitting(f"{path}: a file is one of {suffixes()}")
    if step is not None and steps is not None:
        raise Unfitting("give a step, or a range of steps, not both")
    row = KINDS[kind]
    if steps is not None and "steps" not in row.of:
        raise Unfitting(f"{row.suffixes[0]} shows one step; {_several()} show a range")
    count = len(tape.steps)
    if not count:
        raise Unfitting("the tape has no steps to show")
    if not possible(tape, view):
        raise Unfitting(f"the program has no {view} to show")
    what = "steps" if steps is not None or "step" not in row.of else "step"
    if what == "step":
        at = count - 1 if step is None else step
        if not 0 <= at < count:
            raise Unfitting(f"there is no step {at}: they count 0 to {count - 1}")
        return replace(options, format=kind, what="step"), range(at, at + 1)
    if step is not None:
        raise Unfitting(f"{row.suffixes[0]} shows a range of steps; {_single()} show one")
    return replace(options, format=kind, what="steps"), _range(steps or ":", count)


def _range(text: str, count: int) -> range:
    parts = text.split(":")
    try:
        first, last = (int(part) if part.strip() else None for part in parts)
    except ValueError:
        raise Unfitting(f"{text!r} is no range of steps: it is A:B, such as 0:{count}") from None
    found = range(count)[first:last]
    if not found:
        raise Unfitting(f"there are no steps {text}: they count 0 to {count - 1}")
    return found


def _several() -> str:
    return suffixes([name for name, kind in KINDS.items() if "steps" in kind.of])


def _single() -> str:
    return suffixes([name for name, kind in KINDS.items() if "step" in kind.of])
