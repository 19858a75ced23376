"""How wide what cards say will be at any step, so that nothing moves while stepping."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from graphviewer.explain.numbers import short
from graphviewer.gui.canvas.gradline import FEW, grad_line, leaf_events
from graphviewer.gui.canvas.grids import can_be, grid, wide
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.canvas.words import arrived, word
from graphviewer.tape.index import Port, TapeIndex
from graphviewer.tape.tape import Tape
from graphviewer.tape.value import Value

META, ROW = 12, 15  # text heights in scene pixels
MORE = 10.0  # between a gradient and what is to be added to it
MEASURED = 4000  # values measured for the width of cards; beyond, text is cut with an ellipsis
SLICE = 60  # texts measured between two pauses
SAMPLED = 40  # steps at which a leaf's line is measured
NARROWER = 60.0  # a grid is set where it saves so many pixels
NO_TEXTS = (0.0,) * 4


class Measures:
    """The widest of each tensor's texts: value and gradient, in a line and as grids."""

    def __init__(self, tape: Tape, index: TapeIndex, language: str) -> None:
        self.tape = tape
        self.index = index
        self.language = language
        self._texts: dict[int, list[float]] = {}
        self._ports: dict[Port, list[float]] = {}  # the same for each port
        self.leaves: dict[int, float] = {}  # widest line on each leaf's card of its gradient

    def run(self) -> Iterator[None]:
        """Measure, in slices; to be done before anything is asked."""
        yield from self._measure_texts()
        yield from self._measure_leaves()

    def gridded(self, tensor: int) -> bool:
        """Whether a tensor's matrices are set as rows below each other: where clearly narrower."""
        texts = self._texts.get(tensor, NO_TEXTS)
        saved = max(texts[0] - texts[2], texts[1] - texts[3])
        return can_be(self.tape.tensors[tensor].shape) and saved > NARROWER

    def numbers(self, tensor: int) -> tuple[float, float]:
        """Widths of a tensor's widest value and widest gradient."""
        texts = self._texts.get(tensor, NO_TEXTS)
        return (texts[2], texts[3]) if self.gridded(tensor) else (texts[0], texts[1])

    def at_port(self, port: Port) -> float:
        """Width of the widest gradient of a port, in a line."""
        return self._ports.get(port, NO_TEXTS)[1]

    def note_width(self, tensor: int) -> float:
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
                widths = self._texts.setdefault(tensor, [0.0] * 4)
                self._widen(widths, kind, tape.values[value])
            if number % SLICE == 0:
                yield
        for number, (port, value) in enumerate(islice(_gradients(tape), MEASURED)):
            if value is not None:
                self._widen(self._ports.setdefault(port, [0.0] * 4), 1, tape.values[value])
            if number % SLICE == 0:
                yield
        for port, found in self._ports.items():
            tensor = self.index.tensor_at(port)
            if tensor is not None:
                widths = self._texts.setdefault(tensor, [0.0] * 4)
                widths[:] = map(max, widths, found)

    def _widen(self, widths: list[float], kind: int, value: Value) -> None:
        bold = kind == 1
        widths[kind] = max(widths[kind], width_of(short(value), ROW, bold))
        widths[kind + 2] = max(widths[kind + 2], wide(grid(value), ROW, bold))

    def _measure_leaves(self) -> Iterator[None]:
        events: dict[int, list[int]] = {}
        for leaf, step in leaf_events(self.tape):
            events.setdefault(leaf, []).append(step)
        yield
        for leaf, steps in islice(events.items(), MEASURED // SAMPLED):
            ports = self.index.ports(leaf)
            for step in (*steps[:: 1 + len(steps) // SAMPLED], steps[-1]):
                say, few = (grid, 0) if self.gridded(leaf) else (short, FEW)
                line = grad_line(
                    self.tape, self.index, leaf, ports, step, self.language, say, few=few
                )
                width = wide(line.text, ROW, bold=line.has)
                width += MORE + width_of(line.more, ROW) if line.more else 0.0
                width += 12 + width_of(line.note, META) if line.note else 0.0
                self.leaves[leaf] = max(self.leaves.get(leaf, 0.0), width)
                yield

    def _fan_in(self, tensor: int) -> list[int]:
        if not hasattr(self, "_incoming"):
            self._incoming: dict[tuple[int, int], list[int]] = {}
            for node in self.tape.nodes:
                for edge in node.edges:
                    if edge is not None:
                        self._incoming.setdefault((edge.to, edge.input_nr), []).append(node.id)
        return [n for port in self.index.ports(tensor) for n in self._incoming.get(port, ())]


def row_label(language: str) -> float:
    """Width of the words `value` and `grad` with the space after them."""
    return (
        max(
            width_of(word("value", language), ROW), width_of(word("grad", language), ROW, bold=True)
        )
        + 10
    )


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
