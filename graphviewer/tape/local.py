"""Recorded local Jacobians: of a step's node, and of an op through its nodes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.rows import Jacobian, Op
from graphviewer.tape.tape import Tape

Matrix = npt.NDArray[np.generic]  # a row for each element of the output, a column for each of input
# What a node's output at `input_nr` owes to the input at an edge; None where nobody knows.
OfNode = Callable[[int, int, int], Matrix | None]  # node, input_nr, edge
MOST_NODES = 12  # of an op, to follow every way through them


def jacobians_of(tape: Tape, step: int) -> tuple[Jacobian, ...]:
    """The rows of a step; they are in the order of the steps."""
    rows = tape.jacobians
    first = last = bisect_left(rows, step, key=lambda one: one.step)
    while last < len(rows) and rows[last].step == step:
        last += 1
    return tuple(rows[first:last])


def recorded_matrix(tape: Tape, step: int, input_nr: int, edge: int) -> Matrix | None:
    """The Jacobian that was recorded when a step ran its node."""
    for row in jacobians_of(tape, step):
        if (row.input_nr, row.edge) == (input_nr, edge):
            return tape.values[row.value].array()
    return None


def recorded_matrices(
    tape: Tape, index: TapeIndex, op: Op, port: Port, edges: tuple[Port, ...], run: int
) -> Matrix | None:
    """What an op's output at `port` owes to the input that edges lead to, in a run."""

    def of_node(node: int, input_nr: int, edge: int) -> Matrix | None:
        step = index.executed_at(node, len(tape.steps), run)
        return recorded_matrix(tape, step, input_nr, edge) if step is not None else None

    return through(tape, op, port, edges, of_node)


def through(
    tape: Tape, op: Op, port: Port, edges: tuple[Port, ...], of_node: OfNode
) -> Matrix | None:
    """The Jacobian of an op's output at `port` by the input that edges lead to.

    Of one node its own numbers; where several nodes lie between, the product of theirs in float64,
    summed over the edges. None where one of them is not known.
    """
    inside = set(op.nodes)
    if len(inside) > MOST_NODES:
        return None
    total: Matrix | None = None
    for edge in edges:
        found = _to_edge(tape, inside, port, edge, of_node)
        if found is None:
            return None
        with np.errstate(all="ignore"):
            total = found if total is None else np.add(total, found)
    return total


def _to_edge(
    tape: Tape, inside: set[int], port: Port, edge: Port, of_node: OfNode
) -> Matrix | None:
    if port[0] == edge[0]:
        return of_node(port[0], port[1], edge[1])
    total: Matrix | None = None
    for place, below in enumerate(tape.nodes[port[0]].edges):
        if below is None or not leads(tape, inside, below.to, edge[0]):
            continue
        rest = _to_edge(tape, inside, (below.to, below.input_nr), edge, of_node)
        first = of_node(port[0], port[1], place)
        if rest is None or first is None or first.shape[1] != rest.shape[0]:
            return None
        with np.errstate(all="ignore"):
            product = first.astype(np.float64) @ rest.astype(np.float64)
            total = product if total is None else np.add(total, product)
    return total


def leads(tape: Tape, inside: set[int], node: int, goal: int) -> bool:
    """Whether a way through some nodes leads from one of them to another."""
    if node == goal:
        return True
    if node not in inside:
        return False
    below = (edge.to for edge in tape.nodes[node].edges if edge is not None)
    return any(leads(tape, inside, one, goal) for one in below)
