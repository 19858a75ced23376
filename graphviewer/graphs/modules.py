"""The calls of modules as boxes: closed ones are vertices, opened ones frames round what is inside.

Between two boxes a tensor is an arrow; where an operation stands at an end of it, a card as in the
expression. What a module holds (its parameters and buffers) stands inside it.
"""

from __future__ import annotations

from collections import Counter

from graphviewer.graphs.data import Graph, Shaping
from graphviewer.graphs.expression import ops_to_show
from graphviewer.graphs.module_boxes import Boxes, outermost_closed
from graphviewer.graphs.module_calls import Calls, Chain
from graphviewer.tape.index import TapeIndex
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
    for depth, most in reversed(_depths(calls)):
        graph = Boxes(tape, index, ops, calls, _down_to(calls, depth), span).graph()
        if len(graph.vertices) <= most or depth == 0:
            break
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


def _depths(calls: Calls) -> list[tuple[int, int]]:
    """How deep modules may be opened, with the vertices there may then be; deepest last."""
    ops_of = Counter(calls.chains.values())
    found, before = [(0, READABLE)], _fewest(ops_of, _down_to(calls, 0))
    for depth in range(1, calls.depth):
        most = ALONE if before < FEW else READABLE
        before = _fewest(ops_of, _down_to(calls, depth))
        if before > most:
            break
        found.append((depth, most))
    return found


def _fewest(ops_of: Counter[Chain], opened: frozenset[int]) -> int:
    """Boxes and signs there would be."""
    closed: set[int] = set()
    signs = 0
    for chain, count in ops_of.items():
        call = outermost_closed(chain, opened)
        if call is None:
            signs += count
        else:
            closed.add(call)
    return len(closed) + signs
