"""The numbers of a run's gradients: one id while the same tensor flows on with the same numbers."""

from __future__ import annotations

import weakref

from torch import Tensor

from graphviewer.record.entries import version_of
from graphviewer.record.values import Measured, snapshot
from graphviewer.record.writer import Writer
from graphviewer.tape.value import Value


class Flow:
    """Gradients by their Python object; none is kept alive."""

    def __init__(self, writer: Writer, cap: int) -> None:
        self._writer = writer
        self._cap = cap
        # the tensor, its version, its value's id, and how many doubts there were then
        self._known: dict[int, tuple[weakref.ref[Tensor], int, int | None, int]] = {}
        self._prints: dict[int, int] = {}  # of a value's id: what tells its numbers from others
        self._large: Measured = {}
        self._doubts = 0
        self.last: tuple[int, Value] | None = None  # what was read last, and its id

    def doubt(self) -> None:
        """The program's own code ran: through `.data` or NumPy it may have written unseen.

        No version counter tells of that, so every gradient is read anew.
        """
        self._doubts += 1
        self._large.clear()

    @property
    def doubted(self) -> bool:
        """Whether any ran."""
        return self._doubts > 0

    def value(self, gradient: Tensor) -> int | None:
        """The id of a gradient's numbers; None where there are none to read."""
        version, place = version_of(gradient), id(gradient)
        known = self._known.get(place)
        if known is not None and known[0]() is not gradient:
            known = None
        if known is not None and known[1] == version and known[3] == self._doubts:
            return known[2]
        numbers = snapshot(gradient, self._cap, self._large)
        value = None if numbers is None else self._number(numbers, known and known[2])
        self._known[place] = (weakref.ref(gradient), version, value, self._doubts)
        return value

    def same(self, one: int | None, other: int | None) -> bool:
        """Whether two ids stand for the same numbers, to the last bit."""
        if one is None or other is None:
            return one is other
        return one == other or self._prints[one] == self._prints[other]

    def _number(self, numbers: Value, known: int | None) -> int:
        stats = None if numbers.stats is None else repr(numbers.stats)  # NaN equals NaN
        told = hash((numbers.data, numbers.shape, numbers.dtype, stats))
        value = known
        if value is None or self._prints[value] != told:
            value = self._writer.value(numbers)
            self._prints[value] = told
        self.last = (value, numbers)
        return value
