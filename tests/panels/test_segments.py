"""A row of joined buttons shows which can be chosen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviewer.gui.segments import Segments
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.gui.theme.style import sheet


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_what_cannot_be_chosen_looks_so(qtbot: QtBot, colours: Colours) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.setStyleSheet(sheet(colours))
    actions = [QAction("Neurons", owner) for _ in range(3)]
    row = Segments(actions, owner)
    owner.show()
    ground = row.grab().toImage()
    actions[1].setEnabled(False)
    refused = row.grab().toImage()
    assert refused != ground
    used = {refused.pixelColor(x, 18).name() for x in range(refused.width())}
    assert colours.canvas.lower() in used
