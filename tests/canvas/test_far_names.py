"""Boxes seen from afar say what they are called, where that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviewer.graphs.data import View
from graphviewer.gui.canvas.far_names import SHORTEST, said
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.canvas.texts import width_of
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.gui.theme.ink import ink
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
LESSON = Path(__file__).resolve().parents[2] / "examples" / "mlp" / "3_03_batch.py"
NETWORK = """
import torch
from torch import nn

net = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Linear(3, 1))
net(torch.ones(4, 2)).sum().backward()
"""


def scene_of(program: str, view: View) -> Scene:
    tape = recorded(program)
    return Scene(tape, TapeIndex(tape), view, "en")


def painted(scene: Scene, scale: float) -> QImage:
    found = scene.geometry.found
    image = QImage(int(found.width * scale), int(found.height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    painter.scale(scale, scale)
    whole = QRectF(0, 0, found.width, found.height)
    Picture(scene, len(scene.tape.steps) - 1, LIGHT).paint(painter, whole, "rectangles")
    painter.end()
    return image


def inked(image: QImage, rect: QRectF, scale: float) -> bool:
    """Whether there is text within a box: pixels nearly as dark as its ink."""
    dark = QColor(ink(LIGHT, "text")).lightness() + 60
    edges = rect.left(), rect.top(), rect.right(), rect.bottom()
    left, top, right, bottom = (round(one * scale) for one in edges)
    return any(
        image.pixelColor(x, y).lightness() < dark
        for x in range(left + 3, right - 3)
        for y in range(top + 3, bottom - 3)
    )


@pytest.mark.parametrize(("scale", "written"), [(0.3, True), (0.05, False)])
def test_the_cards_of_a_lesson_seen_whole_have_their_names(scale: float, written: bool) -> None:
    scene = scene_of(LESSON.read_text("utf-8"), "expression")
    image = painted(scene, scale)
    named = [place for place, plan in enumerate(scene.plans) if plan.title in ("W0", "W1", "P")]
    assert len(named) == 3
    assert {inked(image, scene.ends[place].rect, scale) for place in named} == {written}


def test_what_is_written_is_not_wider_than_its_box() -> None:
    scene = scene_of(LESSON.read_text("utf-8"), "scalars")
    for plan in scene.plans:
        for width in (12.0, 30.0, 60.0, 120.0):
            text, px = said(plan, 11, width)
            assert not text or px >= SHORTEST
            assert width_of(text, px, not (plan.compact or plan.round)) <= width


def test_an_element_is_named_whole_or_not_at_all() -> None:
    scene = scene_of(LESSON.read_text("utf-8"), "scalars")
    cells = [plan for plan in scene.plans if plan.vertex.kind == "scalar"]
    for plan in cells:
        assert {said(plan, 11, width)[0] for width in range(10, 90, 4)} <= {"", plan.title}


def test_of_a_dotted_name_its_end_is_kept_and_a_module_tells_its_class() -> None:
    leaf = next(p for p in scene_of(NETWORK, "expression").plans if p.title == "net.0.weight")
    assert said(leaf, 11, 200.0)[0] == "net.0.weight"
    assert said(leaf, 11, 45.0)[0] == "…weight"
    scene = scene_of(NETWORK, "modules")
    norm = next(plan for plan in scene.plans if plan.meta == "BatchNorm1d")
    assert said(norm, 11, 120.0)[0] == "1 · BatchNorm1d"
    assert said(norm, 11, 40.0)[0] == "1"
