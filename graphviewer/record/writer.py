"""Collects the rows of a growing tape and sends them off in Parts, each legal on its own."""

from __future__ import annotations

import time
from collections.abc import Callable
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
_COMPLETE = tuple(table for table in TABLES if table != "steps")  # leave as far as the last step
_STEPPED = frozenset({"tensors", "changes", "bindings", "ops", "nodes"})  # their rows have a step
_ROW_BYTES = 160  # what a row costs beside its numbers, roughly


class Limits(Struct, frozen=True, kw_only=True):
    """How far a recording may go."""

    steps: int = 200_000
    lines: int = 5_000_000  # executed lines
    tape_bytes: int = 512 * 2**20
    jacobians: int = 0  # entries of a node's local Jacobians, at most; 0: none are measured
    check_seconds: float = 0.0  # for finite differences once the code has ended; 0: no checks


class Writer:
    """The rows not yet sent, and how many there are of each kind in all.

    Rows may speak of the step about to be written (`next_step`); they leave with it or after it.
    """

    def __init__(self, emit: Callable[[Part], None], limits: Limits, interval: float) -> None:
        self._emit = emit
        self._limits = limits
        self._interval = interval
        self._sent = 0.0  # so that the first step leaves at once
        self.full = ""  # why nothing more is taken
        self.values: list[Value] = []
        self.tensors: list[Tensor | None] = []  # None: reserved, to be set before the next step
        self.changes: list[Change] = []
        self.bindings: list[Binding] = []
        self.ops: list[Op | None] = []
        self.nodes: list[Node] = []
        self.runs: list[Run] = []
        self.steps: list[Step] = []
        # beside the steps: each is added after the step it speaks of
        self.jacobians: list[Jacobian] = []
        self.checks: list[Check] = []
        self.hooked: list[Hooked] = []
        self.iterations: list[Iteration] = []
        self.series: list[Series] = []
        self.points: list[Point] = []
        self.notes: list[Note] = []
        self.next_step = 0
        self.grads: dict[int, int | None] = {}  # by tensor: the `.grad` the steps tell of
        self.value_count = self.tensor_count = self.op_count = self.node_count = self.run_count = 0
        self._bytes = 0
        self._mark = self._lengths()

    def value(self, value: Value) -> int:
        """Add a value; its id."""
        self.values.append(value)
        self._bytes += len(value.data)
        self.value_count += 1
        return self.value_count - 1

    def reserve_tensor(self) -> int:
        """A place for a tensor row that `set_tensor` will fill before the next step; its id."""
        self.tensors.append(None)
        self.tensor_count += 1
        return self.tensor_count - 1

    def set_tensor(self, row: Tensor) -> None:
        """Fill a reserved place."""
        self.tensors[row.id - self.tensor_count] = row

    def reserve_op(self) -> int:
        """A place for an op row that `set_op` will fill before the next step; its id."""
        self.ops.append(None)
        self.op_count += 1
        return self.op_count - 1

    def set_op(self, row: Op) -> None:
        """Fill a reserved place."""
        self.ops[row.id - self.op_count] = row

    def node(self, row: Node) -> None:
        """Add a node row, numbered by `node_count`."""
        self.nodes.append(row)
        self.node_count += 1

    def run(self, row: Run) -> None:
        """Add a run row, numbered by `run_count`."""
        self.runs.append(row)
        self.run_count += 1

    def step(
        self,
        kind: StepKind,
        *,
        line: int | None = None,
        op: int | None = None,
        node: int | None = None,
        run: int | None = None,
        inputs: tuple[int, ...] = (),
        outputs: tuple[int, ...] = (),
        gradients_in: tuple[int | None, ...] = (),
        gradients_out: tuple[int | None, ...] = (),
        tensor: int | None = None,
        before: int | None = None,
        after: int | None = None,
        of_grad: bool = False,
        text: str = "",
    ) -> None:
        """Write the next step; everything added before it may now leave."""
        if self.full:
            return
        self.steps.append(
            Step(
                index=self.next_step,
                kind=kind,
                line=line,
                op=op,
                node=node,
                run=run,
                inputs=inputs,
                outputs=outputs,
                gradients_in=gradients_in,
                gradients_out=gradients_out,
                tensor=tensor,
                before=before,
                after=after,
                of_grad=of_grad,
                text=text,
            )
        )
        self.next_step += 1
        if tensor is not None and (of_grad or kind == "accumulate"):
            self.grads[tensor] = after
        self._bytes += _ROW_BYTES + len(text)
        self._mark = self._lengths()
        if self.next_step >= self._limits.steps:
            self.full = f"stopped after {self.next_step:,} steps"
        elif self._bytes > self._limits.tape_bytes:
            self.full = f"stopped: the tape holds {self._bytes / 2**20:,.0f} MiB"
        self.flush()

    def _lengths(self) -> tuple[int, ...]:
        return tuple(len(getattr(self, table)) for table in _COMPLETE)

    @property
    def waiting(self) -> bool:
        """Whether a step is written that has not been sent."""
        return bool(self.steps)

    def flush(self) -> None:
        """Send what is complete, unless something was sent a moment ago."""
        now = time.monotonic()
        if self.steps and now - self._sent >= self._interval:
            self._sent = now
            self._send(None, None)

    def end(self, end: End, error: Error | None) -> None:
        """Send everything that is left, with how it ended."""
        self.repair()
        last = self.next_step - 1
        if last >= 0 and not self.full:
            self._clamp(last)
            self._mark = self._lengths()
        elif self.full:
            error = None
        self._send(error, end)

    def _clamp(self, last: int) -> None:
        """Rows that wait for a step that never came speak of the last one instead."""
        rows: Any
        for table, mark in zip(_COMPLETE, self._mark, strict=True):
            if table not in _STEPPED:
                continue
            rows = getattr(self, table)
            for place in range(mark, len(rows)):
                if rows[place].step > last:
                    rows[place] = replace(rows[place], step=last)

    def repair(self) -> None:
        """Fill reserved places that will never be filled, after recording a call has failed."""
        for place, tensor in enumerate(self.tensors):
            if tensor is None:
                self.tensors[place] = Tensor(
                    id=self.tensor_count - len(self.tensors) + place,
                    name=NOT_RECORDED,
                    shape=(),
                    dtype="float32",
                    device="cpu",
                    requires_grad=False,
                    is_leaf=True,
                    step=self.next_step,
                )
        for place, op in enumerate(self.ops):
            if op is None:
                number = self.op_count - len(self.ops) + place
                self.ops[place] = Op(
                    id=number, name=NOT_RECORDED, qualified="", step=self.next_step
                )

    def _send(self, error: Error | None, end: End | None) -> None:
        tables: dict[str, tuple[Any, ...]] = {"steps": tuple(self.steps)}
        for table, mark in zip(_COMPLETE, self._mark, strict=True):
            rows = getattr(self, table)
            tables[table] = tuple(rows[:mark])
            del rows[:mark]
        self.steps.clear()
        self._mark = (0,) * len(_COMPLETE)
        self._emit(Part(**tables, error=error, end=end))
