"""The map's kept picture is as sharp as one painted afresh, whatever a screen's ratio."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter

from graphviewer.gui.canvas.camera import Camera
from graphviewer.gui.canvas.overview import Overview, _boxes
from graphviewer.gui.canvas.picture import Picture
from graphviewer.gui.canvas.scene import Scene
from graphviewer.gui.theme.colours import LIGHT
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")
HIGH = 601
BLENDED = 4  # of 255: a translucent fill rounds once more on its way over a kept picture
CHAIN = "import torch\nx = torch.ones(2, requires_grad=True)\ny = x * 1\n" + "".join(
    f"y = torch.tanh(y) * {k}.5\n" for k in range(20)
)


@cache
def tape() -> Tape:
    return recorded(CHAIN)


def pixels(paint: Callable[[QPainter], None], width: int, ratio: float) -> npt.NDArray[np.int16]:
    image = QImage(round(width * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int16)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("width", [700, 701, 702])
def test_the_map_from_its_kept_picture_is_the_one_painted_afresh(ratio: float, width: int) -> None:
    scene = Scene(tape(), TapeIndex(tape()), "expression")
    picture = Picture(scene, 5, LIGHT)
    camera = Camera()
    camera.bounds, camera.size = scene.bounds, QSizeF(width, HIGH)
    overview = Overview(camera)
    scale, origin = overview._mapping()

    def kept(painter: QPainter) -> None:
        overview._all(painter, picture, LIGHT, scale, origin)

    def afresh(painter: QPainter) -> None:
        _boxes(painter, scene, LIGHT, scale, origin)

    wanted = pixels(afresh, width, ratio)
    assert wanted.min() < 200  # something is there
    for _ in range(2):  # made, and kept
        assert np.abs(pixels(kept, width, ratio) - wanted).max() <= BLENDED
