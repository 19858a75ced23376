"""Arrows of many single numbers are pale, but not in a large file: one looks at its parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviewer.gui.canvas import picture
from graphviewer.gui.canvas.moment import Detail
from graphviewer.gui.canvas.picture import CROWDED, Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.tape.index import TapeIndex
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
LESSON = Path(__file__).resolve().parents[2] / "examples" / "mlp" / "3_03_batch.py"
CLOSE = 24  # of 255: a pixel of the line's own colour


@pytest.fixture(scope="module")
def scene() -> Scene:
    tape = recorded(LESSON.read_text("utf-8"))
    return Scene(tape, TapeIndex(tape), "scalars", "en")


def _painted(scene: Scene, scale: float, detail: Detail) -> QImage:
    """A file of the last step."""
    found = scene.geometry.found
    area = QRectF(0, 0, found.width, found.height)
    moment = Picture(scene, len(scene.tape.steps) - 1, LIGHT)
    moment.whole = area
    size = int(area.width() * scale), int(area.height() * scale)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    painter.scale(scale, scale)
    moment.paint(painter, area, detail)
    painter.end()
    return image


def _dark(scene: Scene, scale: float) -> int:
    """Arrows that have the gradient's own colour a quarter of their way, in a file."""
    image = _painted(scene, scale, "full")
    wanted = QColor(LIGHT.gradient)
    lines = [scene.lines[link].backward.line for link in range(len(scene.graph.links))]
    at = [(line.pointAtPercent(0.25) * scale).toPoint() for line in lines]
    return sum(_near(image.pixelColor(one), wanted) for one in at if image.rect().contains(one))


def _near(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, apart)) < CLOSE


def test_a_file_of_life_size_has_dark_arrows_and_a_small_one_pale_ones(scene: Scene) -> None:
    assert len(scene.graph.links) > CROWDED
    assert _dark(scene, 1.0) > len(scene.graph.links) / 4
    assert _dark(scene, 0.3) < 5


@pytest.mark.parametrize("straight", [False, True])
def test_from_afar_arrows_can_be_seen_and_are_no_darker_than_near(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, straight: bool
) -> None:
    monkeypatch.setattr(picture, "FEW_LINKS", 0 if straight else 1000)
    scale = 0.2
    image = _painted(scene, scale, "rectangles")
    plain = QColor(LIGHT.canvas).lightness()
    seen = 0
    for run, link in zip(scene.geometry.runs, scene.lines, strict=True):
        middle = (run[:2] + run[2:]) / 2
        at = QPointF(*middle.tolist()) if straight else link.backward.line.pointAtPercent(0.5)
        x, y = (round(one * scale) for one in at.toTuple())
        around = [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        shades = [image.pixelColor(*one).lightness() for one in around if image.valid(*one)]
        seen += bool(shades) and min(shades) < plain - 20
    assert seen > 0.8 * len(scene.graph.links)
    assert _close(image) < 0.02 * image.width() * image.height()


def _close(image: QImage) -> int:
    """Pixels of the gradient's own colour."""
    wanted = QColor(LIGHT.gradient)
    return sum(
        _near(image.pixelColor(x, y), wanted)
        for x in range(image.width())
        for y in range(image.height())
    )
