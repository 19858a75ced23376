"""Local Jacobians and leaf checks in the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from graphviewer.gui.panels.inspector import InspectorPanel
from graphviewer.gui.theme.colours import DARK, LIGHT, Colours
from graphviewer.record.program import record
from graphviewer.session.session import Item
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.tape import Tape

PROGRAM = """import torch
x = torch.arange(1., 4., requires_grad=True)
w = torch.rand(8, 3)
y = w @ x
z = y.exp()
s = z.sum()
t = s * 2
t.backward()
"""


@pytest.fixture(scope="module")
def taken() -> Tape:
    return record(PROGRAM)


@pytest.fixture
def panel(qtbot: QtBot) -> InspectorPanel:
    made = InspectorPanel()
    qtbot.addWidget(made)
    made.resize(420, 900)
    made.show()
    return made


def at(panel: InspectorPanel, tape: Tape, kind: str) -> None:
    """Show the step of a kind of node."""
    step = next(
        step.index
        for step in tape.steps
        if step.node is not None and tape.nodes[step.node].name.startswith(kind)
    )
    panel.show_step(tape, TapeIndex(tape), step)


def test_a_scalar_has_one_number(panel: InspectorPanel, taken: Tape) -> None:
    at(panel, taken, "Mul")
    (view, *_) = panel.story.jacobians.views
    assert panel.story.jacobians.caption.text() == "LOCAL DERIVATIVE"
    assert view.number.text() == "∂t/∂s = 2"
    assert not view.table.isVisible()


def test_a_small_matrix_is_open_and_a_large_one_folded(panel: InspectorPanel, taken: Tape) -> None:
    at(panel, taken, "Sum")
    (view, *_) = panel.story.jacobians.views
    assert panel.story.jacobians.caption.text() == "LOCAL JACOBIAN"
    assert not view.table.isVisible()
    QTest.mouseClick(view.fold, Qt.MouseButton.LeftButton)
    assert view.table.isVisible()
    at(panel, taken, "Mv")
    assert not panel.story.jacobians.views[0].table.isVisible()


def test_every_cell_tells_what_it_is_in_full(panel: InspectorPanel, taken: Tape) -> None:
    at(panel, taken, "Sum")
    table = panel.story.jacobians.views[0].table
    panel.story.jacobians.views[0].fold.click()
    told = {
        table.text_at(QPointF(x, y))
        for x in range(0, table.width(), 6)
        for y in range(0, table.height(), 6)
    }
    assert "∂s/∂z[3]:  1" in told
    assert "∂t/∂s  s:  2" in told
    assert "∂t/∂z  z[7]:  2" in told
    assert "" in told


def test_a_step_without_one_shows_none(panel: InspectorPanel, taken: Tape) -> None:
    at(panel, taken, "AccumulateGrad")
    assert not panel.story.jacobians.isVisible()


def test_a_leafs_check_stands_at_its_step_and_where_it_is_selected(
    panel: InspectorPanel, taken: Tape
) -> None:
    at(panel, taken, "AccumulateGrad")
    assert panel.story.leaf_check.text().startswith("✓  Finite differences in float64 agree")
    panel.show_step(taken, TapeIndex(taken), len(taken.steps) - 1)
    leaf = taken.steps[-1].tensor
    assert leaf is not None
    at(panel, taken, "Exp")
    panel.set_selection(Item("tensor", leaf))
    assert not panel.tensor.check.isVisible()  # nothing has arrived there yet


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda one: one.name)
def test_it_is_drawn_in_both_themes(panel: InspectorPanel, taken: Tape, colours: Colours) -> None:
    panel.set_colours(colours)
    for step in range(len(taken.steps)):
        panel.show_step(taken, TapeIndex(taken), step)
        assert not panel.grab().isNull()
