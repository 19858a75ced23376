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
    tape = recorded(f"import torch\nx = {source}\n")
    image = QImage(60, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    paint_heat(painter, QRectF(0, 0, 54, 54), tape.values[-1], colours, centred=centred)
    painter.end()
    return image.pixelColor(27, 27)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_gradient_of_zeros_has_the_colour_of_zero(colours: Colours) -> None:
    assert _middle("torch.zeros(4, 4)", colours, centred=True) == QColor(colours.surface)
    assert _middle("-torch.zeros(4, 4)", colours, centred=True) == QColor(colours.surface)
    assert _middle("torch.full((4, 4), 2.)", colours, centred=True) == QColor(colours.gradient)
    assert _middle("torch.full((4, 4), -2.)", colours, centred=True) == QColor(colours.value)
    assert _middle("torch.zeros(4, 4)", colours, centred=False) == QColor(colours.surface)
    assert _middle("torch.full((4, 4), torch.nan)", colours, centred=True) == QColor(colours.error)
