"""The calls of modules as boxes: closed ones are vertices, opened ones frames round what is inside.

Between two boxes a tensor is an arrow; where an operation stands at an end of it, a card as in the
expression. What a module holds (its parameters and buffers) stands inside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphviewer.graphs.data import Graph, Shaping
from graphviewer.graphs.expression import ops_to_show
from graphviewer.graphs.module_boxes import Boxes, outermost_closed
from graphviewer.graphs.module_calls import Calls
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

READABLE = 40  # vertices up to which modules are opened by themselves
FEW = 8  # vertices that say little
ALONE = 100  # the same where else there would be little but one box


def has_modules(tape: Tape) -> bool:
    """Whether any op happened in a module."""
    return any(op.module for op in tape.ops)


def modules_graph(
    tape: Tape, index: TapeIndex, span: Span | None = None, shaping: Shaping | None = None
) -> Graph:
    """The graph of module boxes. `Graph.folds` lists every call, drawn closed or not."""
    ops = ops_to_show(tape, index, span)
    calls = Calls(ops, afresh=span is not None)
    opened = shaping.opened if shaping is not None else None
    if opened is not None:
        known = frozenset(place for place, row in enumerate(calls.rows) if row.key in opened)
        return Boxes(tape, index, ops, calls, known, span).graph()
    graph, depth = Boxes(tape, index, ops, calls, frozenset(), span).graph(), 1
    while depth < calls.depth:
        places = _down_to(calls, depth)
        most = ALONE if len(graph.vertices) < FEW else READABLE
        if _fewest(ops, calls, places, most) > most:
            break
        wider = Boxes(tape, index, ops, calls, places, span).graph()
        if len(wider.vertices) > most:
            break
        graph, depth = wider, depth + 1
    return graph


def toggled(graph: Graph, shaping: Shaping, key: str) -> frozenset[str]:
    """What is open once a box is opened that was closed, or closed that was open."""
    opened = shaping.opened
    if opened is None:
        opened = frozenset(group.key for group in graph.groups)
    return opened ^ {key}


def all_opened(graph: Graph) -> frozenset[str]:
    """Every module open, down to the operations."""
    return frozenset(fold.key for fold in graph.folds)


def _down_to(calls: Calls, depth: int) -> frozenset[int]:
    """Calls above a depth; those that hold no others stay closed."""
    return frozenset(place for place in calls.parents if calls.rows[place].depth < depth)


def _fewest(ops: Sequence[Op], calls: Calls, opened: frozenset[int], most: int) -> int:
    """Boxes and signs there would be, counted until they are too many."""
    found: set[tuple[str, int]] = set()
    for op in ops:
        closed = outermost_closed(calls.chains[op.id], opened)
        found.add(("op", op.id) if closed is None else ("module", closed))
        if len(found) > most:
            break
    return len(found)
