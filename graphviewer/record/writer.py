"""Collects the rows of a growing tape and sends them off in Parts, each legal on its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from operator import attrgetter
from threading import get_ident
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from graphviewer.tape.rows import (
    Binding,
    Change,
    Check,
    End,
    Error,
    Hooked,
    Iteration,
    Jacobian,
    Node,
    Note,
    Op,
    Point,
    Run,
    Series,
    Step,
    StepKind,
    Tensor,
)
from graphviewer.tape.tape import TABLES, Part
from graphviewer.tape.value import Value

NOT_RECORDED = "(not recorded)"
_ID = attrgetter("id")
_ROW_BYTES = 160  # what a row costs beside its numbers, roughly


class Limits(Struct, frozen=True, kw_only=True):
    """How far a recording may go."""

    steps: int = 300_000
    lines: int = 5_000_000  # executed lines
    tape_bytes: int = 512 * 2**20
    jacobians: int = 0  # entries of a node's local Jacobians, at most; 0: none are measured
    check_seconds: float = 0.0  # for finite differences once the code has ended; 0: no checks


class Writer:
    """The rows not yet sent, and how many there are of each kind in all.

    Rows may speak of the step about to be written (`next_step`); they leave with it or after it.
    Rows beside the steps (Jacobians, hooks, notes ...) are added after the step they speak of.
    """

    def __init__(self, emit: Callable[[Part], None], limits: Limits, interval: float) -> None:
        self._emit = emit
        self._limits = limits
        self._interval = interval
        self._sent = 0.0  # so that the first step leaves at once
        self.full = ""  # why nothing more is taken
        self.values: list[Value] = []
        self.tensors: list[Tensor] = []  # an id may be taken long before its row is added
        self.changes: list[Change] = []
        self.bindings: list[Binding] = []
        self.ops: list[Op] = []
        self.nodes: list[Node] = []
        self.runs: list[Run] = []
        self.steps: list[Step] = []
        self.jacobians: list[Jacobian] = []
        self.checks: list[Check] = []
        self.hooked: list[Hooked] = []
        self.iterations: list[Iteration] = []
        self.series: list[Series] = []
        self.points: list[Point] = []
        self.notes: list[Note] = []
        self.next_step = 0
        self.threads: dict[int, str] = {}  # names of threads beside the program's first, by ident
        self.grads: dict[int, int | None] = {}  # by tensor: the `.grad` the steps tell of
        self.value_count = self.tensor_count = self.op_count = self.node_count = self.run_count = 0
        self._tensors_sent = self._ops_sent = 0
        self._bytes = 0
        self._steps_room = limits.steps
        self._bytes_room = limits.tape_bytes

    def value(self, value: Value) -> int:
        """Add a value; its id."""
        self.values.append(value)
        self._bytes += len(value.data)
        self.value_count += 1
        return self.value_count - 1

    @property
    def thread(self) -> str:
        """The name of this thread as steps have it."""
        return self.threads.get(get_ident(), "") if self.threads else ""

    def take_tensor(self) -> int:
        """The id of a tensor whose row is added before the next step."""
        self.tensor_count += 1
        return self.tensor_count - 1

    def take_op(self) -> int:
        """The id of an op whose row is added before the next step."""
        self.op_count += 1
        return self.op_count - 1

    def node(self, row: Node) -> None:
        """Add a node row, numbered by `node_count`."""
        self.nodes.append(row)
        self.node_count += 1

    def run(self, row: Run) -> None:
        """Add a run row, numbered by `run_count`."""
        self.runs.append(row)
        self.run_count += 1

    def step(self, kind: StepKind, **fields: Any) -> None:  # noqa: ANN401  # as Step has them
        """Write the next step, with the fields of a Step; everything added before may now leave."""
        fields.setdefault("thread", self.thread)
        self.add(Step(index=self.next_step, kind=kind, **fields))

    def add(self, row: Step) -> None:
        """The same for a step that is a row already, its index `next_step`."""
        if self.full:
            return
        self.steps.append(row)
        self.next_step += 1
        if row.tensor is not None and (row.of_grad or row.kind == "accumulate"):
            self.grads[row.tensor] = row.after
        self._bytes += _ROW_BYTES + len(row.text)
        if self.next_step >= self._steps_room:
            self.full = f"stopped after {self._limits.steps:,} steps"
        elif self._bytes > self._bytes_room:
            self.full = f"stopped: the tape holds {self._limits.tape_bytes / 2**20:,.0f} MiB"
        if time.monotonic() - self._sent >= self._interval:
            self._send(None, None)

    def close(self) -> None:
        """Keep nothing, and send nothing any more."""
        self._emit = _nowhere
        self.grads.clear()
        for table in TABLES:
            getattr(self, table).clear()

    def credit(self, steps: int, data: int) -> None:
        """Steps and bytes of data that whoever takes the parts has not kept: they do not count."""
        self._steps_room += steps
        self._bytes_room += data + steps * _ROW_BYTES

    @property
    def waiting(self) -> bool:
        """Whether a step is written that has not been sent."""
        return bool(self.steps)

    def flush(self) -> None:
        """Between statements: send what is complete, unless something was sent a moment ago."""
        if self.steps and time.monotonic() - self._sent >= self._interval:
            early = [self._held_back(table) for table in _STEPPED]
            self._send(None, None)
            for table, rows in zip(_STEPPED, early, strict=True):
                getattr(self, table).extend(rows)

    def _held_back(self, table: str) -> list[Any]:
        """Take out the rows that speak of the step to come: they leave with it."""
        rows: list[Any] = getattr(self, table)
        if table == "bindings":  # names are given to older tensors too
            early = [row for row in rows if row.step >= self.next_step]
            if early:
                rows[:] = [row for row in rows if row.step < self.next_step]
            return early
        first = len(rows)
        while first and _step_of(rows[first - 1]) >= self.next_step:
            first -= 1
        early = rows[first:]
        del rows[first:]
        return early

    def end(self, end: End, error: Error | None) -> None:
        """Send everything that is left, with how it ended."""
        self.repair()
        last = self.next_step - 1
        if self.full:
            error = None
        if last >= 0:
            self._clamp(last)
        else:
            for table in TABLES:  # nothing happened
                getattr(self, table).clear()
        self._send(error, end)

    def _clamp(self, last: int) -> None:
        """Rows that wait for a step that never came speak of the last one instead."""
        for table in _STEPPED[:-1]:
            rows = getattr(self, table)
            for place in range(len(rows) - 1, -1, -1):
                if rows[place].step > last:
                    rows[place] = replace(rows[place], step=last)
                elif table != "bindings":  # names are given to older tensors too
                    break

    def repair(self) -> None:
        """Add rows for ids that were taken and never used, after recording a call has failed."""
        if len(self.tensors) < self.tensor_count - self._tensors_sent:
            have = {row.id for row in self.tensors}
            for number in range(self._tensors_sent, self.tensor_count):
                if number not in have:
                    self.tensors.append(_no_tensor(number, self.next_step))
        if len(self.ops) < self.op_count - self._ops_sent:
            have = {row.id for row in self.ops}
            for number in range(self._ops_sent, self.op_count):
                if number not in have:
                    row = Op(id=number, name=NOT_RECORDED, qualified="", step=self.next_step)
                    self.ops.append(row)

    def _send(self, error: Error | None, end: End | None) -> None:
        self._sent = time.monotonic()
        self.tensors.sort(key=_ID)  # those written while another was under way came first
        self.ops.sort(key=_ID)
        tables: dict[str, Any] = {}
        for table in TABLES:
            rows = getattr(self, table)
            if rows:
                tables[table] = tuple(rows)
                rows.clear()
        self._tensors_sent += len(tables.get("tensors", ()))
        self._ops_sent += len(tables.get("ops", ()))
        self._emit(Part(**tables, error=error, end=end))


# those with a step, in which rows may speak of one to come
_STEPPED = ("tensors", "changes", "bindings", "ops", "nodes", "runs")


def _nowhere(_part: Part) -> None:
    pass


def _step_of(row: Tensor | Change | Binding | Op | Node | Run) -> int:
    return row.first_step if isinstance(row, Run) else row.step


def _no_tensor(number: int, step: int) -> Tensor:
    return Tensor(
        id=number,
        name=NOT_RECORDED,
        shape=(),
        dtype="float32",
        device="cpu",
        requires_grad=False,
        is_leaf=True,
        step=step,
    )
