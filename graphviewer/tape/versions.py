"""PyTorch's in-place counter of a tensor at a position, and what it was before."""

from __future__ import annotations

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Tensor
from graphviewer.tape.tape import Tape

_APART = frozenset({"data", "from_numpy", "frombuffer", "from_dlpack"})


def version_at(tape: Tape, index: TapeIndex, tensor: int, step: int) -> int:
    """The counter at a position. Views share it; `.data` counts for itself.

    A row ends where a later row of the same Python object begins, with another grad_fn.
    """
    first = tape.tensors[tensor].version
    return max((n for at, n in versions(tape, index, tensor) if at <= step), default=first)


def versions(tape: Tape, index: TapeIndex, tensor: int) -> list[tuple[int, int]]:
    """Steps at which the counter of a row became what, the row's own step first.

    What was counted before the row was made is not in it.
    """
    row, relations = tape.tensors[tensor], index.relations
    later = [t for t in relations.of_object(row.object) if t > tensor]
    end = tape.tensors[later[0]].step if later else len(tape.steps)
    family = {tensor, *relations.of_object(row.object)}
    family.update(
        t for t in relations.of_storage(row.storage) if counts_with(tape, row, tape.tensors[t])
    )
    found = {row.step: row.version}
    seen = [(tape.tensors[t].step, tape.tensors[t].version) for t in family]
    seen += [(c.step, c.version) for t in family for c in relations.changes(t) if c.version]
    for at, version in seen:
        if row.step <= at < end:
            found[at] = max(found.get(at, 0), version)
    ordered: list[tuple[int, int]] = []
    for at in sorted(found):
        if not ordered or found[at] > ordered[-1][1]:
            ordered.append((at, found[at]))
    return ordered


def counts_with(tape: Tape, row: Tensor, other: Tensor) -> bool:
    """Whether two tensors have one counter.

    Views and detached ones do; `.data`, what is made on NumPy's memory, and the views of these
    have one of their own.
    """
    if other.object == row.object:
        return True
    if row.storage is None or row.storage != other.storage:
        return False
    return _apart(tape, row) == _apart(tape, other)


def _apart(tape: Tape, row: Tensor) -> int | None:
    """The tensor with a counter of its own that a tensor is, or is a view of, as its object."""
    while row.op is not None:
        op = tape.ops[row.op]
        if op.name in _APART:
            return row.object
        bases = (tape.tensors[tensor] for tensor in op.inputs if tensor < row.id)
        base = next((one for one in bases if one.storage == row.storage), None)
        if base is None:
            break
        row = base
    return None


def older(index: TapeIndex, row: Tensor) -> int | None:
    """The row that the same Python tensor was before it went on to another grad_fn in place."""
    earlier = [t for t in index.relations.of_object(row.object) if t < row.id]
    return earlier[-1] if earlier else None


def later(index: TapeIndex, row: Tensor) -> int | None:
    """The row that it went on to be."""
    return next((t for t in index.relations.of_object(row.object) if t > row.id), None)
