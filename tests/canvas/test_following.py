"""Where a graph that does not fit is opened, and where the camera goes with a step."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from pytestqt.qtbot import QtBot

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.following import crammed, crowd, fuller
from graphviewer.gui.canvas.hit import boxes_in
from graphviewer.gui.canvas.marks.kinds import EVERY
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.stage import EASY
from graphviewer.gui.canvas.tidied import SMALLER
from graphviewer.record.program import record
from graphviewer.session.viewing import Direction, Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

# a long chain, parameters that nothing uses, a weight of many elements and a print at the end
SOURCE = """
import torch
from torch import nn

spare = nn.ModuleList([nn.Linear(5, 8) for _ in range(6)])
w = torch.randn(6, 10, requires_grad=True)
x = torch.randn(1, 6)
h = x @ w
for _ in range(20):
    h = h.tanh() * 0.9
loss = h.sum()
loss.backward()
print(loss)
"""
VIEWS: tuple[View, ...] = ("expression", "grad_fn", "scalars")


@cache
def tape() -> Tape:
    return record(SOURCE, "chain.py")


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.set_motion(wanted=False)
    widget.resize(620, 500)
    widget.show()
    return widget


def room(canvas: Canvas) -> QRectF:
    return canvas._room().adjusted(-2, -2, 2, 2)  # it stands on whole pixels


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("direction", ["down", "right"])
def test_a_graph_never_opens_where_nothing_is(
    canvas: Canvas, view: View, direction: Direction
) -> None:
    last = len(tape().steps) - 1
    for step in (0, last // 3, last // 2, last - 1, last):
        canvas.clear()
        canvas.set_step(step)
        canvas.set_look(Look(view=view, direction=direction))
        canvas.set_tape(tape(), TapeIndex(tape()))
        scene, picture = canvas.scene, canvas.picture
        assert scene is not None
        assert picture is not None
        assert len(boxes_in(scene, room(canvas)))
        lit = picture.lit.vertices
        assert not lit or any(room(canvas).contains(scene.rect(place)) for place in lit)


@pytest.mark.parametrize("view", VIEWS)
def test_one_card_of_each_step_is_seen_while_stepping(canvas: Canvas, view: View) -> None:
    canvas.set_look(Look(view=view))
    canvas.set_tape(tape(), TapeIndex(tape()))
    for step in (*range(len(tape().steps)), 3, 40, 9):
        canvas.set_step(step)
        scene, picture = canvas.scene, canvas.picture
        assert scene is not None
        assert picture is not None
        lit = picture.lit.vertices
        assert not lit or any(room(canvas).contains(scene.rect(place)) for place in lit)


def test_a_large_graph_opens_with_its_trunk_in_view(canvas: Canvas) -> None:
    """And not beside it, where parameters that lie far out move the middle."""
    canvas.set_step(len(tape().steps) - 1)
    canvas.set_tape(tape(), TapeIndex(tape()))
    scene = canvas.scene
    assert scene is not None
    seen = room(canvas)
    everywhere = QRectF(scene.x.min(), seen.top(), np.ptp(scene.x) + 999, seen.height())
    assert len(boxes_in(scene, seen)) >= len(boxes_in(scene, everywhere)) / 2


def test_the_crowd_is_the_part_with_most_cards_that_are_used() -> None:
    places = [0, 10, 20, 30, 500, 900, 910, 920, 930, 940, 950]
    links = [SimpleNamespace(source=place, target=place + 1) for place in range(6)]
    scene = cast(
        "Scene",
        SimpleNamespace(
            x=np.array(places, float),
            y=np.zeros(11),
            w=np.full(11, 10.0),
            h=np.full(11, 10.0),
            graph=SimpleNamespace(links=links),
        ),
    )
    found = crowd(scene, QRectF(400, -50, 100, 100), across=False)
    assert (found.left(), found.right(), found.top()) == (-30, 70, -50)
    assert crowd(scene, QRectF(400, 50, 100, 100), across=False).isEmpty()


def test_of_cards_that_are_far_apart_as_many_are_shown_as_fit() -> None:
    cards = (QRectF(0, 0, 10, 10), QRectF(0, 200, 10, 10), QRectF(0, 150, 10, 10))
    sides = np.array([(one.x(), one.y(), one.width(), one.height()) for one in cards]).T
    scene = cast(
        "Scene",
        SimpleNamespace(**dict(zip("xywh", sides, strict=True)), rect=cards.__getitem__),
    )
    found = crammed(scene, range(3), lambda rect: rect.height() <= 100, QPointF(5, 220))
    assert found == cards[1].united(cards[2])


def _scene(*cards: QRectF) -> Scene:
    sides = np.array([(one.x(), one.y(), one.width(), one.height()) for one in cards]).T
    return cast("Scene", SimpleNamespace(**dict(zip("xywh", sides, strict=True))))


def test_a_card_beside_many_others_is_shown_with_them_and_not_with_emptiness() -> None:
    step, room = QRectF(0, 0, 10, 10), QRectF(-90, -90, 100, 100)
    others = [QRectF(x, 30, 10, 10) for x in (0, 20, 40, 60)]
    moved = room.translated(fuller(_scene(step, *others), room, step, [0]))
    assert all(moved.contains(card) for card in (step, *others))


def test_nothing_moves_where_most_can_be_seen_already() -> None:
    cards = [QRectF(x, 40, 10, 10) for x in (0, 20, 40, 60, 80, 100)]
    room = QRectF(-5, 0, 100, 100)
    assert fuller(_scene(*cards), room, cards[0], [0]) == QPointF()


def test_where_a_step_is_spread_wide_its_sign_is_in_view(canvas: Canvas) -> None:
    canvas.resize(420, 330)
    canvas.set_tape(tape(), TapeIndex(tape()))
    for step in range(len(tape().steps)):
        canvas.set_step(step)
        scene, picture = canvas.scene, canvas.picture
        assert scene is not None
        assert picture is not None
        signs = [k for k in picture.lit.vertices if scene.graph.vertices[k].kind == "op"]
        assert not signs or any(room(canvas).contains(scene.rect(k)) for k in signs)


def test_a_long_narrow_graph_opens_as_large_as_its_breadth_allows(canvas: Canvas) -> None:
    canvas.set_tape(tape(), TapeIndex(tape()))
    wide = canvas.camera.scale
    canvas.set_look(Look(view="grad_fn"))
    assert SMALLER * wide <= canvas.camera.scale <= EASY
    assert canvas.camera.seen().width() >= canvas.camera.bounds.width()


def test_a_graph_with_few_single_numbers_opens_at_those(canvas: Canvas) -> None:
    source = """
import torch
x = torch.randn(30, 30)
w = torch.randn(30, 30, requires_grad=True)
for _ in range(8):
    x = (x @ w).tanh()
loss = x.square().mean() * 3
loss.backward()
print(loss)
"""
    found = record(source, "few.py")
    canvas.set_step(len(found.steps) - 1)
    canvas.set_look(Look(view="scalars"))
    canvas.set_tape(found, TapeIndex(found))
    scene = canvas.scene
    assert scene is not None
    seen = boxes_in(scene, room(canvas)).tolist()
    assert any(scene.graph.vertices[k].kind == "scalar" for k in seen)


def test_showing_gradients_by_size_leaves_what_is_looked_at(canvas: Canvas) -> None:
    canvas.set_tape(tape(), TapeIndex(tape()))
    last = len(tape().steps) - 1  # prints: it is about nothing in the graph
    canvas.set_step(last)
    canvas.settle()
    opened = QPointF(canvas.camera.centre)
    for step in (*range(last // 2), last):
        canvas.set_step(step)
    looked_at = QPointF(canvas.camera.centre)
    assert looked_at != opened
    for magnitude in (True, False):
        canvas.set_wanted(EVERY._replace(magnitude=magnitude))
        assert canvas.camera.centre == looked_at
