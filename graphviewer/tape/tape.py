"""The tape: everything one run of a program left behind, in order. It only ever grows."""

from __future__ import annotations

from msgspec import Struct, field

from graphviewer.tape.arrangement import Arrangement
from graphviewer.tape.rows import (
    Binding,
    Change,
    Check,
    End,
    Error,
    Hooked,
    Iteration,
    Jacobian,
    Meta,
    Node,
    Note,
    Op,
    Point,
    Run,
    Series,
    Step,
    Tensor,
)
from graphviewer.tape.value import Value

TABLES = (
    "values",
    "tensors",
    "changes",
    "bindings",
    "ops",
    "nodes",
    "runs",
    "steps",
    "jacobians",
    "checks",
    "hooked",
    "iterations",
    "series",
    "points",
    "notes",
)


class Part(Struct, frozen=True, kw_only=True):
    """Rows to put at the end of a tape: what travels while a program runs.

    The last two are no rows and end up on no tape. They tell of iterations whose steps are held
    back: what was printed, and the number of the latest one.
    """

    values: tuple[Value, ...] = ()
    tensors: tuple[Tensor, ...] = ()
    changes: tuple[Change, ...] = ()
    bindings: tuple[Binding, ...] = ()
    ops: tuple[Op, ...] = ()
    nodes: tuple[Node, ...] = ()
    runs: tuple[Run, ...] = ()
    steps: tuple[Step, ...] = ()
    jacobians: tuple[Jacobian, ...] = ()
    checks: tuple[Check, ...] = ()
    hooked: tuple[Hooked, ...] = ()
    iterations: tuple[Iteration, ...] = ()
    series: tuple[Series, ...] = ()
    points: tuple[Point, ...] = ()
    notes: tuple[Note, ...] = ()
    error: Error | None = None
    end: End | None = None
    printed: str = ""
    reached: int | None = None


class Tape(Struct, kw_only=True):
    """A recording. Tables are lists that only grow (by `extend`); an id is a place in its table."""

    meta: Meta
    values: list[Value] = field(default_factory=list)
    tensors: list[Tensor] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    ops: list[Op] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    jacobians: list[Jacobian] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    hooked: list[Hooked] = field(default_factory=list)
    iterations: list[Iteration] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    error: Error | None = None
    end: End | None = None
    arrangements: dict[str, Arrangement] = field(default_factory=dict)  # by view and direction

    def extend(self, part: Part) -> None:
        """Put the part's rows at the end, unchecked: `law.check_part` does that at the door."""
        for table in TABLES:
            rows = getattr(part, table)
            if rows:
                getattr(self, table).extend(rows)
        self.error = part.error or self.error
        self.end = part.end or self.end

    def own_nodes(self, op: Op) -> list[Node]:
        """The nodes an op made, without the AccumulateGrad of its leaves: that runs for any use."""
        return [self.nodes[node] for node in op.nodes if self.nodes[node].variable is None]

    @property
    def output(self) -> str:
        """All the program printed."""
        return "".join(step.text for step in self.steps if step.kind == "print")
