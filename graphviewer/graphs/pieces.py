"""Which ops of the expression can be drawn element by element, and what each element reads."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from graphviewer.graphs.data import Graph, Link
from graphviewer.graphs.products import Products, products
from graphviewer.graphs.reads import Reads, only_moves, reads, reads_of_constant, works_by_element
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op, Tensor
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import COMPLEX

MOST_ELEMENTS = 64  # of a tensor that is drawn element by element
Edges = tuple[tuple[int, int], ...]
Inputs = tuple[tuple[int, int, Edges], ...]  # place in op.inputs, tensor, edges back to it


class Whole:
    """The expression, with the links at each of its vertices."""

    def __init__(self, graph: Graph) -> None:
        self.vertices = graph.vertices
        self.into: dict[int, list[Link]] = defaultdict(list)
        self.out: dict[int, list[Link]] = defaultdict(list)
        for link in graph.links:
            self.into[link.target].append(link)
            self.out[link.source].append(link)


class Piece(Struct, frozen=True, eq=False):
    """An op drawn element by element.

    `reads` has what the output at a place reads of the input at a place.
    """

    op: Op
    moves: bool
    products: Products | None
    inputs: Inputs
    reads: dict[tuple[int, int], Reads]
    outputs: tuple[int, ...]  # places in op.outputs that are drawn


def are_small(tape: Tape, op: Op, most: int) -> bool:
    """Whether all that an op reads and makes has at most so many elements, real ones."""
    rows = [tape.tensors[tensor] for tensor in (*op.inputs, *op.outputs)]
    return bool(op.outputs) and all(_is_small(row, most) for row in rows)


def _is_small(row: Tensor, most: int) -> bool:
    return 0 < math.prod(row.shape) <= most and row.dtype not in COMPLEX


def pieces_of(tape: Tape, index: TapeIndex, whole: Whole) -> Iterator[tuple[int, Piece]]:
    """The signs of the expression that can be drawn element by element, the last first."""
    for place, vertex in reversed([*enumerate(whole.vertices)]):
        if vertex.kind == "op":
            op = tape.ops[vertex.ref]
            piece = _piece(tape, index, op, whole.into[place], whole.out[place])
            if piece is not None:
                yield place, piece


def _piece(tape: Tape, index: TapeIndex, op: Op, into: list[Link], out: list[Link]) -> Piece | None:
    outputs = tuple(sorted(link.source_port for link in out))
    if op.in_place or not outputs or not are_small(tape, op, MOST_ELEMENTS):
        return None
    terms, moves = products(tape, op), only_moves(tape, op)
    inputs = tuple((k.target_port, op.inputs[k.target_port], k.edges) for k in into)
    inputs = tuple(one for one in inputs if not (moves and not one[2]))
    if not inputs or not _can_be_told(tape, op, inputs, outputs, terms is not None):
        return None
    found: dict[tuple[int, int], Reads] = {}
    for output in outputs:
        length = math.prod(tape.tensors[op.outputs[output]].shape)
        for place, tensor, edges in inputs:
            width = math.prod(tape.tensors[tensor].shape)
            if terms is not None:
                known: Reads | None = terms.reads(place, width)
            elif edges and tape.tensors[op.outputs[output]].node is not None:
                known = reads(tape, index, op, output, edges)
            else:
                known = reads_of_constant(tape, op, output, place)
            if known is None or known.shape != (length, width):
                return None
            found[output, place] = known
    return Piece(op, moves, terms, inputs, found, outputs)


def _can_be_told(
    tape: Tape,
    op: Op,
    inputs: Inputs,
    outputs: tuple[int, ...],
    product: bool,
) -> bool:
    """Whether every gradient that the op sends has its edge, and nothing is read in secret."""
    if not _in_order(inputs):
        return False
    carrying = [tape.tensors[op.outputs[place]].node is not None for place in outputs]
    if any(carrying):
        followed = {tensor for _, tensor, edges in inputs if edges}
        wanting = (tensor for _, tensor, _ in inputs if _wants(tape, tensor))
        return all(tensor in followed for tensor in wanting)
    scalar = all(math.prod(tape.tensors[op.outputs[place]].shape) == 1 for place in outputs)
    return product or scalar or works_by_element(op)


def _in_order(inputs: Inputs) -> bool:
    """Whether a tensor that is given more than once has edges whose order says which is which."""
    nodes: dict[int, set[int]] = defaultdict(set)
    times: Counter[int] = Counter()
    for _, tensor, edges in inputs:
        nodes[tensor].update(node for node, _ in edges)
        times[tensor] += bool(edges)
    return all(times[tensor] < 2 or len(nodes[tensor]) == 1 for tensor in times)


def _wants(tape: Tape, tensor: int) -> bool:
    row = tape.tensors[tensor]
    return row.requires_grad and row.grad_of is None
