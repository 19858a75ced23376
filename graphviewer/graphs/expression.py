"""The expression: tensor cards and operation signs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graphviewer.graphs.data import MAX_USES_OF_ONE_CARD, Graph, Link, Vertex
from graphviewer.graphs.unused import unused_modules
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op, Tensor
from graphviewer.tape.span import Span, made_within, ops_of, runs_within
from graphviewer.tape.tape import Tape


def names_within(tape: Tape, index: TapeIndex, span: Span) -> dict[int, str]:
    """What to call tensors while only a span is looked at: those made in it or drawn for it."""
    drawn = {v.ref for v in expression_graph(tape, index, span).vertices if v.kind == "tensor"}
    return index.names_among(drawn.union(row.id for row in made_within(tape.tensors, span)))


def expression_graph(tape: Tape, index: TapeIndex, span: Span | None = None) -> Graph:
    """Tensor cards joined by operation signs, for what differentiation is about.

    Where nothing is differentiated, every tensor that has a name gets its card. Parameters of
    modules that were never used are left out where there is something else to see.
    """
    ops = ops_to_show(tape, index, span)
    uses = Counter(tensor for op in ops for tensor in set(op.inputs))
    made = {tensor for op in ops for tensor in op.outputs}
    builder = _Builder(tape, index)
    plain = not _carriers(tape, index, None, _last(tape, span))
    spare = set().union(*unused_modules(tape, index).values()) if ops and not plain else set()
    for tensor in _tensors_of(tape, span, uses.keys() | made):
        lonely = tensor.id not in uses and tensor.id not in made
        if tensor.id in spare:
            continue
        if lonely and not (
            _wanted_leaf(tape, index, tensor.id, _last(tape, span))
            or (plain and index.names(tensor.id))
        ):
            continue
        often = tensor.id not in made and uses[tensor.id] > MAX_USES_OF_ONE_CARD
        if not often:
            builder.card(tensor.id)
    for op in ops:
        builder.sign(op)
    return Graph("expression", tuple(builder.vertices), tuple(builder.links))


def _last(tape: Tape, span: Span | None) -> int:
    return len(tape.steps) if span is None else span.last


def _tensors_of(tape: Tape, span: Span | None, used: set[int]) -> Iterable[Tensor]:
    if span is None:
        return tape.tensors
    own = (tensor.id for tensor in made_within(tape.tensors, span))
    return (tape.tensors[tensor] for tensor in sorted(used.union(own)))


def _wanted_leaf(tape: Tape, index: TapeIndex, tensor: int, last: int) -> bool:
    row = tape.tensors[tensor]
    if not row.is_leaf or row.grad_of is not None:
        return False
    if row.op is not None and tape.ops[row.op].inputs:
        return False  # a view made under no_grad is a leaf by PyTorch's word, not by intent
    return index.requires_grad_at(tensor, last)


def _carriers(tape: Tape, index: TapeIndex, ops: list[Op] | None, last: int) -> set[int]:
    """Tensors that want a gradient: of the whole tape, or of some ops only."""
    rows: Iterable[Tensor] = tape.tensors
    if ops is not None:
        rows = (tape.tensors[t] for t in {t for op in ops for t in (*op.inputs, *op.outputs)})
    return {row.id for row in rows if row.grad_of is None and index.requires_grad_at(row.id, last)}


def ops_to_show(tape: Tape, index: TapeIndex, span: Span | None) -> list[Op]:
    """Ops that carry a gradient, named results cut off from one, and whatever feeds those.

    A cut counts until the last backward run: what comes after it is arithmetic on the outcome.
    """
    among = tape.ops if span is None else ops_of(tape, span)
    forward = [
        op for op in among if op.inputs and op.outputs and tape.steps[op.step].kind == "forward"
    ]
    last = _last(tape, span)
    carries = _carriers(tape, index, None if span is None else forward, last)
    if not carries:
        return forward
    runs = runs_within(tape, span)
    cuts_end = runs[-1].first_step if runs else last + (span is not None)
    needed: set[int] = set()
    shown: list[Op] = []
    for op in reversed(forward):
        carrying = op.grad_enabled and any(tensor in carries for tensor in op.outputs)
        cut = (
            op.step < cuts_end
            and any(tensor in carries for tensor in op.inputs)
            and any(index.names(tensor) for tensor in op.outputs)
        )
        if carrying or cut or any(tensor in needed for tensor in op.outputs):
            shown.append(op)
            needed.update(op.inputs)
    shown.reverse()
    return shown


class _Builder:
    """Collects vertices and links; makes a leaf's extra cards as its uses come."""

    def __init__(self, tape: Tape, index: TapeIndex) -> None:
        self.tape = tape
        self.index = index
        self.vertices: list[Vertex] = []
        self.links: list[Link] = []
        self._cards: dict[int, int] = {}
        self._copies: Counter[int] = Counter()

    def card(self, tensor: int) -> int:
        place = self._cards[tensor] = len(self.vertices)
        self.vertices.append(Vertex("tensor", tensor, 0, self.tape.tensors[tensor].step))
        return place

    def sign(self, op: Op) -> None:
        place = len(self.vertices)
        self.vertices.append(Vertex("op", op.id, 0, op.step))
        edges = edges_by_input(self.tape, self.index, op)
        own: dict[int, int] = {}
        for port, tensor in enumerate(op.inputs):
            source = self._cards.get(tensor, own.get(tensor))
            if source is None:
                source = own[tensor] = len(self.vertices)
                self.vertices.append(Vertex("tensor", tensor, self._copies[tensor], op.step))
                self._copies[tensor] += 1
            self.links.append(Link(source, place, 0, port, tensor, edges[port]))
        for port, tensor in enumerate(op.outputs):
            target = self._cards.get(tensor)
            if target is not None and tensor not in op.inputs:
                self.links.append(Link(place, target, port, 0, tensor))


def edges_by_input(tape: Tape, index: TapeIndex, op: Op) -> list[tuple[tuple[int, int], ...]]:
    """For each argument the edges leading back to it: one each where they can be told apart."""
    into: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for node in op.nodes:
        for place, edge in enumerate(tape.nodes[node].edges):
            if edge is not None:
                tensor = index.tensor_at((edge.to, edge.input_nr))
                if tensor is not None and tensor in op.inputs:
                    into[tensor].append((node, place))
    found: list[tuple[tuple[int, int], ...]] = []
    seen: Counter[int] = Counter()
    for tensor in op.inputs:
        nth, edges = seen[tensor], into[tensor]
        seen[tensor] += 1
        if len(edges) == op.inputs.count(tensor):
            found.append((edges[nth],))
        else:
            found.append(tuple(edges) if nth == 0 else ())
    return found
