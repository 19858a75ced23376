"""Where NaN and infinity first appeared on a tape, forward or backward."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct

from graphviewer.tape.rows import Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import COMPLEX, FLOATING, Value, decode

TOGETHER = 256  # values that are looked at as one


class Appeared(Struct, frozen=True, gc=False):
    """A step that left numbers which are not finite: in `value`, so many of `total`."""

    step: int
    value: int
    count: int
    total: int


class First(Struct, frozen=True, kw_only=True, gc=False):
    """The first step with NaN and the first with an infinity; None where there is none."""

    nan: Appeared | None = None
    infinity: Appeared | None = None


def nans(value: Value) -> int:
    """How many NaN a value holds."""
    return _counts(value)[0]


def infinities(value: Value) -> int:
    """How many infinities a value holds."""
    return _counts(value)[1]


class NotFinite:
    """The values of a tape that are not finite, found once: `refresh` reads only new ones."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.counts: dict[int, tuple[int, int]] = {}  # value id -> how many NaN and infinities
        self._read = 0
        self.refresh()

    def refresh(self) -> None:
        """Take in the values added since the last call."""
        values = self.tape.values
        for begin in range(self._read, len(values), TOGETHER):
            places = range(begin, min(begin + TOGETHER, len(values)))
            if _all_finite([values[place] for place in places]):
                continue
            for place in places:
                found = _counts(values[place])
                if found != (0, 0):
                    self.counts[place] = found
        self._read = len(values)


def _all_finite(values: list[Value]) -> bool:
    """Whether nothing in some values is NaN or infinite, as one look for each dtype."""
    data: dict[str, list[bytes]] = defaultdict(list)
    for value in values:
        if value.stats is not None:
            if value.stats.nans or value.stats.infs:
                return False
        elif value.dtype in FLOATING or value.dtype in COMPLEX:
            data[value.dtype].append(value.data)
    return all(np.isfinite(decode(b"".join(d), dtype)).all() for dtype, d in data.items())


def first_not_finite(tape: Tape, before: int | None = None) -> First:
    """The first NaN and the first infinity among the steps, or among those before a step."""
    nan: Appeared | None = None
    infinity: Appeared | None = None
    seen: set[int] = set()
    for step, ref in _made(tape, tape.steps[:before]):
        if ref in seen:
            continue
        seen.add(ref)
        value = tape.values[ref]
        bad, endless = _counts(value)
        if bad and nan is None:
            nan = Appeared(step, ref, bad, value.size)
        if endless and infinity is None:
            infinity = Appeared(step, ref, endless, value.size)
        if nan is not None and infinity is not None:
            break
    return First(nan=nan, infinity=infinity)


def _counts(value: Value) -> tuple[int, int]:
    if value.stats is not None:
        return value.stats.nans, value.stats.infs
    if value.dtype not in FLOATING and value.dtype not in COMPLEX:
        return 0, 0
    numbers = value.array()
    if np.isfinite(numbers).all():
        return 0, 0
    bad = np.isnan(numbers)
    return int(bad.sum()), int((np.isinf(numbers) & ~bad).sum())


def _made(tape: Tape, steps: Iterable[Step]) -> Iterator[tuple[int, int]]:
    """Each step with every value it left behind, in order."""
    changes: dict[int, list[int]] = defaultdict(list)
    for change in tape.changes:
        if change.value is not None:
            changes[change.step].append(change.value)
    tensors: dict[int, list[int]] = defaultdict(list)
    for tensor in tape.tensors:
        if tensor.value is not None:
            tensors[tensor.step].append(tensor.value)
    for step in steps:
        gradients = (*step.gradients_in, *step.gradients_out, step.after)
        every = (*tensors.get(step.index, ()), *changes.get(step.index, ()), *gradients)
        for ref in every:
            if ref is not None:
                yield step.index, ref
