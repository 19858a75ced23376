"""What never changes about a card or a sign while stepping: its words, its kind, and its size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Literal, NamedTuple

from PySide6.QtGui import QFontMetricsF

from graphviewer.explain.numbers import short
from graphviewer.explain.symbols import symbol_of
from graphviewer.gui.canvas.gradline import grad_line, leaf_events
from graphviewer.gui.canvas.words import arrived, word
from graphviewer.gui.theme.fonts import sans
from graphviewer.tape.graph import Graph, Vertex
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.rows import Op
from graphviewer.tape.rows import Tensor as TensorRow
from graphviewer.tape.tape import Tape

Rim = Literal["plain", "leaf", "loss", "constant"]
TITLE, META, ROW, SIGN, NOTE = 19, 12, 15, 20, 13  # text heights in scene pixels
PAD = 16.0
MORE = 10.0  # between a gradient and what is to be added to it
TITLE_LINE, VALUE_LINE, GRAD_LINE = 26.0, 50.0, 73.0  # baselines from a card's top
HEIGHTS = {True: 87.0, False: 64.0}  # of a card with a gradient line and without
NODE_HEIGHT = 66.0
COMPACT_HEIGHT = 44.0  # of a card for a tensor without a name
EXPRESSION_LINE, NUMBER_LINE = 16.0, 35.0  # its baselines
SLIM, GAP, BETWEEN = 12.0, 6.0, 14.0  # its margin, after a word, between value and gradient
WIDEST_LINE, LINE = 300.0, 20.0  # value and gradient below each other if wider; one line's height
NARROWEST_COMPACT, LONGEST_EXPRESSION = 96.0, 28
THUMB = 54.0  # height of a heat map, with its scale below
THUMB_SPACE = 78.0
CIRCLE = 46.0
NARROWEST, WIDEST = 220.0, 560.0
LONGEST_TITLE = 26
MEASURED = 4000  # values measured for the width of cards; beyond, text is cut with an ellipsis
SLICE = 60  # texts measured between two pauses
NO_TEXTS = (0.0, 0.0)
SAMPLED = 40  # steps at which a leaf's line is measured
MANY_ELEMENTS = 12  # a matrix with more shows a heat map


class Plan(NamedTuple):
    """One vertex to draw. `round` ones are signs, the others cards."""

    vertex: Vertex
    round: bool
    width: float
    height: float
    title: str
    meta: str = ""
    rim: Rim = "plain"
    notes: tuple[str, ...] = ()
    name: str = ""  # beside a sign: the true grad_fn
    sign: float = CIRCLE  # width of a sign without what stands beside it
    wants: bool = False  # has a gradient line
    thumb: bool = False
    compact: bool = False  # a tensor the program never named


@lru_cache(maxsize=20_000)
def width_of(text: str, px: int, bold: bool = False) -> float:
    """How wide a text is, in scene pixels."""
    return metrics_of(px, bold).horizontalAdvance(text)


@lru_cache(maxsize=32)
def metrics_of(px: int, bold: bool = False) -> QFontMetricsF:
    return QFontMetricsF(sans(px, bold))


def cut(text: str, length: int) -> str:
    """At most `length` characters, the last an ellipsis where some were left out."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def cut_middle(text: str, length: int) -> str:
    """At most `length` characters, the middle left out: both ends of an expression tell most."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = (length - 1) // 2
    return text[:head] + "…" + text[head + 1 - length :]


class Planner:
    """Plans every vertex of a graph."""

    def __init__(self, tape: Tape, index: TapeIndex, graph: Graph, language: str) -> None:
        self.tape = tape
        self.index = index
        self.graph = graph
        self.language = language
        self.last = len(tape.steps)
        self.losses = _losses(tape, index)
        self.roots = {seed.node for run in tape.runs for seed in run.seeds}
        self.inputs = [0] * len(graph.vertices)
        for link in graph.links:
            self.inputs[link.target] += 1
        self._texts: dict[int, list[float]] = {}  # widest value and gradient of each tensor
        self._ports: dict[Port, float] = {}  # widest gradient of each port
        self._leaves: dict[int, float] = {}  # widest line on each leaf's card of its gradient

    def measure(self) -> Iterator[None]:
        """Measure what cards will say, in slices; to be done before planning."""
        yield from self._measure_texts()
        yield from self._measure_leaves()

    def plans(self) -> Iterator[Plan]:
        """In the order of the graph's vertices."""
        make = {"tensor": self._card, "op": self._sign, "node": self._node}
        return (make[v.kind](place, v) for place, v in enumerate(self.graph.vertices))

    def _card(self, _place: int, vertex: Vertex) -> Plan:
        row = self.tape.tensors[vertex.ref]
        wants = self.index.requires_grad_at(row.id, self.last)
        rim = self._rim(row, wants)
        if rim in ("plain", "constant") and not self._named(row):
            return self._compact(vertex, row, wants, rim)
        title = cut(self.index.name(row.id), LONGEST_TITLE)
        meta = self._meta(row, rim)
        values, grads = self._texts.get(row.id, NO_TEXTS)
        label = row_label(self.language)
        note = self._note_width(row.id) if grads else 0.0
        shown = self._leaves.get(row.id, 0.0) if row.is_leaf else grads + note
        width = max(
            NARROWEST,
            2 * PAD + width_of(title, TITLE, bold=True) + 20 + width_of(meta, META),
            2 * PAD + label + values,
            2 * PAD + label + shown,
        )
        thumb = has_thumb(row)
        height = HEIGHTS[wants] + (THUMB_SPACE if thumb else 0.0)
        return Plan(
            vertex, round=False, width=min(WIDEST, round(width)), height=height, title=title,
            meta=meta, rim=rim, wants=wants, thumb=thumb,
        )  # fmt: skip

    def _named(self, row: TensorRow) -> bool:
        """Whether the program gave it a name, or gave one to what it was before."""
        return bool(self.index.names(row.id)) or self.index.name(row.id) != row.name

    def _compact(self, vertex: Vertex, row: TensorRow, wants: bool, rim: Rim) -> Plan:
        title = cut_middle(row.name, LONGEST_EXPRESSION)
        values, grads = self._texts.get(row.id, NO_TEXTS)
        value = width_of(word("value", self.language), META) + GAP + values
        grad = width_of(word("grad", self.language), META, bold=True) + GAP + grads if grads else 0
        wide = value + BETWEEN + grad > WIDEST_LINE
        numbers = max(value, grad) if wide else value + BETWEEN * bool(grads) + grad
        note = self._note_width(row.id) if grads else 0.0
        width = 2 * SLIM + max(width_of(title, META) + note, numbers)
        return Plan(
            vertex, round=False, width=min(WIDEST, max(NARROWEST_COMPACT, round(width))),
            height=COMPACT_HEIGHT + LINE * (wide and bool(grads)), title=title, rim=rim,
            wants=wants, compact=True,
        )  # fmt: skip

    def _rim(self, row: TensorRow, wants: bool) -> Rim:
        if row.id in self.losses:
            return "loss"
        if not wants:
            return "constant"
        return "leaf" if row.is_leaf else "plain"

    def _meta(self, row: TensorRow, rim: Rim) -> str:
        kind = f"{row.dtype} {shape(row.shape)}" if row.shape else word("scalar", self.language)
        if rim == "loss":
            return f"{kind} · {word('root' if row.shape else 'loss', self.language)}"
        if rim == "leaf" or rim == "constant":
            return f"{word(rim, self.language)} · {kind}"
        return kind

    def _note_width(self, tensor: int) -> float:
        expected = max((len(users) for users in (self._fan_in(tensor),)), default=0)
        if expected < 2:
            return 0.0
        return 12 + width_of(arrived(expected, expected, self.language), META)

    def _measure_texts(self) -> Iterator[None]:
        tape = self.tape
        said = ((tensor, value, 0) for tensor, value in _values(tape))
        kept = ((s.tensor, s.after, 1) for s in tape.steps if s.kind == "accumulate")
        for number, (tensor, value, kind) in enumerate(islice(chain(said, kept), MEASURED)):
            if tensor is not None and value is not None:
                widths = self._texts.setdefault(tensor, [0.0, 0.0])
                width = width_of(short(tape.values[value]), ROW, bold=kind == 1)
                widths[kind] = max(widths[kind], width)
            if number % SLICE == 0:
                yield
        for number, (port, value) in enumerate(islice(_gradients(tape), MEASURED)):
            if value is not None:
                width = width_of(short(tape.values[value]), ROW, bold=True)
                self._ports[port] = max(self._ports.get(port, 0.0), width)
            if number % SLICE == 0:
                yield
        for port, width in self._ports.items():
            tensor = self.index.tensor_at(port)
            if tensor is not None:
                widths = self._texts.setdefault(tensor, [0.0, 0.0])
                widths[1] = max(widths[1], width)

    def _measure_leaves(self) -> Iterator[None]:
        events: dict[int, list[int]] = {}
        for leaf, step in leaf_events(self.tape):
            events.setdefault(leaf, []).append(step)
        yield
        for leaf, steps in islice(events.items(), MEASURED // SAMPLED):
            ports = self.index.ports(leaf)
            for step in (*steps[:: 1 + len(steps) // SAMPLED], steps[-1]):
                line = grad_line(self.tape, self.index, leaf, ports, step, self.language)
                width = width_of(line.text, ROW, bold=line.has)
                width += MORE + width_of(line.more, ROW) if line.more else 0.0
                width += 12 + width_of(line.note, META) if line.note else 0.0
                self._leaves[leaf] = max(self._leaves.get(leaf, 0.0), width)
                yield

    def _fan_in(self, tensor: int) -> list[int]:
        if not hasattr(self, "_incoming"):
            self._incoming: dict[tuple[int, int], list[int]] = {}
            for node in self.tape.nodes:
                for edge in node.edges:
                    if edge is not None:
                        self._incoming.setdefault((edge.to, edge.input_nr), []).append(node.id)
        return [n for port in self.index.ports(tensor) for n in self._incoming.get(port, ())]

    def _sign(self, place: int, vertex: Vertex) -> Plan:
        op = self.tape.ops[vertex.ref]
        sign = symbol_of(op)
        name, carries = self._sign_name(op)
        name = "" if name == sign else name
        notes = _notes(op)
        inside = max(CIRCLE, width_of(sign, SIGN) + 26, 30.0 * self.inputs[place] - 14)
        beside = max([width_of(name, NOTE, bold=True), *(width_of(n, NOTE) for n in notes)])
        width = round(inside + 2 * (beside + 14))
        rim: Rim = "plain" if carries else "constant"
        return Plan(
            vertex, round=True, width=width, height=CIRCLE, title=sign, rim=rim, notes=notes,
            name=name, sign=inside,
        )  # fmt: skip

    def _sign_name(self, op: Op) -> tuple[str, bool]:
        names = [
            self.tape.nodes[n].name
            for n in reversed(op.nodes)
            if self.tape.nodes[n].variable is None
        ]
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
        meta = cut(self.index.name(tensor), LONGEST_TITLE) if named and tensor is not None else ""
        grads = self._ports.get((node.id, 0), 0.0) + (self._note_width(tensor) if tensor else 0)
        if node.variable is not None:
            grads = self._leaves.get(node.variable, 0.0)
        title = width_of(node.name, ROW, bold=True)
        width = max(
            150.0,
            2 * PAD + title + (18 + width_of(meta, ROW) if meta else 0),
            2 * PAD + row_label(self.language) + grads,
        )
        return Plan(
            vertex, round=False, width=min(WIDEST, round(width)), height=NODE_HEIGHT,
            title=node.name, meta=meta, rim=rim, wants=True,
        )  # fmt: skip


def _notes(op: Op) -> tuple[str, ...]:
    """The arguments that are no tensors, without the defaults PyTorch passes on by name."""
    written = [
        one for one in op.constants if "=" not in one or one.split("=")[0].strip() + "=" in op.code
    ]
    return (cut(", ".join(written), 20),) if written else ()


def row_label(language: str) -> float:
    """Width of the words `value` and `grad` with the space after them."""
    return (
        max(
            width_of(word("value", language), ROW), width_of(word("grad", language), ROW, bold=True)
        )
        + 10
    )


def shape(lengths: tuple[int, ...]) -> str:
    """`[4×3]`."""
    return "[" + "×".join(map(str, lengths)) + "]"


def has_thumb(row: TensorRow) -> bool:
    """Whether a tensor is drawn as a heat map."""
    if len(row.shape) != 2 or row.dtype.startswith("complex"):
        return False
    return MANY_ELEMENTS < row.shape[0] * row.shape[1] <= 4096


def _losses(tape: Tape, index: TapeIndex) -> set[int]:
    found: set[int] = set()
    for run in tape.runs:
        for seed in run.seeds:
            tensor = seed.tensor
            if tensor is None:
                tensor = index.tensor_at((seed.node, seed.input_nr))
            if tensor is not None:
                found.add(tensor)
    return found


def _values(tape: Tape) -> Iterator[tuple[int, int | None]]:
    yield from ((row.id, row.value) for row in tape.tensors)
    yield from ((change.tensor, change.value) for change in tape.changes)


def _gradients(tape: Tape) -> Iterator[tuple[Port, int | None]]:
    """Every gradient that arrives at a port, and every whole one."""
    for run in tape.runs:
        yield from (((seed.node, seed.input_nr), seed.gradient) for seed in run.seeds)
    for step in tape.steps:
        if step.kind != "backward" or step.node is None:
            continue
        yield from (((step.node, port), value) for port, value in enumerate(step.gradients_in))
        edges = tape.nodes[step.node].edges
        for edge, value in zip(edges, step.gradients_out, strict=False):
            if edge is not None:
                yield (edge.to, edge.input_nr), value
