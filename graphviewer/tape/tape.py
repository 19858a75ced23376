"""The tape: everything one run of a program left behind, in order. It only ever grows."""

from __future__ import annotations

from msgspec import Struct, field

from graphviewer.tape.rows import (
    Binding,
    Change,
    End,
    Error,
    Meta,
    Node,
    Op,
    Run,
    Step,
    Tensor,
)
from graphviewer.tape.value import Value


class Part(Struct, frozen=True, kw_only=True):
    """Rows to put at the end of a tape: what travels while a program runs."""

    values: tuple[Value, ...] = ()
    tensors: tuple[Tensor, ...] = ()
    changes: tuple[Change, ...] = ()
    bindings: tuple[Binding, ...] = ()
    ops: tuple[Op, ...] = ()
    nodes: tuple[Node, ...] = ()
    runs: tuple[Run, ...] = ()
    steps: tuple[Step, ...] = ()
    error: Error | None = None
    end: End | None = None


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
    error: Error | None = None
    end: End | None = None

    def extend(self, part: Part) -> None:
        """Put the part's rows at the end, unchecked: `law.check_part` does that at the door."""
        self.values.extend(part.values)
        self.tensors.extend(part.tensors)
        self.changes.extend(part.changes)
        self.bindings.extend(part.bindings)
        self.ops.extend(part.ops)
        self.nodes.extend(part.nodes)
        self.runs.extend(part.runs)
        self.steps.extend(part.steps)
        self.error = part.error or self.error
        self.end = part.end or self.end

    @property
    def output(self) -> str:
        """All the program printed."""
        return "".join(step.text for step in self.steps if step.kind == "print")
