"""What a thinner holds back: the rows of an iteration, what a gap has left behind, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from graphviewer.tape.rows import Edge, Node, Note, Run, Step
from graphviewer.tape.tape import Part

Edges = tuple[Edge | None, ...]
Given = tuple[tuple[Edge, int | None], ...]  # where a gradient arrived, and the value returned
ROW_BYTES = 160  # what a row costs beside its numbers, roughly
_STEP: dict[str, Callable[[Any], int]] = {
    "tensors": lambda row: row.step,
    "changes": lambda row: row.step,
    "bindings": lambda row: row.step,
    "ops": lambda row: row.step,
    "nodes": lambda row: row.step,
    "runs": lambda row: row.first_step,
    "steps": lambda row: row.index,
    "jacobians": lambda row: row.step,
    "hooked": lambda row: row.step,
    "notes": lambda row: row.step,
}
HELD = (*_STEP, "checks", "iterations")  # tables whose rows wait; values have a store of their own


class Needs:
    """Ids of rows that rows name."""

    __slots__ = ("nodes", "runs", "tensors", "values")

    def __init__(self) -> None:
        self.values: set[int | None] = set()
        self.tensors: set[int | None] = set()
        self.nodes: set[int | None] = set()
        self.runs: set[int | None] = set()

    def add(self, table: str, rows: Iterable[Any]) -> None:
        """Add what the rows of a table name."""
        name = _NAMED.get(table)
        if name is not None:
            for row in rows:
                name(self, row)

    def join(self, other: Needs) -> None:
        """Add what others need."""
        for kind in self.__slots__:
            getattr(self, kind).update(getattr(other, kind))

    # --- what a row of each table names

    def tensor(self, row: Any) -> None:  # noqa: ANN401  # a row, as the table has it
        self.values.add(row.value)
        self.nodes.add(row.node)
        self.tensors.add(row.grad_of)

    def change(self, row: Any) -> None:  # noqa: ANN401  # as above, and below
        self.tensors.add(row.tensor)
        self.values.add(row.value)

    def binding(self, row: Any) -> None:  # noqa: ANN401
        self.tensors.add(row.tensor)

    def op(self, row: Any) -> None:  # noqa: ANN401
        self.tensors.update(row.inputs)
        self.tensors.update(row.outputs)
        self.nodes.update(row.nodes)

    def node(self, row: Any) -> None:  # noqa: ANN401
        self.nodes.update(edge.to for edge in row.edges if edge is not None)
        self.tensors.add(row.variable)
        self.runs.add(row.run)
        for saved in row.saved:
            self.tensors.add(saved.tensor)
            self.values.add(saved.value)

    def run(self, row: Any) -> None:  # noqa: ANN401
        for seed in row.seeds:
            self.nodes.add(seed.node)
            self.tensors.add(seed.tensor)
            self.values.add(seed.gradient)

    def step(self, row: Any) -> None:  # noqa: ANN401
        self.tensors.update(row.inputs)
        self.tensors.update(row.outputs)
        self.tensors.add(row.tensor)
        self.nodes.add(row.node)
        self.runs.add(row.run)
        self.values.update(row.gradients_in)
        self.values.update(row.gradients_out)
        self.values.update((row.before, row.after))

    def jacobian(self, row: Any) -> None:  # noqa: ANN401
        self.values.add(row.value)

    def check(self, row: Any) -> None:  # noqa: ANN401
        self.tensors.add(row.tensor)
        self.runs.add(row.run)

    def hooked(self, row: Any) -> None:  # noqa: ANN401
        self.values.update((row.before, row.after))


_NAMED: dict[str, Callable[[Needs, Any], None]] = {
    "tensors": Needs.tensor,
    "changes": Needs.change,
    "bindings": Needs.binding,
    "ops": Needs.op,
    "nodes": Needs.node,
    "runs": Needs.run,
    "steps": Needs.step,
    "jacobians": Needs.jacobian,
    "checks": Needs.check,
    "hooked": Needs.hooked,
}


class Segment:
    """The rows of one iteration and of what lies before it, with the ids they were made with."""

    def __init__(self, first: int) -> None:
        self.first = first  # its first step
        self.number: int | None = None  # of the iteration
        self.pinned = False
        self.gap: Gap | None = None  # what was left out right before it
        self.tables: dict[str, list[Any]] = {table: [] for table in HELD}
        self._needs: Needs | None = None

    @property
    def steps(self) -> int:
        """How many steps it has."""
        return len(self.tables["steps"])

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(map(len, self.tables.values()))

    def last_run(self) -> Run | None:
        """The run that its gradients are of in the end: the last to begin, or one around it."""
        runs: list[Run] = self.tables["runs"]
        if not runs:
            return None
        steps = (step for step in reversed(self.tables["steps"]) if step.run is not None)
        ran = next(steps, None)
        if ran is None or ran.index < runs[-1].first_step:
            return runs[-1]
        return next((run for run in runs if run.id == ran.run), runs[-1])

    def needs(self) -> Needs:
        """What its rows name, themselves among it."""
        if self._needs is None:
            self._needs = Needs()
            for table, rows in self.tables.items():
                self._needs.add(table, rows)
        return self._needs

    def take(self, part: Part) -> None:
        """Add the rows of a part, but for iterations."""
        self._needs = None
        for table in HELD:
            rows = getattr(part, table)
            if rows and table != "iterations":
                self.tables[table].extend(rows)

    def cut(self, last: int) -> Segment:
        """Take out the rows up to a step; what is left begins after it."""
        early = Segment(self.first)
        early.gap, self.gap = self.gap, None
        for table, step in _STEP.items():
            rows = self.tables[table]
            end = next((n for n, row in enumerate(rows) if step(row) > last), len(rows))
            early.tables[table] = rows[:end]
            del rows[:end]
        runs = {row.id for row in self.tables["runs"]}
        checks = self.tables["checks"]
        early.tables["checks"] = [row for row in checks if row.run not in runs]
        checks[:] = [row for row in checks if row.run in runs]
        self.first = last + 1
        self._needs = None
        return early


class Survives(Struct, frozen=True):
    """Whether a tensor, or a node, will be on the tape that is sent."""

    tensor: Callable[[int], bool]
    node: Callable[[int], bool]


class Gap:
    """What dropped iterations have left behind, as far as something kept can still tell of it."""

    def __init__(self) -> None:
        self.last = -1  # its last step
        self.number = -1  # of its last iteration
        self.printed: list[tuple[int | None, str]] = []
        # by tensor: value, requires_grad, version
        self.changes: dict[int, tuple[int | None, bool | None, int | None]] = {}
        self.grads: dict[int, tuple[int | None, int | None]] = {}  # before and after
        self.names: list[tuple[int, str]] = []
        self.notes: list[Note] = []
        self.run: Run | None = None  # the last one
        self.ran: list[tuple[Step, Edges | None]] = []  # its steps, and edges
        self.given: Given = ()  # what it returned

    def drop(self, segment: Segment, given: Given) -> None:
        """Take in, after the rest, a segment that is not kept; its last run returned these."""
        tables = segment.tables
        self.number = max(self.number, segment.number or 0)
        self.notes.extend(tables["notes"])
        for row in tables["changes"]:
            self._change(row.tensor, (row.value, row.requires_grad, row.version))
        self.names.extend((row.tensor, row.name) for row in tables["bindings"])
        run = segment.last_run()
        if run is not None:
            self.run, self.ran, self.given = run, [], given
        for step in tables["steps"]:
            self.last = step.index
            self._step(step)

    def join(self, later: Gap) -> None:
        """Take in the gap that follows."""
        self.last = max(self.last, later.last)
        self.number = max(self.number, later.number)
        self.printed.extend(later.printed)
        self.names.extend(later.names)
        self.notes.extend(later.notes)
        for tensor, change in later.changes.items():
            self._change(tensor, change)
        for tensor, (before, after) in later.grads.items():
            self.grads[tensor] = (self.grads.get(tensor, (before, None))[0], after)
        if later.run is not None:
            self.run, self.ran, self.given = later.run, later.ran, later.given

    def _change(self, tensor: int, new: tuple[int | None, bool | None, int | None]) -> None:
        value, flag, version = self.changes.get(tensor, (None, None, None))
        self.changes[tensor] = (
            value if new[0] is None else new[0],
            flag if new[1] is None else new[1],
            version if new[2] is None else new[2],
        )

    def _step(self, step: Step) -> None:
        if step.kind == "print":
            self.printed.append((step.line, step.text))
        if step.tensor is not None and (step.kind == "accumulate" or step.of_grad):
            before = self.grads.get(step.tensor, (step.before, None))[0]
            self.grads[step.tensor] = (before, step.after)
        ran = step.kind in ("backward", "accumulate")
        if ran and self.run is not None and step.run == self.run.id:
            self.ran.append((step, None))

    def prune(self, survives: Survives, edges: Callable[[int], Edges | None]) -> None:
        """Forget tensors and nodes that nothing kept can name. `edges` knows dropped nodes."""
        self.changes = {key: one for key, one in self.changes.items() if survives.tensor(key)}
        self.grads = {key: one for key, one in self.grads.items() if survives.tensor(key)}
        self.names = [one for one in self.names if survives.tensor(one[0])]
        ran = [
            (step, edges(step.node) if known is None and step.node is not None else known)
            for step, known in self.ran
        ]
        self.ran = [(step, known) for step, known in ran if _matters(step, known, survives)]
        self.given = tuple(one for one in self.given if survives.node(one[0].to))

    def accumulators(self, nodes: dict[int, Node], tensor: Callable[[int], bool]) -> set[int]:
        """The dropped AccumulateGrad nodes that the last run reached, of leaves that survive."""
        found: set[int] = set()
        for step, known in self.ran:
            own = nodes.get(step.node) if step.node is not None else None
            edges = known or (own.edges if own is not None else ())
            for number in (step.node, *(edge.to for edge in edges if edge is not None)):
                row = None if number is None else nodes.get(number)
                if row is not None and row.variable is not None and tensor(row.variable):
                    found.add(row.id)
        return found

    def values(self, survives: Survives) -> set[int | None]:
        """The values that rows for it will name."""
        found = {change[0] for key, change in self.changes.items() if survives.tensor(key)}
        for key, pair in self.grads.items():
            if survives.tensor(key):
                found.update(pair)
        for step, known in self.ran:
            if _matters(step, known, survives):
                found.update((*step.gradients_in, *step.gradients_out, step.before, step.after))
        found.update(value for port, value in self.given if survives.node(port.to))
        return found


def _matters(step: Step, edges: Edges | None, survives: Survives) -> bool:
    """Whether a step has to do with a node that survives."""
    if step.node is not None and survives.node(step.node):
        return True
    return any(edge is not None and survives.node(edge.to) for edge in edges or ())
