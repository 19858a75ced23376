"""Scalars: every element of small tensors is a vertex, operation signs between."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Literal

import numpy as np

from graphviewer.graphs.data import Graph, Group, Link, Local, Scalar, Vertex
from graphviewer.graphs.expression import expression_graph
from graphviewer.graphs.pieces import MOST_ELEMENTS, Edges, Piece, Whole, are_small, pieces_of
from graphviewer.graphs.products import products
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.span import Span
from graphviewer.tape.tape import Tape

MOST_SCALARS = 400  # elements and signs; what lies before is drawn whole


def has_scalars(tape: Tape) -> bool:
    """Whether a tape has an op between tensors small enough to be drawn element by element."""
    return any(are_small(tape, op, MOST_ELEMENTS) for op in tape.ops if op.inputs)


def key_of(op: int) -> str:
    """What names an op in Shaping.opened."""
    return f"op:{op}"


def op_of(key: str) -> int | None:
    """The op a key of Shaping.opened names; None if it names something else."""
    return int(key[3:]) if key.startswith("op:") else None


def can_open(tape: Tape, scalar: Scalar) -> bool:
    """Whether a sign stands for products and sums that can be shown, or is part of those."""
    return scalar.op is not None and products(tape, tape.ops[scalar.op]) is not None


def element_ref(tensor: int, place: int) -> int:
    """The ref of the vertex of an element: the same however the graph is shaped."""
    return tensor * MOST_ELEMENTS + place


def element_of(ref: int) -> tuple[int, int] | None:
    """The tensor and place of an element by its vertex's ref; None of a sign."""
    return divmod(ref, MOST_ELEMENTS) if ref >= 0 else None


def _sign_ref(tensor: int, place: int, term: int = 0) -> int:
    """The ref of the sign before an element (term 0), or of one of the products in it."""
    return -1 - (element_ref(tensor, place) * (MOST_ELEMENTS + 1) + term)


def owner_of(tape: Tape, ref: int) -> tuple[Literal["tensor", "op"], int]:
    """What a scalar's vertex belongs to: an element to its tensor, a sign to its op."""
    found = element_of(ref)
    if found is not None:
        return "tensor", found[0]
    made = (-1 - ref) // (MOST_ELEMENTS + 1) // MOST_ELEMENTS
    op = tape.tensors[made].op
    return ("tensor", made) if op is None else ("op", op)


def scalars_graph(
    tape: Tape,
    index: TapeIndex,
    span: Span | None = None,
    opened: Collection[str] = frozenset(),
) -> Graph:
    """The expression with the elements of small tensors as vertices of their own.

    Ops between larger tensors, those nobody can tell which elements they read, and those before the
    last MOST_SCALARS stay as they are in the expression. Ops named in `opened` are products and
    sums instead of one sign an element.
    """
    whole = Whole(expression_graph(tape, index, span))
    kept = _last_few(tape, pieces_of(tape, index, whole))
    return _Builder(tape, whole, kept, opened).build()


def _last_few(tape: Tape, pieces: Iterator[tuple[int, Piece]]) -> dict[int, Piece]:
    """Those of the pieces, the last first, whose elements and signs are not too many together."""
    drawn: set[int] = set()
    kept: dict[int, Piece] = {}
    left = MOST_SCALARS
    for place, piece in pieces:
        made = [piece.op.outputs[one] for one in piece.outputs]
        new = {*made, *(tensor for _, tensor, _ in piece.inputs)} - drawn
        left -= sum(math.prod(tape.tensors[tensor].shape) for tensor in new)
        left -= 0 if piece.moves else sum(math.prod(tape.tensors[t].shape) for t in made)
        if left < 0:
            break
        drawn |= new
        kept[place] = piece
    return kept


