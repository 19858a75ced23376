"""The written law of a legal tape, checked where rows come from outside: a file, another process.

Every breach has a name of its own, a subclass of `TapeError`, and says which row broke it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from graphviewer.tape.beside import check_beside
from graphviewer.tape.forms import Forms
from graphviewer.tape.keys import TENSOR, parts
from graphviewer.tape.known import (
    BadCall,
    BadEdge,
    BadPlace,
    BadStep,
    BadValue,
    Ended,
    Known,
    OutOfOrder,
    TapeError,
    UnknownReference,
)
from graphviewer.tape.order import check_order, check_places
from graphviewer.tape.rows import Node, Op, Run, Step, StepKind, Tensor
from graphviewer.tape.tape import TABLES, Part, Tape
from graphviewer.tape.value import ITEM_BYTES, Stats, Value
from graphviewer.tape.within import module_call

__all__ = [
    "MAX_AXES",
    "MAX_EXTENT",
    "BadCall",
    "BadEdge",
    "BadPlace",
    "BadStep",
    "BadValue",
    "Ended",
    "OutOfOrder",
    "TapeError",
    "UnknownReference",
    "check_part",
    "check_tape",
]
_COUNT = re.compile(r"[0-9]{1,18}")
_NEEDED: dict[StepKind, tuple[str, ...]] = {
    "forward": ("op",),
    "backward": ("node", "run"),
    "accumulate": ("node", "run", "tensor"),
    "update": ("tensor",),
    "print": (),
    "skip": (),
    "error": (),
}
MAX_AXES, MAX_EXTENT = 64, 2**59  # NumPy's limits: beyond them nothing can be shown as an array


def check_tape(tape: Tape) -> None:
    """Check a whole tape. Raises a TapeError."""
    empty = Tape(meta=tape.meta)
    tables: dict[str, Any] = {table: tuple(getattr(tape, table)) for table in TABLES}
    part = Part(**tables, error=tape.error, end=tape.end)
    check_part(empty, part)


def check_part(tape: Tape, part: Part) -> None:
    """Check rows about to be put at the end of a legal tape. Raises TapeError; changes nothing."""
    if tape.end is not None:
        raise Ended("rows follow the end of the tape")
    _check_ids("tensor", tape.tensors, part.tensors, lambda row: row.id)
    _check_ids("op", tape.ops, part.ops, lambda row: row.id)
    _check_ids("node", tape.nodes, part.nodes, lambda row: row.id)
    _check_ids("run", tape.runs, part.runs, lambda row: row.id)
    _check_ids("step", tape.steps, part.steps, lambda row: row.index)
    _check_ids("series", tape.series, part.series, lambda row: row.id)
    check_order(tape, part)
    check_places(part)
    known = Known(tape, part)
    for offset, value in enumerate(part.values):
        _check_value(len(tape.values) + offset, value)
    _check_rows(known, part)
    check_beside(known, part)
    _check_forms(Forms(tape, part, known), part)
    if part.error is not None:
        known.step(part.error.step, "the error")


def _check_rows(known: Known, part: Part) -> None:
    for tensor in part.tensors:
        _check_tensor(known, tensor)
    for change in part.changes:
        known.tensor(change.tensor, "a change")
        known.value(change.value, "a change")
        known.step(change.step, "a change")
    for binding in part.bindings:
        known.tensor(binding.tensor, "a binding")
        known.step(binding.step, "a binding")
    for op in part.ops:
        _check_op(known, op)
    for node in part.nodes:
        _check_node(known, node)
    _check_no_circle(part.nodes)
    for run in part.runs:
        _check_run(known, run)
    for step in part.steps:
        _check_step(known, step)


def _check_forms(forms: Forms, part: Part) -> None:
    for tensor in part.tensors:
        forms.check_tensor(tensor)
    for run in part.runs:
        forms.check_seeds(run)
    for step in part.steps:
        forms.check_step(step)
    for hooked in part.hooked:
        forms.check_hooked(hooked)


_Row = TypeVar("_Row")


def _check_ids(
    name: str, old: Sequence[_Row], new: Sequence[_Row], number: Callable[[_Row], int]
) -> None:
    for offset, row in enumerate(new):
        if number(row) != len(old) + offset:
            raise OutOfOrder(f"{name} {number(row)} stands at place {len(old) + offset}")


def _check_value(place: int, value: Value) -> None:
    if value.dtype not in ITEM_BYTES:
        raise BadValue(f"value {place} has the unknown dtype {value.dtype!r}")
    if value.stride < 1 or min(value.shape, default=0) < 0:
        raise BadValue(f"value {place} has shape {value.shape} and stride {value.stride}")
    if len(value.shape) > MAX_AXES or math.prod(filter(None, value.shape)) > MAX_EXTENT:
        raise BadValue(f"value {place} has a shape no array has: {value.shape}")
    if not value.complete and value.stats is None:
        raise BadValue(f"value {place} is a sample without statistics")
    if value.stats is not None:
        _check_stats(place, value.size, value.stats)
    expected = value.kept * ITEM_BYTES[value.dtype]
    if len(value.data) != expected:
        raise BadValue(
            f"value {place} holds {len(value.data)} bytes, its shape asks for {expected}"
        )


def _check_stats(place: int, size: int, stats: Stats) -> None:
    counts = (stats.zeros, stats.nans, stats.infs)
    # NaN, where nothing is finite, is neither smaller nor larger
    if min(counts) < 0 or sum(counts) > size or stats.min > stats.max:
        raise BadValue(f"value {place} of {size} elements has impossible statistics: {stats}")


def _check_tensor(known: Known, tensor: Tensor) -> None:
    who = f"tensor {tensor.id}"
    known.value(tensor.value, who)
    known.op(tensor.op, who)
    known.step(tensor.step, who)
    known.tensor(tensor.grad_of, who)
    known.node(tensor.node, who)
    if tensor.grad_of is not None and tensor.grad_of >= tensor.id:
        raise OutOfOrder(f"{who} is the gradient of tensor {tensor.grad_of}, which comes later")
    if min(tensor.shape, default=0) < 0:
        raise BadValue(f"{who} has shape {tensor.shape}")
    if tensor.op is not None and tensor.id not in known.op_row(tensor.op).outputs:
        raise UnknownReference(f"{who} is no output of op {tensor.op}")
    strides = tensor.strides
    if strides is not None and len(strides) != len(tensor.shape):
        raise BadValue(f"{who} of shape {tensor.shape} has strides {strides}")
    if not all(0 <= one <= MAX_EXTENT for one in (tensor.offset, *(strides or ()))):
        raise BadValue(f"{who} lies at {tensor.offset} with strides {strides}: nothing does")
    if tensor.node is not None and not 0 <= tensor.output_nr < known.nodes(tensor.node).outputs:
        raise BadEdge(f"{who} is output {tensor.output_nr} of node {tensor.node}, which has fewer")


def _check_op(known: Known, op: Op) -> None:
    who = f"op {op.id}"
    known.tensors(op.inputs, who)
    known.tensors(op.outputs, who)
    known.step(op.step, who)
    for node in op.nodes:
        known.node(node, who)
    for call in op.within:
        try:
            module_call(call)
        except ValueError as error:
            raise BadCall(f"{who}: {error}") from error
    try:
        tensors = parts(op.key).count(TENSOR)
    except ValueError as error:
        raise BadCall(f"{who}: {error}") from error
    if tensors > max(0, len(op.inputs) - 1):
        raise BadCall(f"{who} has {tensors} tensors between its brackets and fewer inputs")


def _check_node(known: Known, node: Node) -> None:
    who = f"node {node.id}"
    known.op(node.op, who)
    known.step(node.step, who)
    known.tensor(node.variable, who)
    known.run(node.run, who)
    for saved in node.saved:
        known.tensor(saved.tensor, who)
        known.value(saved.value, who)
    for edge in node.edges:
        if edge is None:
            continue
        known.node(edge.to, who)
        if not 0 <= edge.input_nr < known.nodes(edge.to).outputs:
            raise BadEdge(
                f"{who} points to input {edge.input_nr} of node {edge.to}, which has fewer"
            )


def _check_no_circle(nodes: tuple[Node, ...]) -> None:
    """Edges among new rows run in no circle; older rows cannot point to newer ones."""
    waiting = {node.id: 0 for node in nodes}
    for node in nodes:
        for edge in node.edges:
            if edge is not None and edge.to in waiting:
                waiting[edge.to] += 1
    edges = {node.id: node.edges for node in nodes}
    free = [node for node, count in waiting.items() if count == 0]
    done = 0
    while free:
        done += 1
        for edge in edges[free.pop()]:
            if edge is not None and edge.to in waiting:
                waiting[edge.to] -= 1
                if waiting[edge.to] == 0:
                    free.append(edge.to)
    if done != len(nodes):
        raise BadEdge("edges run in a circle")


def _check_run(known: Known, run: Run) -> None:
    who = f"run {run.id}"
    if run.first_step < 0:
        raise OutOfOrder(f"{who} begins at step {run.first_step}")
    for seed in (*run.seeds, *run.returned):
        known.node(seed.node, who)
        known.tensor(seed.tensor, who)
        known.value(seed.gradient, who)
        if not 0 <= seed.input_nr < known.nodes(seed.node).outputs:
            raise BadEdge(
                f"{who} starts at input {seed.input_nr} of node {seed.node}, which has fewer"
            )


def _check_step(known: Known, step: Step) -> None:
    who = f"step {step.index}"
    known.op(step.op, who)
    known.node(step.node, who)
    known.run(step.run, who)
    known.tensors(step.inputs, who)
    known.tensors(step.outputs, who)
    known.values(step.gradients_in, who)
    known.values(step.gradients_out, who)
    known.tensor(step.tensor, who)
    known.values((step.before, step.after), who)
    for name in _NEEDED[step.kind]:
        if getattr(step, name) is None:
            raise BadStep(f"{who} ({step.kind}) has no {name}")
    if step.kind == "skip" and not _COUNT.fullmatch(step.text):
        raise BadStep(f"{who} stands for {step.text!r} iterations")
    if step.kind == "forward" and step.op is not None:
        op = known.op_row(step.op)
        if (op.step, op.inputs, op.outputs) != (step.index, step.inputs, step.outputs):
            raise BadStep(f"{who} is not what op {op.id} says of it")
    if step.node is not None:
        _check_execution(known, step, known.nodes(step.node), who)


def _check_execution(known: Known, step: Step, node: Node, who: str) -> None:
    if node.step > step.index:
        raise OutOfOrder(f"{who} executes node {node.id}, which is made at step {node.step}")
    if step.run is not None and known.run_row(step.run).first_step > step.index:
        raise OutOfOrder(f"{who} comes before its run {step.run} begins")
    if step.kind == "accumulate":
        if node.variable != step.tensor:
            raise BadStep(f"{who} accumulates into tensor {step.tensor}, node {node.id} does not")
        if len(step.gradients_in) > 1 or step.gradients_out:
            raise BadStep(f"{who} has more than the one gradient in of an AccumulateGrad")
    gradients = len(step.gradients_in), len(step.gradients_out)
    if step.kind == "backward" and gradients != (node.outputs, len(node.edges)):
        raise BadStep(
            f"{who} has {gradients[0]} gradients in, {gradients[1]} out; "
            f"node {node.id} has {node.outputs} outputs and {len(node.edges)} edges"
        )
