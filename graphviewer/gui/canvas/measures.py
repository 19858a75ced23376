"""How wide what cards say will be at any step, so that nothing moves while stepping."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from graphviewer.explain.numbers import short
from graphviewer.graphs.data import Vertex
from graphviewer.graphs.scalars import element_of
from graphviewer.gui.canvas.gradline import FEW, grad_line, leaf_events
from graphviewer.gui.canvas.grids import NODE_NARROWER, grid, suits, wide
from graphviewer.gui.canvas.scalar_numbers import Widest, widest_numbers
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.canvas.widths import NO_TEXTS, Widths
from graphviewer.gui.canvas.words import arrived, word
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.span import Span, made_within, nodes_of, runs_within, steps_within
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

META, ROW = 12, 15  # text heights in scene pixels
MORE = 10.0  # between a gradient and what is to be added to it
MEASURED = 4000  # texts measured one by one; of more some of each shape and dtype, and what turns
# out to be wider is cut with an ellipsis
ALIKE = 24  # of each shape and dtype
SLICE = 60  # texts measured between two pauses
SAMPLED = 40  # steps at which a leaf's line is measured
Key = TypeVar("Key", int, Port)


class Measures:
    """The widest of each tensor's texts: at all steps, or at those of a span for some vertices."""

    def __init__(
        self,
        tape: Tape,
        index: TapeIndex,
        language: str,
        span: Span | None = None,
        vertices: Sequence[Vertex] = (),
    ) -> None:
        self.tape = tape
        self.index = index
        self.language = language
        self.span = span
        self._vertices = vertices
        self._texts: dict[int, list[float]] = {}
        self._ports: dict[Port, list[float]] = {}  # the same for each port
        self._sent: dict[Port, int] = {}  # one of its gradients
        self._shapes: dict[Port, tuple[int, ...]] = {}
        self._leaves: dict[int, float] = {}
        self._notes: dict[int, float] = {}
        self._scalars: Widest = {}
        self._incoming: Counter[Port] | None = None

    def run(self) -> Iterator[None]:
        """Measure, in slices; to be done before anything is asked."""
        yield from self._measure_texts()
        yield from self._measure_leaves()
        for widest in widest_numbers(self.tape, self.index, self._vertices, self.span):
            self._scalars = widest
            yield

    # --- a vertex at a time

    def widths(self, vertex: Vertex) -> Widths:
        """All that was measured for a vertex."""
        if vertex.kind == "tensor":
            texts = tuple(self._texts.get(vertex.ref, NO_TEXTS))
            return Widths(texts, (), self.leaf(vertex.ref), self.note_width(vertex.ref))
        if vertex.kind == "scalar":
            return Widths((*self.scalars(vertex), 0.0, 0.0))
        if vertex.kind != "node":
            return Widths()
        tensor = self.index.tensor_at((vertex.ref, 0))
        variable = self.tape.nodes[vertex.ref].variable
        return Widths(
            tuple(self._ports.get((vertex.ref, 0), NO_TEXTS)),
            self._shape((vertex.ref, 0)),
            self.leaf(variable) if variable is not None else 0.0,
            self.note_width(tensor) if tensor is not None else 0.0,
        )

    def take(self, vertex: Vertex, widths: Widths) -> None:
        """Answer for a vertex with these instead of measuring."""
        tensor: int | None = vertex.ref
        found = element_of(vertex.ref) if vertex.kind == "scalar" else None
        if found is not None:
            self._scalars[found[0]] = (widths.texts[0], widths.texts[1])
        if vertex.kind not in ("tensor", "node"):
            return
        if vertex.kind == "node":
            self._ports[vertex.ref, 0] = list(widths.texts)
            self._shapes[vertex.ref, 0] = widths.shape
            tensor = self.index.tensor_at((vertex.ref, 0))
        if tensor is not None:
            self._texts[tensor] = list(widths.texts)
            self._leaves[tensor], self._notes[tensor] = widths.leaf, widths.note

    # --- what plans ask

    def scalars(self, vertex: Vertex) -> tuple[float, float]:
        """Widths of the widest value and gradient of any element of a scalar's tensor."""
        found = element_of(vertex.ref)
        return (0.0, 0.0) if found is None else self._scalars.get(found[0], (0.0, 0.0))

    def gridded(self, tensor: int) -> bool:
        """Whether a tensor's matrices are set as rows below each other."""
        return suits(self._texts.get(tensor, NO_TEXTS), self.tape.tensors[tensor].shape)

    def numbers(self, tensor: int) -> tuple[float, float]:
        """Widths of a tensor's widest value and widest gradient."""
        texts = self._texts.get(tensor, NO_TEXTS)
        return (texts[2], texts[3]) if self.gridded(tensor) else (texts[0], texts[1])

    def rows(self, port: Port) -> int:
        """In how many rows the gradients of a port are set: one where they are no grids."""
        leaf, shape = self.tape.nodes[port[0]].variable, self._shape(port)
        if leaf is not None:  # the numbers of its `.grad`
            return shape[0] if shape and self.gridded(leaf) else 1
        return shape[0] if suits(self._ports.get(port, NO_TEXTS), shape, NODE_NARROWER) else 1

    def _shape(self, port: Port) -> tuple[int, ...]:
        sent = self._sent.get(port)
        found = self.tape.values[sent].shape if sent is not None else ()
        return self._shapes.get(port, found)

    def at_port(self, port: Port) -> float:
        """Width of the widest gradient of a port, as it is set."""
        texts = self._ports.get(port, NO_TEXTS)
        return texts[3] if self.rows(port) > 1 else texts[1]

    def leaf(self, tensor: int) -> float:
        """Width of the widest line on a leaf's card of its gradient."""
        return self._leaves.get(tensor, 0.0)

    def note_width(self, tensor: int) -> float:
        """Room for `1 of 2` where several contributions arrive."""
        if tensor in self._notes:
            return self._notes[tensor]
        if self._incoming is None:
            edges = (edge for node in nodes_of(self.tape, self.span) for edge in node.edges)
            self._incoming = Counter((e.to, e.input_nr) for e in edges if e is not None)
        expected = sum(self._incoming[port] for port in self.index.ports(tensor))
        if expected < 2:
            return 0.0
        return 12 + width_of(arrived(expected, expected, self.language), META)

    # --- measuring

    def _measure_texts(self) -> Iterator[None]:
        tape = self.tape
        steps = steps_within(tape, self.span)
        kept = ((s.tensor, s.after) for s in steps if s.kind == "accumulate")
        tensors, drawn = self._drawn()
        values, grads = _known(self._values(), tensors), _known(kept, tensors)
        ports = _known(self._gradients(), drawn)
        yield
        yield from self._measure_all(values, 0, self._texts)
        yield from self._measure_all(grads, 1, self._texts)
        yield from self._measure_all(ports, 1, self._ports)
        self._sent = dict(ports)
        for port, found in self._ports.items():
            tensor = self.index.tensor_at(port)
            if tensor is not None:
                widths = self._texts.setdefault(tensor, [0.0] * 4)
                widths[:] = map(max, widths, found)

    def _drawn(self) -> tuple[set[int], set[Port]]:
        """The tensors and ports that some vertex says something of."""
        tensors = {vertex.ref for vertex in self._vertices if vertex.kind == "tensor"}
        ports = {port for tensor in tensors for port in self.index.ports(tensor)}
        ports.update((vertex.ref, 0) for vertex in self._vertices if vertex.kind == "node")
        return tensors, ports

    def _measure_all(
        self, said: list[tuple[Key, int]], kind: int, texts: dict[Key, list[float]]
    ) -> Iterator[None]:
        """Each value; of very many some of each shape and dtype, and all are held to be alike."""
        values = self.tape.values
        if len(said) <= MEASURED:
            for number, (key, value) in enumerate(said):
                self._widen(texts.setdefault(key, [0.0] * 4), kind, values[value])
                if number % SLICE == 0:
                    yield
            return
        alike: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
        for _, value in said:
            alike[values[value].dtype, values[value].shape].append(value)
        yield
        widest: dict[tuple[str, tuple[int, ...]], list[float]] = {}
        for form, some in alike.items():
            widest[form] = [0.0] * 4
            for value in some[:: 1 + len(some) // ALIKE]:
                self._widen(widest[form], kind, values[value])
            yield
        for key, value in said:
            found, widths = widest[values[value].dtype, values[value].shape], texts.get(key)
            texts[key] = list(found) if widths is None else list(map(max, widths, found))

    def _widen(self, widths: list[float], kind: int, value: Value) -> None:
        bold = kind == 1
        widths[kind] = max(widths[kind], width_of(short(value), ROW, bold))
        widths[kind + 2] = max(widths[kind + 2], wide(grid(value), ROW, bold))

    def _measure_leaves(self) -> Iterator[None]:
        events: dict[int, list[int]] = {}
        for leaf, step in leaf_events(self.tape, self.span):
            events.setdefault(leaf, []).append(step)
        if self.span is not None:
            for leaf in self._shown():
                events.setdefault(leaf, []).insert(0, self.span.first)
        yield
        for leaf, steps in islice(events.items(), MEASURED // SAMPLED):
            ports = self.index.ports(leaf)
            some = SAMPLED if len(steps) <= MEASURED // SAMPLED else SAMPLED // 10
            for step in (*steps[:: 1 + len(steps) // some], steps[-1]):
                say, few = (grid, 0) if self.gridded(leaf) else (short, FEW)
                line = grad_line(
                    self.tape, self.index, leaf, ports, step, self.language, say, few=few
                )
                width = wide(line.text, ROW, bold=line.has)
                width += MORE + width_of(line.more, ROW) if line.more else 0.0
                width += 12 + width_of(line.note, META) if line.note else 0.0
                self._leaves[leaf] = max(self._leaves.get(leaf, 0.0), width)
                yield

    def _shown(self) -> Iterator[int]:
        """Leaves among the vertices."""
        for vertex in self._vertices:
            tensor: int | None = vertex.ref if vertex.kind == "tensor" else None
            if vertex.kind == "node":
                tensor = self.tape.nodes[vertex.ref].variable
            if tensor is not None and self.tape.tensors[tensor].is_leaf:
                yield tensor

    def _values(self) -> Iterator[tuple[int, int | None]]:
        tape, span = self.tape, self.span
        if span is None:
            yield from ((row.id, row.value) for row in tape.tensors)
            yield from ((change.tensor, change.value) for change in tape.changes)
            return
        shown = {vertex.ref for vertex in self._vertices if vertex.kind == "tensor"}
        for tensor in shown:
            begin = max(span.first, tape.tensors[tensor].step)
            yield tensor, self.index.value_at(tensor, begin)
        for change in made_within(tape.changes, span):
            if change.tensor in shown:
                yield change.tensor, change.value

    def _gradients(self) -> Iterator[tuple[Port, int | None]]:
        """Every gradient that arrives at a port, and every whole one."""
        for run in runs_within(self.tape, self.span):
            yield from (((seed.node, seed.input_nr), seed.gradient) for seed in run.seeds)
        for step in steps_within(self.tape, self.span):
            if step.kind != "backward" or step.node is None:
                continue
            yield from (((step.node, port), value) for port, value in enumerate(step.gradients_in))
            edges = self.tape.nodes[step.node].edges
            for edge, value in zip(edges, step.gradients_out, strict=False):
                if edge is not None:
                    yield (edge.to, edge.input_nr), value


def _known(
    said: Iterable[tuple[Key | None, int | None]], among: Container[Key | None]
) -> list[tuple[Key, int]]:
    """What can be measured of what is drawn."""
    return [
        (key, value)
        for key, value in said
        if key is not None and value is not None and key in among
    ]


def row_label(language: str) -> float:
    """Width of the words `value` and `grad` with the space after them."""
    return (
        max(
            width_of(word("value", language), ROW), width_of(word("grad", language), ROW, bold=True)
        )
        + 10
    )
