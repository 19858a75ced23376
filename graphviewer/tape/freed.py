"""What each node keeps for its derivative, how many bytes that is, and when it was freed.

PyTorch frees what a node saved as soon as a run without retain_graph has executed it.
"""

from __future__ import annotations

import math
from collections.abc import Collection

from msgspec import Struct

from graphviewer.tape.rows import Node, Run, Saved
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import ITEM_BYTES

PACKED = "packed by a hook"  # the fact that stands for what a saved-tensor hook took away


class Held(Struct, frozen=True, kw_only=True, gc=False):
    """A saved tensor: its name in the node, the tensor if the program has it, its bytes."""

    name: str
    tensor: int | None
    value: int | None  # the numbers, where the program has no such tensor
    bytes: int | None  # None where the recording does not tell


def held(tape: Tape, node: Node) -> tuple[Held, ...]:
    """The tensors a node saved; numbers and options it keeps besides are left out."""
    return tuple(
        Held(name=saved.name, tensor=saved.tensor, value=saved.value, bytes=_bytes(tape, saved))
        for saved in node.saved
        if saved.tensor is not None or saved.value is not None or saved.fact == PACKED
    )


def freed_at(tape: Tape) -> dict[int, int]:
    """For each node whose saved tensors were freed: the first step that did it."""
    found: dict[int, int] = {}
    keeps = {run.id for run in tape.runs if run.retain_graph}
    for step in tape.steps:
        if step.kind != "backward" or step.node is None or step.run in keeps:
            continue
        if step.node not in found and held(tape, tape.nodes[step.node]):
            found[step.node] = step.index
    return found


def freed_before(tape: Tape, nodes: Collection[int], position: int) -> set[int]:
    """Those of some nodes whose saved tensors had been freed by a position."""
    keeps = {run.id for run in tape.runs if run.retain_graph}
    return {
        step.node
        for step in tape.steps[: position + 1]
        if step.kind == "backward" and step.run not in keeps
        if step.node is not None and step.node in nodes
    }


def _bytes(tape: Tape, saved: Saved) -> int | None:
    if saved.tensor is not None:
        row = tape.tensors[saved.tensor]
        item = ITEM_BYTES.get(row.dtype)
        return None if item is None else math.prod(row.shape) * item
    if saved.value is not None:
        value = tape.values[saved.value]
        return value.size * ITEM_BYTES[value.dtype]
    return None


def stopped_at(tape: Tape, run: Run) -> Node | None:
    """The node a failed run was about to execute: the youngest it had reached but not executed."""
    executed = {step.node for step in tape.steps[run.first_step :] if step.run == run.id}
    waiting = [seed.node for seed in run.seeds]
    reached: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting += [edge.to for edge in tape.nodes[number].edges if edge is not None]
    left = [tape.nodes[number] for number in reached - executed if tape.nodes[number].saved]
    return max(left, key=lambda node: node.sequence or 0, default=None)
