"""Local derivatives of an op, element by element: PyTorch's own where recorded, else the rule's.

PyTorch's own are the Jacobians its nodes gave while they ran. Before that, and where none was
recorded, the rule of the node is evaluated on recorded numbers with one-hot upstream gradients.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from msgspec import Struct

from graphviewer.explain.environment import Execution
from graphviewer.explain.rules.rule import MissingOperand, Rule, Shape, sum_to
from graphviewer.explain.rules.table import rule_of
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.local import Matrix, recorded_matrix, through
from graphviewer.tape.rows import Node, Op, Step
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import FLOATING, Value, encode

MOST_ELEMENTS = 64  # of an output whose derivatives are computed by a rule


class Entries(Struct, frozen=True, eq=False):
    """What an op's output owes to one of its inputs: a row an element of the output.

    recorded: by PyTorch's own nodes. formula: by our rules, at least in part. `sizes` are those of
    the terms each number was added up from.
    """

    numbers: Matrix
    sizes: Matrix
    source: Literal["recorded", "formula"]


class LocalDerivatives:
    """Answers for the ops of a tape; what was computed once is kept."""

    def __init__(self, tape: Tape, index: TapeIndex) -> None:
        self._tape = tape
        self._index = index
        self._kept: dict[tuple[object, ...], Entries | None] = {}

    def entries(
        self, op: Op, port: Port, edges: tuple[Port, ...], run: int | None, step: int
    ) -> Entries | None:
        """The Jacobian of the output at `port` by the input that edges lead to, at a position.

        Of a run's own numbers where it has executed the nodes by then. None before the op has been
        called, and where nobody knows.
        """
        if op.step > step:
            return None
        ran = tuple(self._ran(node, run, step) for node in op.nodes)
        key = (port, edges, ran, step if None in ran else None)
        if key not in self._kept:
            self._kept[key] = self._found(op, port, edges, run, step)
        return self._kept[key]

    def _ran(self, node: int, run: int | None, step: int) -> int | None:
        return None if run is None else self._index.executed_at(node, step, run)

    def _found(
        self, op: Op, port: Port, edges: tuple[Port, ...], run: int | None, step: int
    ) -> Entries | None:
        sources: set[Literal["recorded", "formula"]] = set()

        def of_node(node: int, input_nr: int, edge: int) -> Matrix | None:
            ran = self._ran(node, run, step)
            matrix = recorded_matrix(self._tape, ran, input_nr, edge) if ran is not None else None
            sources.add("recorded" if matrix is not None else "formula")
            if matrix is None:
                at = step if ran is None else ran
                matrix = by_rule(self._tape, self._index, node, input_nr, edge, at)
            return matrix

        numbers = through(self._tape, op, port, edges, of_node)
        if numbers is None:
            return None

        def size_of_node(node: int, input_nr: int, edge: int) -> Matrix | None:
            matrix = of_node(node, input_nr, edge)
            return None if matrix is None else np.abs(matrix)

        sizes = through(self._tape, op, port, edges, size_of_node)
        assert sizes is not None
        return Entries(numbers, sizes, "formula" if "formula" in sources else "recorded")


def by_rule(
    tape: Tape, index: TapeIndex, node: int, input_nr: int, edge: int, step: int
) -> Matrix | None:
    """The Jacobian of a node as its rule gives it, on the numbers saved as they are at a step.

    In the dtype of the input; None without a rule, or where a number was not recorded.
    """
    row = tape.nodes[node]
    rule = rule_of(row)
    made = _made(tape, index, row, input_nr, step)
    if rule is None or made is None:
        return None
    value, shape = made
    size = int(np.prod(shape, dtype=np.intp))
    if size > MOST_ELEMENTS or tape.values[value].dtype not in FLOATING:
        return None
    stand_in = Step(index=step, kind="backward", node=node, gradients_in=(value,))
    execution = Execution(tape, index, stand_in)
    try:
        rows = [
            _row(execution, rule, edge, (row.outputs, input_nr), one, tape.values[value].dtype)
            for one in np.eye(size).reshape(size, *shape)
        ]
    except MissingOperand:
        return None
    return np.stack(rows)


def _row(
    execution: Execution,
    rule: Rule,
    edge: int,
    port: tuple[int, int],
    unit: Matrix,
    dtype: str,
) -> Matrix:
    """What one element of the output owes to every element of the input."""
    native = np.float64 if dtype == "float64" else np.float32
    outputs, input_nr = port
    upstream = tuple(unit.astype(native) if k == input_nr else None for k in range(outputs))
    found = execution.made(rule, edge, upstream=upstream)
    shape = execution.shapes[edge]
    if shape is not None and found.shape != shape:
        found = sum_to(found, shape)
    below = execution.node.edges[edge]
    under = None
    if below is not None:
        under = execution.index.tensor_at((below.to, below.input_nr))
    into = dtype if under is None else execution.tape.tensors[under].dtype
    rounded = Value(dtype=into, shape=found.shape, data=encode(found, into))
    return rounded.array().ravel()


def _made(
    tape: Tape, index: TapeIndex, node: Node, input_nr: int, step: int
) -> tuple[int, Shape] | None:
    """A value of the dtype of what the node made, and its shape."""
    tensor = index.tensor_at((node.id, input_nr))
    if tensor is not None:
        value = index.value_at(tensor, step)
        return None if value is None else (value, tape.tensors[tensor].shape)
    saved = next((one.value for one in node.saved if one.name == "result"), None)
    if saved is not None:
        return saved, tape.values[saved].shape
    below = node.edges[0] if node.edges else None
    under = index.tensor_at((below.to, below.input_nr)) if below is not None else None
    value = index.value_at(under, step) if under is not None else None
    if under is None or value is None or node.name != "TBackward0":
        return None
    return value, tape.tensors[under].shape[::-1]
