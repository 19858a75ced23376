"""Graphs seen from afar, and those too large to measure each of their values."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from graphviewer.gui.canvas import measures, picture
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.layout.data import Direction
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample

SCALE = 0.3


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A scene that is taken for one of thousands of vertices."""
    del qtbot
    monkeypatch.setattr(picture, "FEW_BOXES", 0)
    monkeypatch.setattr(picture, "FEW_NAMED", 0)
    monkeypatch.setattr(picture, "FEW_LINKS", 0)
    tape = sample()
    return Scene(tape, TapeIndex(tape), "expression")


def painted(scene: Scene, step: int, colours: Colours) -> QImage:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.canvas))
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    Picture(scene, step, colours).paint(painter, QRectF(0, 0, 1300, 1300), "rectangles")
    painter.end()
    return image


def inside(scene: Scene, place: int) -> tuple[int, int]:
    """A pixel within a box."""
    centre = scene.ends[place].rect.center() * SCALE
    return round(centre.x()), round(centre.y())


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_boxes_have_their_tints_and_what_the_step_is_about_its_light(
    scene: Scene, colours: Colours
) -> None:
    image = painted(scene, 2, colours)
    lit = Picture(scene, 2, colours).lit
    assert lit.light == "value"
    for place, plan in enumerate(scene.plans):
        if scene.made[place] > 2 or plan.round:
            continue
        tint = "value_tint" if place in lit.vertices else {"leaf": "leaf_tint"}.get(plan.rim)
        wanted = QColor(getattr(colours, tint or "surface"))
        assert image.pixelColor(*inside(scene, place)) == wanted


def test_what_has_not_happened_is_pale(scene: Scene) -> None:
    early, late = painted(scene, 0, LIGHT), painted(scene, 8, LIGHT)
    last = len(scene.plans) - 1
    rect = scene.ends[last].rect
    y = round(rect.center().y() * SCALE)
    left = range(round(rect.left() * SCALE) - 1, round(rect.left() * SCALE) + 2)
    assert min(early.pixelColor(x, y).lightness() for x in left) > min(
        late.pixelColor(x, y).lightness() for x in left
    )


def test_many_lit_boxes_are_lit_all_at_once(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one = painted(scene, 2, LIGHT)
    monkeypatch.setattr(picture, "FEW_LIT", 0)
    at_once = painted(scene, 2, LIGHT)
    for place in Picture(scene, 2, LIGHT).lit.vertices:
        spot = inside(scene, place)
        if not scene.plans[place].round:
            assert at_once.pixelColor(*spot) == one_by_one.pixelColor(*spot)


def test_a_link_is_within_its_rectangle_and_its_line_joins_its_ends(qtbot: QtBot) -> None:
    del qtbot
    tape = sample()
    directions: tuple[Direction, ...] = ("down", "right")
    for direction in directions:
        scene = Scene(tape, TapeIndex(tape), "expression", direction=direction)
        for place, pair in enumerate(scene.lines):
            box = scene.link_box[place]
            around = QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
            for arrow in pair:  # an upright line has an empty rectangle, which nothing contains
                assert around.contains(arrow.line.boundingRect().adjusted(-1, -1, 1, 1))
            run = scene.geometry.runs[place]
            assert np.hypot(*(run[:2] - pair.forward.tail)) < 60
            assert np.hypot(*(run[2:] - pair.forward.tip)) < 60


def test_of_very_many_values_those_of_one_shape_get_the_room_of_the_widest(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    tape = sample()
    exact = Scene(tape, TapeIndex(tape), "expression")
    monkeypatch.setattr(measures, "MEASURED", 0)
    alike = Scene(tape, TapeIndex(tape), "expression")
    for one, other in zip(exact.plans, alike.plans, strict=True):
        if one.vertex.kind == "tensor" and not tape.tensors[one.vertex.ref].is_leaf:
            assert other.width >= one.width
        assert one._replace(width=0.0) == other._replace(width=0.0)
