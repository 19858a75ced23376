"""Where a graph that does not fit opens: few of its cards are cut, and it stays about the step."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas.canvas import Canvas
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.stage import WHOLE
from graphviewer.gui.canvas.tidied import ABOVE, ASIDE, CLOSE, SMALLER, tidied
from graphviewer.record.program import record
from graphviewer.session.viewing import Look
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

ROOM = QRectF(0, 0, 1000, 1000)
LAYERS = """
import torch
from torch import nn

torch.manual_seed(0)
parts = [nn.Sequential(nn.Linear(8, 8), nn.BatchNorm1d(8), nn.ReLU()) for _ in range(6)]
net = nn.Sequential(*parts)
loss = net(torch.randn(4, 8)).square().mean()
loss.backward()
"""


@cache
def layers() -> Tape:
    return record(LAYERS, "layers.py")


def _scene(*cards: QRectF, signs: tuple[int, ...] = ()) -> Scene:
    sides = np.array([(one.x(), one.y(), one.width(), one.height()) for one in cards]).T
    kinds = [SimpleNamespace(kind="op" if k in signs else "tensor") for k in range(len(cards))]
    graph = SimpleNamespace(vertices=kinds)
    return cast("Scene", SimpleNamespace(**dict(zip("xywh", sides, strict=True)), graph=graph))


def _seen(factor: float, way: QPointF) -> QRectF:
    """What is seen at a scale of 1, without the part of the margins that no card may take."""
    size = ROOM.size() / factor
    seen = QRectF(ROOM.center() - QPointF(size.width(), size.height()) / 2 + way, size)
    aside, above = CLOSE * ASIDE / factor, CLOSE * ABOVE / factor
    return seen.adjusted(-aside, -above, aside, above)


def _bounds(*cards: QRectF) -> QRectF:
    found = QRectF()
    for card in cards:
        found = found.united(card)
    return found


def test_a_few_pixels_are_moved_for_a_card_to_be_whole() -> None:
    cards = [QRectF(200, 100, 300, 200), QRectF(750, 100, 300, 200), QRectF(1600, 100, 300, 200)]
    factor, way = tidied(_scene(*cards), _bounds(*cards), ROOM, [0], 1.0)
    assert factor == 1
    assert all(_seen(factor, way).contains(card) for card in cards[:2])


def test_a_little_smaller_if_that_cuts_none() -> None:
    cards = [QRectF(20, 100, 300, 200), QRectF(780, 100, 300, 200), QRectF(20, 600, 300, 200)]
    cards += [QRectF(780, 600, 300, 200), QRectF(1600, 2000, 300, 200)]
    factor, way = tidied(_scene(*cards), _bounds(*cards), ROOM, [0], 1.0)
    assert SMALLER <= factor < 1
    assert all(_seen(factor, way).contains(card) for card in cards[:4])
    assert tidied(_scene(*cards), _bounds(*cards), ROOM, [0], WHOLE)[0] == 1


def test_the_cards_of_the_step_stay_whole() -> None:
    step = QRectF(0, 400, 200, 200)
    crowd = [QRectF(950, y, 200, 100) for y in range(0, 900, 120)]
    factor, way = tidied(_scene(step, *crowd), _bounds(step, *crowd), ROOM, [0], 1.0)
    assert _seen(factor, way).contains(step)


def test_a_sign_is_worth_more_than_a_parameter() -> None:
    sign, step = QRectF(-60, 400, 140, 140), QRectF(400, 100, 200, 200)
    leaf, far = QRectF(920, 400, 140, 140), QRectF(3000, 400, 140, 140)
    cards = sign, step, leaf, far, QRectF(-3000, 400, 140, 140)
    for signs, shown in (((0,), sign), ((2,), leaf)):
        scene = _scene(*cards, signs=signs)
        assert _seen(*tidied(scene, _bounds(*cards), ROOM, [1], WHOLE)).contains(shown)


@pytest.mark.parametrize(("top", "moves"), [(0, False), (-400, True)])
def test_where_a_graph_begins_in_view_it_stays_so(top: int, moves: bool) -> None:
    first = [QRectF(400, 0, 200, 100)]
    rows = [QRectF(x, 950, 150, 100) for x in range(50, 850, 200)]
    cards = [*first, *rows, QRectF(400, top, 200, 100), QRectF(400, 3000, 200, 100)]
    way = tidied(_scene(*cards), _bounds(*cards), ROOM, [], WHOLE)[1]
    assert (way.y() > 0) == moves


def test_nothing_moves_where_nothing_is_cut() -> None:
    cards = [QRectF(200, 100, 300, 200), QRectF(600, 500, 300, 200), QRectF(3000, 3000, 100, 100)]
    bounds = QRectF(0, 0, 3100, 3100)
    assert tidied(_scene(*cards), bounds, ROOM, [0], 1.0) == (1.0, QPointF())


def _cut(canvas: Canvas) -> int:
    """How many cards lie partly beyond the canvas's left or right edge."""
    scene, seen = canvas.scene, canvas.camera.seen()
    assert scene is not None
    level = (scene.y < seen.bottom()) & (scene.y + scene.h > seen.top())
    left = (scene.x < seen.left()) & (scene.x + scene.w > seen.left())
    right = (scene.x < seen.right()) & (scene.x + scene.w > seen.right())
    return int((level & (left | right)).sum())


@pytest.mark.parametrize("size", [(540, 540), (480, 700), (725, 820)])
def test_a_graph_that_does_not_fit_opens_with_fewer_cards_cut(
    qtbot: QtBot, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []
    for plain in (True, False):
        canvas = Canvas()
        qtbot.addWidget(canvas)
        if plain:
            monkeypatch.setattr(canvas, "_tidied", lambda _room: (1.0, QPointF()))
        canvas.resize(*size)
        canvas.show()
        canvas.set_step(len(layers().steps) - 1)
        canvas.set_look(Look(view="grad_fn"))
        canvas.set_tape(layers(), TapeIndex(layers()))
        assert canvas.camera.scale >= WHOLE
        found.append(_cut(canvas))
    assert found[1] < found[0] or found[1] == 0
