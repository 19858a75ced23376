"""What to run again for one backward run: the calls behind its roots, and what is held constant.

Autograd takes as constant whatever does not require a gradient or was cut off by `detach`, a block
of `no_grad` or a Python number. A plan names the recorded numbers of each, and runs only the calls
whose nodes the run can reach.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from graphviewer.record.replay_recipes import Recipe
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op, Run
from graphviewer.tape.tape import Tape

MOST_CALLS = 2000


class Unplayable(Exception):
    """A run that cannot be run again; says what stands in the way, as `Check.about` does."""


class Given(Struct, frozen=True, gc=False):
    """A tensor that a call is given.

    graph: what the calls before made. leaf: a leaf of the run. constant: the recorded numbers.
    """

    kind: Literal["graph", "leaf", "constant"]
    object: int
    row: int
    value: int | None  # what a leaf or a constant held


class Made(Struct, frozen=True, gc=False):
    """A tensor of the run's graph that a call made or changed, and its recorded numbers."""

    object: int
    row: int
    value: int | None


class Replayed(Struct, frozen=True):
    """A call to run again."""

    op: Op
    recipe: Recipe
    given: tuple[Given, ...]
    made: tuple[Made, ...]


class Root(Struct, frozen=True, gc=False):
    """A root of the run, and the gradient it started from (None: 1)."""

    object: int
    gradient: int | None


class Plan(Struct, frozen=True):
    """Everything it takes to run a run's forward calls again."""

    calls: tuple[Replayed, ...]
    roots: tuple[Root, ...]
    leaves: dict[int, int]  # object -> row, of every leaf the run can reach


def make_plan(tape: Tape, index: TapeIndex, recipes: dict[int, Recipe], run: Run) -> Plan:
    """The plan of a run. Raises Unplayable."""
    return _Planner(tape, index, recipes, run).plan()


def _needs_all(op: Op) -> bool:
    """Whether a call needs the graph of what it is given, though its result need not lead there.

    A view that is written to gets a new node past its old one; torch.autograd.grad walks by itself.
    """
    return (op.in_place and op.grad_enabled) or op.qualified == "torch.autograd.grad"


class _Planner:
    def __init__(self, tape: Tape, index: TapeIndex, recipes: dict[int, Recipe], run: Run) -> None:
        self._tape, self._index, self._recipes, self._run = tape, index, recipes, run
        self._reached: set[int] = set()
        self._ops: list[Op] = []
        self._wanted: set[int] = set()  # ops that made what later calls of the graph are given
        self._made_by: dict[int, int | None] = {}  # by object
        for row in tape.tensors:
            self._made_by.setdefault(row.object, row.op)

    def plan(self) -> Plan:
        roots = tuple(self._root(seed.tensor, seed.gradient) for seed in self._run.seeds)
        self._reach(seed.node for seed in self._run.seeds)
        for op in reversed(self._tape.ops):
            if op.step < self._run.first_step and self._is_behind(op):
                self._take(op)
            if len(self._ops) > MOST_CALLS:
                raise Unplayable("size")
        self._add_views()
        self._ops.sort(key=lambda op: op.id)
        leaves = self._leaves()
        calls = tuple(self._call(op, leaves) for op in self._ops)
        return Plan(calls=calls, roots=roots, leaves=leaves)

    def _take(self, op: Op) -> None:
        """Run a call again, and before it whatever made what it is given of the graph."""
        self._ops.append(op)
        if _needs_all(op) or op.id in self._wanted:
            self._reach(n for n in map(self._node, op.inputs) if n is not None)
        makers = (
            self._made_by[self._tape.tensors[row].object]
            for row in op.inputs
            if self._in_graph(row)
        )
        self._wanted.update(maker for maker in makers if maker is not None)

    def _root(self, tensor: int | None, gradient: int | None) -> Root:
        if tensor is None:
            raise Unplayable("root")
        return Root(self._tape.tensors[tensor].object, gradient)

    def _node(self, tensor: int) -> int | None:
        return self._tape.tensors[tensor].node

    def _reach(self, nodes: Iterable[int]) -> None:
        stack = [node for node in nodes if node not in self._reached]
        while stack:
            node = stack.pop()
            if node in self._reached:
                continue
            self._reached.add(node)
            stack += [edge.to for edge in self._tape.nodes[node].edges if edge is not None]

    def _in_graph(self, tensor: int) -> bool:
        return self._node(tensor) in self._reached

    def _is_behind(self, op: Op) -> bool:
        """Whether a call made part of the run's graph, or changed a tensor of it."""
        return (
            op.id in self._wanted
            or any(node in self._reached and self._is_made(node) for node in op.nodes)
            or any(map(self._in_graph, op.outputs))
            or (op.in_place and any(map(self._in_graph, op.inputs)))
        )

    def _is_made(self, node: int) -> bool:
        """Whether a call makes such a node: AccumulateGrad is its leaf's, whoever used it first."""
        return self._tape.nodes[node].variable is None

    def _add_views(self) -> None:
        """Views of constants whose memory the graph is later written into."""
        tape, mine = self._tape, {op.id for op in self._ops}
        rows = [tape.tensors[row] for op in self._ops for row in (*op.inputs, *op.outputs)]
        written = {row.storage for row in rows} - {None}
        last = max(mine, default=-1)
        for op in tape.ops[: last + 1]:
            if op.id in mine or op.in_place or op.step >= self._run.first_step:
                continue
            if not any(tape.tensors[row].storage in written for row in op.outputs):
                continue  # as nearly always: what follows takes longer
            sources = {tape.tensors[row].storage for row in op.inputs if not self._wants(row, op)}
            made = {tape.tensors[row].storage for row in op.outputs if not self._wants(row, op)}
            if made & sources & written:
                self._ops.append(op)

    def _wants(self, row: int, op: Op) -> bool:
        return self._index.requires_grad_at(row, op.step)

    def _leaves(self) -> dict[int, int]:
        nodes = (self._tape.nodes[node] for node in self._reached)
        rows = (node.variable for node in nodes if node.variable is not None)
        return {self._tape.tensors[row].object: row for row in rows}

    def _call(self, op: Op, leaves: dict[int, int]) -> Replayed:
        recipe = self._recipes.get(op.id)
        if recipe is None or recipe.slots != len(op.inputs):
            raise Unplayable(f"op:{op.name}")
        given = tuple(self._given(row, op, leaves) for row in op.inputs)
        made = tuple(
            Made(self._tape.tensors[row].object, row, self._index.value_at(row, op.step))
            for row in op.outputs
            if self._in_graph(row)
        )
        return Replayed(op, recipe, given, made)

    def _given(self, row: int, op: Op, leaves: dict[int, int]) -> Given:
        tensor = self._tape.tensors[row]
        if self._in_graph(row):
            return Given("graph", tensor.object, row, None)
        value = self._held(row, op)
        is_leaf = tensor.object in leaves and tensor.node is None and self._wants(row, op)
        return Given("leaf" if is_leaf else "constant", tensor.object, row, value)

    def _held(self, row: int, op: Op) -> int | None:
        """The numbers a tensor had when a call was given it."""
        if not op.in_place:
            return self._index.value_at(row, op.step)
        tensor = self._tape.tensors[row]
        return tensor.value if tensor.step >= op.step else self._index.value_at(row, op.step - 1)
