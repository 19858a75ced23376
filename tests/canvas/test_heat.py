"""Heat maps in cards: a colour says how far from 0 a number is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from graphviewer.gui.canvas.heat import paint_heat
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from tests.record.oracle import recorded

pytestmark = pytest.mark.usefixtures("qtbot")


def _middle(source: str, colours: Colours, *, centred: bool) -> QColor:
    """The colour in the middle of the map of what a program makes."""
    return _map(source, QRectF(0, 0, 54, 54), colours, centred=centred).pixelColor(27, 27)


def _map(source: str, room: QRectF, colours: Colours, *, centred: bool) -> QImage:
    """The map of what a program makes, painted on a dark blue."""
    tape = recorded(f"import torch\nx = {source}\n")
    image = QImage(130, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    paint_heat(painter, room, tape.values[-1], colours, centred=centred)
    painter.end()
    return image


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_gradient_of_zeros_has_the_colour_of_zero(colours: Colours) -> None:
    assert _middle("torch.zeros(4, 4)", colours, centred=True) == QColor(colours.surface)
    assert _middle("-torch.zeros(4, 4)", colours, centred=True) == QColor(colours.surface)
    assert _middle("torch.full((4, 4), 2.)", colours, centred=True) == QColor(colours.gradient)
    assert _middle("torch.full((4, 4), -2.)", colours, centred=True) == QColor(colours.value)
    assert _middle("torch.zeros(4, 4)", colours, centred=False) == QColor(colours.surface)
    assert _middle("torch.full((4, 4), torch.nan)", colours, centred=True) == QColor(colours.error)


@pytest.mark.parametrize(
    ("shape", "size"), [((4, 128), (110, 24)), ((48, 16), (48, 54)), ((3, 3), (48, 48))]
)
def test_long_matrices_are_as_large_as_can_be_seen_from_afar(
    shape: tuple[int, int], size: tuple[int, int]
) -> None:
    """A map of ones, painted in one colour: how many of its pixels stand in a row and a column."""
    ones = f"torch.ones({shape[0]}, {shape[1]})"
    image = _map(ones, QRectF(0, 0, 110, 54), LIGHT, centred=True)
    inside = QColor(LIGHT.gradient).rgb()
    across = sum(image.pixel(x, 12) == inside for x in range(image.width()))
    down = sum(image.pixel(12, y) == inside for y in range(image.height()))
    assert (across, down) == (size[0] - 1, size[1] - 1)  # the border takes a pixel