class _Builder:
    """Collects vertices and links."""

    def __init__(
        self, tape: Tape, whole: Whole, pieces: dict[int, Piece], opened: Collection[str]
    ) -> None:
        self.tape = tape
        self.whole = whole
        self.pieces = pieces
        self.opened = opened
        self.split = {
            tensor
            for piece in pieces.values()
            for tensor in (
                *(piece.op.outputs[place] for place in piece.outputs),
                *(tensor for _, tensor, _ in piece.inputs),
            )
        }
        self._often = {v.ref for v in whole.vertices if v.kind == "tensor" and v.copy}
        self.vertices: list[Vertex] = []
        self.links: list[Link] = []
        self.groups: list[Group] = []
        self.scalars: dict[int, Scalar] = {}
        self._places: dict[int, int] = {}  # of scalars, by ref
        self._cards: dict[int, int] = {}  # of what stays whole, by its place in the expression
        self._ports: Counter[int] = Counter()  # how many links come to a vertex so far

    def build(self) -> Graph:
        for place, vertex in enumerate(self.whole.vertices):
            if place in self.pieces:
                self._piece(self.pieces[place])
            elif vertex.kind == "tensor" and vertex.ref in self.split and not self._beside(place):
                self._elements(vertex.ref)
            elif vertex.kind == "op" or self._stays(place):
                self._cards[place] = len(self.vertices)
                self.vertices.append(vertex)
        for place in self._cards:
            if self.whole.vertices[place].kind == "op":
                self._whole_op(place)
        links, groups = tuple(self.links), tuple(self.groups)
        return Graph("scalars", tuple(self.vertices), links, groups, scalars=self.scalars)

    def _beside(self, place: int) -> bool:
        """Whether a card of a leaf used often stands beside a use that is drawn whole."""
        often = self.whole.vertices[place].ref in self._often
        return often and any(link.target not in self.pieces for link in self.whole.out[place])

    def _stays(self, place: int) -> bool:
        """Whether a card that is not split is linked to something still, or never was.

        Else it only says which elements were picked.
        """
        ends = [link.target for link in self.whole.out[place]]
        ends += [link.source for link in self.whole.into[place]]
        return not ends or any(end not in self.pieces for end in ends)

    # --- vertices

    def _add(self, ref: int, scalar: Scalar, step: int, group: int | None = None) -> int:
        self.scalars[ref] = scalar
        self._places[ref] = len(self.vertices)
        self.vertices.append(Vertex("scalar", ref, 0, step, group))
        return self._places[ref]

    def _elements(self, tensor: int) -> None:
        row = self.tape.tensors[tensor]
        if element_ref(tensor, 0) in self._places:
            return
        for place in range(math.prod(row.shape)):
            self._add(element_ref(tensor, place), Scalar("element", tensor, place), row.step)

    def _link(
        self,
        source: int,
        target: int,
        tensor: int | None = None,
        edges: Edges = (),
        local: Local | None = None,
    ) -> None:
        port = self._ports[target]
        self._ports[target] += 1
        self.links.append(Link(source, target, 0, port, tensor, edges, local))

    # --- ops

    def _piece(self, piece: Piece) -> None:
        for _, tensor, _ in piece.inputs:
            self._elements(tensor)
        group = None
        if piece.products is not None and key_of(piece.op.id) in self.opened:
            group = len(self.groups)
            self.groups.append(Group(key_of(piece.op.id), piece.op.code or piece.op.name))
        for output in piece.outputs:
            tensor = piece.op.outputs[output]
            self._elements(tensor)
            for row in range(math.prod(self.tape.tensors[tensor].shape)):
                if piece.moves:
                    self._read(piece, output, row, self._places[element_ref(tensor, row)])
                elif group is not None:
                    self._terms(piece, row, group)
                else:
                    self._sign(piece, output, row)

    def _sign(self, piece: Piece, output: int, row: int) -> None:
        tensor = piece.op.outputs[output]
        scalar = Scalar("sign", tensor, row, piece.op.id)
        sign = self._add(_sign_ref(tensor, row), scalar, piece.op.step)
        self._read(piece, output, row, sign)
        self._result(piece, output, row, sign)

    def _read(self, piece: Piece, output: int, row: int, target: int) -> None:
        """Links to a vertex from all the elements that an output's element reads."""
        for place, tensor, edges in piece.inputs:
            for column in np.flatnonzero(piece.reads[output, place][row]).tolist():
                self._entry(piece, output, row, (tensor, column, edges), target)

    def _entry(
        self, piece: Piece, output: int, row: int, source: tuple[int, int, Edges], target: int
    ) -> None:
        tensor, column, edges = source
        made = self.tape.tensors[piece.op.outputs[output]]
        local = None
        if edges and made.node is not None:
            local = Local("entry", (made.node, made.output_nr), row, column)
        else:
            edges = ()
        start = self._places[element_ref(tensor, column)]
        self._link(start, target, tensor, edges, local)

    def _result(self, piece: Piece, output: int, row: int, sign: int) -> None:
        tensor = piece.op.outputs[output]
        made = self.tape.tensors[tensor]
        local = None
        if made.node is not None and any(edges for _, _, edges in piece.inputs):
            local = Local("result", (made.node, made.output_nr))
        target = self._places[element_ref(tensor, row)]
        self._link(sign, target, tensor, local=local)

    def _terms(self, piece: Piece, row: int, group: int) -> None:
        """One element of a matrix product, opened."""
        found = piece.products
        assert found is not None
        tensor, op = piece.op.outputs[0], piece.op
        by_place = {place: (number, edges) for place, number, edges in piece.inputs}
        terms = []
        for term, pair in enumerate(zip(found.lefts[row], found.rights[row], strict=True), 1):
            places = (found.left, found.right)
            sources = [
                (by_place[place][0], int(column), by_place[place][1])
                for place, column in zip(places, pair, strict=True)
            ]
            factors = tuple((number, column) for number, column, _ in sources)
            scalar = Scalar("product", tensor, row, op.id, factors)
            product = self._add(_sign_ref(tensor, row, term), scalar, op.step, group)
            for source in sources:
                self._entry(piece, 0, row, source, product)
            terms.append((product, any(edges for _, _, edges in sources)))
        scalar = Scalar("sum", tensor, row, op.id)
        total = self._add(_sign_ref(tensor, row), scalar, op.step, group)
        made = self.tape.tensors[tensor]
        for product, followed in terms:
            local = None
            if followed and made.node is not None:
                local = Local("term", (made.node, made.output_nr))
            self._link(product, total, tensor, local=local)
        if found.bias is not None and found.biases is not None:
            number, edges = by_place[found.bias]
            self._entry(piece, 0, row, (number, int(found.biases[row]), edges), total)
        self._result(piece, 0, row, total)

    def _whole_op(self, place: int) -> None:
        """An op that stays whole, between cards or elements."""
        sign = self._cards[place]
        for link in self.whole.into[place]:
            for source in self._ends(link.source):
                self._link(source, sign, link.tensor, link.edges)
        for link in self.whole.out[place]:
            for target in self._ends(link.target):
                self._link(sign, target, link.tensor)

    def _ends(self, place: int) -> Iterator[int]:
        """The vertices that stand for one of the expression."""
        vertex = self.whole.vertices[place]
        if place not in self._cards:
            size = math.prod(self.tape.tensors[vertex.ref].shape)
            yield from (self._places[element_ref(vertex.ref, k)] for k in range(size))
        else:
            yield self._cards[place]
