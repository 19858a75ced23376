"""How the cells of a step's result came about: asks whoever knows the call."""

from __future__ import annotations

from collections.abc import Callable

from graphviewer.explain.cells.call import CallAt
from graphviewer.explain.cells.data import Working
from graphviewer.explain.cells.indexing import READING, filling, finding, reading, writing
from graphviewer.explain.cells.moving import JOINING, MOVING, joining, moving
from graphviewer.explain.cells.products import PRODUCTS, layering, multiplying
from graphviewer.explain.cells.reducing import REDUCING, RUNNING, reducing, running
from graphviewer.explain.cells.stretching import CELLWISE, cellwise
from graphviewer.explain.explanation import Language
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

Knower = Callable[[CallAt], Working | None]
_KNOWERS: dict[str, Knower] = {
    **dict.fromkeys(CELLWISE, cellwise),
    **dict.fromkeys(READING, reading),
    **dict.fromkeys(REDUCING, reducing),
    **dict.fromkeys(RUNNING, running),
    **dict.fromkeys(PRODUCTS, multiplying),
    **dict.fromkeys(MOVING, moving),
    **dict.fromkeys(JOINING, joining),
    "linear": layering,
    "setitem": writing,
    "masked_fill": filling,
    "nonzero": finding,
}


def working(tape: Tape, index: TapeIndex, step: int, language: Language) -> Working | None:
    """The grids of a step that called something, where they can be shown and are known for sure."""
    row = tape.steps[step]
    if row.op is None or row.of_grad or row.kind not in ("forward", "update"):
        return None
    op = tape.ops[row.op]
    knower = _KNOWERS.get(op.name.rstrip("_")) if op.inputs else None
    return None if knower is None else knower(CallAt(tape, index, row, op, language))
