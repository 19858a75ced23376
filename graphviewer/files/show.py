"""What `graphviewer show --json` prints: a tape at a position as one JSON object.

docs/tape.md describes the object field by field.
"""

from __future__ import annotations

import json
import math

import numpy as np
import numpy.typing as npt

from graphviewer.files.position import NoSuchStep, error_at, output_at, position, value_of
from graphviewer.files.text import text_of
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Error, Node, Step, Tensor
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Stats, Value, add

__all__ = ["FORMAT", "Json", "NoSuchStep", "dumps", "show", "text_of", "value_as_json"]

FORMAT = 1
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def show(tape: Tape, step: int | None = None) -> dict[str, Json]:
    """The tape as it stands when `step` has just happened (the last one unless said).

    Raises NoSuchStep. -1 is the position before the first step.
    """
    step = position(tape, step)
    index = TapeIndex(tape)
    return {
        "format": FORMAT,
        "torch": tape.meta.torch,
        "device": tape.meta.device,
        "tensors": [_tensor(index, tensor, step) for tensor in tape.tensors if tensor.step <= step],
        "nodes": [_node(node) for node in tape.nodes if node.step <= step],
        "steps": [_step(tape, row) for row in tape.steps[: step + 1]],
        "output": output_at(tape, step),
        "error": _error(error_at(tape, step)),
        "end": tape.end.reason if tape.end is not None else None,
    }


def dumps(shown: dict[str, Json]) -> str:
    """The object as JSON, every number exact; in ASCII, so that every terminal takes it."""
    return json.dumps(shown, allow_nan=False)


def value_as_json(value: Value | None) -> Json:
    """A value as nested lists of exact numbers; beyond the cap an object with a sample of it.

    JSON has no NaN and no infinities, they are the strings "NaN", "Infinity" and "-Infinity"; a
    complex number is an object with `real` and `imag`.
    """
    if value is None:
        return None
    if value.complete:
        return _numbers(value.array())
    return {
        "shape": list(value.shape),
        "dtype": value.dtype,
        "stride": value.stride,
        "sample": _numbers(value.array()),
        "stats": _stats(value.stats),
    }


def _tensor(index: TapeIndex, row: Tensor, step: int) -> dict[str, Json]:
    return {
        "id": row.id,
        "name": index.plain_name(row.id),
        "shape": list(row.shape),
        "dtype": row.dtype,
        "device": row.device,
        "requires_grad": index.requires_grad_at(row.id, step),
        "is_leaf": row.is_leaf,
        "node": row.node,
        "output_nr": row.output_nr,
        "value": value_as_json(value_of(index.tape, index.value_at(row.id, step))),
        "grad": value_as_json(_gradient(index, row, step)),
    }


def _gradient(index: TapeIndex, row: Tensor, step: int) -> Value | None:
    """`.grad` of a leaf; of another tensor what `.grad` would be had it called `retain_grad()`.

    As PyTorch keeps it: the sum over the backward runs, in their order.
    """
    if row.is_leaf:
        grad = index.leaf_grad_at(row.id, step)
        return value_of(index.tape, grad.value) if grad is not None else None
    total: Value | None = None
    for port in index.ports(row.id):
        for run in index.runs_reaching(port):
            state = index.port_at(port, step, run)
            brought = index.partial_sum(state) if state is not None else None
            if brought is not None:
                total = brought if total is None else add(total, brought)
    return total


def _node(row: Node) -> dict[str, Json]:
    edges: list[Json] = [
        {"to": edge.to, "input_nr": edge.input_nr} if edge is not None else None
        for edge in row.edges
    ]
    return {
        "id": row.id,
        "name": row.name,
        "edges": edges,
        "saved": [saved.name for saved in row.saved],
        "tensor": row.variable,
    }


def _step(tape: Tape, row: Step) -> dict[str, Json]:
    shown: dict[str, Json] = {
        "index": row.index,
        "kind": row.kind,
        "line": row.line,
        "op": tape.ops[row.op].name if row.op is not None else None,
        "node": row.node,
        "inputs": list(row.inputs),
        "outputs": list(row.outputs),
        "gradients_in": [value_as_json(value_of(tape, ref)) for ref in row.gradients_in],
        "gradients_out": [value_as_json(value_of(tape, ref)) for ref in row.gradients_out],
    }
    if row.kind in ("accumulate", "update"):
        shown["tensor"] = row.tensor
        shown["of_grad"] = row.of_grad or row.kind == "accumulate"
        shown["before"] = value_as_json(value_of(tape, row.before))
        shown["after"] = value_as_json(value_of(tape, row.after))
    if row.kind in ("print", "error"):
        shown["text"] = row.text
    return shown


def _error(error: Error | None) -> Json:
    if error is None:
        return None
    return {"type": error.type, "message": error.message, "line": error.line}


def _numbers(array: npt.NDArray[np.generic]) -> Json:
    if np.iscomplexobj(array):
        return _spelled(array.tolist())
    exact: Json = array.tolist()
    whole = array.dtype.kind != "f" or bool(np.isfinite(array.astype(np.float64)).all())
    return exact if whole else _spelled(exact)


def _spelled(numbers: object) -> Json:
    """Nested lists with what JSON cannot say spelled out."""
    match numbers:
        case list():
            return [_spelled(number) for number in numbers]
        case complex():
            return {"real": _spelled(numbers.real), "imag": _spelled(numbers.imag)}
        case float() if math.isnan(numbers):
            return "NaN"
        case float() if math.isinf(numbers):
            return "Infinity" if numbers > 0 else "-Infinity"
        case bool() | int() | float() | str():
            return numbers
    return None


def _stats(stats: Stats | None) -> Json:
    if stats is None:
        return None
    return {name: _spelled(getattr(stats, name)) for name in stats.__struct_fields__}
