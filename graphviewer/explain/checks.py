"""What finite differences said of a leaf's gradient, in words."""

from __future__ import annotations

import math

import numpy as np
from msgspec import Struct

from graphviewer.explain.explanation import Language
from graphviewer.explain.naming import Namer
from graphviewer.explain.numbers import scalar
from graphviewer.explain.words.table import word
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Check, Step
from graphviewer.tape.tape import Tape

MOST_DIGITS = 12  # beyond it the differences themselves have none
REASONS = frozenset({"size", "complex", "root", "hook", "differences", "time"})


class LeafCheck(Struct, frozen=True, kw_only=True):
    """A verdict of `rows.Check` with its words."""

    verdict: str
    text: str


def check_of_step(tape: Tape, index: TapeIndex, step: Step, language: Language) -> LeafCheck | None:
    """What was found of the gradient that an accumulate step brought; None if nothing was."""
    if step.kind != "accumulate" or step.tensor is None:
        return None
    found = [one for one in _of_tensor(tape, step.tensor) if one.run == step.run]
    return _told(tape, index, found[-1], language) if found else None


def check_of_tensor(
    tape: Tape, index: TapeIndex, tensor: int, step: int, language: Language
) -> LeafCheck | None:
    """What was found of the newest gradient a run had brought to a leaf by a position."""
    found = [
        one
        for one in _of_tensor(tape, tensor)
        if any(
            state is not None and state.complete
            for state in (index.port_at(port, step, one.run) for port in index.ports(tensor))
        )
    ]
    return _told(tape, index, max(found, key=lambda one: one.run), language) if found else None


def _of_tensor(tape: Tape, tensor: int) -> list[Check]:
    number = tape.tensors[tensor].object
    return [one for one in tape.checks if tape.tensors[one.tensor].object == number]


def _told(tape: Tape, index: TapeIndex, check: Check, language: Language) -> LeafCheck:
    said = [_sentence(tape, index, check, language)]
    some, slash, every = check.about.partition("/")
    if slash and some.isdigit() and every.isdigit():
        said.append(word("fd_some", language, some=some, every=every))
    return LeafCheck(verdict=check.verdict, text=" ".join(said))


def _sentence(tape: Tape, index: TapeIndex, check: Check, language: Language) -> str:
    if check.verdict in ("random", "unchecked"):
        return _unchecked(tape, index, check, language)
    assert check.recorded is not None
    assert check.numeric is not None
    numbers = {
        "place": _place(tape, index, check),
        "recorded": scalar(check.recorded, 7),
        "numeric": scalar(check.numeric, 7),
        "dtype": tape.tensors[check.tensor].dtype,
    }
    if check.verdict == "agrees":
        apart = abs(check.recorded - check.numeric)
        digits = _digits(check.recorded, apart)
        key = "fd_agrees" if digits > 1 else "fd_within"
        if math.prod(tape.tensors[check.tensor].shape) > 1:
            key = "fd_within"  # elsewhere the gradient may be smaller, so fewer digits agree
        elif check.recorded == 0:
            key = "fd_zero"
        return word(key, language, digits=digits, difference=scalar(apart, 2), **numbers)
    return word(f"fd_{check.verdict}", language, **numbers)


def _unchecked(tape: Tape, index: TapeIndex, check: Check, language: Language) -> str:
    kind, _, name = check.about.partition(":")
    if check.verdict == "random":
        return word("fd_random", language, name=name)
    if kind == "tensor" and name.isdigit() and int(name) < len(tape.tensors):
        name = Namer(tape, index).text(int(name))
        return word("fd_tensor", language, name=name)
    if name and kind in ("op", "hook", "error"):
        return word(f"fd_named_{kind}", language, name=name)
    return word(f"fd_{kind}" if kind in REASONS else "fd_unchecked", language)


def _digits(recorded: float, apart: float) -> int:
    """How many digits agree of a number that is so far off; 0 where none do."""
    if recorded == 0 or apart == 0:
        return 0 if recorded == 0 else MOST_DIGITS
    part = apart / abs(recorded)
    return max(0, min(MOST_DIGITS, math.floor(-math.log10(part)))) if math.isfinite(part) else 0


def _place(tape: Tape, index: TapeIndex, check: Check) -> str:
    """The element looked at, as the program would write it."""
    name, shape = Namer(tape, index).text(check.tensor), tape.tensors[check.tensor].shape
    if not shape or check.element is None or not 0 <= check.element < math.prod(shape):
        return name
    place = np.unravel_index(check.element, shape)
    return f"{name}[{', '.join(str(int(part)) for part in place)}]"
