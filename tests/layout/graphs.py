"""Graphs to lay out: hypothesis strategies and the shapes that lessons have."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from graphviewer.layout.layered import Box, Wire

Graph = tuple[list[Box], list[Wire]]
CARD = Box(240.0, 90.0)
SIGN = Box(160.0, 52.0, 26.0)
NODE = Box(190.0, 54.0)


@st.composite
def dags(draw: st.DrawFn, most: int = 24) -> Graph:
    """Acyclic graphs with double wires, lonely boxes and boxes of odd shapes."""
    sizes = st.floats(1.0, 900.0)
    box = st.one_of(st.sampled_from([CARD, SIGN, NODE]), st.builds(Box, sizes, sizes))
    boxes = draw(st.lists(box, max_size=most))
    if len(boxes) < 2:
        return boxes, []
    ends = st.integers(0, len(boxes) - 1)
    ports = st.integers(0, 3)
    drawn = draw(st.lists(st.tuples(ends, ends, ports, ports), max_size=2 * most))
    return boxes, [Wire(min(u, v), max(u, v), p, q) for u, v, p, q in drawn if u != v]


@st.composite
def any_graphs(draw: st.DrawFn) -> Graph:
    """Graphs that may hold cycles and wires from a box to itself."""
    boxes, wires = draw(dags(most=10))
    flips = draw(st.lists(st.booleans(), min_size=len(wires), max_size=len(wires)))
    turned = [
        Wire(w.target, w.source, w.target_port, w.source_port) if flip else w
        for w, flip in zip(wires, flips, strict=True)
    ]
    loops = draw(st.sets(st.integers(0, len(boxes) - 1), max_size=3)) if boxes else set()
    return boxes, turned + [Wire(box, box) for box in sorted(loops)]


def chain(count: int) -> Graph:
    """Boxes in one line, cards and signs in turn."""
    boxes = [SIGN if index % 2 else CARD for index in range(count)]
    return boxes, [Wire(index, index + 1) for index in range(count - 1)]


def scattered(count: int, seed: int = 1) -> Graph:
    """A random graph whose nodes are fed by one or two of the 40 before."""
    pick = random.Random(seed)
    boxes = [Box(pick.uniform(150, 220), pick.uniform(44, 64)) for _ in range(count)]
    wires = [
        Wire(pick.randrange(max(0, target - 40), target), target, 0, port)
        for target in range(1, count)
        for port in range(pick.choice((1, 1, 2)))
    ]
    return boxes, wires


class Program:
    """A program's Expression graph: cards and operation signs, built as the program runs."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.wires: list[Wire] = []

    def card(self) -> int:
        self.boxes.append(CARD)
        return len(self.boxes) - 1

    def op(self, *inputs: int) -> int:
        """The card of an operation's result; the sign stands just before it."""
        self.boxes.append(SIGN)
        sign = len(self.boxes) - 1
        self.wires += [Wire(card, sign, 0, port) for port, card in enumerate(inputs)]
        self.wires.append(Wire(sign, self.card()))
        return sign + 1

    @property
    def graph(self) -> Graph:
        return self.boxes, self.wires


def mlp(layers: int = 3) -> Graph:
    """Linear layers with ReLU and a squared loss."""
    program = Program()
    value = program.card()
    for _ in range(layers):
        value = program.op(program.op(value, program.card()), program.card())
        value = program.op(value)
    program.op(program.op(program.op(value, program.card())))
    return program.graph


def attention(layers: int = 4) -> Graph:
    """Residual attention blocks."""
    program = Program()
    card, op = program.card, program.op
    value = card()
    for _ in range(layers):
        query, key, content = (op(value, card()) for _ in range(3))
        value = op(value, op(op(op(query, key)), content))
        value = op(value, op(op(op(value, card())), card()))
    op(value)
    return program.graph


def recurrent(steps: int = 100) -> Graph:
    """An LSTM-like cell unrolled, its parameters drawn beside each use."""
    program = Program()
    card, op = program.card, program.op
    hidden, memory = card(), card()
    for _ in range(steps):
        gates = op(op(card(), card()), op(hidden, card()))
        forget, update, new, out = (op(gates) for _ in range(4))
        memory = op(op(forget, memory), op(update, new))
        hidden = op(out, op(memory))
    op(hidden)
    return program.graph


def reused(steps: int = 300) -> Graph:
    """One tensor added again and again: far more rows to pass than wires to draw."""
    program = Program()
    shared = program.op(program.card())
    value = program.op(shared)
    for _ in range(steps):
        value = program.op(value, shared)
    return program.graph
