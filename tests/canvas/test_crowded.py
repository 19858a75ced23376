"""Arrows of many single numbers are pale, but not in a large file: one looks at its parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

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


def _dark(scene: Scene, scale: float) -> int:
    """Arrows that have the gradient's own colour a quarter of their way, in a file."""
    found = scene.geometry.found
    area = QRectF(0, 0, found.width, found.height)
    picture = Picture(scene, len(scene.tape.steps) - 1, LIGHT)
    picture.whole = area
    size = int(area.width() * scale), int(area.height() * scale)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.canvas))
    painter = QPainter(image)
    painter.scale(scale, scale)
    picture.paint(painter, area, "full")
    painter.end()
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
