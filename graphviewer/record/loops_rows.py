"""Writes iterations and points, once a loop has turned out to be one."""

from __future__ import annotations

from msgspec.structs import replace

from graphviewer.record.loops_scalars import Scalars, Variable
from graphviewer.record.writer import Writer
from graphviewer.tape.rows import Iteration


class Rows:
    """The iterations of a recording, numbered through; a loop of one pass gets none.

    Rows are in the order of their steps: the first pass of a loop waits for the second one, but
    has no row if another loop, which that one calls or is called by, gets rows meanwhile.
    """

    def __init__(self, writer: Writer, scalars: Scalars) -> None:
        self._writer = writer
        self._scalars = scalars
        self._first: list[tuple[int, Iteration, dict[Variable, float]]] = []  # passes that wait
        self._seen: set[int] = set()  # loops that have made a pass
        self._count = 0
        self.free = 0  # the first step no iteration holds

    def add(self, chain: tuple[int, ...], first: int, last: int, line: int | None) -> None:
        """A pass of the first loop in `chain` is over; the others are those around it.

        One without a step of its own counts, but has no row.
        """
        first = max(first, self.free)
        if self._writer.full:
            return
        self.free = max(self.free, last + 1)
        loop = chain[0]
        fresh = set(self._scalars.fresh)
        numbers = self._scalars.take()
        row = Iteration(number=0, first_step=first, last_step=last, line=line)
        if loop not in self._seen:
            self._seen.add(loop)
            self._first.append((loop, row, numbers))
            return
        self._scalars.admit(fresh, chain)
        for other, lone, its_numbers in self._first:
            if other == loop:
                self._write(lone, its_numbers)
        self._first.clear()
        self._write(row, numbers)

    def _write(self, row: Iteration, numbers: dict[Variable, float]) -> None:
        number = self._count
        self._count += 1
        if row.first_step <= row.last_step:
            self._writer.iterations.append(replace(row, number=number))
        self._scalars.write(number, numbers)
