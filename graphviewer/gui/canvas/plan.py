"""What never changes about a card or a sign while stepping: its words, its kind, and its size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from graphviewer.explain.symbols import symbol_of
from graphviewer.graphs.data import Graph, Vertex
from graphviewer.graphs.expression import names_within
from graphviewer.gui.canvas import fold_cards, module_cards, neuron_cards, scalar_cards
from graphviewer.gui.canvas.grids import LINE, taller
from graphviewer.gui.canvas.measures import META, ROW, Measures, row_label
from graphviewer.gui.canvas.op_notes import op_notes
from graphviewer.gui.canvas.planned import (
    BESIDE_SIGN,
    BETWEEN,
    CIRCLE,
    COMPACT_HEIGHT,
    GAP,
    HEIGHTS,
    LONGEST_EXPRESSION,
    LONGEST_TITLE,
    NARROWEST,
    NARROWEST_COMPACT,
    NARROWEST_CONSTANT,
    NODE_HEIGHT,
    NOTE,
    PAD,
    SIGN,
    SLIM,
    STACKED,
    THUMB_SPACE,
    TITLE,
    WIDEST,
    WIDEST_LINE,
    Plan,
    Rim,
    has_thumb,
)
from graphviewer.gui.canvas.texts import cut_middle, cut_name, width_of
from graphviewer.gui.canvas.words import kind_of, word
from graphviewer.tape.adopted import row_at
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.rows import Tensor as TensorRow
from graphviewer.tape.span import Span, roots_of, runs_within
from graphviewer.tape.tape import Tape


class Planner:
    """Plans every vertex of a graph."""

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        graph: Graph,
        language: str,
        measures: Measures,
        span: Span | None = None,
    ) -> None:
        """`measures` must have run. Of a span the roots are those of its own backward runs."""
        self.tape = tape
        self.index = index
        self.graph = graph
        self.language = language
        self.measures = measures
        self.span = span
        self.names = {} if span is None else names_within(tape, index, span)
        self.last = len(tape.steps) if span is None else span.last
        self.losses, self.roots = _roots(tape, index, span)
        self.inputs = [0] * len(graph.vertices)
        for link in graph.links:
            self.inputs[link.target] += 1

    def plans(self) -> Iterator[Plan]:
        """In the order of the graph's vertices."""
        make = {
            "tensor": self._card,
            "op": self._sign,
            "node": self._node,
            "module": self._module,
            "fold": self._fold,
            "scalar": self._scalar,
            "neuron": self._neuron,
        }
        return (make[v.kind](place, v) for place, v in enumerate(self.graph.vertices))

    def _module(self, place: int, vertex: Vertex) -> Plan:
        about = (self.tape, self.index, self.graph, self.joined)
        return module_cards.plan(*about, place, vertex, self.language)

    def _scalar(self, _place: int, vertex: Vertex) -> Plan:
        one = self.graph.scalars[vertex.ref]
        row = self.tape.tensors[one.tensor]
        rim = self._rim(row, self.index.requires_grad_at(row.id, self.last))
        name = self._name(row.id) if self._named(row) else ""
        numbers = self.measures.scalars(vertex)
        return scalar_cards.plan(self.tape, self.graph, vertex, name, rim, numbers)

    def _fold(self, place: int, vertex: Vertex) -> Plan:
        return fold_cards.plan(self.tape, self.graph, self.joined, place, vertex, self.language)

    def _neuron(self, _place: int, vertex: Vertex) -> Plan:
        return neuron_cards.plan(self.tape, self.index, self.graph, vertex, self.language)

    @cached_property
    def joined(self) -> module_cards.Joined:
        """What comes to each vertex and leaves it."""
        return module_cards.joined(self.graph)

    def _card(self, _place: int, vertex: Vertex) -> Plan:
        row = self.tape.tensors[vertex.ref]
        wants = self.index.requires_grad_at(row.id, self.last)
        rim = self._rim(row, wants)
        if rim in ("plain", "constant") and not self._named(row):
            return self._compact(vertex, row, wants, rim)
        others = self.index.names(row.id)
        said = module_cards.said_inside(self._name(row.id), self.graph, vertex, others)
        title = cut_name(said, LONGEST_TITLE)
        end = row_at(self.tape, self.index, row.id, self.last)  # before that a face says it
        meta = self._meta(end, rim)
        values, grads = self.measures.numbers(row.id)
        label = row_label(self.language)
        note = self.measures.note_width(row.id) if grads else 0.0
        shown = self.measures.leaf(row.id) if row.is_leaf else grads + note
        width = max(
            NARROWEST if wants else NARROWEST_CONSTANT,
            2 * PAD + width_of(title, TITLE, bold=True) + 20 + self._room(row, end, meta),
            2 * PAD + label + values,
            2 * PAD + label + shown,
        )
        thumb = has_thumb(row.shape, row.dtype)
        lines = row.shape[0] if self.measures.gridded(row.id) else 1
        height = HEIGHTS[wants] + taller(lines) * (1 + wants) + (THUMB_SPACE if thumb else 0.0)
        return Plan(
            vertex, round=False, width=min(WIDEST, round(width)), height=height, title=title,
            meta=meta, rim=rim, wants=wants, thumb=thumb, lines=lines,
        )  # fmt: skip

    def _room(self, row: TensorRow, end: TensorRow, meta: str) -> float:
        """The width of what is said at the right of a title, also before `net.double()`, `t_()`."""
        values = self.tape.values
        given = [row.value, *(one.value for one in self.index.relations.changes(row.id))]
        kinds = {(values[one].dtype, values[one].shape) for one in given if one is not None}
        if kinds <= {(end.dtype, end.shape)}:
            return width_of(meta, META)
        now, *others = (
            width_of(kind_of(dtype, lengths, self.language), META)
            for dtype, lengths in ((end.dtype, end.shape), *kinds)
        )
        return width_of(meta, META) - now + max(now, *others)

    def _name(self, tensor: int) -> str:
        return self.names.get(tensor) or self.index.name(tensor)

    def _named(self, row: TensorRow) -> bool:
        """Whether the program gave it a name, or gave one to what it was before."""
        return bool(self.index.names(row.id)) or self._name(row.id) != row.name

    def _compact(self, vertex: Vertex, row: TensorRow, wants: bool, rim: Rim) -> Plan:
        said = module_cards.said_inside(row.name, self.graph, vertex)
        title = cut_middle(said, LONGEST_EXPRESSION)
        values, grads = self.measures.numbers(row.id)
        value = width_of(word("value", self.language), META) + GAP + values
        grad = width_of(word("grad", self.language), META, bold=True) + GAP + grads if grads else 0
        stacked = bool(grads) and value + BETWEEN + grad > WIDEST_LINE
        numbers = max(value, grad) if stacked else value + BETWEEN * bool(grads) + grad
        note = self.measures.note_width(row.id) if grads else 0.0
        width = 2 * SLIM + max(width_of(title, META) + note, numbers)
        lines = row.shape[0] if self.measures.gridded(row.id) else 1
        height = COMPACT_HEIGHT + taller(lines) * (1 + stacked) + STACKED * stacked
        return Plan(
            vertex, round=False, width=min(WIDEST, max(NARROWEST_COMPACT, round(width))),
            height=height, title=title, rim=rim, wants=wants, compact=True,
            lines=lines, stacked=stacked,
        )  # fmt: skip

    def _rim(self, row: TensorRow, wants: bool) -> Rim:
        if row.id in self.losses:
            return "loss"
        if not wants:
            return "constant"
        return "leaf" if row.is_leaf else "plain"

    def _meta(self, row: TensorRow, rim: Rim) -> str:
        kind = kind_of(row.dtype, row.shape, self.language)
        if rim == "loss":
            return f"{kind} · {word('root' if row.shape else 'loss', self.language)}"
        if row.node is not None and self._is_older(row.step):
            return f"{word('older', self.language)} · {kind}"
        if rim == "leaf" or rim == "constant":
            return f"{word(rim, self.language)} · {kind}"
        return kind

    def _is_older(self, step: int) -> bool:
        """Whether what a step made stands at the edge of a span: its own past is not drawn."""
        return self.span is not None and step < self.span.first

    def _sign(self, place: int, vertex: Vertex) -> Plan:
        op = self.tape.ops[vertex.ref]
        sign = symbol_of(op)
        name, carries = self._sign_name(op)
        name = "" if name == sign else name
        notes = op_notes(op)
        inside = max(CIRCLE, width_of(sign, SIGN) + 26, 30.0 * self.inputs[place] - 14)
        beside = max([width_of(name, NOTE, bold=True), *(width_of(n, NOTE) for n in notes)])
        width = round(inside + 2 * (beside + BESIDE_SIGN + 2))
        rim: Rim = "plain" if carries else "constant"
        return Plan(
            vertex, round=True, width=width, height=CIRCLE, title=sign, rim=rim, notes=notes,
            name=name, sign=inside,
        )  # fmt: skip

    def _sign_name(self, op: Op) -> tuple[str, bool]:
        names = [node.name for node in reversed(self.tape.own_nodes(op))]
        if names:
            return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else ""), True
        made = [self.tape.tensors[t].node for t in op.outputs]
        node = next((n for n in made if n is not None), None)
        return (op.name, False) if node is None else (self.tape.nodes[node].name, True)

    def _node(self, _place: int, vertex: Vertex) -> Plan:
        node = self.tape.nodes[vertex.ref]
        tensor = self.index.tensor_at((node.id, 0))
        rim: Rim = "leaf" if node.variable is not None else "plain"
        if node.id in self.roots:
            rim = "loss"
        named = tensor is not None and (node.variable is not None or self.index.names(tensor))
        meta = cut_name(self._name(tensor), LONGEST_TITLE) if named and tensor is not None else ""
        if node.variable is None and self._is_older(node.step):
            older = word("older", self.language)
            meta = f"{meta} · {older}" if meta else older
        lines = self.measures.rows((node.id, 0))
        grads = self.measures.at_port((node.id, 0)) + (
            self.measures.note_width(tensor) if tensor is not None else 0
        )
        if node.variable is not None:
            grads = self.measures.leaf(node.variable)
        title = width_of(node.name, ROW, bold=True)
        width = max(
            150.0,
            2 * PAD + title + (18 + width_of(meta, ROW) if meta else 0),
            2 * PAD + row_label(self.language) + grads,
        )
        return Plan(
            vertex, round=False, width=min(WIDEST, round(width)),
            height=NODE_HEIGHT + LINE * (lines - 1),
            title=node.name, meta=meta, rim=rim, wants=True, lines=lines,
        )  # fmt: skip


def _roots(tape: Tape, index: TapeIndex, span: Span | None) -> tuple[set[int], set[int]]:
    """Tensors and nodes that backward runs started from."""
    tensors: set[int] = set()
    nodes: set[int] = set()
    for run in runs_within(tape, span):
        for seed in roots_of(tape, run):
            nodes.add(seed.node)
            tensor = seed.tensor
            if tensor is None:
                tensor = index.tensor_at((seed.node, seed.input_nr))
            if tensor is not None:
                tensors.add(tensor)
    return tensors, nodes
