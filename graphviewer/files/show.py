"""What `graphviewer show --json` prints: a tape at a position as one JSON object.

docs/tape.md describes the object field by field.
"""

from __future__ import annotations

import json

from graphviewer.files.as_json import Json, value_as_json
from graphviewer.files.besides import first, tables
from graphviewer.files.kept import kept_gradient
from graphviewer.files.position import NoSuchStep, error_at, output_at, position, value_of
from graphviewer.files.text import text_of
from graphviewer.tape.adopted import row_at
from graphviewer.tape.freed import freed_at, held
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Error, Node, Step, Tensor
from graphviewer.tape.tape import Tape

__all__ = ["FORMAT", "Json", "NoSuchStep", "dumps", "show", "text_of", "value_as_json"]

FORMAT = 1


def show(tape: Tape, step: int | None = None) -> dict[str, Json]:
    """The tape as it stands when `step` has just happened (the last one unless said).

    Raises NoSuchStep. -1 is the position before the first step.
    """
    step = position(tape, step)
    index = TapeIndex(tape)
    freed = freed_at(tape)
    return {
        "format": FORMAT,
        "torch": tape.meta.torch,
        "device": tape.meta.device,
        "tensors": [_tensor(index, tensor, step) for tensor in tape.tensors if tensor.step <= step],
        "nodes": [_node(tape, node, freed, step) for node in tape.nodes if node.step <= step],
        "steps": [_step(tape, row) for row in tape.steps[: step + 1]],
        "output": output_at(tape, step),
        "error": _error(error_at(tape, step)),
        "end": tape.end.reason if tape.end is not None else None,
        "first": first(tape, step),
        **tables(tape, step),
    }


def dumps(shown: dict[str, Json]) -> str:
    """The object as JSON, every number exact; in ASCII, so that every terminal takes it."""
    return json.dumps(shown, allow_nan=False)


def _tensor(index: TapeIndex, row: Tensor, step: int) -> dict[str, Json]:
    row = row_at(index.tape, index, row.id, step)
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
        "grad": value_as_json(kept_gradient(index, row.id, step)),
    }


def _node(tape: Tape, row: Node, freed: dict[int, int], step: int) -> dict[str, Json]:
    edges: list[Json] = [
        {"to": edge.to, "input_nr": edge.input_nr} if edge is not None else None
        for edge in row.edges
    ]
    keeps: list[Json] = [
        {"name": one.name, "tensor": one.tensor, "bytes": one.bytes} for one in held(tape, row)
    ]
    at = freed.get(row.id)
    return {
        "id": row.id,
        "name": row.name,
        "edges": edges,
        "saved": [saved.name for saved in row.saved],
        "tensor": row.variable,
        "module": "" if row.op is None else tape.ops[row.op].module,
        "run": row.run,
        "keeps": keeps,
        "freed": at if at is not None and at <= step else None,
    }


def _step(tape: Tape, row: Step) -> dict[str, Json]:
    shown: dict[str, Json] = {
        "index": row.index,
        "kind": row.kind,
        "line": row.line,
        "op": tape.ops[row.op].name if row.op is not None else None,
        "module": tape.ops[row.op].module if row.op is not None else "",
        "run": row.run,
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
    if row.kind in ("print", "error", "skip"):
        shown["text"] = row.text
    return shown


def _error(error: Error | None) -> Json:
    if error is None:
        return None
    return {"type": error.type, "message": error.message, "line": error.line}
