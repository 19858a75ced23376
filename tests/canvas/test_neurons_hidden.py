"""A network of which whole layers are hidden is drawn without them."""

from __future__ import annotations

from functools import cache
from itertools import chain, combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from graphviewer.graphs.data import Focus, Shaping
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.layout.data import Direction
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.canvas.test_neurons import PROGRAM
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qapp")  # texts are measured
LAYERS = 4  # the input's, the hidden one, the output's, the loss
SUBSETS = tuple(chain.from_iterable(combinations(range(LAYERS), n) for n in range(LAYERS + 1)))


@cache
def tape() -> Tape:
    return recorded(PROGRAM)


def network(shaping: Shaping, direction: Direction) -> Scene:
    return Scene(tape(), TapeIndex(tape()), "neurons", shaping=shaping, direction=direction)


def rank(scene: Scene, place: int) -> int:
    assert scene.graph.places is not None
    return round(scene.graph.places[place][1])


@pytest.mark.parametrize("direction", ["down", "right"])
@pytest.mark.parametrize("layers", SUBSETS, ids=str)
def test_those_that_are_left_stand_in_order(layers: tuple[int, ...], direction: Direction) -> None:
    whole = network(Shaping(), direction)
    assert {rank(whole, place) for place in range(len(whole.plans))} == set(range(LAYERS))
    hidden = frozenset(
        (one.kind, one.ref)
        for place, one in enumerate(whole.graph.vertices)
        if rank(whole, place) in layers
    )
    left = network(Shaping(hidden=hidden), direction)
    found: dict[int, set[float]] = {}
    for place, end in enumerate(left.ends):
        middle = end.rect.center()
        found.setdefault(rank(left, place), set()).add(
            middle.x() if direction == "right" else middle.y()
        )
    assert set(found) == set(range(LAYERS)) - set(layers)
    rows = [min(found[one]) for one in sorted(found)]
    assert rows == sorted(set(rows))
    assert all(len(one) == 1 for one in found.values())
    for step in range(-1, len(tape().steps)):
        paint(left, step)


def test_what_follows_from_a_neuron_of_the_hidden_layer_leaves_the_input_out() -> None:
    whole = network(Shaping(), "down")
    first = next(v for n, v in enumerate(whole.graph.vertices) if rank(whole, n) == 1)
    focus = Focus(first.kind, first.ref, "descendants", frozenset())
    left = network(Shaping(focus=focus), "down")
    assert {rank(left, place) for place in range(len(left.plans))} == {1, 2, 3}


def paint(scene: Scene, step: int) -> None:
    image = QImage(700, 700, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        Picture(scene, step, LIGHT).paint(painter, QRectF(-100, -100, 900, 900), "full")
    finally:
        painter.end()
