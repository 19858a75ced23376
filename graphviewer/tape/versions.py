"""PyTorch's in-place counter of a tensor at a position, and what it was before."""

from __future__ import annotations

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Tensor
from graphviewer.tape.tape import Tape


def version_at(tape: Tape, index: TapeIndex, tensor: int, step: int) -> int:
    """The counter at a position. Views share it; `.data` counts for itself.

    A row ends where a later row of the same Python object begins, with another grad_fn.
    """
    return max(version for at, version in versions(tape, index, tensor) if at <= step)


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
    """Whether two tensors have one counter: views and detached ones do, `.data` has its own."""
    if other.object == row.object:
        return True
    alone = any(one.op is not None and tape.ops[one.op].name == "data" for one in (row, other))
    return not alone and row.storage is not None and row.storage == other.storage


def older(index: TapeIndex, row: Tensor) -> int | None:
    """The row that the same Python tensor was before it went on to another grad_fn in place."""
    earlier = [t for t in index.relations.of_object(row.object) if t < row.id]
    return earlier[-1] if earlier else None


def later(index: TapeIndex, row: Tensor) -> int | None:
    """The row that it went on to be."""
    return next((t for t in index.relations.of_object(row.object) if t > row.id), None)
