"""What stands over the graph: nothing lies on anything else, however wide the window is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from graphviewer.gui import actions
from graphviewer.gui.pages.graph_panel import GraphPanel
from graphviewer.tape.index import TapeIndex
from tests.explain.sample import sample


@pytest.mark.parametrize("width", [400, 500, 540, 620, 760, 1200])
def test_switches_and_the_map_stand_apart(qtbot: QtBot, width: int) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    panel = GraphPanel(actions.build(owner), owner)
    owner.show()
    panel.resize(width, 460)
    tape = sample()
    panel.canvas.set_motion(wanted=False)
    panel.canvas.set_tape(tape, TapeIndex(tape))
    panel.canvas.zoom(3.0)
    views, finder = panel.views.geometry(), panel.finder.geometry()
    assert not views.intersects(finder)
    assert finder.left() >= 0
    assert finder.right() < width
    overview = panel.canvas._overview
    for overview._corner in range(4):
        assert not overview.rect.toRect().intersects(finder)
        assert not overview.rect.toRect().intersects(views)
