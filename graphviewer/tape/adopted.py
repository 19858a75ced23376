"""What a tensor is at a position, where the program has made something else of it.

`net.double()` sets the `.data` of every parameter: the Python tensor stays, its memory, dtype and
shape are another's. `t_()`, `unsqueeze_()` and `out=` change the shape in place.
"""

from __future__ import annotations

from msgspec.structs import replace

from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Tensor
from graphviewer.tape.tape import Tape


def row_at(tape: Tape, index: TapeIndex, tensor: int, step: int) -> Tensor:
    """A tensor's row as it is at a position: the same object, lying where it then lies."""
    row = lies = tape.tensors[tensor]
    at = step
    while (taken := _taken_over(index, lies, at)) is not None:
        lies, at = tape.tensors[_source(tape, taken)], taken - 1
    if lies is not row:
        row = replace(
            row,
            dtype=lies.dtype,
            shape=lies.shape,
            storage=lies.storage,
            strides=lies.strides,
            offset=lies.offset,
        )
    ref = index.value_at(tensor, step) if index.relations.changes(tensor) else None
    if ref is None or tape.values[ref].shape == row.shape:
        return row
    return replace(row, shape=tape.values[ref].shape, strides=None)


def on_storage(tape: Tape, index: TapeIndex, storage: int | None, step: int) -> tuple[int, ...]:
    """Tensors that lie on a storage at a position, in order; nothing is known of storage None."""
    found = {*index.relations.of_storage(storage), *index.relations.adopters()}
    lie = (t for t in found if storage is not None)
    return tuple(sorted(t for t in lie if row_at(tape, index, t, step).storage == storage))


def _taken_over(index: TapeIndex, row: Tensor, step: int) -> int | None:
    """The last step by a position at which a tensor, while it was this row, took over another's."""
    taken = [at for at in index.relations.adoptions(row.object) if row.step <= at <= step]
    return taken[-1] if taken else None


def _source(tape: Tape, step: int) -> int:
    """The tensor whose numbers were taken over."""
    op = tape.steps[step].op
    assert op is not None
    return tape.ops[op].inputs[1]
