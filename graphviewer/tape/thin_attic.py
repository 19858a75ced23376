"""Rows of dropped iterations that something kept, or alive in the program, may still name."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from graphviewer.tape.rows import Edge, Node, Run, Tensor
from graphviewer.tape.thin_held import ROW_BYTES, Needs, Segment
from graphviewer.tape.value import Value


class Reached(Struct):
    """Ids of rows in the attic that can be reached, and of every value they name."""

    tensors: set[int] = field(default_factory=set)
    nodes: set[int] = field(default_factory=set)
    runs: set[int] = field(default_factory=set)
    values: set[int | None] = field(default_factory=set)


class Attic:
    """Dropped tensors, nodes and runs by their ids, and the values of everything held."""

    def __init__(self) -> None:
        self.tensors: dict[int, Tensor] = {}
        self.nodes: dict[int, Node] = {}
        self.runs: dict[int, Run] = {}
        self.values: dict[int, Value] = {}
        self.bytes = 0  # of values

    @property
    def size(self) -> int:
        """Roughly what it takes."""
        rows = len(self.tensors) + len(self.nodes) + len(self.runs) + len(self.values)
        return self.bytes + rows * ROW_BYTES

    def take_values(self, first: int, values: Iterable[Value]) -> None:
        """Store values, numbered from `first`."""
        for number, value in enumerate(values, first):
            self.values[number] = value
            self.bytes += len(value.data)

    def give(self, number: int) -> Value:
        """Hand out a value that leaves."""
        value = self.values.pop(number)
        self.bytes -= len(value.data)
        return value

    def take(self, segment: Segment) -> None:
        """Store the rows of a dropped segment that later ones may name."""
        self.tensors.update((row.id, row) for row in segment.tables["tensors"])
        self.nodes.update((row.id, row) for row in segment.tables["nodes"])
        self.runs.update((row.id, row) for row in segment.tables["runs"])

    def edges(self, node: int) -> tuple[Edge | None, ...] | None:
        """Where a dropped node leads; None if it is not here."""
        row = self.nodes.get(node)
        return None if row is None else row.edges

    def reach(self, roots: Needs) -> Reached:
        """Every row here that the roots lead to."""
        found = Reached(values=set(roots.values))
        found.runs.update(run for run in roots.runs if run in self.runs)
        tensors, nodes = list(roots.tensors), list(roots.nodes)
        while tensors or nodes:
            needs = Needs()
            for tensor in tensors:
                if tensor in self.tensors and tensor not in found.tensors:
                    found.tensors.add(tensor)
                    needs.tensor(self.tensors[tensor])
            for node in nodes:
                if node in self.nodes and node not in found.nodes:
                    found.nodes.add(node)
                    needs.node(self.nodes[node])
            found.values |= needs.values
            found.runs.update(run for run in needs.runs if run in self.runs)
            tensors, nodes = list(needs.tensors), list(needs.nodes)
        return found

    def newest_accumulators(self) -> set[int]:
        """Of every leaf its latest AccumulateGrad: a hook of the program may keep it alive."""
        newest = {row.variable: row.id for row in self.nodes.values() if row.variable is not None}
        return set(newest.values())

    def keep(self, reached: Reached) -> int:
        """Throw away all else; how many bytes of values that were."""
        before = self.bytes
        self.tensors = {key: row for key, row in self.tensors.items() if key in reached.tensors}
        self.nodes = {key: row for key, row in self.nodes.items() if key in reached.nodes}
        self.runs = {key: row for key, row in self.runs.items() if key in reached.runs}
        self.values = {key: row for key, row in self.values.items() if key in reached.values}
        self.bytes = sum(len(value.data) for value in self.values.values())
        return before - self.bytes

    def bytes_of(self, values: Iterable[int | None]) -> int:
        """What values stored here take."""
        stored = self.values
        return sum(len(stored[one].data) for one in values if one is not None and one in stored)
