"""Keeps the tape of a long loop within a budget: drops iterations between those it keeps whole."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from msgspec import Struct

from graphviewer.tape.rows import Iteration
from graphviewer.tape.tape import Part
from graphviewer.tape.thin_attic import Attic, Reached
from graphviewer.tape.thin_held import Gap, Needs, Segment, Survives
from graphviewer.tape.thin_leave import Leaver
from graphviewer.tape.thin_numbers import NUMBERED
from graphviewer.tape.thin_returned import Rows, Sent, given

_Emit = Callable[[Part], None]
_COUNTED = {"tensors": "id", "ops": "id", "nodes": "id", "runs": "id", "steps": "index"}


class Budget(Struct, frozen=True, kw_only=True):
    """How much of a program with training loops is kept whole.

    The first steps leave at once, whatever they are: enough for every lesson, and for several
    hundred iterations of a small program to be followed as they happen. Of what comes after them as
    much again is kept, spread over the loop. Together 20,000 steps and 64 MiB: what the window
    takes in, draws and saves without a wait, and less than PyTorch itself takes.
    """

    steps: int = 10_000
    bytes: int = 32 * 2**20


class Thinner:
    """Stands between whoever makes the parts of a tape and whoever takes them.

    Everything passes unchanged until the budget is spent and a loop has been found. From then on
    the rows wait here, an iteration at a time; when what waits outgrows the budget, every second
    iteration is dropped, so that those left have numbers divisible by one power of two. Kept
    besides are the last one and the first in which a scalar was not finite. Points leave at once,
    and the text that is printed, ahead of its steps; the rest when the tape ends.

    Where iterations were dropped stands a "skip" step. At every step kept the tape tells of
    tensors, gradients and output what the whole tape would.
    """

    def __init__(self, emit: _Emit, budget: Budget | None = None) -> None:
        self.alive: Callable[[], Iterable[int]] | None = None  # tensors the program has; None: all
        self.dropped: Callable[[int, int], None] = _ignore  # hears of steps, bytes of values
        self._emit = emit
        self._budget = budget or Budget()
        self._count = dict.fromkeys(NUMBERED, 0)
        self._bytes = 0
        self._number = -1  # of the last iteration; -1 before there is a loop
        self._graded: set[int] = set()
        self._sent = Sent()
        self._hold: _Hold | None = None

    def take(self, part: Part) -> None:
        """Take the next part of the whole tape."""
        if self._hold is not None:
            self._hold.take(part)
            return
        self._emit(part)
        for table in NUMBERED:
            self._count[table] += len(getattr(part, table))
        self._bytes += sum(len(value.data) for value in part.values)
        self._number = max((row.number for row in part.iterations), default=self._number)
        self._sent.take(part.tensors, part.nodes)
        self._graded.update(
            step.tensor
            for step in part.steps
            if step.tensor is not None and (step.of_grad or step.kind == "accumulate")
        )
        spent = self._count["steps"] > self._budget.steps or self._bytes > self._budget.bytes
        if spent and self._number >= 0 and part.end is None:
            attic = Attic()
            leaver = Leaver(
                self._emit, attic, dict(self._count), self._graded, self._sent, self._number
            )
            self._hold = _Hold(self._emit, leaver, attic, self._count, self._budget)
            self._hold.alive, self._hold.dropped = self.alive, self.dropped


class _Hold:
    """The rows that wait."""

    def __init__(
        self, emit: _Emit, leaver: Leaver, attic: Attic, count: dict[str, int], budget: Budget
    ) -> None:
        self._emit = emit
        self._leaver = leaver
        self._attic = attic
        self._base = dict(count)
        self._values = count["values"]  # how many there have been
        self._budget = budget
        self.alive: Callable[[], Iterable[int]] | None = None
        self.dropped: Callable[[int, int], None] = _ignore
        self._kept: list[Segment] = []
        self._open = Segment(count["steps"])
        self._young = (
            self._values
        )  # the first value that rows of the open segment may be first to name
        self._stride = 1
        self._steps = 0  # of the kept segments
        self._odd: int | None = None  # the first iteration with a scalar that is not finite
        self._value: dict[int, int] = {}  # by tensor: its latest
        self._grad: dict[int, int | None] = {}
        self._clear_at = budget.bytes

    def take(self, part: Part) -> None:
        """Take in a part; of it leaves only what tells how far the program is."""
        if part.iterations:
            self._young = self._values
        self._attic.take_values(self._values, part.values)
        self._values += len(part.values)
        self._open.take(part)
        self._follow(part)
        self._announce(part)
        for row in part.iterations:
            self._close(row)
        if part.end is not None:
            self._leave(part)
        elif self._steps > self._budget.steps:
            self._spread()
        if part.end is None and self._attic.size > self._clear_at:
            self._clear()

    def _announce(self, part: Part) -> None:
        printed = "".join(step.text for step in part.steps if step.kind == "print")
        news = Part(
            series=part.series,
            points=part.points,
            printed=printed,
            reached=part.iterations[-1].number if part.iterations else None,
        )
        if news.series or news.points or news.printed or news.reached is not None:
            self._emit(news)
        for point in part.points:
            if self._odd is None and not math.isfinite(point.value):
                self._odd = point.iteration

    def _follow(self, part: Part) -> None:
        """Remember what each tensor holds: rows to come may name it."""
        for tensor in part.tensors:
            if tensor.value is not None:
                self._value[tensor.id] = tensor.value
        for change in part.changes:
            if change.value is not None:
                self._value[change.tensor] = change.value
        for step in part.steps:
            if step.tensor is not None and (step.of_grad or step.kind == "accumulate"):
                self._grad[step.tensor] = step.after

    # --- iterations

    def _close(self, row: Iteration) -> None:
        """An iteration is complete."""
        segment = self._open.cut(row.last_step)
        segment.tables["iterations"].append(row)
        segment.number = row.number
        if row.first_step < self._base["steps"]:  # it was sent in part
            self._leaver.segment(segment)
            return
        segment.pinned = row.number == self._odd
        self._kept.append(segment)
        self._steps += segment.steps
        if len(self._kept) > 1 and not self._stays(self._kept[-2]):
            self._drop(len(self._kept) - 2)

    def _stays(self, segment: Segment) -> bool:
        return segment.pinned or (segment.number or 0) % self._stride == 0

    def _spread(self) -> None:
        """Drop every second iteration, as often as the budget asks for."""
        while self._steps > self._budget.steps and self._can_halve():
            self._halve()

    def _can_halve(self) -> bool:
        return bool(self._kept) and self._stride <= (self._kept[-1].number or 0)

    def _halve(self) -> None:
        self._stride *= 2
        for place in range(len(self._kept) - 2, -1, -1):
            if not self._stays(self._kept[place]):
                self._drop(place)

    def _drop(self, place: int) -> None:
        segment = self._kept.pop(place)
        after = self._kept[place]
        gap = segment.gap or Gap()
        self._attic.take(segment)
        gap.drop(segment, given(segment, Rows(self._attic, self._leaver.sent, self._kept)))
        if after.gap is not None:
            gap.join(after.gap)
        after.gap = gap
        self._steps -= segment.steps
        self.dropped(segment.steps, 0)

    # --- what may be forgotten

    def _clear(self) -> None:
        """Throw away what nothing can name any more; drop iterations if that is not enough."""
        reached = self._reach()
        while self._weight(reached) > self._budget.bytes and self._can_halve():
            self._halve()
            reached = self._reach()
        if self.alive is None:
            self._clear_at = 2 * self._attic.size
            return
        living = self._attic.reach(self._living({*self.alive()}))
        for kind in Reached.__struct_fields__:
            getattr(reached, kind).update(getattr(living, kind))
        survives = self._survivors(self._with_accumulators(reached))
        for gap in self._gaps():
            gap.prune(survives, self._attic.edges)
            reached.values |= gap.values(survives)
        self.dropped(0, self._attic.keep(reached))
        self._clear_at = self._attic.size + self._budget.bytes // 4

    def _living(self, alive: set[int]) -> Needs:
        """What rows to come may name, because the program or the recorder still has it."""
        roots = Needs()
        roots.tensors.update(alive)
        roots.nodes.update(self._attic.newest_accumulators())
        for state in (self._value, self._grad):
            for tensor in [one for one in state if one not in alive]:
                del state[tensor]
            roots.values.update(state.values())
        roots.values.update(range(self._young, self._values))
        return roots

    def _segments(self) -> list[Segment]:
        return [*self._kept, self._open]

    def _gaps(self) -> list[Gap]:
        return [segment.gap for segment in self._segments() if segment.gap is not None]

    def _reach(self) -> Reached:
        """What the segments name and will have to leave with them."""
        roots = Needs()
        for segment in self._segments():
            roots.join(segment.needs())
        return self._with_accumulators(self._attic.reach(roots))

    def _with_accumulators(self, reached: Reached) -> Reached:
        """Add where the gaps' last runs left the gradients of leaves that survive."""
        tensor = self._survivors(reached).tensor
        for gap in self._gaps():
            reached.nodes |= gap.accumulators(self._attic.nodes, tensor)
        return reached

    def _weight(self, reached: Reached) -> int:
        """Bytes of the values that would leave."""
        survives = self._survivors(reached)
        values = set(reached.values)
        for gap in self._gaps():
            values |= gap.values(survives)
        return self._attic.bytes_of(values)

    def _survivors(self, reached: Reached) -> Survives:
        """What is sent, or held, or reached in the attic."""
        tensors, nodes, has = set(reached.tensors), set(reached.nodes), self._leaver.has
        for segment in self._segments():
            tensors.update(row.id for row in segment.tables["tensors"])
            nodes.update(row.id for row in segment.tables["nodes"])
        return Survives(
            tensor=lambda one: one in tensors or has("tensors", one),
            node=lambda one: one in nodes or has("nodes", one),
        )

    # --- the end

    def _leave(self, part: Part) -> None:
        """Send everything kept."""
        needed = self._reach()
        for segment in self._segments():
            if segment.gap is not None:
                self._leaver.gap(segment.gap, needed, segment.number)
            ending = segment is self._open
            self._leaver.segment(
                segment, part.error if ending else None, part.end if ending else None
            )


def _ignore(_steps: int, _bytes: int) -> None:
    pass
