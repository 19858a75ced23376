"""The graphs that benchmarks/layout.py lays out: recorded networks with real cards, random ones."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import cache

import torch
from msgspec import Struct

from benchmarks import workloads
from benchmarks.workloads import Encoder, Workload
from graphviewer.graphs.build import build
from graphviewer.graphs.data import Shaping, View
from graphviewer.gui.canvas.request import SPACINGS
from graphviewer.gui.canvas.scene import Scene
from graphviewer.layout.layered import Box, Spacing, Wire
from graphviewer.layout.serve import Request
from graphviewer.record.inline import recording
from graphviewer.record.writer import Limits
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

SMALL = 64  # width of the transformers: their graph is that of wide ones
VIEWS: tuple[View, ...] = ("expression", "grad_fn")


class Case(Struct):
    """What both engines are given."""

    boxes: list[Box]
    wires: list[Wire]
    spacing: Spacing


def scattered(count: int) -> Case:
    """A random graph of `count` nodes, each fed by one or two of the 40 made before it."""
    pick = random.Random(count)
    boxes: list[Box] = []
    wires: list[Wire] = []
    for index in range(count):
        recent = range(max(0, index - 40), index)
        feeds = pick.sample(recent, min(len(recent), pick.choice((1, 1, 2))))
        boxes.append(Box(pick.uniform(150, 220), pick.uniform(44, 64)))
        wires += [Wire(feed, index, 0, port) for port, feed in enumerate(feeds)]
    return Case(boxes, wires, SPACINGS["down"])


def _encoder(layers: int) -> Workload:
    torch.manual_seed(workloads.SEED)
    model = Encoder(SMALL, layers)
    return Workload(model, (torch.randn(2, 8, SMALL),), tuple(model.parameters()))


NETWORKS: dict[str, Callable[[], Workload]] = {
    "c=a*b": workloads.product,
    "MLP": workloads.mlp,
    "ResNet-18": workloads.resnet,
    "transformer, 12 layers": lambda: _encoder(12),
    "transformer, 96 layers": lambda: _encoder(96),
    "LSTMCell, 100 steps": workloads.lstm_cell,
    "LSTM by hand, 100 steps": workloads.lstm_hand,
}
RANDOM = (100, 300, 500, 1000, 2000, 5000, 10000)


@cache
def tape_of(network: str) -> Tape:
    """The tape of a network's forward and backward run. Raises RuntimeError if it is cut off."""
    torch.manual_seed(workloads.SEED)
    work = NETWORKS[network]()
    with recording(workloads.__file__, sys._getframe(), limits=Limits(steps=100_000)) as tape:
        workloads.run(work.model, work.inputs)
    if tape.end is None or tape.end.reason != "finished":
        raise RuntimeError(f"{network}: {tape.end}")
    return tape


def recorded(network: str, view: View) -> Case:
    """A network's graph with the sizes its cards have. Needs a QGuiApplication."""
    tape = tape_of(network)
    asked = _asked(tape, view, Shaping(opened=frozenset()))
    return Case(asked.boxes, asked.wires, SPACINGS["down"])


def opened(network: str) -> Request:
    """A network with all its modules open, in frames."""
    tape = tape_of(network)
    keys: frozenset[str] = frozenset()
    while True:
        graph = build(tape, TapeIndex(tape), "modules", None, Shaping(opened=keys))
        shut = {graph.folds[v.ref].key for v in graph.vertices if v.kind == "module"}
        if not shut:
            return _asked(tape, "modules", Shaping(opened=keys))
        keys |= shut


def _asked(tape: Tape, view: View, shaping: Shaping) -> Request:
    scene = Scene(tape, TapeIndex(tape), view, shaping=shaping, at_once=False)
    for _ in scene.prepare():
        pass
    return scene.request()


def names() -> list[str]:
    """All cases, the real ones first."""
    found = [f"{network} / {view}" for network in NETWORKS for view in VIEWS]
    return found + [f"random {count}" for count in RANDOM]


def case(name: str) -> Case:
    """The graph of a name."""
    if name.startswith("random "):
        return scattered(int(name.split()[1]))
    network, _, view = name.partition(" / ")
    return recorded(network, next(one for one in VIEWS if one == view))
