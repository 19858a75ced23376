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
    assert finder.right() < panel.width()
    assert views.left() >= 0
    overview = panel.canvas._overview
    for overview._corner in range(4):
        assert not overview.rect.toRect().intersects(finder)
        assert not overview.rect.toRect().intersects(views)


@pytest.mark.parametrize("width", [330, 586, 724])
def test_what_stands_at_the_foot_is_in_one_row_where_there_is_room(
    qtbot: QtBot, width: int
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    panel = GraphPanel(actions.build(owner), owner)
    owner.show()
    panel.resize(width, 460)
    panel.offer_scopes(offered=True)
    panel.tell_example(0, 4, "en")
    switch, stepper = panel.scopes.geometry(), panel.examples.geometry()
    assert not switch.intersects(stepper)
    assert panel.rect().contains(switch)
    assert panel.rect().contains(stepper)
    fits = switch.width() + stepper.width() + 3 * switch.left() <= panel.width()
    assert (abs(switch.center().y() - stepper.center().y()) < 4) == fits
