"""How the cells of a step's result came about: asks whoever knows the call."""

from __future__ import annotations

from collections.abc import Callable

from graphviewer.explain.cells.call import CallAt
from graphviewer.explain.cells.data import Working
from graphviewer.explain.cells.indexing import VIEWS, reading, writing
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

Knower = Callable[[CallAt], Working | None]
_KNOWERS: dict[str, Knower] = {
    **dict.fromkeys(("getitem", *VIEWS), reading),
    "setitem": writing,
}


def working(tape: Tape, index: TapeIndex, step: int) -> Working | None:
    """The grids of a step that called something, where they can be shown and are known for sure."""
    row = tape.steps[step]
    if row.op is None or row.of_grad or row.kind not in ("forward", "update"):
        return None
    op = tape.ops[row.op]
    knower = _KNOWERS.get(op.name.rstrip("_"))
    return None if knower is None else knower(CallAt(tape, index, row, op))
