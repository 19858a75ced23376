"""After something was dragged all is painted as if the picture had been opened so."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from PySide6.QtCore import QObject, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.aligning import SIDES, Side
from graphviewer.gui.canvas.arranger import Arranger
from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.marks.book import book_of
from graphviewer.gui.canvas.marks.kinds import EVERY, Wanted
from graphviewer.gui.canvas.overview import Overview
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.layout.data import Direction
from graphviewer.tape.arrangement import Arrangement, Shift
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
SOURCE = """
import torch
from torch import nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2))
x = torch.ones(4, 2)
h = net(x)
with torch.no_grad():
    seen = h * 2
    more = seen + torch.ones(2)
cut = h.detach()
b = torch.ones(2, requires_grad=True)
y = h + b
loss = (y * y).sum()
loss.backward()
"""
SIZE = 1200


def painted(picture: Picture) -> QImage:
    """The picture with a part round it, so that what was left elsewhere is seen."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    seen = QRectF(-600, -600, 3600, 3600)
    painter.scale(SIZE / seen.width(), SIZE / seen.height())
    painter.translate(-seen.topLeft())
    picture.paint(painter, seen, "full")
    painter.end()
    return image


def mapped(overview: Overview, picture: Picture) -> QImage:
    image = QImage(800, 700, QImage.Format.Format_ARGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    overview.paint(painter, picture, LIGHT, "en")
    painter.end()
    return image


def shifted(scene: Scene) -> Arrangement:
    """Everything elsewhere, and one thing farther."""
    first = [Shift(key, 120.0, 90.0) for key in scene.keys[1:]]
    return Arrangement(shifts=(Shift(scene.keys[0], -80.0, 150.0), *first))


@pytest.mark.parametrize("direction", get_args(Direction))
@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("wanted", [EVERY, EVERY._replace(magnitude=True)])
def test_it_is_painted_as_if_it_had_been_opened_so(
    view: View, direction: Direction, wanted: Wanted
) -> None:
    tape = recorded(SOURCE)
    index, last = TapeIndex(tape), len(tape.steps) - 1
    scene = Scene(tape, index, view, direction=direction)
    picture = Picture(scene, last, LIGHT, wanted)
    before = painted(picture)
    scene.arrange(shifted(scene))
    again = Scene(tape, index, view, direction=direction, arrangement=scene.arrangement)
    fresh = painted(Picture(again, last, LIGHT, wanted))
    assert painted(picture) == fresh
    assert before != fresh


@pytest.mark.parametrize("view", ["expression", "grad_fn", "scalars"])
def test_while_something_is_dragged_only_what_stands_at_its_arrows_waits(view: View) -> None:
    tape = recorded(SOURCE)
    index, last = TapeIndex(tape), len(tape.steps) - 1
    scene = Scene(tape, index, view)
    picture = Picture(scene, last, LIGHT, EVERY)
    painted(picture)
    labels, chips = scene.labels, book_of(scene).chips(scene)
    moved = scene.graph.links[labels[0].links[0]].source if labels else 0
    stirred = {
        place for place, link in enumerate(scene.graph.links) if moved in (link.source, link.target)
    }
    for way in (20.0, 40.0):
        there = Arrangement(shifts=(Shift(scene.keys[moved], way, 10.0),))
        scene.arrange(there, dragging=True)
        assert scene.labels == [one for one in labels if not stirred & set(one.links)]
        assert book_of(scene).chips(scene) == [one for one in chips if one.link not in stirred]
        painted(picture)
    scene.arrange(there)  # let go
    again = Scene(tape, index, view, arrangement=there)
    assert painted(picture) == painted(Picture(again, last, LIGHT, EVERY))
    assert scene.labels == again.labels


def drag_all(picture: Picture, camera: Camera) -> None:
    del camera
    picture.scene.arrange(shifted(picture.scene))


def note_beside(picture: Picture, camera: Camera) -> None:
    camera.bounds = picture.scene.bounds.adjusted(0, 0, 300, 400)


@pytest.mark.parametrize("change", [drag_all, note_beside])
def test_the_map_shows_what_was_dragged_and_room_for_a_note_beside_the_graph(
    change: Callable[[Picture, Camera], None],
) -> None:
    tape = recorded(SOURCE)
    scene = Scene(tape, TapeIndex(tape), "expression")
    picture = Picture(scene, len(tape.steps) - 1, LIGHT)
    camera = Camera()
    camera.size, camera.bounds = QSizeF(800, 700), scene.bounds
    overview = Overview(camera)
    before = mapped(overview, picture)
    change(picture, camera)
    after = mapped(overview, picture)
    assert after == mapped(Overview(camera), picture)
    assert after != before


def test_an_arrow_keeps_to_what_it_joins() -> None:
    tape = recorded(SOURCE)
    scene = Scene(tape, TapeIndex(tape), "expression")
    before = scene.geometry.found.routes
    dragged = next(place for place in range(len(scene.plans)) if len(scene.touching[place]) > 2)
    scene.arrange(Arrangement(shifts=(Shift(scene.keys[dragged], 70.0, 30.0),)))
    by = {dragged: (70.0, 30.0)}
    for link, was, now in zip(scene.graph.links, before, scene.geometry.found.routes, strict=True):
        for end, place in ((0, link.source), (-1, link.target)):
            dx, dy = by.get(place, (0.0, 0.0))
            assert now[end] == pytest.approx((was[end][0] + dx, was[end][1] + dy))


class Board(QObject):
    """A scene to arrange, without a widget."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene: Scene | None = scene
        self.camera = Camera()
        self.arranged = Arrangement()

    def arrange(self, arrangement: Arrangement, *, dragging: bool = False) -> None:  # noqa: ARG002
        self.arranged = arrangement

    def update(self) -> None:
        """Nothing is painted."""


@pytest.mark.parametrize("side", SIDES)
def test_what_is_aligned_stands_in_one_line_with_the_first(side: Side) -> None:
    tape = recorded(SOURCE)
    scene = Scene(tape, TapeIndex(tape), "expression")
    board = Board(scene)
    arranger = Arranger(board, board)
    arranger.edited.connect(board.arrange)
    places = [2, 0, 5]
    first = scene.rect(places[0])
    arranger.choose(scene.keys[place] for place in places)
    arranger.align(side)
    scene.arrange(board.arranged)
    assert scene.rect(places[0]) == first

    def at(rect: QRectF) -> float:
        sides = (rect.left(), rect.center().x(), rect.right())
        return (*sides, rect.top(), rect.center().y(), rect.bottom())[SIDES.index(side)]

    assert [at(scene.rect(place)) for place in places] == pytest.approx([at(first)] * 3)
